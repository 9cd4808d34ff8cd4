import type {InvokeRequest, InvokeResult, Ports} from '../ports.js'
import type {AuthorizerCall} from './authorization-variables.js'

/** Calls an authorizer's function and tells `note` how that went, also when it throws. */
export async function callAuthorizer(
  request: InvokeRequest,
  ports: Ports,
  note: (call: AuthorizerCall) => void,
): Promise<InvokeResult> {
  const startedAtMs = ports.nowMs()
  let status: number | undefined
  let received: string | undefined
  try {
    const result = await ports.invokeFunction(request)
    status = result.outcome === 'refused' ? refusedStatuses[result.reason] : 200
    received = result.outcome === 'refused' ? undefined : result.payload
    return result
  } finally {
    const {requestId} = request
    note({requestId, latencyMs: ports.nowMs() - startedAtMs, status, sent: request, received})
  }
}

/** Source: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
const refusedStatuses: Record<Extract<InvokeResult, {outcome: 'refused'}>['reason'], number> = {
  'not-found': 404,
  'no-permission': 403,
  throttled: 429,
  'too-large': 413,
}
