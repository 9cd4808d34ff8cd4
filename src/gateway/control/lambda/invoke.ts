import {BackendError} from '../../data/ports.js'
import type {InvokeRequest, InvokeResult} from '../../data/ports.js'
import {awaitedOperation} from '../operation.js'
import type {AwaitedContext, AwaitedOperations, Members} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {findFunction} from './find-function.js'

type Input = {
  functionName: string
  qualifier?: string
  invocationType?: string
  logType?: string
  payload?: Buffer
}

/** Above the longest timeout of a function: its own applies. */
const waitMs = 930_000
const tailBytes = 4096

async function invoke(input: Input, context: AwaitedContext): Promise<Members> {
  const {requestId, signal, ports} = context
  const {record, arn} = findFunction(context, input.functionName, {
    qualifier: input.qualifier,
    random: ports.random(),
  })
  const payload = jsonText(input.payload)
  if (input.invocationType === 'DryRun') return {statusCode: 204}
  // An alias with two versions is drawn from here, so that the answer can name the version that ran.
  const versionArn = record.version === undefined ? arn : `${arn}:${record.version}`
  const request: InvokeRequest = {functionArn: versionArn, payload, requestId, timeoutMs: waitMs, client: {signal}}
  if (input.invocationType === 'Event') {
    // Nobody waits for the outcome: what the function says of it is in its log, as on AWS.
    void settled(ports.invokeFunction({...request, client: new AbortController()}))
    return {statusCode: 202}
  }
  const result = await settled(ports.invokeFunction(request))
  if (result.outcome === 'refused') throw refusal(result)
  return {
    statusCode: 200,
    payload: Buffer.from(result.payload),
    executedVersion: record.version ?? '$LATEST',
    ...(result.outcome === 'functionError' && {functionError: 'Unhandled'}),
    ...(input.logType === 'Tail' && {logResult: tailOf(ports.functionLines(requestId))}),
  }
}

/** An invocation for which there was no time or no caller any more is one that Lambda throttles. */
async function settled(result: Promise<InvokeResult>): Promise<InvokeResult> {
  try {
    return await result
  } catch (error) {
    if (error instanceof BackendError) return {outcome: 'refused', reason: 'throttled', message: error.message}
    throw error
  }
}

function jsonText(payload: Buffer | undefined): string {
  const text = payload?.toString('utf8') ?? ''
  if (text === '') return '{}'
  try {
    JSON.parse(text)
    return text
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ServiceError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${why}`,
      {},
      {cause: error},
    )
  }
}

const codes = {
  'not-found': 'ResourceNotFoundException',
  'no-permission': 'AccessDeniedException',
  throttled: 'TooManyRequestsException',
  'too-large': 'RequestTooLargeException',
} as const

function refusal({reason, message}: Extract<InvokeResult, {outcome: 'refused'}>): ServiceError {
  return new ServiceError(codes[reason], message)
}

function tailOf(lines: readonly string[]): string {
  const log = Buffer.from(lines.map((line) => `${line}\n`).join(''))
  return log.subarray(Math.max(0, log.length - tailBytes)).toString('base64')
}

export const invokeOperations: AwaitedOperations = {
  Invoke: awaitedOperation(invoke),
}
