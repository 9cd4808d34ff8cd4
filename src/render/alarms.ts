import type {Alarm} from '../model/alarm.js'
import {renderMoment} from './moment.js'
import {printable} from './printable.js'
import type {Table} from './table.js'

/** `isGone`: the API that it names is not there any more. */
export type AlarmRow = {name: string; state: string; reason: string; sinceMs?: number; alarm: Alarm; isGone?: boolean}

/** Alarms with their state and what they watch. */
export function alarmTable(alarms: readonly AlarmRow[]): Table {
  return {
    headings: ['alarm', 'state', 'since', 'rule', 'of'],
    rows: alarms.map(({name, state, sinceMs, alarm, isGone}) => [
      name,
      state,
      renderMoment(sinceMs),
      ruleOf(alarm),
      isGone === true ? `${placeOf(alarm)} (gone)` : placeOf(alarm),
    ]),
    empty: 'No alarms. "apigw alarm create --recommended" makes the set that AWS recommends.',
  }
}

/** One alarm, line by line. Pure. */
export function renderAlarm({name, state, reason, sinceMs, alarm}: AlarmRow): string {
  const facts = [
    ['name', name],
    ['state', [state, renderMoment(sinceMs)].join(' ')],
    ['why', reason],
    ['rule', ruleOf(alarm)],
    ['of', placeOf(alarm)],
    ['without data', alarm.treatMissingData],
    ['tells', (alarm.alarmActions ?? []).join(', ')],
    ['description', alarm.description ?? ''],
  ]
  return facts
    .filter(([, text]) => text !== '')
    .map(([label = '', text = '']) => `${label.padEnd(13)}${printable(text)}`)
    .join('\n')
}

const signs: Readonly<Partial<Record<string, string>>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '≥',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '≤',
}

function ruleOf({statistic, metricName, comparisonOperator, threshold, evaluationPeriods, period}: Alarm): string {
  const sign = signs[comparisonOperator] ?? comparisonOperator
  return `${statistic} ${metricName} ${sign} ${threshold} for ${(evaluationPeriods * period) / 60} min`
}

function placeOf({dimensions}: Alarm): string {
  const {ApiName = '', ApiId = '', Stage = '', Method = '', Resource = '', Route = ''} = dimensions
  return [ApiName, ApiId, Stage, Method, Resource, Route].filter((part) => part !== '').join(' ')
}
