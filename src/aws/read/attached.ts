import {
  GetApiKeysCommand,
  GetDomainNamesCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
} from '@aws-sdk/client-api-gateway'
import type * as sdk from '@aws-sdk/client-api-gateway'
import {projectTag} from '../../model/project-tag.js'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'
import {isPrivate, readMappings} from './domain-names.js'

/** Usage plans that meter an API, and their keys, by names that stand for one thing only; `unclear` are the others. */
export type AttachedPlans = {usagePlans: string[]; apiKeys: string[]; unclear: string[]}

/** Domains with a path that leads to an API. */
export type AttachedDomains = {names: string[]; private: string[]}

const limit = 500

/** One call per 500 usage plans and keys of the account, and one for each plan of the API. Values of keys are not asked for. */
export async function readAttachedPlans(clients: Clients, apiId: string): Promise<AttachedPlans> {
  const client = await clients.rest()
  const plans = await paginate(async (position) => {
    const page = await client.send(new GetUsagePlansCommand({limit, position}))
    return {items: page.items, next: page.position}
  })
  const own = plans.filter(({apiStages = []}) => apiStages.some((link) => link.apiId === apiId))
  if (own.length === 0) return {usagePlans: [], apiKeys: [], unclear: []}
  const members = await Promise.all(own.map(({id = ''}) => memberNames(client, id)))
  const keys = await paginate(async (position) => {
    const page = await client.send(new GetApiKeysCommand({limit, position, includeValues: false}))
    return {items: page.items, next: page.position}
  })
  const free = keys.filter(({tags}) => tags?.[projectTag] === undefined)
  const [planNames, keyNames] = [own.map(({name = ''}) => name), [...new Set(members.flat())]]
  const isUnclear = (name: string, all: readonly {name?: string | undefined}[]) => name === '' || all.filter((each) => each.name === name).length > 1 // prettier-ignore
  const unclear = [
    ...planNames.filter((name) => isUnclear(name, own)).map((name) => `usage plan "${name}"`),
    ...keyNames.filter((name) => isUnclear(name, free)).map((name) => `API key "${name}"`),
  ]
  return {
    usagePlans: planNames.filter((name) => !isUnclear(name, own)),
    apiKeys: keyNames.filter((name) => !isUnclear(name, free)),
    unclear: [...new Set(unclear)],
  }
}

async function memberNames(client: sdk.APIGatewayClient, usagePlanId: string): Promise<string[]> {
  return paginate(async (position) => {
    const page = await client.send(new GetUsagePlanKeysCommand({usagePlanId, limit, position}))
    return {items: page.items?.map(({name = ''}) => name), next: page.position}
  })
}

/** One call per 500 domains of the account and region, and one for each: AWS does not tell which lead to an API. */
export async function readAttachedDomains(clients: Clients, apiId: string): Promise<AttachedDomains> {
  const client = await clients.rest()
  const domains = await paginate(async (position) => {
    const page = await client.send(new GetDomainNamesCommand({limit, position}))
    return {items: page.items, next: page.position}
  })
  const mapped = await Promise.all(domains.map(async (domain) => ({domain, mappings: await readMappings(clients, domain)}))) // prettier-ignore
  const attached = mapped.filter(({mappings}) => mappings.some(([, mapping]) => mapping.apiId === apiId))
  const names = (found: typeof attached) => found.map(({domain}) => domain.domainName ?? '').sort()
  return {names: names(attached), private: names(attached.filter(({domain}) => isPrivate(domain)))}
}
