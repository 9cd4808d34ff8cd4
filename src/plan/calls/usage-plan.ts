import {present} from '../../model/present.js'
import type {UsagePlan, UsagePlanStage} from '../../model/usage-plan.js'
import {idMark} from '../call.js'
import type {Call, IdSlot} from '../call.js'
import type {Change} from '../change.js'
import {sameJson} from '../diff/fields.js'
import {accountCall, accountTagCalls} from './account-call.js'
import {afterOf, beforeOf} from './call-facts.js'
import type {CallFacts} from './call-facts.js'
import {replaceMembers} from './patch.js'
import type {PatchOperation} from './patch.js'
import {apiGatewayArn} from './tags.js'

/** UpdateUsagePlan is allowed three times a minute, so everything about a plan goes into one call. */
export function usagePlanCalls(change: Change, {region}: CallFacts): Call[] {
  const before: UsagePlan = beforeOf(change)
  const after: UsagePlan = afterOf(change)
  if (change.action === 'create') return [createUsagePlan(change, after)]
  if (change.action === 'delete') return deleteUsagePlan(change, before)
  return [
    ...updateUsagePlan(change, planPatches(before, after)),
    ...accountTagCalls(change, {
      kind: 'usagePlan',
      name: change.name,
      text: apiGatewayArn(region, `usageplans/${idMark}`),
    }),
  ]
}

function createUsagePlan(change: Change, {stages = {}, ...plan}: UsagePlan): Call {
  const {name} = change
  const links = Object.entries(stages)
  const apiStages = links.map(([stage, {methods}]) =>
    present({apiId: '', stage, throttle: methods && awsMethods(methods)}),
  )
  const ids = links.map((_, index): IdSlot => ({at: ['apiStages', index, 'apiId'], kind: 'api', name: ''}))
  const input = {name, ...plan, ...(links.length > 0 && {apiStages})}
  return accountCall(change, 'CreateUsagePlan', input, {ids, gives: [{member: 'id', kind: 'usagePlan', name}]})
}

/** AWS deletes no plan that meters a stage. */
function deleteUsagePlan(change: Change, {stages = {}}: UsagePlan): Call[] {
  const ids = [planSlot(change)]
  return [
    ...updateUsagePlan(change, stagePatches(stages, {})),
    accountCall(change, 'DeleteUsagePlan', {usagePlanId: ''}, {ids}),
  ]
}

/** A patch operation whose path or value names the API. */
type ApiPatch = PatchOperation & {apiIn?: 'path' | 'value'}

function updateUsagePlan(change: Change, patches: readonly ApiPatch[]): Call[] {
  if (patches.length === 0) return []
  const patchOperations = patches.map(({op, path, value}) => present({op, path, value}))
  const slots = patches.flatMap(({apiIn, ...patch}, index): IdSlot[] =>
    apiIn === undefined
      ? []
      : [{at: ['patchOperations', index, apiIn], kind: 'api', name: '', text: patch[apiIn] ?? ''}],
  )
  return [
    accountCall(change, 'UpdateUsagePlan', {usagePlanId: '', patchOperations}, {ids: [planSlot(change), ...slots]}),
  ]
}

function planSlot({name}: Change): IdSlot {
  return {at: ['usagePlanId'], kind: 'usagePlan', name}
}

function planPatches(before: UsagePlan, after: UsagePlan): ApiPatch[] {
  return [
    ...replaceMembers(['description'], before, after),
    ...limitPatches('throttle', ['rateLimit', 'burstLimit'], before, after),
    ...limitPatches('quota', ['limit', 'offset', 'period'], before, after),
    ...stagePatches(before.stages ?? {}, after.stages ?? {}),
  ]
}

function limitPatches(
  limit: 'throttle' | 'quota',
  members: readonly string[],
  before: UsagePlan,
  after: UsagePlan,
): PatchOperation[] {
  if (after[limit] === undefined) return before[limit] === undefined ? [] : [{op: 'remove', path: `/${limit}`}]
  const declared = members.filter((member) => Object.hasOwn(after[limit] ?? {}, member))
  return replaceMembers(declared, before[limit] ?? {}, after[limit]).map((patch) => ({
    ...patch,
    path: `/${limit}${patch.path}`,
  }))
}

type Stages = NonNullable<UsagePlan['stages']>

function stagePatches(before: Stages, after: Stages): ApiPatch[] {
  const gone = Object.keys(before).filter((stage) => !Object.hasOwn(after, stage))
  return [
    ...gone.map((stage) => ({
      op: 'remove' as const,
      path: '/apiStages',
      value: linkTo(stage),
      apiIn: 'value' as const,
    })),
    ...Object.entries(after).flatMap(([stage, wanted]) => linkPatches(stage, before[stage], wanted)),
  ]
}

/** The limits of methods are set together: the last one to go takes the map with it. */
function linkPatches(stage: string, before: UsagePlanStage | undefined, {methods}: UsagePlanStage): ApiPatch[] {
  const link: ApiPatch[] =
    before === undefined ? [{op: 'add', path: '/apiStages', value: linkTo(stage), apiIn: 'value'}] : []
  const had = before?.methods ?? {}
  if (methods === undefined || sameJson(had, methods)) return link
  const path = `/apiStages/${linkTo(stage)}/throttle`
  if (Object.keys(methods).length === 0) return [...link, {op: 'remove', path, apiIn: 'path'}]
  return [...link, {op: 'replace', path, value: JSON.stringify(awsMethods(methods)), apiIn: 'path'}]
}

/** `a1b2c3d4e5:prod` */
function linkTo(stage: string): string {
  return `${idMark}:${stage}`
}

/** AWS names a method `/pets/GET`. */
function awsMethods(methods: NonNullable<UsagePlanStage['methods']>) {
  return Object.fromEntries(
    Object.entries(methods).map(([key, limits]) => {
      const space = key.indexOf(' ')
      return [`${key.slice(space + 1)}/${key.slice(0, space)}`, limits]
    }),
  )
}
