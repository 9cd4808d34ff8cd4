import type {AuthorizationOutcome} from './authorization-variables.js'
import {toRefusal} from './to-gateway-response.js'

/** Waits for an authorization, and tells `note` how it went before it answers or throws as `ask` does. */
export async function noteAuthorization<Authorized>(
  ask: () => Authorized | Promise<Authorized>,
  {kind, nowMs, facts}: Source,
  note: (outcome: AuthorizationOutcome) => void,
): Promise<Authorized> {
  const askedAtMs = nowMs()
  const tell = (refusal: AuthorizationOutcome['refusal']): void =>
    note({kind, latencyMs: nowMs() - askedAtMs, refusal, ...facts()})
  try {
    const authorized = await ask()
    tell(undefined)
    return authorized
  } catch (error) {
    tell(toRefusal(error))
    throw error
  }
}

type Source = {
  kind: AuthorizationOutcome['kind']
  nowMs: () => number
  /** What is known once it is over. */
  facts: () => Pick<AuthorizationOutcome, 'isSigned' | 'call'>
}
