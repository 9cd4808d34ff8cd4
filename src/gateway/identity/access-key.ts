import {ApigwError} from '../../errors/apigw-error.js'
import type {GatewayAccessKeySummary} from '../../model/gateway-admin.js'
import {present} from '../../model/present.js'
import type {AccessKeyRecord} from '../store/access-key-record.js'
import type {Store} from '../store/store.js'
import {decideIdentityPolicy} from './decide-policy.js'
import {managedPolicies} from './managed-policy.js'
import {parsePrincipal} from './principal.js'

/** Characters of one policy; IAM's quota for managed policies. */
const longestPolicy = 6144

/** Registers a key from what a client sent, replacing one with the same id. Throws ACCESS_KEY_INVALID. */
export function putAccessKey(store: Store, body: unknown, nowMs: number): GatewayAccessKeySummary {
  const given = readObject(body)
  const principalArn = readText(given, 'principalArn', /^.{20,1024}$/, 'an ARN')
  const principal = parsePrincipal(principalArn)
  if (principal === undefined) {
    throw invalid('principalArn is not the ARN of a user, role, session, federated user or account root.')
  }
  const record: AccessKeyRecord = {
    accessKeyId: readText(given, 'accessKeyId', /^\w{16,128}$/, '16 to 128 letters, digits or underscores'),
    secretAccessKey: readText(given, 'secretAccessKey', /^[!-~]{8,256}$/, '8 to 256 characters without blanks'),
    ...present({
      sessionToken: optionalText(given, 'sessionToken', /^[!-~]{1,4096}$/, '1 to 4096 characters without blanks'),
      principalOrgId: optionalText(given, 'principalOrgId', /^o-[a-z0-9]{10,32}$/, 'like o-a1b2c3d4e5'),
      expiresAtMs: readExpiry(given),
    }),
    accountId: principal.accountId,
    principalArn,
    ...readPolicy(given),
    createdAtMs: nowMs,
  }
  store.transaction(() => store.put('accessKey', [record.accessKeyId], record))
  return summary(record)
}

/** Forgets a key: its signatures count as those of a stranger. Throws ACCESS_KEY_UNKNOWN. */
export function removeAccessKey(store: Store, body: unknown): GatewayAccessKeySummary {
  const {accessKeyId} = readObject(body)
  const record = typeof accessKeyId === 'string' ? store.get('accessKey', [accessKeyId]) : undefined
  if (record === undefined) throw unknownKey(String(accessKeyId), store)
  store.transaction(() => store.delete('accessKey', [record.accessKeyId]))
  return summary(record)
}

/** All registered keys, oldest first, without their secrets. */
export function accessKeySummaries(store: Store): GatewayAccessKeySummary[] {
  return store.list('accessKey', []).map(summary)
}

function summary(record: Readonly<AccessKeyRecord>): GatewayAccessKeySummary {
  const {accessKeyId, accountId, principalArn, principalOrgId, policy, policyName, expiresAtMs, createdAtMs} = record
  const shownPolicy = policy === undefined ? undefined : (policyName ?? 'inline')
  return present({
    ...{accessKeyId, accountId, principalArn, principalOrgId},
    policy: shownPolicy,
    ...{expiresAtMs, createdAtMs},
  })
}

type Given = Readonly<Record<string, unknown>>

function readPolicy({policy}: Given): Pick<AccessKeyRecord, 'policy' | 'policyName'> {
  if (policy === undefined) return {}
  const policyName = typeof policy === 'string' ? policy : undefined
  const isManaged = policyName !== undefined && Object.hasOwn(managedPolicies, policyName)
  if (policyName !== undefined && !isManaged) {
    throw invalid(`There is no policy ${policyName}. It is a document, or one of ${names(managedPolicies)}.`)
  }
  const document = policyName === undefined ? policy : managedPolicies[policyName]
  const text = JSON.stringify(document)
  const question = {action: 'execute-api:Invoke', arn: '', values: new Map<string, string[]>()}
  if (decideIdentityPolicy(document, question) === undefined || text.length > longestPolicy) {
    throw invalid(
      `The policy needs a Statement whose Effect is Allow or Deny, and may have ${longestPolicy} characters.`,
    )
  }
  return {policy: text, ...(policyName !== undefined && {policyName})}
}

function readExpiry({expiresAtMs}: Given): number | undefined {
  if (expiresAtMs === undefined || (typeof expiresAtMs === 'number' && Number.isSafeInteger(expiresAtMs))) {
    return expiresAtMs
  }
  throw invalid('expiresAtMs is not a whole number of milliseconds.')
}

function optionalText(given: Given, name: string, pattern: RegExp, form: string): string | undefined {
  return given[name] === undefined ? undefined : readText(given, name, pattern, form)
}

/** The value itself is never repeated: it may be a secret. */
function readText(given: Given, name: string, pattern: RegExp, form: string): string {
  const value = given[name]
  if (typeof value === 'string' && pattern.test(value)) return value
  throw invalid(`${name} has to be ${form}.`)
}

function readObject(body: unknown): Given {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return Object.fromEntries(Object.entries(body))
  throw invalid('The body is not a JSON object.')
}

function names(values: object): string {
  return Object.keys(values).join(', ')
}

function invalid(why: string): ApigwError {
  return new ApigwError({
    code: 'ACCESS_KEY_INVALID',
    exit: 'usage',
    what: 'The access key is not registered.',
    why,
    fix: 'See "apigw local key add --help".',
  })
}

function unknownKey(accessKeyId: string, store: Store): ApigwError {
  const known = store.list('accessKey', []).map((record) => record.accessKeyId)
  return new ApigwError({
    code: 'ACCESS_KEY_UNKNOWN',
    exit: 'failure',
    what: `The gateway has no access key ${accessKeyId}.`,
    why: known.length === 0 ? 'No key is registered.' : `It has these: ${known.join(', ')}.`,
    fix: 'Run "apigw local key list".',
  })
}
