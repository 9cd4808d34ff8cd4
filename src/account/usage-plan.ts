import {listPlanMembers, listUsagePlans} from '../aws/read/usage-plans.js'
import type {Clients} from '../aws/clients.js'
import {ApigwError} from '../errors/apigw-error.js'
import type {JsonObject} from '../model/json.js'
import {present} from '../model/present.js'
import type {Call} from '../plan/call.js'
import type {PatchOperation} from '../plan/calls/patch.js'
import type {Values} from '../resource/field.js'
import {between} from '../resource/fault.js'
import {callOf} from './account-call.js'
import {byName} from './by-name.js'
import type {AccountFields, AccountNoun, AccountThing} from './account-noun.js'
import {findAccountThing} from './find-account-thing.js'
import {listKeys} from './key-things.js'
import {readApiStages} from './plan-stages.js'
import type {ApiStage} from './plan-stages.js'
import {parseQuota} from './quota.js'

/** What `attach` and `detach` take. */
export const linkFields = {
  apiStage: {
    input: 'list',
    description: 'a stage that the plan meters, as API:STAGE; again for more',
    helpValue: 'API:STAGE',
    from: 'meteredStages',
    question: 'Which stages does it meter?',
    wanted: () => true,
  },
  key: {
    input: 'list',
    description: 'name or id of an API key of the plan; again for more',
    helpValue: 'KEY',
    from: 'keys',
    question: 'Which API keys belong to it?',
    wanted: () => true,
  },
} as const satisfies AccountFields

const settingFields = {
  description: {input: 'text', description: 'what it is for'},
  rateLimit: {
    input: 'number',
    description: 'requests per second of each key, in the long run',
    question: 'How many requests per second may each key make?',
    wanted: () => true,
    fault: between(0, 10_000, 'requests per second'),
  },
  burstLimit: {
    input: 'number',
    description: 'requests of each key at once',
    question: 'How many at once?',
    wanted: (given) => given.rateLimit !== undefined,
    fault: between(0, 5000, 'requests'),
  },
  unlimited: {input: 'yesNo', description: 'take the rate and burst limits away'},
  quota: {
    input: 'text',
    description: 'requests of each key per day, week or month; empty takes the quota away',
    helpValue: 'NUMBER/PERIOD',
    question: 'How many requests in all, per day, week or month (10000/month)?',
    wanted: () => true,
    fault: (value) =>
      typeof value === 'string' && parseQuota(value) !== undefined ? undefined : 'It is written like 10000/month.',
  },
  productCode: {input: 'text', description: 'product code of an offer on AWS Marketplace'},
} as const satisfies AccountFields

const fields = {...settingFields, ...linkFields}

/** Usage plans: which keys may call which stages, how often. */
export const usagePlan: AccountNoun<typeof fields> = {
  noun: 'usage-plan',
  plural: 'usage plans',
  one: 'a usage plan',
  nameIs: 'name of the usage plan',
  nameQuestion: 'What shall the usage plan be called?',
  fields,
  // Stages and keys have verbs of their own.
  updatable: ['description', 'rateLimit', 'burstLimit', 'unlimited', 'quota', 'productCode'],
  list: listPlans,
  details: async (clients, {id}) => ({keys: await memberNames(clients, id)}),
  columns: ['id', 'rate', 'burst', 'quota', 'stages'],
  row: ({id, thing}) => {
    const {throttle = {}, quota, apiStages = []} = thing as PlanThing
    const {rateLimit = '', burstLimit = ''} = throttle
    const whole = quota === undefined ? '' : `${quota.limit}/${quota.period.toLowerCase()}`
    return [id, String(rateLimit), String(burstLimit), whole, apiStages.map(({apiId, stage}) => `${apiId}:${stage}`).join(' ')] // prettier-ignore
  },
  create: createPlan,
  update: (found, values) => Promise.resolve(updatePlan(found, settingPatches(found.thing, values))),
  remove: ({id, name, thing}) => Promise.resolve(removePlan(id, name, thing as PlanThing)),
  examples: {
    list: ['--filter prod', '--query "[].{plan: name, keys: quota.limit}"'],
    show: ['basic --region eu-west-1'],
    create: [
      'basic --rate-limit 10 --burst-limit 20 --quota 10000/month --api-stage pets:prod --key acme',
      'basic --api-stage pets:prod --dry-run',
    ],
    update: ['basic --rate-limit 50 --burst-limit 100', `basic --quota ''`, 'basic --product-code 4dsfl2xmpl'],
    delete: ['basic --confirm basic'],
  },
}

