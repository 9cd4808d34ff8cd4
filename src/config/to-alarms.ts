import {thisApi} from '../model/alarm.js'
import type {Alarm} from '../model/alarm.js'
import {present} from '../model/present.js'
import {sortedRecord} from '../model/sorted-record.js'
import type {Settings} from './settings.js'

/** The short form of an alarm. */
export type AlarmSettings = NonNullable<Settings['alarms']>[string]

type AlarmedSettings = Pick<Settings, 'name' | 'type' | 'alarms'>

/** What the alarms of a stage are called on AWS begins like this: names are unique in an account and region only. */
export function alarmPrefix(settings: Pick<Settings, 'name'>, stageName: string): string {
  return `${settings.name}-${stageName}-`
}

/** Alarms of apigw.yaml for one stage, by their names on AWS; one that names no stage is for each. */
export function toAlarms(
  settings: AlarmedSettings,
  stageName: string,
  apiName: string,
): Readonly<Record<string, Alarm>> {
  const all = Object.entries(settings.alarms ?? {})
  return sortedRecord(
    all
      .filter(([, {stage}]) => stage === undefined || stage === stageName)
      .map(([name, alarm]) => {
        const dimensions = dimensionsOf(settings.type, {apiName, stageName, method: alarm.method})
        return [`${alarmPrefix(settings, stageName)}${name}`, toAlarm(alarm, dimensions)]
      }),
  )
}

/** An alarm from its short form: what `above: 1%` and `for: 5m` mean depends on the metric. */
export function toAlarm(alarm: AlarmSettings, dimensions: Alarm['dimensions']): Alarm {
  const isAbove = alarm.above !== undefined
  const amount = alarm.above ?? alarm.below ?? 0
  const notify = alarm.notify === undefined ? undefined : [alarm.notify].flat()
  return present({
    description: alarm.description,
    metricName: alarm.metric,
    dimensions,
    statistic: alarm.statistic ?? usualStatistic(alarm.metric, amount),
    comparisonOperator: isAbove ? 'GreaterThanThreshold' : 'LessThanThreshold',
    threshold: toThreshold(amount),
    ...periodsOf(alarm.for ?? '5m'),
    // No traffic is no error, but it is a missing request.
    treatMissingData: isAbove ? 'notBreaching' : 'breaching',
    alarmActions: notify,
  })
}

/** Every request writes 0 or 1 to the error metrics, so their average is a rate. */
function usualStatistic(metric: string, amount: string | number): string {
  if (metric === 'Count' || metric === 'MessageCount' || metric === 'ConnectCount') return 'SampleCount'
  if (/latency/i.test(metric)) return 'Average'
  return typeof amount === 'string' && amount.endsWith('%') ? 'Average' : 'Sum'
}

/** A share of 1 for per cent, milliseconds for times: the units of the metrics. */
function toThreshold(amount: string | number): number {
  if (typeof amount === 'number') return amount
  const value = Number.parseFloat(amount)
  if (amount.endsWith('%')) return Number((value / 100).toPrecision(12))
  return amount.endsWith('s') && !amount.endsWith('ms') ? value * 1000 : value
}

/** Minutes one by one up to an hour; what lasts longer is looked at every five minutes. */
function periodsOf(time: string): Pick<Alarm, 'period' | 'evaluationPeriods'> {
  const minutes = Number.parseInt(time, 10) * (time.endsWith('h') ? 60 : 1)
  const step = minutes > 60 && minutes % 5 === 0 ? 5 : 1
  return {period: step * 60, evaluationPeriods: Math.max(1, minutes / step)}
}

type Place = {apiName: string; stageName: string; method: string | undefined}

/** Metrics of REST APIs go by their name without other than ASCII characters, those of the others by the id. */
function dimensionsOf(type: Settings['type'], {apiName, stageName, method}: Place): Alarm['dimensions'] {
  const plainName = apiName.replaceAll(/[^\x20-\x7e]/g, '')
  const api: [string, string] =
    type === 'rest' ? ['ApiName', plainName === '' ? thisApi : plainName] : ['ApiId', thisApi]
  return Object.fromEntries([api, ['Stage', stageName], ...routeDimensions(type, method)])
}

function routeDimensions(type: Settings['type'], method: string | undefined): [string, string][] {
  if (method === undefined) return []
  if (type === 'websocket') return [['Route', method]]
  const space = method.indexOf(' ')
  return [
    ['Resource', method.slice(space + 1)],
    ['Method', method.slice(0, space)],
  ]
}
