import {rm} from 'node:fs/promises'
import type {FunctionRecord} from '../../store/function-record.js'
import {awaitedOperation} from '../operation.js'
import type {AwaitedContext, AwaitedOperations, Members} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {unpackCode} from './code-package.js'
import type {CodePackage} from './code-package.js'
import {findFunction, functionKey} from './find-function.js'
import {functionAnswer} from './function-answer.js'
import {checkSettings} from './function-rules.js'

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
  store.transaction(() => {
    if (exists()) throw alreadyThere(functionName)
    store.put('function', key, record)
  })
  return functionAnswer(record)
}

type CodeInput = {functionName: string; zipFile?: Buffer; dryRun?: boolean}

async function updateFunctionCode(
  {functionName, zipFile, dryRun}: CodeInput,
  context: AwaitedContext,
): Promise<Members> {
  findFunction(context, functionName)
  const code = await unpack(zipFile, context)
  const {store, nowMs, newId} = context
  const {before, changed} = store.transaction(() => {
    const {key, record} = findFunction(context, functionName)
    const updated = {...record, ...code, lastModified: nowMs, revisionId: newId(32)}
    if (dryRun !== true) store.put('function', key, updated)
    return {before: record, changed: updated}
  })
  await removeUnused(before, context)
  return functionAnswer(changed)
}

async function deleteFunction(
  {functionName, qualifier}: {functionName: string; qualifier?: string},
  context: AwaitedContext,
): Promise<Members> {
  const {store} = context
  const record = store.transaction(() => {
    const found = findFunction(context, functionName, qualifier)
    store.delete('function', found.key)
    store.deleteAll('functionPermission', found.key)
    return found.record
  })
  await removeUnused(record, context)
  return {statusCode: 204}
}

async function unpack(zipFile: Buffer | undefined, {ports}: AwaitedContext): Promise<CodePackage> {
  if (zipFile === undefined || zipFile.length === 0) {
    throw invalid('Please provide a source for function code. The local gateway takes code as ZipFile.')
  }
  return unpackCode(zipFile, await ports.codeDirectory())
}

/** Code of uploaded functions is shared by hash: its folder goes with the last function that has it. */
async function removeUnused({codeSha256, directory}: Readonly<FunctionRecord>, {store}: AwaitedContext): Promise<void> {
  if (codeSha256 === undefined) return
  if (store.all('function').some((other) => other.directory === directory)) return
  await rm(directory, {recursive: true, force: true})
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
