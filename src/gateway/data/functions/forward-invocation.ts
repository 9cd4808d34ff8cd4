import {firstHeader} from '../header-list.js'
import {BackendError} from '../ports.js'
import type {BackendResponse, InvokeRequest, InvokeResult, Ports} from '../ports.js'
import {encodeStrictly} from '../services/service-target.js'

/**
 * Invokes functions here, and those that this gateway does not have at AWS_ENDPOINT_URL_LAMBDA or, where that is allowed,
 * at AWS. Without either the answer is `not-found`, and says what to set.
 */
export function forwardingInvoke(
  invokeHere: Ports['invokeFunction'],
  callService: Ports['callService'],
): Ports['invokeFunction'] {
  return async (request) => {
    const result = await invokeHere(request)
    if (result.outcome !== 'refused' || result.reason !== 'not-found') return result
    try {
      return toResult(await callService(invokeCall(request)), request)
    } catch (error) {
      if (!(error instanceof BackendError) || error.reason !== 'not-allowed') throw error
      const hint = 'It is not among the functions of apigw.yaml, and calls go nowhere else.'
      return {...result, message: `${result.message}. ${hint} ${error.message}`}
    }
  }
}

/** Lambda's Invoke. Source: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
function invokeCall({functionArn, payload, timeoutMs, client}: InvokeRequest): Parameters<Ports['callService']>[0] {
  const [, partition = 'aws', , region = '', accountId = ''] = functionArn.split(':')
  return {
    service: 'lambda',
    subdomain: undefined,
    region,
    partition,
    method: 'POST',
    target: `/2015-03-31/functions/${encodeStrictly(functionArn)}/invocations`,
    headers: ['Content-Type', 'application/json', 'X-Amz-Invocation-Type', 'RequestResponse'],
    body: Buffer.from(payload),
    credentials: '',
    caller: undefined,
    accountId,
    timeoutMs,
    client,
  }
}

type Refusal = Extract<InvokeResult, {outcome: 'refused'}>

const refusals: Readonly<Record<number, Refusal['reason']>> = {
  403: 'no-permission',
  404: 'not-found',
  413: 'too-large',
  429: 'throttled',
}

function toResult({status, headers, body}: BackendResponse, {functionArn}: InvokeRequest): InvokeResult {
  const payload = body.toString()
  if (status >= 200 && status < 300) {
    const hasFailed = firstHeader(headers, 'x-amz-function-error') !== undefined
    return {outcome: hasFailed ? 'functionError' : 'success', payload}
  }
  const {[status]: reason} = refusals
  const message = `Lambda answered ${status} for ${functionArn}: ${payload.slice(0, 1000)}`
  if (reason === undefined) throw new BackendError('network', message)
  return {outcome: 'refused', reason, message}
}
