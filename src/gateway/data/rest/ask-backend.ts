import {parsePermissiveJson} from '../../../vtl/json-smart.js'
import {JavaMap} from '../../../vtl/value/java-map.js'
import {toPlain} from '../../../vtl/value/plain.js'
import {VtlError} from '../../../vtl/vtl-error.js'
import {lastHeader} from '../header-list.js'
import {BackendError, type BackendResponse, type Client, type InvokeResult, type Ports} from '../ports.js'
import {limitStream, type StreamLimits} from '../stream-limits.js'
import {functionErrorMessage} from './function-error-message.js'
import {GatewayError} from './gateway-error.js'
import type {GatewayResponseType} from './gateway-response-type.js'
import type {Answer, Outgoing} from './outgoing.js'
import {openFunctionStream} from './stream-function.js'

/** On whose behalf an integration is called. */
export type IntegrationCaller = {
  /** Execution ARN that function policies are asked for. */
  sourceArn: string
  client: Client
  /** Reads what a Lambda function answered to a proxy integration; throws a GatewayError when that is malformed. */
  parseProxyAnswer: (payload: string) => Answer
}

/**
 * Carries out an integration request. MOCK answers at once, so that it costs no turn of the event loop; only a function
 * asks for the caller.
 */
export function askBackend(
  outgoing: Outgoing,
  caller: () => IntegrationCaller,
  ports: Ports,
): Answer | Promise<Answer> {
  switch (outgoing.kind) {
    case 'mock':
      return mockAnswer(outgoing.text)
    case 'http':
      return backendAnswer(ports.callBackend(outgoing.request), outgoing.limits)
    case 'service':
      return backendAnswer(ports.callService(outgoing.request))
    case 'lambda':
      return callLambda(outgoing, caller(), ports)
  }
}

const noBody = Buffer.alloc(0)
const jsonHeaders = ['Content-Type', 'application/json']

/**
 * A MOCK integration answers with the status code its request template names; the text may be json-smart's permissive
 * JSON. Source: docs/aws-facts.md "Integrations" (recorded by localstack, test_apigateway_integrations.py).
 */
function mockAnswer(text: string): Answer {
  const status = mockStatus(text)
  if (status === undefined) {
    throw new GatewayError({
      type: 'DEFAULT_5XX',
      reason:
        'Execution failed due to configuration error: Unable to parse statusCode. It should be an integer that is defined in the request template.',
    })
  }
  return {status, headers: [], body: noBody, selectBy: String(status), isBase64Encoded: false}
}

function mockStatus(text: string): number | undefined {
  const simple = /^\s*\{\s*"?statusCode"?\s*:\s*(\d{3})\s*\}\s*$/.exec(text)?.[1]
  if (simple !== undefined) return Number(simple)
  try {
    const document = parsePermissiveJson(text)
    const status = document instanceof JavaMap ? toPlain(document.get('statusCode') ?? null) : undefined
    return typeof status === 'number' && Number.isInteger(status) ? status : undefined
  } catch (error) {
    if (error instanceof VtlError) return undefined
    throw error
  }
}

async function backendAnswer(pending: Promise<BackendResponse>, limits?: StreamLimits): Promise<Answer> {
  try {
    const {status, headers, body, stream} = await pending
    const streamed = stream !== undefined && limits !== undefined ? {stream: limitStream(stream, limits)} : {}
    const requestId = lastHeader(headers, 'x-amzn-requestid') ?? lastHeader(headers, 'x-amz-request-id')
    return {status, headers, body, ...streamed, selectBy: String(status), isBase64Encoded: false, requestId}
  } catch (error) {
    throw error instanceof BackendError ? backendFailure(error) : error
  }
}

async function callLambda(
  outgoing: Extract<Outgoing, {kind: 'lambda'}>,
  caller: IntegrationCaller,
  ports: Ports,
): Promise<Answer> {
  if (outgoing.limits !== undefined) return streamFunction(outgoing, outgoing.limits, caller, ports)
  const requestId = ports.newRequestId()
  const pending = ports.invokeFunction({
    functionArn: outgoing.functionArn,
    payload: outgoing.payload,
    requestId,
    timeoutMs: outgoing.timeoutMs,
    sourceArn: caller.sourceArn,
    client: caller.client,
  })
  if (outgoing.asynchronous) return {...eventAnswer(pending), requestId}
  try {
    const result = await pending
    const answer = outgoing.isProxy ? proxyAnswer(result, requestId, caller) : customAnswer(result, requestId)
    return {...answer, requestId}
  } catch (error) {
    const failure = error instanceof BackendError ? backendFailure(error) : error
    if (failure instanceof GatewayError) failure.endpointRequestId = requestId
    throw failure
  }
}

