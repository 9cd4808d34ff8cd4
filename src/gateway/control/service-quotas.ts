import type {RecordKind, Scope} from '../store/record-kinds.js'
import type {Store} from '../store/store.js'
import type {Members, OperationContext} from './operation.js'
import {ServiceError} from './service-error.js'
import type {ServiceName} from './wire-model.js'

/** How many records of a kind AWS allows below one parent, and how it calls them in its refusal. */
type Quota = {
  kind: RecordKind
  maximum: number
  things: string
  /**
   * `account` is one account in one region; `key` is one API key, whose plans are counted; `planStage` is the stage of a
   * usage plan with the most method throttles, which are counted; else the member of the call that names the API or
   * domain.
   */
  per: 'account' | 'key' | 'planStage' | 'restApiId' | 'apiId' | 'domainName'
  /** Counts only APIs or domain names with one of these endpoint types; undefined counts all records. */
  endpointTypes?: readonly ('REGIONAL' | 'EDGE' | 'PRIVATE')[]
}

/** Default quotas. Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const quotas: readonly Quota[] = [
  {kind: 'restApi', maximum: 600, things: 'Regional APIs', per: 'account', endpointTypes: ['REGIONAL']},
  {kind: 'restApi', maximum: 120, things: 'Edge-optimized APIs', per: 'account', endpointTypes: ['EDGE']},
  {kind: 'restApi', maximum: 600, things: 'Private APIs', per: 'account', endpointTypes: ['PRIVATE']},
  {
    kind: 'domainName',
    maximum: 120,
    things: 'custom domain names',
    per: 'account',
    endpointTypes: ['REGIONAL', 'EDGE'],
  },
  {kind: 'domainName', maximum: 50, things: 'private custom domain names', per: 'account', endpointTypes: ['PRIVATE']},
  {kind: 'resource', maximum: 300, things: 'resources', per: 'restApiId'},
  {kind: 'stage', maximum: 10, things: 'stages', per: 'restApiId'},
  {kind: 'authorizer', maximum: 10, things: 'Authorizers', per: 'restApiId'},
  {kind: 'documentationPart', maximum: 2000, things: 'documentation parts', per: 'restApiId'},
  {kind: 'apiKey', maximum: 10_000, things: 'API Keys', per: 'account'},
  {kind: 'usagePlan', maximum: 300, things: 'usage plans', per: 'account'},
  {kind: 'usagePlanKey', maximum: 10, things: 'usage plans', per: 'key'},
  {kind: 'usagePlan', maximum: 20, things: 'method throttles', per: 'planStage'},
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
  {store, scope, service}: Pick<OperationContext, 'store' | 'scope'> & {service: ServiceName},
  input: Members,
  call: () => Members,
): Members {
  const before = quotas.map((quota) => countOf(store, quota, scope, input))
  const output = call()
  for (const [index, quota] of quotas.entries()) {
    const count = countOf(store, quota, scope, {...output, ...input})
    if (count > quota.maximum && count > (before[index] ?? 0)) throw exceeded(quota, service)
  }
  return output
}

function countOf(store: Store, {kind, per, endpointTypes}: Quota, scope: Scope, members: Members): number {
  const {accountId, region} = scope
  if (endpointTypes !== undefined) {
    return countEndpoints(store, kind === 'restApi' ? 'restApi' : 'domainName', endpointTypes, scope)
  }
  if (per === 'account') return store.list(kind, [accountId, region]).length
  if (per === 'key') return countPlans(store, scope, members['keyId'])
  if (per === 'planStage') return countThrottles(store, scope, members['usagePlanId'] ?? members['id'])
  // CreateRestApi and ImportRestApi answer the new API's id as `id`.
  const parent = members[per] ?? (per === 'restApiId' ? members['id'] : undefined)
  return typeof parent === 'string' ? store.list(kind, [parent]).length : 0
}

/** APIs and domain names are kept by their own key alone, which is unique over all accounts. */
function countEndpoints(
  store: Store,
  kind: 'restApi' | 'domainName',
  endpointTypes: readonly string[],
  scope: Scope,
): number {
  const own = store
    .list(kind, [])
    .filter(({accountId, region}) => accountId === scope.accountId && region === scope.region)
  return own.filter(({endpointConfiguration}) =>
    endpointConfiguration.types.some((type) => endpointTypes.includes(type)),
  ).length
}

function countThrottles(store: Store, {accountId, region}: Scope, usagePlanId: unknown): number {
  const plan = typeof usagePlanId === 'string' ? store.get('usagePlan', [accountId, region, usagePlanId]) : undefined
  return Math.max(0, ...(plan?.apiStages ?? []).map(({throttle = {}}) => Object.keys(throttle).length))
}

function countPlans(store: Store, {accountId, region}: Scope, keyId: unknown): number {
  if (typeof keyId !== 'string') return 0
  const plans = store.list('usagePlan', [accountId, region])
  return plans.filter(({id}) => store.get('usagePlanKey', [id, keyId]) !== undefined).length
}

const owners = {
  account: 'account',
  key: 'API key',
  planStage: 'stage',
  restApiId: 'API',
  apiId: 'API',
  domainName: 'domain name',
} as const

/** Version 2 was captured answering a ConflictException with status 429 (September 2026); version 1 has its own code. */
function exceeded({things, per}: Quota, service: ServiceName): ServiceError {
  const message = `Maximum number of ${things} for this ${owners[per]} has been reached. Please contact AWS if you need additional ${things}.`
  return service === 'apigatewayv2'
    ? new ServiceError('ConflictException', message, {}, {status: 429})
    : new ServiceError('LimitExceededException', message)
}
