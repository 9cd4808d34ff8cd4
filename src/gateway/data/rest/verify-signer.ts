import {decideForSigner, signerConditions, type Signer} from '../../identity/authenticate.js'
import type {PolicyDecision} from '../../identity/decide-policy.js'
import {joinDecisions} from '../../identity/join-decisions.js'
import {SignatureError} from '../../identity/signature-error.js'
import type {HttpRequest, Ports} from '../ports.js'
import {readSigner} from '../read-signer.js'
import type {Authorized} from './authorize.js'
import {askResourcePolicy, conditionValues, deniedInvoke} from './check-resource-policy.js'
import type {Identity} from './context-variables.js'
import {methodArn} from './execution-arn.js'
import {GatewayError} from './gateway-error.js'
import type {Matched} from './match-method.js'
import {refusedSignature} from './refused-signature.js'

/**
 * Lets a signed request of a registered key through where the key's policy and the resource policy together allow it.
 * Fills `$context.identity`. Source: docs/aws-facts.md "Authorization", "IAM (AWS_IAM)".
 */
export function verifySigner(matched: Matched, ports: Ports): Authorized {
  const {request, deployment} = matched
  const signer = signerOf(request.incoming, deployment.api.region, ports)
  Object.assign(request.context.identity, identityOf(signer))
  const decision = decideInvoke(matched, signer)
  if (decision !== 'allow') throw deniedInvoke(matched, signer.principal.arn, decision)
  // Backends never see a signature. Source: developer guide, "Important notes", header table.
  const unsigned = {...request, headers: request.headers.without('authorization')}
  return {matched: {...matched, request: unsigned, signer}, usageIdentifierKey: undefined}
}

function decideInvoke(matched: Matched, signer: Signer): PolicyDecision {
  const resource = askResourcePolicy(matched, signer)
  const isSameAccount = signer.principal.accountId === matched.deployment.api.accountId
  return joinDecisions(
    signerDecision(matched, signer, 'execute-api:Invoke'),
    resource ?? 'implicit-deny',
    isSameAccount,
  )
}

/** What the policy of the signer itself says about an action on this method. */
export function signerDecision(matched: Matched, signer: Signer, action: string): PolicyDecision {
  const values = new Map([...conditionValues(matched), ...signerConditions(signer)])
  return decideForSigner(signer, {action, arn: methodArn(matched), values})
}

function signerOf(incoming: HttpRequest, region: string, ports: Ports): Signer {
  try {
    const signer = readSigner(incoming, region, ports)
    if (signer !== undefined) return signer
  } catch (error) {
    if (error instanceof SignatureError) throw refusedSignature(error)
    throw error
  }
  throw new GatewayError({type: 'MISSING_AUTHENTICATION_TOKEN', reason: 'The method has AWS_IAM, and nobody signed.'})
}

function identityOf({key, principal}: Signer): Partial<Identity> {
  return {
    accessKey: key.accessKeyId,
    accountId: principal.accountId,
    caller: principal.userId,
    principalOrgId: key.principalOrgId ?? null,
    user: principal.userId,
    userArn: principal.arn,
  }
}
