import type {Alarm} from '../model/alarm.js'
import type {LiveCompanions, LiveDomain, LiveUsagePlan} from '../model/companion.js'
import {canonicalJson} from '../model/json.js'
import type {JsonObject} from '../model/json.js'
import {present} from '../model/present.js'
import {projectTag} from '../model/project-tag.js'
import {sortedRecord} from '../model/sorted-record.js'
import type {Settings} from './settings.js'
import {alarmPrefix, toAlarms} from './to-alarms.js'

/** Sections of apigw.yaml about what stands beside the API; one that would be empty is absent. */
export type CompanionSections = {
  usagePlans?: JsonObject
  apiKeys?: JsonObject
  domains?: JsonObject
  alarms?: JsonObject
}

/** `left` names live things that the sections cannot say. */
export type WrittenCompanions = {sections: CompanionSections; left: {stage: string; setting: string}[]}

type Stages = ReadonlyMap<string, LiveCompanions>
/** `tags` are those of the project's API: what the project made has them without a word. */
type Place = Pick<Settings, 'name' | 'type'> & {apiName: string; tags: Tags}
type Tags = Readonly<Record<string, string>>

/** The inverse of toCompanions: what is live beside an API, by stage, as apigw.yaml says it. Pure. */
export function fromCompanions(stages: Stages, place: Place): WrittenCompanions {
  const {alarms, left} = alarmsOf(stages, place)
  const {tags: shared} = place
  const sections = {
    usagePlans: merged(stages, ({usagePlans}, stage) => entries(usagePlans, shared, (plan) => fromPlan(plan, stage))),
    apiKeys: merged(stages, ({apiKeys}) =>
      entries(apiKeys, shared, ({apiKey: {description, enabled, customerId, tags}}) =>
        present({
          description: text(description),
          enabled: enabled === false ? false : undefined,
          customerId,
          tags: own(tags),
        }),
      ),
    ),
    domains: merged(stages, ({domains}) =>
      entries(domains, shared, (domain) => fromDomain(domain, [...stages.keys()])),
    ),
    alarms,
  }
  const filled = Object.entries(sections).filter(([, section]) => Object.keys(section).length > 0)
  return {sections: Object.fromEntries(filled), left}
}

type Entry = readonly [string, JsonObject]

function entries<Thing extends {isOurs: boolean}>(
  things: Readonly<Record<string, Thing>>,
  shared: Tags,
  write: (thing: Thing) => JsonObject,
): Entry[] {
  return Object.entries(things).map(([name, thing]) => [
    name,
    thing.isOurs ? withoutTags(write(thing), shared) : write(thing),
  ])
}

function withoutTags({tags, ...thing}: JsonObject, shared: Tags): JsonObject {
  const left = Object.entries((tags ?? {}) as Tags).filter(([key, value]) => shared[key] !== value)
  return left.length === 0 ? thing : {...thing, tags: Object.fromEntries(left)}
}

/** Things of all stages by name; of usage plans the lists of stages, and of methods, are put together. */
function merged(stages: Stages, write: (live: LiveCompanions, stage: string) => Entry[]): JsonObject {
  const all = new Map<string, JsonObject>()
  for (const [stage, live] of stages) {
    for (const [name, thing] of write(live, stage)) all.set(name, together(all.get(name) ?? {}, thing))
  }
  return sortedRecord(all)
}

function together(one: JsonObject, other: JsonObject): JsonObject {
  const [stages, methods] = [[one.stages ?? [], other.stages ?? []].flat(), {...(one.methods as object), ...(other.methods as object)}] // prettier-ignore
  return {
    ...one,
    ...other,
    ...('stages' in other && {stages}),
    ...(Object.keys(methods).length > 0 && {methods}),
  }
}

function fromPlan({usagePlan, keys}: LiveUsagePlan, stage: string): JsonObject {
  const {description, throttle, quota, stages = {}, tags} = usagePlan
  const methods = stages[stage]?.methods ?? {}
  return present({
    description: text(description),
    throttle,
    quota: quota && present({...quota, offset: quota.offset === 0 ? undefined : quota.offset}),
    stages: Object.keys(stages),
    keys: Object.keys(keys).length === 0 ? undefined : Object.keys(keys).sort(),
    methods: Object.keys(methods).length === 0 ? undefined : {[stage]: methods},
    tags: own(tags),
  })
}

function fromDomain({domain, endpointType, mappings}: LiveDomain, stages: readonly string[]): JsonObject {
  const {certificateArn, securityPolicy, mutualTls, tags} = domain
  const here = Object.entries(mappings).filter(([, {isHere, stage = ''}]) => isHere && stages.includes(stage))
  return present({
    certificateArn,
    endpointType: endpointType.toLowerCase(),
    securityPolicy,
    mutualTls,
    mappings: Object.fromEntries(here.map(([path, {stage = ''}]) => [path === '' ? '(none)' : path, stage])),
    tags: own(tags),
  })
}

/** An alarm of the name that apigw gives is of its stage; others cannot be told by the names of apigw.yaml. */
function alarmsOf(stages: Stages, place: Place): {alarms: JsonObject; left: WrittenCompanions['left']} {
  const alarms = new Map<string, JsonObject>()
  const left: WrittenCompanions['left'] = []
  for (const [stage, live] of stages) {
    for (const [name, {alarm}] of Object.entries(live.alarms)) {
      if (alarm.dimensions.Stage !== stage) continue
      const short = name.slice(alarmPrefix(place, stage).length)
      const written = fromAlarm(alarm, stage)
      if (alarms.has(short) || !saysIt(written, alarm, {...place, short, stage}))
        left.push({stage, setting: `the alarm ${name}`}) // prettier-ignore
      else alarms.set(short, written)
    }
  }
  return {alarms: sortedRecord(alarms), left}
}

function fromAlarm(alarm: Alarm, stage: string): JsonObject {
  const {metricName, comparisonOperator, threshold, statistic, period, evaluationPeriods, alarmActions = []} = alarm
  const {Method, Resource, Route} = alarm.dimensions
  return present({
    metric: metricName,
    ...(comparisonOperator === 'LessThanThreshold' ? {below: threshold} : {above: threshold}),
    for: `${(period * evaluationPeriods) / 60}m`,
    statistic,
    method: Method === undefined ? Route : `${Method} ${Resource ?? ''}`,
    stage,
    notify: alarmActions.length === 0 ? undefined : alarmActions.length === 1 ? alarmActions[0] : [...alarmActions],
    description: text(alarm.description),
  })
}

/** Whether the short form leads back to the alarm: not all that CloudWatch knows can be said in it. */
function saysIt(
  written: JsonObject,
  alarm: Alarm,
  {short, stage, apiName, name, type}: Place & {short: string; stage: string},
): boolean {
  // prettier-ignore
  if (typeof written.for !== 'string' || !/^[1-9]\d*m$/.test(written.for)) return false
  const settings = {name, type, alarms: {[short]: written as NonNullable<Settings['alarms']>[string]}}
  const [back] = Object.values(toAlarms(settings, stage, apiName))
  const live = new Map(Object.entries(alarm))
  return Object.entries(back ?? {}).every(([member, value]) => canonicalJson(value) === canonicalJson(live.get(member) ?? null)) // prettier-ignore
}

function text(value: string | undefined): string | undefined {
  return value === '' ? undefined : value
}

/** Tags that people set. */
function own(tags: Readonly<Record<string, string>> = {}): JsonObject | undefined {
  const set = Object.entries(tags).filter(([key]) => key !== projectTag && !key.startsWith('aws:'))
  return set.length === 0 ? undefined : Object.fromEntries(set)
}
