import {createHash} from 'node:crypto'

/** An identity of IAM, as policies and `$context.identity` see it. */
export type Principal = {
  type: 'root' | 'user' | 'assumedRole' | 'federatedUser'
  /** What `$context.identity.userArn` shows: of a role the session's ARN. */
  arn: string
  accountId: string
  partition: string
  /** `$context.identity.caller` and `.user`: an IAM id, of sessions with their name. */
  userId: string
  /** ARNs by which policies may name it: its own and, of a session, the role's. */
  names: readonly string[]
  /** Only users have one. */
  userName?: string
}

/** The root of an account, which keys without an identity of their own stand for. */
export function rootPrincipal(accountId: string, partition = 'aws'): Principal {
  const arn = `arn:${partition}:iam::${accountId}:root`
  return {type: 'root', accountId, partition, arn, userId: accountId, names: [arn]}
}

/** Session name of keys that are registered for a role itself: only sessions of roles sign requests. */
const localSession = 'apigw-local'

/**
 * Reads the ARN of a principal: account root, user, role, session of a role, or federated user; undefined for any other
 * text. A role stands for a session of it. Source: IAM user guide, "IAM identifiers".
 */
export function parsePrincipal(arn: string): Principal | undefined {
  const [, partition = '', service = '', accountId = '', resource = ''] =
    /^arn:(aws|aws-cn|aws-us-gov):(iam|sts)::(\d{12}):([\w+=,.@/-]{1,512})$/.exec(arn) ?? []
  const [kind = '', ...path] = resource.split('/')
  const name = path.at(-1) ?? ''
  const common = {accountId, partition}
  if (service === 'iam' && resource === 'root') return rootPrincipal(accountId, partition)
  if (name === '') return undefined
  if (service === 'iam' && kind === 'user') {
    return {...common, type: 'user', arn, userId: idOf('AIDA', arn), names: [arn], userName: name}
  }
  if (service === 'iam' && kind === 'role') return sessionOf(arn, name, localSession, common)
  if (service !== 'sts') return undefined
  if (kind === 'assumed-role' && path.length === 2) {
    const [roleName = '', sessionName = ''] = path
    return sessionOf(`arn:${partition}:iam::${accountId}:role/${roleName}`, roleName, sessionName, common)
  }
  if (kind !== 'federated-user' || path.length !== 1) return undefined
  return {...common, type: 'federatedUser', arn, userId: `${accountId}:${name}`, names: [arn]}
}

function sessionOf(
  roleArn: string,
  roleName: string,
  sessionName: string,
  {accountId, partition}: Pick<Principal, 'accountId' | 'partition'>,
): Principal {
  const arn = `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${sessionName}`
  const userId = `${idOf('AROA', roleArn)}:${sessionName}`
  return {type: 'assumedRole', accountId, partition, arn, userId, names: [arn, roleArn]}
}

/** IAM draws these at random; here the same ARN always has the same one. */
function idOf(prefix: 'AIDA' | 'AROA', arn: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bytes = createHash('sha256').update(arn).digest().subarray(0, 17)
  return prefix + [...bytes].map((byte) => alphabet[byte % 32]).join('')
}

const principalTypes = {
  root: 'Account',
  user: 'User',
  assumedRole: 'AssumedRole',
  federatedUser: 'FederatedUser',
} as const

/**
 * Condition keys that only an authenticated request has, in lower case. Source: authorization guide, "AWS condition keys
 * that can be used in API Gateway resource policies".
 */
export function principalConditions(
  principal: Principal,
  facts: {principalOrgId?: string | undefined; issuedAtMs?: number | undefined},
): [key: string, values: readonly string[]][] {
  const {type, names, accountId, userId, userName} = principal
  const values: [string, string | undefined][] = [
    // Of a session the ARN of its role. Source: IAM user guide, aws:PrincipalArn.
    ['aws:principalarn', names.at(-1)],
    ['aws:principalaccount', accountId],
    ['aws:principaltype', principalTypes[type]],
    ['aws:userid', userId],
    ['aws:username', userName],
    ['aws:principalorgid', facts.principalOrgId],
    ['aws:tokenissuetime', facts.issuedAtMs === undefined ? undefined : new Date(facts.issuedAtMs).toISOString()],
  ]
  return values.flatMap(([key, value]) => (value === undefined ? [] : [[key, [value]]]))
}