/** The answer is there when the metadata is; the function goes on writing behind it. */
async function streamFunction(
  {functionArn, payload, timeoutMs}: Extract<Outgoing, {kind: 'lambda'}>,
  limits: StreamLimits,
  {sourceArn, client}: IntegrationCaller,
  ports: Ports,
): Promise<Answer> {
  const requestId = ports.newRequestId()
  const {onChunk, answer, finish, fail} = openFunctionStream((result) => streamFailure(result, requestId))
  const request = {functionArn, payload, requestId, timeoutMs, sourceArn, onChunk, client}
  ports.invokeFunction(request).then(
    (result) => {
      if (result.outcome === 'success' && result.payload !== '') void onChunk(Buffer.from(result.payload))
      finish(result)
    },
    (error: unknown) => fail(error instanceof BackendError ? backendFailure(error) : error),
  )
  // Without this a silent function would hold everything behind a client that has left until its idle time is over.
  client.signal.addEventListener(
    'abort',
    () => fail(new BackendError('network', 'The client closed the connection.')),
    {
      once: true,
    },
  )
  const {stream, ...opened} = await answer
  return {...opened, requestId, ...(stream !== undefined && {stream: limitStream(stream, limits)})}
}

/** Lambda answers an asynchronous invocation with 202 and nothing; what becomes of it is in the function's own log. */
function eventAnswer(pending: Promise<InvokeResult>): Answer {
  pending.catch(() => undefined)
  return {status: 202, headers: jsonHeaders, body: noBody, selectBy: '', isBase64Encoded: false}
}

function proxyAnswer(result: InvokeResult, requestId: string, {parseProxyAnswer}: IntegrationCaller): Answer {
  if (result.outcome === 'refused') throw refusedInvocation(result, requestId)
  const received = result.payload
  try {
    if (result.outcome === 'success') return {...parseProxyAnswer(received), received}
    throw functionFailure(received, requestId)
  } catch (error) {
    if (error instanceof GatewayError) error.received = received
    throw error
  }
}

function streamFailure(result: InvokeResult, requestId: string): GatewayError {
  return result.outcome === 'refused'
    ? refusedInvocation(result, requestId)
    : functionFailure(result.payload, requestId)
}

/** Type and wording as captured in September 2026; the request id is that of the function's own log. */
function functionFailure(payload: string, requestId: string): GatewayError {
  const reason = `Lambda execution failed with status 200 due to customer function error: ${functionErrorMessage(payload)}.`
  return new GatewayError({
    type: 'INTEGRATION_FAILURE',
    status: 502,
    message: 'Internal server error',
    errorType: 'InternalServerErrorException',
    reason: `${reason} Lambda request id: ${requestId}`,
  })
}

/** Function errors are answers too: selection patterns are compared with their message. */
function customAnswer(result: InvokeResult, requestId: string): Answer {
  if (result.outcome === 'refused') throw refusedInvocation(result, requestId)
  const selectBy =
    result.outcome === 'functionError' ? functionErrorMessage(result.payload) : ownErrorMessage(result.payload)
  return {status: 200, headers: jsonHeaders, body: Buffer.from(result.payload), selectBy, isBase64Encoded: false}
}

/** A function may also return `{errorMessage}` without failing; AWS does not tell the difference. */
function ownErrorMessage(payload: string): string {
  return payload.includes('"errorMessage"') ? functionErrorMessage(payload) : ''
}

function refusedInvocation(
  {reason, message}: Extract<InvokeResult, {outcome: 'refused'}>,
  requestId: string,
): GatewayError {
  if (reason === 'throttled') {
    const logged = 'Lambda invocation failed with status: 429.'
    const lines = [`${logged} Lambda request id: ${requestId}`]
    return new GatewayError({type: 'DEFAULT_5XX', reason: `${logged} ${message}`, logged: lines})
  }
  return failed('API_CONFIGURATION_ERROR', 'configuration error: Invalid permissions on Lambda function', message)
}

/** Why an execution failed, in AWS's words, and what the developer is told besides. */
function failed(type: GatewayResponseType, why: string, detail: string, options?: ErrorOptions): GatewayError {
  const logged = `Execution failed due to ${why}`
  return new GatewayError({type, reason: `${logged}. ${detail}`, logged: [logged]}, options)
}

const failures: Record<BackendError['reason'], [type: GatewayResponseType, why: string]> = {
  timeout: ['INTEGRATION_TIMEOUT', 'a timeout error'],
  network: ['INTEGRATION_FAILURE', 'a network error communicating with endpoint'],
  'not-allowed': ['INTEGRATION_FAILURE', 'an integration failure'],
  'too-large': ['DEFAULT_5XX', 'an internal error'],
  'bad-url': ['API_CONFIGURATION_ERROR', 'configuration error: Invalid endpoint address'],
}

function backendFailure(error: BackendError): GatewayError {
  const [type, why] = failures[error.reason]
  return failed(type, why, error.message, {cause: error})
}
