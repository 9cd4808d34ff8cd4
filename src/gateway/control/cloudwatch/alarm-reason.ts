import type {AlarmRecord, AlarmState, AlarmStateValue} from '../../store/alarm-record.js'
import type {Point, Verdict} from './alarm-verdict.js'

/** Words of the operators in reasons. */
const comparisons: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanOrEqualToThreshold: 'less than or equal to',
  LessThanThreshold: 'less than',
}

/** More values than this are not listed in a reason. */
const listedPoints = 5

/**
 * The new state of an alarm with reason and data in CloudWatch's words (quoted in public alarm notifications of 2018 to
 * 2026, such as "1 out of the last 1 datapoints [66.0 (21/02/20 17:13:00)] was greater than the threshold (50.0) …").
 */
export function stateWithReason(
  stateValue: AlarmStateValue,
  alarm: AlarmRecord,
  {verdict, decisive, nowMs}: {verdict: Verdict; decisive: readonly Point[]; nowMs: number},
): AlarmState {
  const stateReason =
    stateValue === 'INSUFFICIENT_DATA'
      ? insufficientReason(verdict.filled)
      : crossedReason(stateValue, alarm, {verdict, decisive})
  return {stateValue, stateReason, stateReasonData: reasonData(alarm, verdict, nowMs)}
}

function insufficientReason(unknown: number): string {
  return `Insufficient Data: ${counted(unknown, 'datapoint')} ${wasOrWere(unknown)} unknown.`
}

function crossedReason(
  stateValue: 'OK' | 'ALARM',
  alarm: AlarmRecord,
  {verdict: {points, filled}, decisive}: {verdict: Verdict; decisive: readonly Point[]},
): string {
  const missing = filled > 0 ? missingText(alarm, filled) : ''
  if (points.length === 0) {
    return `Threshold Crossed: no datapoints were received for ${counted(alarm.evaluationPeriods, 'period')}${missing}.`
  }
  const {datapointsToAlarm, evaluationPeriods, comparisonOperator, threshold} = alarm
  const amount =
    datapointsToAlarm === undefined
      ? counted(decisive.length, 'datapoint')
      : `${decisive.length} out of the last ${evaluationPeriods} datapoints`
  const list = `[${decisive.slice(0, listedPoints).map(pointText).join(', ')}]`
  const isLong = decisive.length > listedPoints
  const not = stateValue === 'OK' ? 'not ' : ''
  const comparison = `${wasOrWere(decisive.length)} ${not}${comparisons[comparisonOperator] ?? comparisonOperator} the threshold (${numberText(threshold)})`
  const most =
    stateValue === 'OK' ? 'The most recent datapoints' : 'The most recent datapoints which crossed the threshold'
  const values = isLong ? `${amount} ${comparison}. ${most}: ${list}` : `${amount} ${list} ${comparison}`
  return `Threshold Crossed: ${values}${missing}${minimumText(stateValue, alarm)}.`
}

/** Missing values that changed nothing are not spoken of. */
function missingText({treatMissingData}: AlarmRecord, filled: number): string {
  const treated = {breaching: 'Breaching', notBreaching: 'NonBreaching'}[treatMissingData ?? '']
  if (treated === undefined) return ''
  return ` and ${counted(filled, 'missing datapoint')} ${wasOrWere(filled)} treated as [${treated}]`
}

function minimumText(stateValue: 'OK' | 'ALARM', {datapointsToAlarm, evaluationPeriods}: AlarmRecord): string {
  if (datapointsToAlarm === undefined) return ''
  const [minimum, transition] =
    stateValue === 'ALARM'
      ? [datapointsToAlarm, 'OK -> ALARM']
      : [evaluationPeriods - datapointsToAlarm + 1, 'ALARM -> OK']
  return ` (minimum ${counted(minimum, 'datapoint')} for ${transition} transition)`
}

function reasonData(alarm: AlarmRecord, {points}: Verdict, nowMs: number): string {
  const oldest = points.at(-1)
  return JSON.stringify({
    version: '1.0',
    queryDate: isoText(nowMs),
    ...(oldest !== undefined && {startDate: isoText(oldest.timeMs)}),
    ...(alarm.unit !== undefined && {unit: alarm.unit}),
    ...(alarm.metrics === undefined && {statistic: alarm.statistic ?? alarm.extendedStatistic, period: alarm.period}),
    recentDatapoints: points.map(({value}) => value).reverse(),
    threshold: alarm.threshold,
    evaluatedDatapoints: points.map(({timeMs, value}) => ({timestamp: isoText(timeMs), value})),
  })
}

function pointText({timeMs, value}: Point): string {
  const [date = '', time = ''] = new Date(timeMs).toISOString().slice(2, 19).split('T')
  return `${numberText(value)} (${date.split('-').reverse().join('/')} ${time})`
}

/** As Java prints a double: whole numbers have one decimal. */
function numberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e7 ? value.toFixed(1) : String(value)
}

/** `2026-09-01T00:00:00.000+0000` */
function isoText(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('Z', '+0000')
}

function counted(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}

function wasOrWere(amount: number): string {
  return amount === 1 ? 'was' : 'were'
}
