import type {QuotaRecord, ThrottleRecord, UsagePlanRecord} from '../../store/rest-account-records.js'
import type {OperationContext} from '../operation.js'
import {existingRestApi} from './find.js'
import {parseJsonObject} from './parse-json-object.js'
import {refuseShortly, replaceRule, type PatchArguments, type PatchRule, type PatchTable} from './patch.js'
import {entryOf, nonEmpty, present, withEntry, without} from './present.js'
import {badRequest, notFound} from './refuse.js'

type ApiStage = UsagePlanRecord['apiStages'][number]
type Apply = (plan: UsagePlanRecord, patch: PatchArguments) => UsagePlanRecord

const anyThrottle = ['rateLimit', 'burstLimit'] as const

/** What UpdateUsagePlan can change. */
export function usagePlanPatch(context: OperationContext): PatchTable<UsagePlanRecord> {
  return {
    refuse: refuseShortly,
    rules: [
      replaceRule('/name', (plan, value = '') => ({...plan, name: value})),
      replaceRule('/description', (plan, value) =>
        present({...without(plan, 'description'), description: value === '' ? undefined : value}),
      ),
      setRule('/productCode', (plan, {value}) => present({...without(plan, 'productCode'), productCode: value}), {
        remove: (plan) => without(plan, 'productCode'),
      }),
      {path: '/throttle', ops: {remove: (plan) => without(plan, 'throttle')}},
      ...anyThrottle.map((member) =>
        setRule(`/throttle/${member}`, (plan, {value}) => ({
          ...plan,
          throttle: withLimit(plan.throttle, member, value),
        })),
      ),
      {path: '/quota', ops: {remove: (plan) => without(plan, 'quota')}},
      setRule('/quota/limit', (plan, {value}) => withQuota(plan, {limit: toNumber(value)})),
      setRule('/quota/offset', (plan, {value}) => withQuota(plan, {offset: toNumber(value)})),
      setRule('/quota/period', (plan, {value = ''}) => withQuota(plan, {period: value as QuotaRecord['period']})),
      {
        path: '/apiStages',
        ops: {
          add: (plan, {value}) => addStage(plan, parseStage(value), context),
          remove: (plan, {value}) => removeStage(plan, parseStage(value)),
        },
      },
      ...stageThrottleRules,
    ],
  }
}

/** A member that add and replace both set. */
function setRule(
  path: string,
  apply: Apply,
  others: PatchRule<UsagePlanRecord>['ops'] = {},
): PatchRule<UsagePlanRecord> {
  return {path, ops: {add: apply, replace: apply, ...others}}
}

function toNumber(value: string | undefined): number {
  return value === undefined || value.trim() === '' ? Number.NaN : Number(value)
}

function withLimit(
  throttle: ThrottleRecord | undefined,
  member: keyof ThrottleRecord,
  value: string | undefined,
): ThrottleRecord {
  return {...throttle, [member]: toNumber(value)}
}

/** A plan without quota gets a whole one with the first member that is set (recorded). */
function withQuota(plan: UsagePlanRecord, members: Partial<QuotaRecord>): UsagePlanRecord {
  const quota = plan.quota ?? {limit: 0, offset: 0, period: 'DAY'}
  return {...plan, quota: {...quota, ...members}}
}

/** `apiId:stageName` */
function parseStage(value = ''): ApiStage {
  const [apiId = '', stage = '', ...rest] = value.split(':')
  if (apiId === '' || stage === '' || rest.length > 0) throw badRequest('Invalid API Stage specified')
  return {apiId, stage}
}

function isSame(one: ApiStage, other: ApiStage): boolean {
  return one.apiId === other.apiId && one.stage === other.stage
}

/** Whether the stage exists, of an API of either version that meters keys. */
export function stageExists(context: OperationContext, {apiId, stage}: ApiStage): boolean {
  const isRest =
    existingRestApi(context, apiId) !== undefined && context.store.get('stage', [apiId, stage]) !== undefined
  const {accountId, region} = context.scope
  const v2Api = context.store.get('v2Api', [apiId])
  const isOwn = v2Api?.accountId === accountId && v2Api.region === region
  return isRest || (isOwn && context.store.get('v2Stage', [apiId, stage]) !== undefined)
}

function addStage(plan: UsagePlanRecord, stage: ApiStage, context: OperationContext): UsagePlanRecord {
  if (!stageExists(context, stage)) {
    throw notFound(`Invalid API Stage {api: ${stage.apiId}, stage: ${stage.stage}} specified for usageplan ${plan.id}`)
  }
  if (plan.apiStages.some((known) => isSame(known, stage))) return plan
  return {...plan, apiStages: [...plan.apiStages, stage]}
}

function removeStage(plan: UsagePlanRecord, stage: ApiStage): UsagePlanRecord {
  const apiStages = plan.apiStages.filter((known) => !isSame(known, stage))
  if (apiStages.length === plan.apiStages.length) {
    throw notFound(`Invalid API Stage {api: ${stage.apiId}, stage: ${stage.stage}} specified for usageplan ${plan.id}`)
  }
  return {...plan, apiStages}
}

/** Changes the method throttles of one stage of the plan. */
function changeThrottle(
  plan: UsagePlanRecord,
  name: string,
  change: (throttle: Record<string, ThrottleRecord> | undefined) => Record<string, ThrottleRecord> | undefined,
): UsagePlanRecord {
  const wanted = parseStage(name)
  if (!plan.apiStages.some((stage) => isSame(stage, wanted))) throw badRequest('Invalid API Stage specified')
  const apiStages = plan.apiStages.map((stage) =>
    isSame(stage, wanted)
      ? present({...without(stage, 'throttle'), throttle: nonEmpty(change(stage.throttle))})
      : stage,
  )
  return {...plan, apiStages}
}

const stageThrottleRules: readonly PatchRule<UsagePlanRecord>[] = [
  setRule(
    '/apiStages/{}/throttle',
    (plan, {names: [stage = ''], value = ''}) => changeThrottle(plan, stage, () => parseThrottles(value)),
    {remove: (plan, {names: [stage = '']}) => changeThrottle(plan, stage, () => undefined)},
  ),
  {
    path: '/apiStages/{}/throttle/{}/{}',
    ops: {
      remove: (plan, {names: [stage = '', path = '', verb = '']}) =>
        changeThrottle(plan, stage, (throttle) => withEntry(throttle, `${path}/${verb}`, undefined)),
    },
  },
  ...anyThrottle.map((member) =>
    setRule(`/apiStages/{}/throttle/{}/{}/${member}`, (plan, {names: [stage = '', path = '', verb = ''], value}) =>
      changeThrottle(plan, stage, (throttle) => {
        const method = `${path}/${verb}`
        return {...throttle, [method]: withLimit(entryOf(throttle, method), member, value)}
      }),
    ),
  ),
]

/** A whole map of method throttles, sent as JSON text. */
function parseThrottles(text: string): Record<string, ThrottleRecord> {
  const parsed = parseJsonObject(text)
  if (parsed === undefined) throw badRequest('Invalid throttle specified. Must be a JSON object')
  return Object.fromEntries(
    Object.entries(parsed).map(([method, limits]: [string, unknown]) => [method, toThrottle(limits)]),
  )
}

function toThrottle(limits: unknown): ThrottleRecord {
  const members = typeof limits === 'object' && limits !== null ? Object.entries(limits) : []
  return Object.fromEntries(
    members
      .filter(([name]) => name === 'rateLimit' || name === 'burstLimit')
      .map(([name, value]) => [name, Number(value)]),
  )
}
