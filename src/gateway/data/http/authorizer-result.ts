/** What a Lambda authorizer decided; kept for its TTL. A policy is asked again for every route it is used for. */
export type AuthorizerResult =
  | {kind: 'simple'; isAuthorized: boolean; context: Readonly<Record<string, unknown>>}
  | {kind: 'policy'; document: unknown; principalId: string; context: Readonly<Record<string, unknown>>}

/** Which answer the authorizer is configured to give. */
export type AuthorizerForm = {isSimple: boolean; payloadVersion: '1.0' | '2.0'}

/**
 * Reads an authorizer's answer; a text says why it is none of the form that is configured. Rules captured from AWS in
 * September 2026: docs/aws-facts.md "Authorization", "Captured details".
 */
export function parseAuthorizerResult(
  payload: string,
  {isSimple, payloadVersion}: AuthorizerForm,
): AuthorizerResult | string {
  const answer = parseObject(payload)
  if (answer === undefined) return 'The authorizer answered no JSON object.'
  const context = parseContext(answer.context, payloadVersion)
  if (context === undefined) return 'The context in the authorizer’s answer may hold only text, numbers and booleans.'
  return isSimple ? simpleResult(answer, context) : policyResult(answer, context)
}

type Members = Readonly<Record<string, unknown>>

function simpleResult(answer: Members, context: Members): AuthorizerResult | string {
  const {isAuthorized} = answer
  if ('policyDocument' in answer) return 'An authorizer with simple responses must not answer a policyDocument.'
  if (isAuthorized === true || isAuthorized === 'true') return {kind: 'simple', isAuthorized: true, context}
  if (isAuthorized === false || isAuthorized === 'false') return {kind: 'simple', isAuthorized: false, context}
  return 'The authorizer answered without a boolean isAuthorized.'
}

function policyResult(answer: Members, context: Members): AuthorizerResult | string {
  const {principalId, policyDocument} = answer
  if ('isAuthorized' in answer) return 'The authorizer answered isAuthorized, but enableSimpleResponses is off.'
  if (typeof principalId !== 'string' || principalId === '') return 'The authorizer answered without a principalId.'
  if (typeof policyDocument !== 'object' || policyDocument === null) {
    return 'The authorizer answered without a policyDocument.'
  }
  return {kind: 'policy', document: policyDocument, principalId, context}
}

/** A key named `claims` is dropped; format 1.0 takes only flat values and passes them on as text. */
function parseContext(value: unknown, payloadVersion: '1.0' | '2.0'): Members | undefined {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) return undefined
  const entries = Object.entries(value).filter(([name]) => name !== 'claims')
  if (payloadVersion === '2.0') return Object.fromEntries(entries)
  const isFlat = entries.every(([, entry]) => ['string', 'number', 'boolean'].includes(typeof entry))
  return isFlat ? Object.fromEntries(entries.map(([name, entry]) => [name, String(entry)])) : undefined
}

function parseObject(payload: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(payload)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined
  } catch {
    return undefined
  }
}
