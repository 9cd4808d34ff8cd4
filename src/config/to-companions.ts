import type {Companions} from '../model/companion.js'
import type {Domain} from '../model/domain.js'
import {parseLogGroupArn} from '../model/log-group.js'
import {present} from '../model/present.js'
import {sortedRecord} from '../model/sorted-record.js'
import type {ApiKey, UsagePlan} from '../model/usage-plan.js'
import type {Settings} from './settings.js'
import {alarmPrefix, toAlarms} from './to-alarms.js'

type DomainSettings = NonNullable<Settings['domains']>[string]
type PlanSettings = NonNullable<Settings['usagePlans']>[string]

/** What apigw.yaml declares beside the API, as far as it concerns one stage. `apiName` is what metrics go by. Pure. */
export function toCompanions(settings: Settings, stageName: string, apiName: string): Companions {
  const tags = settings.tags && sortedRecord(Object.entries(settings.tags))
  return present({
    ...usagePlans(settings, stageName),
    apiKeys: apiKeys(settings, stageName),
    ...domains(settings, stageName),
    alarms: settings.alarms && {
      prefix: alarmPrefix(settings, stageName),
      wanted: toAlarms(settings, stageName, apiName),
    },
    logGroups: logGroups(settings, stageName),
    tags,
  })
}

/** A usage plan concerns the stages that it lists; one that lists none has nothing to do with stages yet. */
function usagePlans(settings: Settings, stageName: string): Pick<Companions, 'usagePlans' | 'usagePlanKeys'> {
  if (settings.usagePlans === undefined) return {}
  const all = Object.entries(settings.usagePlans)
  const concerned = all.filter(([, plan]) => concerns(plan, stageName))
  return {
    usagePlans: {
      wanted: sortedRecord(concerned.map(([name, plan]) => [name, toUsagePlan(plan, stageName)])),
      names: all.map(([name]) => name).sort(),
    },
    usagePlanKeys: sortedRecord(
      concerned.flatMap(([name, {keys}]) => (keys === undefined ? [] : [[name, [...new Set(keys)].sort()] as const])),
    ),
  }
}

function concerns({stages}: PlanSettings, stageName: string): boolean {
  return stages === undefined || stages.includes(stageName)
}

function toUsagePlan(plan: PlanSettings, stageName: string): UsagePlan {
  const methods = plan.methods?.[stageName]
  const stages = plan.stages && {[stageName]: present({methods: methods && sortedRecord(Object.entries(methods))})}
  return present({
    description: plan.description,
    throttle: plan.throttle,
    quota: plan.quota && present(plan.quota),
    stages,
    tags: plan.tags && sortedRecord(Object.entries(plan.tags)),
  })
}

/** A key concerns the stages of its usage plans; one without a plan concerns every stage. */
function apiKeys(settings: Settings, stageName: string): Companions['apiKeys'] {
  if (settings.apiKeys === undefined) return undefined
  const plans = Object.values(settings.usagePlans ?? {})
  const isNeeded = (name: string) => {
    const using = plans.filter(({keys}) => keys?.includes(name))
    return using.length === 0 || using.some((plan) => concerns(plan, stageName))
  }
  const all = Object.entries(settings.apiKeys)
  return {
    wanted: sortedRecord(
      all
        .filter(([name]) => isNeeded(name))
        .map(([name, {tags, ...key}]): [string, ApiKey] => [
          name,
          present({...key, tags: tags && sortedRecord(Object.entries(tags))}),
        ]),
    ),
    names: all.map(([name]) => name).sort(),
  }
}

/** A domain concerns the stages that its paths lead to; one that leads nowhere concerns every stage. */
function domains(settings: Settings, stageName: string): Pick<Companions, 'domains' | 'mappings'> {
  if (settings.domains === undefined) return {}
  const all = Object.entries(settings.domains).map(([name, domain]) => ({name, domain, paths: domainPaths(domain)}))
  const concerned = all.filter(({paths}) => paths.length === 0 || paths.some(([, stage]) => stage === stageName))
  return {
    domains: {
      wanted: sortedRecord(concerned.map(({name, domain}) => [name, toDomain(domain)])),
      names: all.map(({name}) => name).sort(),
    },
    mappings: sortedRecord(
      concerned.map(({name, paths}) => {
        const here = paths.filter(([, stage]) => stage === stageName)
        return [name, here.map(([path]) => path).sort()]
      }),
    ),
  }
}

/** Base path and stage. Without mappings the whole domain leads to the stage; `(none)` and `/` are AWS's and ours for it. */
export function domainPaths({stage, mappings}: DomainSettings): (readonly [string, string])[] {
  if (mappings === undefined) return stage === undefined ? [] : [['', stage]]
  return Object.entries(mappings).map(([path, to]) => [path === '(none)' ? '' : path.replace(/^\/+|\/+$/g, ''), to])
}

const endpointTypes = {edge: 'EDGE', regional: 'REGIONAL', private: 'PRIVATE'} as const

function toDomain({certificateArn, endpointType, securityPolicy, mutualTls, tags}: DomainSettings): Domain {
  return present({
    certificateArn,
    endpointType: endpointType && endpointTypes[endpointType],
    securityPolicy,
    mutualTls: mutualTls && present(mutualTls),
    tags: tags && sortedRecord(Object.entries(tags)),
  })
}

/** The log group that the stage's access log goes to; none when that goes to Firehose. */
function logGroups(settings: Settings, stageName: string): Companions['logGroups'] {
  const stage = Object.hasOwn(settings.stages, stageName) ? settings.stages[stageName] : undefined
  const {destination = '', retentionDays} = stage?.accessLog ?? {}
  if (parseLogGroupArn(destination) === undefined) return undefined
  return {[destination.replace(/:\*$/, '')]: present({retentionDays})}
}
