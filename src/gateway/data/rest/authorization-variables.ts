import type {InvokeRequest} from '../ports.js'
import type {GatewayError} from './gateway-error.js'

/** How the authorization of a request went. */
export type AuthorizationOutcome = {
  kind: 'iam' | 'lambda' | 'userPool'
  /** From the first look at the request to the decision. */
  latencyMs: number
  /** Undefined when the request was let through. */
  refusal: GatewayError | undefined
  /** AWS_IAM: the signature was verified, so that a refusal is one of the policies. */
  isSigned: boolean
  /** Undefined when no function was called: an identity source is missing, or an earlier answer was kept. */
  call: AuthorizerCall | undefined
}

/** One call of an authorizer's function. */
export type AuthorizerCall = {
  requestId: string
  latencyMs: number
  /** What Lambda's Invoke API answers to such a call; undefined when it did not answer. */
  status: number | undefined
  sent: Pick<InvokeRequest, 'functionArn' | 'sourceArn' | 'payload'>
  /** What the function answered, an error too. */
  received: string | undefined
}

type Variable = [name: string, value: string | number | undefined]

/**
 * `$context.authenticate.*`, `.authorizer.*` and `.authorize.*` of access logs. Authenticate is the signature of AWS_IAM,
 * authorizer a Lambda or Cognito authorizer, authorize the policies that follow signature or function.
 * Source: https://aws.amazon.com/blogs/compute/troubleshooting-amazon-api-gateway-with-enhanced-observability-variables/
 */
export function authorizationVariables(outcome: AuthorizationOutcome): Variable[] {
  switch (outcome.kind) {
    case 'iam':
      return outcome.isSigned
        ? [...phase('authenticate', outcome.latencyMs), ...phase('authorize', 0, outcome.refusal)]
        : phase('authenticate', outcome.latencyMs, outcome.refusal)
    case 'lambda':
      return [...callVariables(outcome), ...lambdaPhases(outcome)]
    case 'userPool':
      return phase('authorizer', outcome.latencyMs, outcome.refusal)
  }
}

/** An answer that denies is no failure of the authorizer: its policy is what refuses. */
function lambdaPhases({latencyMs, refusal}: AuthorizationOutcome): Variable[] {
  return refusal === undefined || refusal.type === 'ACCESS_DENIED'
    ? [...phase('authorizer', latencyMs), ...phase('authorize', 0, refusal)]
    : phase('authorizer', latencyMs, refusal)
}

/** A kept answer took no time; nothing was called that could have a status or an id. */
function callVariables({call, refusal}: AuthorizationOutcome): Variable[] {
  const wasKept = call === undefined && (refusal === undefined || refusal.type === 'ACCESS_DENIED')
  return [
    ['authorizer.integrationLatency', wasKept ? 0 : call?.latencyMs],
    ['authorizer.integrationStatus', call?.status],
    ['authorizer.requestId', call?.requestId],
  ]
}

function phase(name: string, latencyMs: number, refusal?: GatewayError): Variable[] {
  return [
    [`${name}.status`, refusal?.status ?? 200],
    [`${name}.latency`, latencyMs],
    [`${name}.error`, refusal?.reason],
  ]
}
