import type {Problem} from '../errors/problem.js'
import {parseLogGroupArn} from '../model/log-group.js'
import {checkDomains} from './check-domains.js'
import {checkWebSocket, unknownName} from './check-web-socket.js'
import type {MethodOverride, Settings, StageSettings} from './settings.js'
import {webSocketMembers} from './web-socket-settings.js'

/** A problem of the settings, with the path it is about. */
export type SettingsProblem = Pick<Problem, 'severity' | 'code' | 'what' | 'why' | 'fix'> & {
  path: readonly PropertyKey[]
  part?: 'key' | 'value'
}

/** What single values cannot tell: names that refer to each other, and settings that a kind of API does not have. */
export function crossCheck(settings: Settings): SettingsProblem[] {
  return [
    ...stageNames(settings),
    ...keyNames(settings),
    ...alarmLimits(settings),
    ...retentions(settings),
    ...misplaced(settings),
    ...checkDomains(settings),
    ...(settings.type === 'websocket' ? checkWebSocket(settings) : []),
  ]
}

function stageNames(settings: Settings): SettingsProblem[] {
  const stages = Object.keys(settings.stages)
  const used: [PropertyKey[], string | undefined][] = [
    [['defaultStage'], settings.defaultStage],
    ...Object.entries(settings.domains ?? {}).flatMap(([name, domain]): [PropertyKey[], string | undefined][] => [
      [['domains', name, 'stage'], domain.stage],
      ...Object.entries(domain.mappings ?? {}).map(([path, stage]): [PropertyKey[], string] => [
        ['domains', name, 'mappings', path],
        stage,
      ]),
    ]),
    ...Object.entries(settings.usagePlans ?? {}).flatMap(([name, plan]) =>
      (plan.stages ?? []).map((stage, index): [PropertyKey[], string] => [
        ['usagePlans', name, 'stages', index],
        stage,
      ]),
    ),
    ...Object.entries(settings.alarms ?? {}).map(([name, alarm]): [PropertyKey[], string | undefined] => [
      ['alarms', name, 'stage'],
      alarm.stage,
    ]),
  ]
  return used.flatMap(([path, stage]) =>
    stage === undefined || stages.includes(stage) ? [] : [unknownName(path, 'stage', stage, stages)],
  )
}

function keyNames(settings: Settings): SettingsProblem[] {
  const keys = Object.keys(settings.apiKeys ?? {})
  return Object.entries(settings.usagePlans ?? {}).flatMap(([name, plan]) =>
    (plan.keys ?? []).flatMap((key, index) =>
      keys.includes(key) ? [] : [unknownName(['usagePlans', name, 'keys', index], 'API key', key, keys)],
    ),
  )
}

function alarmLimits(settings: Settings): SettingsProblem[] {
  return Object.entries(settings.alarms ?? {}).flatMap(([name, alarm]) =>
    (alarm.above === undefined) === (alarm.below === undefined) ? [badAlarm(name)] : [],
  )
}

/** Firehose keeps nothing. */
function retentions(settings: Settings): SettingsProblem[] {
  return Object.entries(settings.stages).flatMap(([name, {accessLog}]): SettingsProblem[] => {
    if (accessLog?.retentionDays === undefined || parseLogGroupArn(accessLog.destination) !== undefined) return []
    return [
      {
        severity: 'error',
        code: 'SETTINGS_BAD_VALUE',
        path: ['stages', name, 'accessLog', 'retentionDays'],
        part: 'key',
        what: 'Only a log group keeps lines for some days.',
        why: `The access log of stage "${name}" goes to Firehose.`,
        fix: 'Remove it, or name a log group as destination.',
      },
    ]
  })
}

const onlyRest = ['cache', 'tracing', 'methods'] as const
const onlyLogged = ['executionLog', 'dataTrace', 'clientCertificateId'] as const
const onlyV2 = ['autoDeploy', 'routes'] as const
const onlyOpenApi = ['definition', 'endpointType', 'basePath', 'documentation'] as const

/** Settings of stages that the kinds of API do not have. */
const notInStage: Record<Settings['type'], readonly (keyof StageSettings)[]> = {
  rest: onlyV2,
  http: [...onlyRest, ...onlyLogged],
  websocket: onlyRest,
}

/** Settings that single routes do not have; REST APIs have methods instead. */
const notInRoute: Record<Settings['type'], readonly (keyof MethodOverride)[]> = {
  rest: [],
  http: ['cache', 'executionLog', 'dataTrace'],
  websocket: ['cache'],
}

/** Settings that API Gateway does not have for this kind of API. */
function misplaced(settings: Settings): SettingsProblem[] {
  const {type} = settings
  const stages = Object.entries(settings.stages).flatMap(([name, stage]) =>
    notInStage[type].filter((key) => stage[key] !== undefined).map((key) => notFor(type, ['stages', name, key])),
  )
  const overrides = Object.entries(settings.stages).flatMap(([name, stage]) =>
    Object.entries(stage.routes ?? {}).flatMap(([key, route]) =>
      notInRoute[type]
        .filter((member) => route[member] !== undefined)
        .map((member) => notFor(type, ['stages', name, 'routes', key, member])),
    ),
  )
  const plans = type === 'http' && settings.usagePlans !== undefined ? [notFor(type, ['usagePlans'])] : []
  const members = type === 'websocket' ? onlyOpenApi : notInOpenApi(type)
  const elsewhere = Object.keys(settings)
    .filter((key) => members.some((member) => member === key))
    .map((key) => notFor(type, [key]))
  return [...stages, ...overrides, ...plans, ...elsewhere]
}

/** The definition of an HTTP API says its address type itself; that of a REST API cannot. */
function notInOpenApi(type: 'rest' | 'http'): string[] {
  return Object.keys(webSocketMembers).filter((key) => type === 'http' || key !== 'ipAddressType')
}

function badAlarm(name: string): SettingsProblem {
  return {
    severity: 'error',
    code: 'SETTINGS_BAD_VALUE',
    path: ['alarms', name],
    part: 'key',
    what: `The alarm "${name}" has no limit, or two.`,
    why: 'An alarm rises when a metric is above or below one value.',
    fix: 'Write either "above:" or "below:".',
  }
}

const kinds = {rest: 'REST', http: 'HTTP', websocket: 'WebSocket'}

function notFor(type: Settings['type'], path: PropertyKey[]): SettingsProblem {
  return {
    severity: 'error',
    code: 'SETTINGS_NOT_FOR_TYPE',
    path,
    part: 'key',
    what: `"${String(path.at(-1))}" is not a setting of ${kinds[type]} APIs.`,
    why: `The file says "type: ${type}".`,
    fix: 'Remove it, or correct the type.',
  }
}
