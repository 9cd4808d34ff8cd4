import type {RecordKind, Scope} from '../store/record-kinds.js'
import type {Store} from '../store/store.js'
import type {Members, OperationContext} from './operation.js'
import {ServiceError} from './service-error.js'

/** How many records of a kind AWS allows below one parent, and how it calls them in its refusal. */
type Quota = {
  kind: RecordKind
  maximum: number
  things: string
  /**
   * `account` is one account in one region; `key` is one API key, whose plans are counted; else the member of the call
   * that names the API or domain.
   */
  per: 'account' | 'key' | 'restApiId' | 'apiId' | 'domainName'
  /** Counts only records with this endpoint type; undefined counts all. */
  endpointType?: 'REGIONAL' | 'EDGE' | 'PRIVATE'
}

/** Default quotas. Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const quotas: readonly Quota[] = [
  {kind: 'restApi', maximum: 600, things: 'Regional APIs', per: 'account', endpointType: 'REGIONAL'},
  {kind: 'restApi', maximum: 120, things: 'Edge-optimized APIs', per: 'account', endpointType: 'EDGE'},
  {kind: 'restApi', maximum: 600, things: 'Private APIs', per: 'account', endpointType: 'PRIVATE'},
  {kind: 'resource', maximum: 300, things: 'resources', per: 'restApiId'},
  {kind: 'stage', maximum: 10, things: 'stages', per: 'restApiId'},
  {kind: 'authorizer', maximum: 10, things: 'Authorizers', per: 'restApiId'},
  {kind: 'documentationPart', maximum: 2000, things: 'documentation parts', per: 'restApiId'},
  {kind: 'apiKey', maximum: 10_000, things: 'API Keys', per: 'account'},
  {kind: 'usagePlan', maximum: 300, things: 'usage plans', per: 'account'},
  {kind: 'usagePlanKey', maximum: 10, things: 'usage plans', per: 'key'},
  {kind: 'clientCertificate', maximum: 60, things: 'client certificates', per: 'account'},
  {kind: 'vpcLink', maximum: 20, things: 'VPC links', per: 'account'},
  {kind: 'route', maximum: 300, things: 'Routes', per: 'apiId'},
  {kind: 'integration', maximum: 300, things: 'Integrations', per: 'apiId'},
  {kind: 'v2Authorizer', maximum: 10, things: 'Authorizers', per: 'apiId'},
  {kind: 'v2Stage', maximum: 10, things: 'Stages', per: 'apiId'},
  {kind: 'v2VpcLink', maximum: 10, things: 'VPC links', per: 'account'},
  {kind: 'domainNameAccessAssociation', maximum: 100, things: 'domain name access associations', per: 'account'},
  {kind: 'routingRule', maximum: 50, things: 'routing rules', per: 'domainName'},
  {kind: 'apiMapping', maximum: 200, things: 'API mappings', per: 'domainName'},
]

/**
 * Runs a call inside its transaction and refuses it when it made more of something than AWS allows. Looking at what
 * was made covers imports too. What exceeded a quota before may stay: only growth is refused.
 */
export function withinQuotas(
  {store, scope}: Pick<OperationContext, 'store' | 'scope'>,
  input: Members,
  call: () => Members,
): Members {
  const before = quotas.map((quota) => countOf(store, quota, scope, input))
  const output = call()
  for (const [index, quota] of quotas.entries()) {
    const count = countOf(store, quota, scope, {...output, ...input})
    if (count > quota.maximum && count > (before[index] ?? 0)) throw exceeded(quota)
  }
  return output
}

function countOf(store: Store, {kind, per, endpointType}: Quota, scope: Scope, members: Members): number {
  const {accountId, region} = scope
  if (endpointType !== undefined) return countApis(store, endpointType, scope)
  if (per === 'account') return store.list(kind, [accountId, region]).length
  if (per === 'key') return countPlans(store, scope, members['keyId'])
  // CreateRestApi and ImportRestApi answer the new API's id as `id`.
  const parent = members[per] ?? (per === 'restApiId' ? members['id'] : undefined)
  return typeof parent === 'string' ? store.list(kind, [parent]).length : 0
}

/** APIs are kept by their id alone: ids are unique over all accounts. */
function countApis(store: Store, endpointType: string, scope: Scope): number {
  const own = store
    .list('restApi', [])
    .filter(({accountId, region}) => accountId === scope.accountId && region === scope.region)
  return own.filter(({endpointConfiguration}) => endpointConfiguration.types.includes(endpointType)).length
}

function countPlans(store: Store, {accountId, region}: Scope, keyId: unknown): number {
  if (typeof keyId !== 'string') return 0
  const plans = store.list('usagePlan', [accountId, region])
  return plans.filter(({id}) => store.get('usagePlanKey', [id, keyId]) !== undefined).length
}

const owners = {account: 'account', key: 'API key', restApiId: 'API', apiId: 'API', domainName: 'domain name'} as const

/** Version 2 was captured answering a ConflictException with status 429 (September 2026); version 1 has its own code. */
function exceeded({things, per}: Quota): ServiceError {
  const message = `Maximum number of ${things} for this ${owners[per]} has been reached. Please contact AWS if you need additional ${things}.`
  return per === 'apiId' || per === 'domainName'
    ? new ServiceError('ConflictException', message, {}, {status: 429})
    : new ServiceError('LimitExceededException', message)
}
