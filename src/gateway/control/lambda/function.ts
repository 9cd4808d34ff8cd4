import {present} from '../../../model/present.js'
import type {FunctionRecord} from '../../store/function-record.js'
import {tokenPage} from '../cloudwatch/token-page.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {checkRevision, findFunction} from './find-function.js'
import {functionAnswer} from './function-answer.js'
import {checkSettings} from './function-rules.js'

type FunctionLabels = {functionName: string; qualifier?: string}

function getFunction({functionName, qualifier}: FunctionLabels, context: OperationContext): Members {
  const {record, qualifiedArn} = findFunction(context, functionName, {qualifier})
  const code = {repositoryType: 'S3', location: `file://${record.directory}`}
  return {configuration: functionAnswer(record, qualifiedArn), code, tags: {}}
}

function getFunctionConfiguration({functionName, qualifier}: FunctionLabels, context: OperationContext): Members {
  const {record, qualifiedArn} = findFunction(context, functionName, {qualifier})
  return functionAnswer(record, qualifiedArn)
}

const pageSize = 50

type ListInput = {functionVersion?: string; marker?: string; maxItems?: number}

/** Functions by name; with functionVersion ALL each is followed by its versions. */
function listFunctions({functionVersion, marker, maxItems}: ListInput, {store, scope}: OperationContext): Members {
  const {accountId, region} = scope
  const latest = store.list('function', [accountId, region])
  latest.sort((one, other) => (one.functionName < other.functionName ? -1 : 1))
  const records =
    functionVersion === 'ALL'
      ? latest.flatMap((fn) => [fn, ...store.list('functionVersion', [accountId, region, fn.functionName])])
      : latest
  const arnOf = (record: Readonly<FunctionRecord>): string =>
    functionVersion === 'ALL' ? `${record.functionArn}:${record.version ?? '$LATEST'}` : record.functionArn
  const size = Math.min(pageSize, Math.max(1, maxItems ?? pageSize))
  const page = tokenPage(records, {nextToken: marker, size, refusal: 'InvalidParameterValueException'})
  return present({
    functions: page.items.map((record) => functionAnswer(record, arnOf(record))),
    nextMarker: page.nextToken,
  })
}

type Settings = {
  functionName: string
  role?: string
  handler?: string
  runtime?: string
  description?: string
  timeout?: number
  memorySize?: number
  environment?: {variables?: Record<string, string>}
  revisionId?: string
}

function updateFunctionConfiguration(input: Settings, context: OperationContext): Members {
  const {key, record} = findFunction(context, input.functionName)
  checkRevision(input.revisionId, record.revisionId, 'GetFunction/GetAlias')
  checkSettings(input)
  const changed: FunctionRecord = {
    ...record,
    handler: input.handler ?? record.handler,
    runtime: input.runtime ?? record.runtime,
    timeoutSeconds: input.timeout ?? record.timeoutSeconds,
    memoryMb: input.memorySize ?? record.memoryMb,
    environment: input.environment === undefined ? record.environment : {...input.environment.variables},
    ...(input.role !== undefined && {role: input.role}),
    ...(input.description !== undefined && {description: input.description}),
    lastModified: context.nowMs,
    revisionId: context.newId(32),
  }
  context.store.put('function', key, changed)
  return functionAnswer(changed)
}

export const functionOperations: Operations = {
  GetFunction: operation(getFunction),
  GetFunctionConfiguration: operation(getFunctionConfiguration),
  ListFunctions: operation(listFunctions),
  UpdateFunctionConfiguration: operation(updateFunctionConfiguration),
}
