import {didYouMean} from '../errors/did-you-mean.js'
import type {Problem} from '../errors/problem.js'
import type {Settings} from './settings.js'

/** A problem of the settings, with the path it is about. */
export type SettingsProblem = Pick<Problem, 'severity' | 'code' | 'what' | 'why' | 'fix'> & {
  path: readonly PropertyKey[]
  part?: 'key' | 'value'
}

/** What single values cannot tell: names that refer to each other, and settings that a kind of API does not have. */
export function crossCheck(settings: Settings): SettingsProblem[] {
  return [...stageNames(settings), ...keyNames(settings), ...alarmLimits(settings), ...misplaced(settings)]
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

/** Settings that API Gateway does not have for this kind of API. */
function misplaced(settings: Settings): SettingsProblem[] {
  const {type} = settings
  const onlyRest = ['cache', 'executionLog', 'dataTrace', 'tracing', 'clientCertificateId', 'methods'] as const
  const onlyHttp = ['autoDeploy', 'routes'] as const
  const wrong = type === 'rest' ? onlyHttp : type === 'http' ? onlyRest : []
  const stages = Object.entries(settings.stages).flatMap(([name, stage]) =>
    wrong.filter((key) => stage[key] !== undefined).map((key) => notFor(type, ['stages', name, key])),
  )
  const plans = type === 'http' && settings.usagePlans !== undefined ? [notFor(type, ['usagePlans'])] : []
  const sockets = (['routes', 'routeSelectionExpression'] as const)
    .filter((key) => type !== 'websocket' && settings[key] !== undefined)
    .map((key) => notFor(type, [key]))
  return [...stages, ...plans, ...sockets]
}

function unknownName(path: PropertyKey[], kind: string, name: string, names: readonly string[]): SettingsProblem {
  const near = didYouMean(name, names)
  return {
    severity: 'error',
    code: 'SETTINGS_UNKNOWN_NAME',
    path,
    what: `There is no ${kind} "${name}".`,
    why: names.length === 0 ? 'The file declares none.' : `The file has: ${names.join(', ')}.`,
    fix: near === undefined ? 'Declare it, or correct the name.' : `Did you mean "${near}"?`,
  }
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
