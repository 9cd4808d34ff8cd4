import {rm} from 'node:fs/promises'
import type {FunctionRecord} from '../../store/function-record.js'
import {deleteWholeFunction, isVersion} from '../../store/function-version.js'
import {awaitedOperation} from '../operation.js'
import type {AwaitedContext, AwaitedOperations, Members} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {unpackCode} from './code-package.js'
import type {CodePackage} from './code-package.js'
import {checkRevision, findFunction, functionKey} from './find-function.js'
import type {FoundFunction} from './find-function.js'
import {functionAnswer} from './function-answer.js'
import {checkSettings} from './function-rules.js'
import {publishVersion} from './version.js'

type CreateInput = {
  functionName: string
  role: string
  code: {zipFile?: Buffer}
  runtime?: string
  handler?: string
  description?: string
  timeout?: number
  memorySize?: number
  packageType?: string
  environment?: {variables?: Record<string, string>}
  architectures?: string[]
  publish?: boolean
}

async function createFunction(input: CreateInput, context: AwaitedContext): Promise<Members> {
  const {store, scope} = context
  const {key, functionName} = functionKey(input.functionName, scope)
  checkSettings(input)
  if (!/^arn:[\w-]+:iam::\d{12}:role\/\S+$/.test(input.role)) {
    const message = `1 validation error detected: Value '${input.role}' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+`
    throw new ServiceError('ValidationException', message)
  }
  const {runtime, handler} = input
  if (runtime === undefined || handler === undefined) {
    throw invalid('Runtime and Handler are mandatory parameters for functions created with deployment packages.')
  }
  const exists = (): boolean => store.get('function', key) !== undefined
  if (exists()) throw alreadyThere(functionName)
  const code = await unpack(input.code.zipFile, context)
  const [accountId = '', region = ''] = key
  const record: FunctionRecord = {
    accountId,
    region,
    functionName,
    functionArn: `arn:aws:lambda:${region}:${accountId}:function:${functionName}`,
    runtime,
    handler,
    ...code,
    role: input.role,
    timeoutSeconds: input.timeout ?? 3,
    memoryMb: input.memorySize ?? 128,
    environment: {...input.environment?.variables},
    ...(input.description !== undefined && {description: input.description}),
    ...(input.architectures !== undefined && {architectures: input.architectures}),
    lastModified: context.nowMs,
    revisionId: context.newId(32),
  }
  return store.transaction(() => {
    if (exists()) throw alreadyThere(functionName)
    store.put('function', key, record)
    return functionAnswer(input.publish === true ? publishVersion(context, key) : record)
  })
}

type CodeInput = {functionName: string; zipFile?: Buffer; dryRun?: boolean; publish?: boolean; revisionId?: string}

async function updateFunctionCode(input: CodeInput, context: AwaitedContext): Promise<Members> {
  const {functionName, zipFile, dryRun, publish, revisionId} = input
  checkRevision(revisionId, findFunction(context, functionName).record.revisionId, 'GetFunction/GetAlias')
  const code = await unpack(zipFile, context)
  const {store, nowMs, newId} = context
  const {before, answer} = store.transaction(() => {
    const {key, record, arn} = findFunction(context, functionName)
    checkRevision(revisionId, record.revisionId, 'GetFunction/GetAlias')
    const updated = {...record, ...code, lastModified: nowMs, revisionId: newId(32)}
    if (dryRun !== true) store.put('function', key, updated)
    if (dryRun === true || publish !== true) return {before: record, answer: functionAnswer(updated)}
    const published = publishVersion(context, key)
    return {before: record, answer: functionAnswer(published, `${arn}:${published.version ?? ''}`)}
  })
  await removeUnused([before], context)
  return answer
}

type DeleteInput = {functionName: string; qualifier?: string}

/** Deletes a function with everything of it, or one version. */
async function deleteFunction({functionName, qualifier}: DeleteInput, context: AwaitedContext): Promise<Members> {
  const {store} = context
  const deleted = store.transaction(() => {
    const found = findFunction(context, functionName, {qualifier})
    if (found.qualifier !== undefined) return [deleteVersion(found, found.qualifier, context)]
    const versions = store.list('functionVersion', found.key)
    deleteWholeFunction(store, found.key)
    return [found.record, ...versions]
  })
  await removeUnused(deleted, context)
  return {statusCode: 204}
}

function deleteVersion({key, record}: FoundFunction, qualifier: string, {store}: AwaitedContext) {
  if (qualifier === '$LATEST') throw invalid('$LATEST version cannot be deleted without deleting the function.')
  if (!isVersion(qualifier)) throw invalid('Deletion of aliases is not currently supported.')
  const users = store
    .list('functionAlias', key)
    .filter(
      (alias) => alias.functionVersion === qualifier || Object.hasOwn(alias.additionalVersionWeights ?? {}, qualifier),
    )
  if (users.length > 0) {
    const names = users.map(({name}) => name).join(', ')
    const message = `Unable to delete version because the following aliases reference it: [${names}]`
    throw new ServiceError('ResourceConflictException', message)
  }
  store.delete('functionVersion', [...key, qualifier])
  store.deleteAll('qualifiedPermission', [...key, qualifier])
  return record
}

async function unpack(zipFile: Buffer | undefined, {ports}: AwaitedContext): Promise<CodePackage> {
  if (zipFile === undefined || zipFile.length === 0) {
    throw invalid('Please provide a source for function code. The local gateway takes code as ZipFile.')
  }
  return unpackCode(zipFile, await ports.codeDirectory())
}

/** Code of uploaded functions is shared by hash: its folder goes with the last function or version that has it. */
async function removeUnused(gone: readonly Readonly<FunctionRecord>[], {store}: AwaitedContext): Promise<void> {
  const uploaded = gone.filter(({codeSha256}) => codeSha256 !== undefined)
  const used = new Set([...store.all('function'), ...store.all('functionVersion')].map(({directory}) => directory))
  for (const {directory} of uploaded) if (!used.has(directory)) await rm(directory, {recursive: true, force: true})
}

function alreadyThere(functionName: string): ServiceError {
  return new ServiceError('ResourceConflictException', `Function already exist: ${functionName}`)
}

function invalid(message: string): ServiceError {
  return new ServiceError('InvalidParameterValueException', message)
}

export const functionCodeOperations: AwaitedOperations = {
  CreateFunction: awaitedOperation(createFunction),
  UpdateFunctionCode: awaitedOperation(updateFunctionCode),
  DeleteFunction: awaitedOperation(deleteFunction),
}
