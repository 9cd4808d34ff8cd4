import type {CompanionScope, Companions, LiveCompanions, LiveUsagePlan} from '../../model/companion.js'
import {present} from '../../model/present.js'
import type {UsagePlan} from '../../model/usage-plan.js'
import type {Change} from '../change.js'
import {diffAlarms} from './alarms.js'
import {declaredMembers} from './declared.js'
import {diffDomains} from './domains.js'
import {diffLogGroups} from './log-groups.js'
import {diffPermissions} from './permissions.js'
import {withTags} from './project-tags.js'
import {diffThing} from './record.js'

export type CompanionDiff = {
  project: string
  /** Absent until the API exists. */
  apiId: string | undefined
  stageName: string
  /** False while the stage neither exists nor is made by the plan: nothing can be linked to it yet. */
  hasStage: boolean
  desired: Companions
  live: LiveCompanions
}

/** What has to be read to compare with what the files declare; undefined when that is nothing. */
export function companionScope(
  {usagePlans, usagePlanKeys = {}, apiKeys, domains, permissions, alarms, logGroups, tags}: Companions,
  place: Pick<CompanionScope, 'project' | 'stageName' | 'accountId'>,
): CompanionScope | undefined {
  const sections = present({
    usagePlans: usagePlans && {names: usagePlans.names, withKeys: Object.keys(usagePlanKeys)},
    apiKeys: apiKeys && {names: apiKeys.names},
    domains: domains && {
      names: domains.names,
      private: domains.names.filter((name) => domains.wanted[name]?.endpointType === 'PRIVATE'),
    },
    functions: permissions && Object.keys(permissions),
    alarms: alarms && {
      prefix: alarms.prefix,
      names: Object.keys(alarms.wanted),
      ...(tags !== undefined && {withTags: true as const}),
    },
    logGroups: logGroups && Object.keys(logGroups),
  })
  return Object.keys(sections).length === 0 ? undefined : {...place, ...sections}
}

/**
 * Changes of what stands beside the API, in no order. What the files do not have is deleted only when the project made
 * it and nothing but the stage of the plan used it.
 */
export function diffCompanions(diff: CompanionDiff): Change[] {
  return [
    ...diffApiKeys(diff),
    ...diffUsagePlans(diff),
    ...diffUsagePlanKeys(diff),
    ...diffDomains(diff),
    ...diffPermissions(diff),
    ...diffAlarms(diff),
    ...diffLogGroups(diff),
  ]
}

function diffApiKeys({desired: {apiKeys, ...desired}, live, project}: CompanionDiff): Change[] {
  if (apiKeys === undefined) return []
  const declared = new Set(apiKeys.names)
  const gone = Object.entries(live.apiKeys).filter(([name, {isOurs}]) => isOurs && !declared.has(name))
  return [
    ...Object.entries(apiKeys.wanted).flatMap(([name, key]) => {
      const current = live.apiKeys[name]
      const wanted = withTags(key, {project, shared: desired.tags, isMade: current?.isOurs ?? true})
      return diffThing(keyAt(name), current && declaredMembers(current.apiKey, wanted, partly), wanted)
    }),
    ...gone.flatMap(([name, {apiKey}]) => diffThing(keyAt(name), apiKey, undefined)),
  ]
}

function diffUsagePlans({desired: {usagePlans, ...desired}, live, project, hasStage}: CompanionDiff): Change[] {
  if (usagePlans === undefined) return []
  const {wanted, names} = usagePlans
  const left = Object.entries(live.usagePlans).filter(([name, {isOurs}]) => isOurs && !Object.hasOwn(wanted, name))
  return [
    ...Object.entries(wanted).flatMap(([name, {stages, ...plan}]) => {
      const current = live.usagePlans[name]
      const linked: UsagePlan = hasStage ? present({...plan, stages}) : plan
      const shown = withTags(linked, {project, shared: desired.tags, isMade: current?.isOurs ?? true})
      return diffThing(planAt(name), current && declaredMembers(current.usagePlan, shown, partly), shown)
    }),
    ...left.flatMap(([name, current]) => leave(name, current, names.includes(name))),
  ]
}

/** A usage plan of the project that is not for this stage any more: its link goes, and with the last link the plan. */
function leave(name: string, {usagePlan, links}: LiveUsagePlan, isDeclared: boolean): Change[] {
  const {stages = {}} = usagePlan
  if (!isDeclared && links === 0) return diffThing(planAt(name), usagePlan, undefined)
  return Object.keys(stages).length === 0 ? [] : diffThing(planAt(name), {stages}, {stages: {}})
}

/** Keys that somebody else put into a plan stay in it. */
function diffUsagePlanKeys({desired: {usagePlanKeys = {}}, live}: CompanionDiff): Change[] {
  return Object.entries(usagePlanKeys).flatMap(([usagePlan, keys]) => {
    const members = Object.keys(live.usagePlans[usagePlan]?.keys ?? {})
    const leaving = members.filter((name) => live.apiKeys[name]?.isOurs === true && !keys.includes(name))
    const joining = keys.filter((name) => !members.includes(name))
    return [
      ...joining.flatMap((apiKey) => diffThing(memberAt(usagePlan, apiKey), undefined, {usagePlan, apiKey})),
      ...leaving.flatMap((apiKey) => diffThing(memberAt(usagePlan, apiKey), {usagePlan, apiKey}, undefined)),
    ]
  })
}

/** What a change of a key is about. */
export function keyAt(name: string) {
  return {kind: 'apiKey' as const, address: `apiKey/${name}`, name}
}

/** What a change of a usage plan is about. */
export function planAt(name: string) {
  return {kind: 'usagePlan' as const, address: `usagePlan/${name}`, name}
}

/** What a change of a membership is about. */
export function memberAt(usagePlan: string, apiKey: string) {
  const name = `${usagePlan}/${apiKey}`
  return {kind: 'usagePlanKey' as const, address: `usagePlan/${usagePlan}/key/${apiKey}`, name}
}

/** Members compared member by member, with their depth; the others are compared whole when declared. */
const partly: Readonly<Record<string, number>> = {tags: 1, throttle: 1, quota: 1, stages: 2}
