import type {Ports} from '../ports.js'
import {askLambdaAuthorizer} from './ask-lambda-authorizer.js'
import type {PolicyVoice} from './check-resource-policy.js'
import type {Matched} from './match-method.js'
import {verifySigner} from './verify-signer.js'
import {verifyUserPoolToken} from './verify-user-pool-token.js'

/** A matched request that passed its method's authorization. */
export type Authorized = {
  matched: Matched
  /** What an authorizer names as the caller's API key. */
  usageIdentifierKey: string | undefined
}

/** Asks the method's authorizer, if it has one; `policy` is what the resource policy left to say. */
export function authorize(
  {matched, policy}: {matched: Matched; policy: PolicyVoice},
  ports: Ports,
): Authorized | Promise<Authorized> {
  const {authorization} = matched.method
  switch (authorization.kind) {
    case 'none':
      return {matched, usageIdentifierKey: undefined}
    case 'iam':
      return verifySigner(matched, ports)
    case 'lambda':
      return askLambdaAuthorizer(matched, authorization, policy, ports)
    case 'userPool':
      return verifyUserPoolToken(matched, authorization, policy, ports)
  }
}
