import {BackendError} from '../ports.js'
import type {InvokeResult, Ports} from '../ports.js'
import {integrationArn} from './execution-arn.js'
import {functionErrorMessage} from './function-error.js'
import type {HttpAnswer} from './http-answer.js'
import {HttpRefusal} from './http-refusal.js'
import {parseLambdaAnswer} from './lambda-answer.js'
import type {Selected} from './select-route.js'
import type {HttpOutgoing} from './to-outgoing.js'

/** Carries out the integration request. Throws a refusal when there is no usable answer. */
export async function callHttpIntegration(
  {outgoing, selected}: {outgoing: HttpOutgoing; selected: Selected},
  ports: Ports,
): Promise<HttpAnswer> {
  try {
    switch (outgoing.kind) {
      case 'http':
        return await ports.callBackend(outgoing.request)
      case 'service':
        return await ports.callService(outgoing.request)
      case 'lambda':
        return await callFunction(outgoing, selected, ports)
    }
  } catch (error) {
    throw error instanceof BackendError ? backendFailure(error) : error
  }
}

type FunctionCall = Extract<HttpOutgoing, {kind: 'lambda'}>

async function callFunction(call: FunctionCall, selected: Selected, ports: Ports): Promise<HttpAnswer> {
  const requestId = ports.newRequestId()
  try {
    return await invoke(call, {selected, requestId}, ports)
  } catch (error) {
    const failure = error instanceof BackendError ? backendFailure(error) : error
    if (failure instanceof HttpRefusal) failure.functionRequestId = requestId
    throw failure
  }
}

async function invoke(
  {functionArn, payload, payloadVersion, timeoutMs}: FunctionCall,
  {selected, requestId}: {selected: Selected; requestId: string},
  ports: Ports,
): Promise<HttpAnswer> {
  const result = await ports.invokeFunction({
    functionArn,
    payload,
    requestId,
    timeoutMs,
    sourceArn: integrationArn(selected),
    client: selected.request.incoming,
  })
  if (result.outcome === 'success') return {...parseLambdaAnswer(result.payload, payloadVersion), requestId}
  throw result.outcome === 'functionError' ? functionFailure(result.payload) : refusedInvocation(result)
}

function functionFailure(payload: string): HttpRefusal {
  const message = functionErrorMessage(payload) ?? payload
  return new HttpRefusal(
    'INTEGRATION_FAILURE',
    // AWS's own words, $context.integrationErrorMessage (captured September 2026).
    `The Lambda function returned the following error: ${message}. Check your Lambda function code and try again.`,
  )
}

function refusedInvocation({reason, message}: Extract<InvokeResult, {outcome: 'refused'}>): HttpRefusal {
  return new HttpRefusal(reason === 'too-large' ? 'REQUEST_TOO_LARGE' : 'INTEGRATION_FAILURE', message)
}

function backendFailure(error: BackendError): HttpRefusal {
  const type = {
    timeout: 'INTEGRATION_UNAVAILABLE',
    network: 'INTEGRATION_UNAVAILABLE',
    'too-large': 'INTEGRATION_FAILURE',
    'bad-url': 'API_CONFIGURATION_ERROR',
    'not-allowed': 'INTEGRATION_FAILURE',
  } as const
  return new HttpRefusal(type[error.reason], error.message, {cause: error})
}