type PlanThing = {
  description?: string
  throttle?: {rateLimit?: number; burstLimit?: number}
  quota?: {limit: number; offset?: number; period: string}
  apiStages?: readonly ApiStage[]
  productCode?: string
}

/** Stages and keys by the words that name them. */
export type PlanLinks = {apiStage?: readonly string[]; key?: readonly string[]}

/** The calls that give a plan more stages and keys; those that it has already need none. */
export async function attachCalls(found: AccountThing, links: PlanLinks, clients: Clients): Promise<Call[]> {
  const {stages, keyIds} = await readLinks(found, links, clients)
  const had = stageWords((found.thing as PlanThing).apiStages)
  const patches = stageWords(stages).filter((link) => !had.includes(link)).map((link) => patchStage('add', link)) // prettier-ignore
  return [
    ...updatePlan(found, patches),
    ...keyIds.joining.map((keyId) =>
      callOf(addressOf(found.name), 'CreateUsagePlanKey', {usagePlanId: found.id, keyId, keyType: 'API_KEY'}),
    ),
  ]
}

/** The calls that take stages and keys out of a plan; what is not in it needs none. */
export async function detachCalls(found: AccountThing, links: PlanLinks, clients: Clients): Promise<Call[]> {
  const {stages, keyIds} = await readLinks(found, links, clients)
  const had = stageWords((found.thing as PlanThing).apiStages)
  const patches = stageWords(stages).filter((link) => had.includes(link)).map((link) => patchStage('remove', link)) // prettier-ignore
  return [
    ...keyIds.leaving.map((keyId) => callOf(addressOf(found.name), 'DeleteUsagePlanKey', {usagePlanId: found.id, keyId})), // prettier-ignore
    ...updatePlan(found, patches),
  ]
}

async function readLinks({id}: AccountThing, {apiStage = [], key = []}: PlanLinks, clients: Clients) {
  const stages = await readApiStages(clients, apiStage)
  if (key.length === 0) return {stages, keyIds: {joining: [], leaving: []}}
  const keys = await findKeyIds(clients, key)
  const members = new Set((await listPlanMembers(await clients.rest(), id)).map((member) => member.id))
  const keyIds = {
    joining: keys.filter((keyId) => !members.has(keyId)),
    leaving: keys.filter((keyId) => members.has(keyId)),
  }
  return {stages, keyIds}
}

async function findKeyIds(clients: Clients, words: readonly string[]): Promise<string[]> {
  const things = words.length === 0 ? [] : await listKeys(clients)
  const key = {noun: 'key', plural: 'API keys', one: 'an API key'}
  return words.map((word) => findAccountThing(key, things, word).id)
}

async function listPlans(clients: Clients): Promise<AccountThing[]> {
  const plans = await listUsagePlans(await clients.rest())
  return plans
    .map(({id = '', name = '', description, throttle, quota, apiStages = [], productCode, tags}) => ({
      id,
      name: name === '' ? id : name,
      // A plain copy: what the SDK answers is its own type, not JSON.
      thing: JSON.parse(JSON.stringify({description, throttle, quota, apiStages, productCode, tags})) as JsonObject,
    }))
    .sort(byName)
}

async function memberNames(clients: Clients, usagePlanId: string): Promise<string[]> {
  const members = await listPlanMembers(await clients.rest(), usagePlanId)
  return members.map(({name}) => name).sort()
}

