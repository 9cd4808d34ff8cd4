import {
  GetApiKeyCommand,
  GetApiKeysCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
} from '@aws-sdk/client-api-gateway'
import type * as sdk from '@aws-sdk/client-api-gateway'
import type {CompanionScope, LiveApiKey, LiveCompanions, LiveUsagePlan} from '../../model/companion.js'
import {present} from '../../model/present.js'
import {sortedRecord} from '../../model/sorted-record.js'
import type {Throttle} from '../../model/stage.js'
import type {UsagePlan, UsagePlanStage} from '../../model/usage-plan.js'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'
import {isOwn, ownOrNamed} from './own-or-named.js'

/** The largest page AWS gives. */
const limit = 500

/**
 * Usage plans and API keys that a scope asks for: one call per 500 of each, and one per usage plan whose keys are
 * declared, or that the files no longer have. Values of keys are not asked for; those that AWS sends with the members of
 * a plan are dropped here.
 */
export async function readUsagePlans(
  clients: Clients,
  scope: CompanionScope,
  apiId: string | undefined,
): Promise<Pick<LiveCompanions, 'usagePlans' | 'apiKeys'>> {
  const client = await clients.rest()
  const [plans, keys] = await Promise.all([
    scope.usagePlans === undefined ? [] : listUsagePlans(client),
    scope.apiKeys === undefined ? [] : listApiKeys(client),
  ])
  const apiKeys = ownOrNamed(keys, {project: scope.project, kind: 'API key', names: scope.apiKeys?.names ?? []})
  const usagePlans = plansOf(plans, scope, apiId)
  const live = await Promise.all(
    [...usagePlans].map(async ([name, plan]): Promise<[string, LiveUsagePlan]> => {
      const keys = await keysOf(client, {name, plan, scope, apiKeys})
      return [name, toLiveUsagePlan(plan, scope, apiId, keys)]
    }),
  )
  return {
    usagePlans: sortedRecord(live),
    apiKeys: sortedRecord([...apiKeys].map(([name, key]) => [name, toLiveApiKey(key, scope)] as const)),
  }
}

/** All usage plans of the account and region: one call per 500. */
export function listUsagePlans(client: sdk.APIGatewayClient): Promise<sdk.UsagePlan[]> {
  return paginate(async (position) => {
    const page = await client.send(new GetUsagePlansCommand({limit, position}))
    return {items: page.items, next: page.position}
  })
}

/** All API keys of the account and region, without their values: one call per 500. */
export function listApiKeys(client: sdk.APIGatewayClient): Promise<sdk.ApiKey[]> {
  return paginate(async (position) => {
    const page = await client.send(new GetApiKeysCommand({limit, position, includeValues: false}))
    return {items: page.items, next: page.position}
  })
}

type PlanKeys = {
  name: string
  plan: sdk.UsagePlan
  scope: CompanionScope
  apiKeys: ReadonlyMap<string, sdk.ApiKey>
}

/** Declared keys of a declared plan; all of one that will be deleted, so that it can be made again as it was. */
async function keysOf(
  client: sdk.APIGatewayClient,
  {name, plan, scope, apiKeys}: PlanKeys,
): Promise<Readonly<Record<string, string>>> {
  const {names = [], withKeys = []} = scope.usagePlans ?? {}
  const isLeaving = isOwn(plan, scope.project) && !names.includes(name)
  if (!isLeaving && !withKeys.includes(name)) return {}
  const members = await listPlanMembers(client, plan.id ?? '')
  return isLeaving ? namedKeys(members) : memberKeys(apiKeys, members)
}

/** The keys of a plan: one call per 500. Their values, which AWS sends along, are dropped. */
export function listPlanMembers(client: sdk.APIGatewayClient, usagePlanId: string): Promise<PlanMember[]> {
  return paginate(async (position) => {
    const page = await client.send(new GetUsagePlanKeysCommand({usagePlanId, limit, position}))
    return {items: page.items?.map(({id = '', name = id}) => ({id, name})), next: page.position}
  })
}

