import {listPlanMembers, listPlansOfKey} from '../aws/read/usage-plans.js'
import type {Clients} from '../aws/clients.js'
import {projectTag} from '../model/project-tag.js'
import {present} from '../model/present.js'
import {apiGatewayArn} from '../plan/calls/tags.js'
import type {Call} from '../plan/call.js'
import {callOf} from './account-call.js'
import type {AccountThing} from './account-noun.js'
import {joinCall, replacesTag, revokeAfterTag} from './key.js'
import type {KeyThing} from './key.js'
import {listKeys} from './key-things.js'

/** A rotation as calls: `successor` is the name of the new key, `predecessor` what the old one is called from then on. */
export type Rotation = {successor: string; predecessor: string; calls: Call[]}

/**
 * A new key under the old one's name, in the same plans with the same tags, and the old one renamed and marked with the
 * moment from which on it is to be revoked. A rotation that broke off is gone on with: its new key is known by a tag.
 */
export async function rotateCalls(old: AccountThing, clients: Clients, untilMs: number): Promise<Rotation> {
  const client = await clients.rest()
  const [keys, plans] = [await listKeys(clients), await listPlansOfKey(client, old.id)]
  const {description, customerId, tags = {}} = old.thing as KeyThing
  const until = new Date(untilMs).toISOString().replace(/\.\d+Z$/, 'Z')
  const predecessor = `${old.name} until ${until.slice(0, 10)}`
  const begun = keys.find(({thing}) => (thing as KeyThing).tags?.[replacesTag] === old.id)
  const {name} = begun ?? old
  const joined = begun === undefined ? [] : await plansWith(clients, plans, begun.id)
  const missing = plans.flatMap(({id = ''}) => (joined.includes(id) ? [] : [id]))
  const kept = {...withoutOwn(tags), [replacesTag]: old.id}
  const create = present({name, description, customerId, enabled: true, tags: kept})
  const address = `apiKey/${old.name}`
  return {
    successor: name,
    predecessor,
    calls: [
      ...(begun === undefined ? [callOf(address, 'CreateApiKey', create, {gives: [{member: 'id', kind: 'apiKey', name}]})] : []), // prettier-ignore
      ...missing.map((planId) => (begun === undefined ? joinCall(name, planId) : joinKnown(address, planId, begun.id))),
      ...retireCalls(old, {address, predecessor, until, region: await clients.region()}),
    ],
  }
}

function joinKnown(address: string, usagePlanId: string, keyId: string): Call {
  return callOf(address, 'CreateUsagePlanKey', {usagePlanId, keyId, keyType: 'API_KEY'})
}

type Retirement = {address: string; predecessor: string; until: string; region: string}

/** The project's tag goes to the new key alone: a plan would delete a key of the project that no file names. */
function retireCalls({id, thing}: AccountThing, {address, predecessor, until, region}: Retirement): Call[] {
  const resourceArn = apiGatewayArn(region, `apikeys/${id}`)
  const {tags = {}} = thing as KeyThing
  return [
    callOf(address, 'TagResource', {resourceArn, tags: {[revokeAfterTag]: until}}),
    ...(tags[projectTag] === undefined ? [] : [callOf(address, 'UntagResource', {resourceArn, tagKeys: [projectTag]})]),
    callOf(address, 'UpdateApiKey', {
      apiKey: id,
      patchOperations: [{op: 'replace', path: '/name', value: predecessor}],
    }),
  ]
}

async function plansWith(clients: Clients, plans: readonly {id?: string | undefined}[], keyId: string) {
  const client = await clients.rest()
  const found: string[] = []
  for (const {id = ''} of plans) {
    if ((await listPlanMembers(client, id)).some((member) => member.id === keyId)) found.push(id)
  }
  return found
}

function withoutOwn(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([name]) => name !== replacesTag && name !== revokeAfterTag))
}
