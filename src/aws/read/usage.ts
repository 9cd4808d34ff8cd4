import {GetUsageCommand, GetUsagePlanKeysCommand} from '@aws-sdk/client-api-gateway'
import type {APIGatewayClient, UsagePlan} from '@aws-sdk/client-api-gateway'
import {present} from '../../model/present.js'
import type {Quota} from '../../model/usage-plan.js'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'
import {listUsagePlans} from './usage-plans.js'

/** What the keys of a usage plan were used for, by name of the key. */
export type PlanUsage = {usagePlanId: string; name: string; quota?: Quota; keys: readonly KeyUsage[]}

/** Requests of one key by day, oldest first; `remaining` of the quota as of the last day, where there is a quota. */
export type KeyUsage = {keyId: string; name: string; used: number; remaining?: number; days: readonly number[]}

/** Days by their dates (`2026-11-21`), both included. */
export type DateSpan = {startDate: string; endDate: string}

/** Usage plans and what their keys were used for: one call for 500 plans, and two for each plan that is asked for. */
export async function readUsage(
  clients: Clients,
  isWanted: (plan: {id: string; name: string; apiIds: readonly string[]}) => boolean,
  span: DateSpan,
): Promise<PlanUsage[]> {
  const client = await clients.rest()
  const plans = (await listUsagePlans(client)).filter(({id = '', name = '', apiStages = []}) =>
    isWanted({id, name, apiIds: apiStages.map(({apiId = ''}) => apiId)}),
  )
  const read = await Promise.all(plans.map((plan) => readPlan(client, plan, span)))
  return read.sort(
    (one, other) => one.name.localeCompare(other.name) || one.usagePlanId.localeCompare(other.usagePlanId),
  )
}

async function readPlan(
  client: APIGatewayClient,
  {id: usagePlanId = '', name = '', quota}: UsagePlan,
  span: DateSpan,
): Promise<PlanUsage> {
  const [names, usage] = await Promise.all([keyNames(client, usagePlanId), readItems(client, usagePlanId, span)])
  // A key that was never used has no item; one that has left the plan has no name any more.
  const ids = [...new Set([...names.keys(), ...usage.keys()])]
  const keys = ids.map((keyId) => toKeyUsage(keyId, names.get(keyId) ?? keyId, usage.get(keyId) ?? []))
  const kept = quota && {limit: quota.limit ?? 0, ...present({offset: quota.offset}), period: quota.period ?? 'DAY'}
  return {
    usagePlanId,
    name,
    ...(kept && {quota: kept}),
    keys: keys.sort((one, other) => other.used - one.used || one.name.localeCompare(other.name)),
  }
}

/** Names by id; the values that AWS sends with them are dropped here. */
async function keyNames(client: APIGatewayClient, usagePlanId: string): Promise<Map<string, string>> {
  const keys = await paginate(async (position) => {
    const page = await client.send(new GetUsagePlanKeysCommand({usagePlanId, limit: 500, position}))
    return {items: page.items, next: page.position}
  })
  return new Map(keys.map(({id = '', name = ''}) => [id, name === '' ? id : name]))
}

/** `[used, remaining]` of each day, by the id of the key. */
async function readItems(
  client: APIGatewayClient,
  usagePlanId: string,
  span: DateSpan,
): Promise<Map<string, readonly (readonly number[])[]>> {
  const items = await paginate(async (position) => {
    const page = await client.send(new GetUsageCommand({usagePlanId, ...span, limit: 500, position}))
    return {items: Object.entries(page.items ?? {}), next: page.position}
  })
  return new Map(items)
}

function toKeyUsage(keyId: string, name: string, items: readonly (readonly number[])[]): KeyUsage {
  const days = items.map(([used = 0]) => used)
  const remaining = items.at(-1)?.[1]
  // AWS answers a negative number where there is no quota.
  const left = remaining === undefined || remaining < 0 ? {} : {remaining}
  return {keyId, name, used: days.reduce((sum, used) => sum + used, 0), ...left, days}
}
