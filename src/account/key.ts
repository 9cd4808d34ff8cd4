import {listPlansOfKey, listUsagePlans, readKeyValue} from '../aws/read/usage-plans.js'
import type {Clients} from '../aws/clients.js'
import {present} from '../model/present.js'
import type {Call} from '../plan/call.js'
import {replaceMembers} from '../plan/calls/patch.js'
import type {Values} from '../resource/field.js'
import {callOf} from './account-call.js'
import type {AccountFields, AccountNoun, AccountThing} from './account-noun.js'
import {findAccountThing} from './find-account-thing.js'
import {listKeys} from './key-things.js'

const settings = {
  description: {input: 'text', description: 'whose key it is', question: 'Whose key is it?', wanted: () => true},
  customerId: {input: 'text', description: 'id of the customer on AWS Marketplace'},
  enabled: {input: 'yesNo', description: 'whether the key is taken (--no-enabled: not)'},
} as const satisfies AccountFields

const fields = {
  ...settings,
  plan: {
    input: 'list',
    description: 'name or id of a usage plan that the key belongs to; again for more',
    helpValue: 'PLAN',
    from: 'usagePlans',
    question: 'Which usage plans does it belong to?',
    wanted: () => true,
  },
  value: {
    input: 'document',
    description: 'the value, when it is not to be made up by AWS; a file keeps it out of the history of the shell',
    helpValue: '@FILE|-',
    secret: true,
    fault: (value) =>
      typeof value === 'string' && value.trim().length >= 20 && value.trim().length <= 128
        ? undefined
        : 'It has 20 to 128 characters.',
  },
} as const satisfies AccountFields

/** API keys. Their values are not read unless somebody asks for one. */
export const key: AccountNoun<typeof fields> = {
  noun: 'key',
  plural: 'API keys',
  one: 'an API key',
  nameIs: 'name of the API key',
  nameQuestion: 'What shall the key be called?',
  fields,
  updatable: ['description', 'customerId', 'enabled'],
  list: listKeys,
  details: async (clients, {id}) => {
    const plans = await listPlansOfKey(await clients.rest(), id)
    return {usagePlans: plans.map(({id: planId = '', name = planId}) => name).sort()}
  },
  secret: {
    flag: 'show-value',
    description: 'tell the value too: anyone who has it can call with it',
    read: async (clients, id) => ({value: await readKeyValue(await clients.rest(), id)}),
  },
  columns: ['id', 'enabled', 'description', 'created', 'revoke after'],
  row: ({id, thing}) => {
    const {enabled, description = '', createdDate = '', tags = {}} = thing as KeyThing
    return [id, enabled ? 'yes' : 'no', description, createdDate.slice(0, 10), tags[revokeAfterTag]?.slice(0, 10) ?? '']
  },
  create: async (name, {plan = [], ...values}, clients) => {
    const planIds = await findPlanIds(clients, plan)
    return [createKey(name, values), ...planIds.map((planId) => joinCall(name, planId))]
  },
  update: (found, values) => Promise.resolve(updateKey(found, values)),
  remove: ({id, name}) => Promise.resolve([callOf(addressOf(name), 'DeleteApiKey', {apiKey: id})]),
  examples: {
    list: ['--filter acme', '--query "[?!enabled].name"'],
    show: ['acme --region eu-west-1', 'acme --show-value --query value'],
    create: ['acme --description "ACME Ltd" --plan basic', 'acme --plan basic --show-value', 'acme --value @value.txt'],
    update: ['acme --no-enabled', 'acme --description "ACME Ltd, Berlin"'],
    delete: ['acme --confirm acme'],
  },
}

/** Tag of an old key: when the time ends in which it is taken beside its successor. ISO 8601. */
export const revokeAfterTag = 'apigw:revoke-after'

/** Tag of a new key: the id of the one that it takes the place of. */
export const replacesTag = 'apigw:replaces'

/** A key as it is listed. */
export type KeyThing = {
  enabled: boolean
  description?: string
  customerId?: string
  createdDate?: string
  tags?: Readonly<Record<string, string>>
}

/** Takes a key out of use without deleting it: nothing calls with it any more, and it can be enabled again. */
export function disableCall({id, name}: AccountThing): Call {
  return callOf(addressOf(name), 'UpdateApiKey', {
    apiKey: id,
    patchOperations: [{op: 'replace', path: '/enabled', value: 'false'}],
  })
}

/** The call that puts a key which an earlier call makes into a plan. */
export function joinCall(name: string, usagePlanId: string): Call {
  const ids = [{at: ['keyId'], kind: 'apiKey' as const, name}]
  return callOf(addressOf(name), 'CreateUsagePlanKey', {usagePlanId, keyId: '', keyType: 'API_KEY'}, {ids})
}

/** Keys whose time beside their successors is over at a moment, and which are taken still. */
export function expiredKeys(keys: readonly AccountThing[], nowMs: number, withDisabled: boolean): AccountThing[] {
  return keys.filter(({thing}) => {
    const {enabled, tags = {}} = thing as KeyThing
    const until = Date.parse(tags[revokeAfterTag] ?? '')
    return (enabled || withDisabled) && until <= nowMs
  })
}

/** Ids of usage plans by the words that name them. Throws NAME_NOT_FOUND and RESOURCE_AMBIGUOUS. */
export async function findPlanIds(clients: Clients, words: readonly string[]): Promise<string[]> {
  if (words.length === 0) return []
  const plans = (await listUsagePlans(await clients.rest())).map(({id = '', name = ''}) => ({id, name, thing: {}}))
  const noun = {noun: 'usage-plan', plural: 'usage plans', one: 'a usage plan'}
  return words.map((word) => findAccountThing(noun, plans, word).id)
}

function createKey(name: string, {value, ...values}: Omit<Values<typeof fields>, 'plan'>): Call {
  const input = present({enabled: true, ...values, name, value: value?.trim()})
  return callOf(addressOf(name), 'CreateApiKey', input, {gives: [{member: 'id', kind: 'apiKey', name}]})
}

function updateKey({id, name, thing}: AccountThing, values: Values<typeof settings>): Call[] {
  const patchOperations = replaceMembers(Object.keys(values), thing, {...thing, ...values})
  return patchOperations.length === 0 ? [] : [callOf(addressOf(name), 'UpdateApiKey', {apiKey: id, patchOperations})]
}

function addressOf(name: string): string {
  return `apiKey/${name}`
}
