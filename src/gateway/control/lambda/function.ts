import {present} from '../../../model/present.js'
import type {FunctionRecord} from '../../store/function-record.js'
import {tokenPage} from '../cloudwatch/token-page.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {findFunction} from './find-function.js'
import {functionAnswer} from './function-answer.js'
import {checkSettings} from './function-rules.js'

type FunctionLabels = {functionName: string; qualifier?: string}

function getFunction({functionName, qualifier}: FunctionLabels, context: OperationContext): Members {
  const {record} = findFunction(context, functionName, qualifier)
  const code = {repositoryType: 'S3', location: `file://${record.directory}`}
  return {configuration: functionAnswer(record), code, tags: {}}
}

function getFunctionConfiguration({functionName, qualifier}: FunctionLabels, context: OperationContext): Members {
  return functionAnswer(findFunction(context, functionName, qualifier).record)
}

const pageSize = 50

function listFunctions({marker, maxItems}: {marker?: string; maxItems?: number}, context: OperationContext): Members {
  const {accountId, region} = context.scope
  const records = [...context.store.list('function', [accountId, region])].sort((one, other) =>
    one.functionName < other.functionName ? -1 : 1,
  )
  const size = Math.min(pageSize, Math.max(1, maxItems ?? pageSize))
  const page = tokenPage(records, {nextToken: marker, size, refusal: 'InvalidParameterValueException'})
  return present({functions: page.items.map(functionAnswer), nextMarker: page.nextToken})
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
  if (input.revisionId !== undefined && input.revisionId !== record.revisionId) {
    const message =
      'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id'
    throw new ServiceError('PreconditionFailedException', message)
  }
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