/** A key of a usage plan. */
export type PlanMember = {id: string; name: string}

/** Names of keys are not unique: the second of a name is told by its id, too. */
function namedKeys(members: readonly PlanMember[]): Record<string, string> {
  const keys = new Map<string, string>()
  for (const {id, name} of members) keys.set(keys.has(name) ? `${name} (${id})` : name, id)
  return Object.fromEntries(keys)
}

/** A plan of the same name that nobody's project made is meant only when it meters this API: names are not unique. */
function plansOf(
  plans: readonly sdk.UsagePlan[],
  {project, usagePlans}: CompanionScope,
  apiId: string | undefined,
): Map<string, sdk.UsagePlan> {
  const candidates = plans.filter(
    (plan) => isOwn(plan, project) || (apiId !== undefined && plan.apiStages?.some((link) => link.apiId === apiId)),
  )
  return ownOrNamed(candidates, {project, kind: 'usage plan', names: usagePlans?.names ?? []})
}

function memberKeys(apiKeys: ReadonlyMap<string, sdk.ApiKey>, members: readonly PlanMember[]): Record<string, string> {
  const ids = new Set(members.map(({id}) => id))
  return Object.fromEntries([...apiKeys].flatMap(([name, {id = ''}]) => (ids.has(id) ? [[name, id] as const] : [])))
}

function toLiveUsagePlan(
  plan: sdk.UsagePlan,
  {project, stageName, isWholeApi}: CompanionScope,
  apiId: string | undefined,
  keys: Readonly<Record<string, string>>,
): LiveUsagePlan {
  const links = plan.apiStages ?? []
  const here = links.filter((link) => link.apiId === apiId && (isWholeApi === true || link.stage === stageName))
  const stages = sortedRecord(here.map((link) => [link.stage ?? '', toStage(link)] as const))
  return {
    id: plan.id ?? '',
    isOurs: isOwn(plan, project),
    usagePlan: toUsagePlan(plan, stages),
    links: links.length - here.length,
    keys: sortedRecord(Object.entries(keys)),
  }
}

function toUsagePlan(
  {description, throttle, quota, tags}: sdk.UsagePlan,
  stages: NonNullable<UsagePlan['stages']>,
): UsagePlan {
  return present({
    description,
    throttle: throttle && toThrottle(throttle),
    quota: quota && {limit: quota.limit ?? 0, offset: quota.offset ?? 0, period: quota.period ?? 'DAY'},
    stages,
    tags: sortedRecord(Object.entries(tags ?? {})),
  })
}

/** AWS names a method `/pets/GET`. */
function toStage({throttle = {}}: sdk.ApiStage): UsagePlanStage {
  const methods = Object.entries(throttle).map(([path, limits]): [string, Throttle] => {
    const slash = path.lastIndexOf('/')
    return [`${path.slice(slash + 1)} ${path.slice(0, slash) || '/'}`, toThrottle(limits)]
  })
  return {methods: sortedRecord(methods)}
}

function toThrottle({rateLimit = 0, burstLimit = 0}: sdk.ThrottleSettings): Throttle {
  return {rateLimit, burstLimit}
}

function toLiveApiKey(key: sdk.ApiKey, {project}: CompanionScope): LiveApiKey {
  const {id = '', description, enabled = false, customerId, tags = {}} = key
  return {
    id,
    isOurs: isOwn(key, project),
    apiKey: present({description, enabled, customerId, tags: sortedRecord(Object.entries(tags))}),
  }
}

/** The usage plans that a key belongs to: one call per 500. */
export function listPlansOfKey(client: sdk.APIGatewayClient, keyId: string): Promise<sdk.UsagePlan[]> {
  return paginate(async (position) => {
    const page = await client.send(new GetUsagePlansCommand({limit, position, keyId}))
    return {items: page.items, next: page.position}
  })
}

/** The value of one key, for who asked for it. */
export async function readKeyValue(client: sdk.APIGatewayClient, apiKey: string): Promise<string> {
  const {value = ''} = await client.send(new GetApiKeyCommand({apiKey, includeValue: true}))
  return value
}
