import type {AccessKeyRecord} from '../store/access-key-record.js'
import {decideIdentityPolicy} from './decide-policy.js'
import type {PolicyDecision, PolicyQuestion} from './decide-policy.js'
import type {Signature} from './parse-signature.js'
import {parsePrincipal, principalConditions} from './principal.js'
import type {Principal} from './principal.js'
import {SignatureError} from './signature-error.js'
import type {SignedRequest} from './signed-request.js'
import {verifySignature} from './verify-signature.js'
import type {SigningScope} from './verify-signature.js'

/** Who proved to be whom by a signature. */
export type Signer = {key: Readonly<AccessKeyRecord>; principal: Principal}

export type FindAccessKey = (accessKeyId: string) => Readonly<AccessKeyRecord> | undefined

/** The registered key that signed a request. Throws a SignatureError for a wrong signature and for any other key. */
export function authenticate(
  request: SignedRequest,
  signature: Signature,
  findKey: FindAccessKey,
  scope: SigningScope,
): Signer {
  const key = findKey(signature.accessKeyId)
  const principal = key && parsePrincipal(key.principalArn)
  if (key === undefined || principal === undefined) throw unknownKey(signature.accessKeyId)
  verifySignature(request, signature, key, scope)
  return {key, principal}
}

/** What the policy of a signer says; an account's root may do everything. `values` are the request's own conditions. */
export function decideForSigner({key, principal}: Signer, question: PolicyQuestion): PolicyDecision {
  if (principal.type === 'root') return 'allow'
  if (key.policy === undefined) return 'implicit-deny'
  const document: unknown = JSON.parse(key.policy)
  return decideIdentityPolicy(document, question) ?? 'implicit-deny'
}

/** Conditions that a signer adds to those of the request. */
export function signerConditions({key, principal}: Signer): [key: string, values: readonly string[]][] {
  const issuedAtMs = key.sessionToken === undefined ? undefined : key.createdAtMs
  return principalConditions(principal, {principalOrgId: key.principalOrgId, issuedAtMs})
}

function unknownKey(accessKeyId: string): SignatureError {
  return new SignatureError(
    'UnrecognizedClient',
    'The security token included in the request is invalid.',
    `The local gateway does not know the access key ${accessKeyId.slice(0, 128)}: register it with "apigw local key add".`,
  )
}