async function createPlan(name: string, values: Values<typeof fields>, clients: Clients): Promise<readonly Call[]> {
  const {description, rateLimit, burstLimit, quota = '', productCode = '', apiStage = [], key = []} = values
  const throttle = present({rateLimit, burstLimit})
  const stages = await readApiStages(clients, apiStage)
  const keyIds = await findKeyIds(clients, key)
  const address = addressOf(name)
  const plan = [{at: ['usagePlanId'], kind: 'usagePlan' as const, name}]
  const input = present({
    name,
    description,
    throttle: Object.keys(throttle).length === 0 ? undefined : throttle,
    quota: parseQuota(quota),
    apiStages: stages.length === 0 ? undefined : stages,
  })
  const patchOperations = [{op: 'add', path: '/productCode', value: productCode}]
  return [
    callOf(address, 'CreateUsagePlan', input, {gives: [{member: 'id', kind: 'usagePlan', name}]}),
    // CreateUsagePlan has no member for it.
    ...(productCode === ''
      ? []
      : [callOf(address, 'UpdateUsagePlan', {usagePlanId: '', patchOperations}, {ids: plan})]),
    ...keyIds.map((keyId) =>
      callOf(address, 'CreateUsagePlanKey', {usagePlanId: '', keyId, keyType: 'API_KEY'}, {ids: plan}),
    ),
  ]
}

/** UpdateUsagePlan is allowed three times a minute, so everything that changes goes into one call. */
function updatePlan({id, name}: AccountThing, patchOperations: readonly PatchOperation[]): Call[] {
  if (patchOperations.length === 0) return []
  return [callOf(addressOf(name), 'UpdateUsagePlan', {usagePlanId: id, patchOperations: [...patchOperations]})]
}

function settingPatches(before: JsonObject, values: Values<typeof fields>): PatchOperation[] {
  const {throttle = {}, quota, description = '', productCode = ''} = before as PlanThing
  if (values.unlimited === true && (values.rateLimit ?? values.burstLimit) !== undefined) throw limitedAndNot()
  const wanted = values.quota === undefined ? quota : parseQuota(values.quota)
  return [
    ...changed('/description', description, values.description),
    ...(values.unlimited === true && Object.keys(throttle).length > 0 ? [removal('/throttle')] : []),
    ...changed('/throttle/rateLimit', throttle.rateLimit, values.rateLimit),
    ...changed('/throttle/burstLimit', throttle.burstLimit, values.burstLimit),
    ...(wanted === undefined && quota !== undefined ? [removal('/quota')] : []),
    ...changed('/quota/limit', quota?.limit, wanted?.limit),
    ...changed('/quota/period', quota?.period, wanted?.period),
    ...(values.productCode === '' && productCode !== ''
      ? [removal('/productCode')]
      : changed('/productCode', productCode, values.productCode)),
  ]
}

function changed(path: string, before: string | number | undefined, after: string | number | undefined) {
  const patch: PatchOperation[] = after === undefined || after === before ? [] : [{op: 'replace', path, value: String(after)}] // prettier-ignore
  return patch
}

function removal(path: string): PatchOperation {
  return {op: 'remove', path}
}

function patchStage(op: 'add' | 'remove', value: string): PatchOperation {
  return {op, path: '/apiStages', value}
}

function stageWords(stages: readonly ApiStage[] = []): string[] {
  return stages.map(({apiId, stage}) => `${apiId}:${stage}`)
}

/** AWS deletes no plan that meters a stage. */
function removePlan(id: string, name: string, {apiStages}: PlanThing): Call[] {
  const patches = stageWords(apiStages).map((link) => patchStage('remove', link))
  return [...updatePlan({id, name, thing: {}}, patches), callOf(addressOf(name), 'DeleteUsagePlan', {usagePlanId: id})]
}

function addressOf(name: string): string {
  return `usagePlan/${name}`
}

function limitedAndNot(): ApigwError {
  return new ApigwError({
    code: 'VALUE_INVALID',
    exit: 'usage',
    what: '--unlimited contradicts --rate-limit and --burst-limit.',
    why: 'The one takes the limits away that the others set.',
    fix: 'Leave one of them out.',
  })
}
