import type {AlarmRecord, AlarmState} from '../../store/alarm-record.js'
import type {OperationContext} from '../operation.js'
import {recordHistory, recordStateChange} from './alarm-history.js'
import {stateWithReason} from './alarm-reason.js'
import {extraPeriods, verdictOf} from './alarm-verdict.js'
import type {AlarmRule, MissingData, Point, Verdict} from './alarm-verdict.js'
import {evaluateQueries} from './metric-data.js'
import {readSeries} from './metric-series-query.js'
import type {Series} from './metric-series-query.js'

/** Periods that are caught up with at most; of a longer silence only the end is evaluated. */
const catchUpPeriods = 1500

/**
 * Brings all alarms of the caller's account and region up to the gateway's clock. There is no timer: alarms are evaluated
 * when somebody asks for them or their history, once for each period that has ended since, so that the clock
 * (`apigw local clock advance`) moves them and every transition has the time that it would have had.
 */
export function evaluateAlarms(context: OperationContext): void {
  const {store, scope} = context
  for (const alarm of store.list('alarm', [scope.accountId, scope.region])) evaluateAlarm(alarm, context)
}

/** Length of the periods of an alarm; of several metrics the longest counts. */
export function alarmPeriodMs({period, metrics = []}: Pick<AlarmRecord, 'period' | 'metrics'>): number {
  const seconds = Math.max(period ?? 0, ...metrics.map((query) => query.metricStat?.period ?? query.period ?? 0))
  // Values are kept by the minute: shorter periods are evaluated as minutes.
  return Math.max(60, seconds) * 1000
}

function evaluateAlarm(alarm: Readonly<AlarmRecord>, context: OperationContext): void {
  const periodMs = alarmPeriodMs(alarm)
  const endMs = Math.floor(context.nowMs / periodMs) * periodMs
  const missed = Math.floor((endMs - alarm.evaluatedToMs) / periodMs)
  if (missed <= 0) return
  const firstEndMs = endMs - (Math.min(missed, catchUpPeriods) - 1) * periodMs
  const span = alarm.evaluationPeriods + extraPeriods
  const series = readAlarmSeries(alarm, {fromMs: firstEndMs - span * periodMs, toMs: endMs}, context)
  let current: AlarmRecord = alarm
  for (let atMs = firstEndMs; atMs <= endMs; atMs += periodMs) {
    const starts = Array.from({length: span}, (_, index) => atMs - (index + 1) * periodMs)
    const verdict = verdictOf(
      starts.map((timeMs) => pointAt(series, timeMs)),
      ruleOf(alarm),
    )
    current = withVerdict(current, verdict, atMs, context)
  }
  context.store.put('alarm', [alarm.accountId, alarm.region, alarm.alarmName], {...current, evaluatedToMs: endMs})
}

function readAlarmSeries(
  alarm: Readonly<AlarmRecord>,
  window: {fromMs: number; toMs: number},
  context: OperationContext,
): Series {
  if (alarm.metrics !== undefined) {
    const shown = alarm.metrics.find(({returnData}) => returnData !== false)
    return evaluateQueries(alarm.metrics, window, context).get(shown?.id ?? '') ?? new Map<number, number>()
  }
  const {namespace = '', metricName = '', dimensions, unit} = alarm
  const stat = alarm.statistic ?? alarm.extendedStatistic ?? 'Average'
  const query = {metric: {namespace, metricName, dimensions}, stat, periodSeconds: alarmPeriodMs(alarm) / 1000}
  return readSeries({...query, ...window, ...(unit !== undefined && {unit})}, context)
}

function pointAt(series: Series, timeMs: number): Point | undefined {
  const value = series.get(timeMs)
  return value === undefined ? undefined : {timeMs, value}
}

function ruleOf({evaluationPeriods, datapointsToAlarm, treatMissingData, ...alarm}: Readonly<AlarmRecord>): AlarmRule {
  return {
    evaluationPeriods,
    datapointsToAlarm: datapointsToAlarm ?? evaluationPeriods,
    treatMissingData: missingDataOf(treatMissingData),
    isBreaching: (value) => breaches(value, alarm),
  }
}

function missingDataOf(text: string | undefined): MissingData {
  return text === 'ignore' || text === 'breaching' || text === 'notBreaching' ? text : 'missing'
}

function breaches(
  value: number,
  {comparisonOperator, threshold}: Pick<AlarmRecord, 'comparisonOperator' | 'threshold'>,
) {
  if (comparisonOperator === 'GreaterThanThreshold') return value > threshold
  if (comparisonOperator === 'GreaterThanOrEqualToThreshold') return value >= threshold
  return comparisonOperator === 'LessThanThreshold' ? value < threshold : value <= threshold
}

function withVerdict(alarm: AlarmRecord, verdict: Verdict, atMs: number, context: OperationContext): AlarmRecord {
  const {state} = verdict
  if (state === undefined || state === alarm.state.stateValue) return alarm
  const decisive = verdict.points.filter(({value}) => breaches(value, alarm) === (state === 'ALARM'))
  return transition(alarm, stateWithReason(state, alarm, {verdict, decisive, nowMs: atMs}), atMs, context)
}

const actionLists = {OK: 'oKActions', ALARM: 'alarmActions', INSUFFICIENT_DATA: 'insufficientDataActions'} as const

/** The alarm in its new state; the change and the actions it asks for are in its history. */
export function transition(
  alarm: Readonly<AlarmRecord>,
  to: AlarmState,
  atMs: number,
  context: OperationContext,
): AlarmRecord {
  const {alarmName, state: from} = alarm
  const isNew = from.stateValue !== to.stateValue
  if (isNew) {
    recordStateChange(context, {alarmName, from, to, atMs})
    for (const action of alarm.actionsEnabled ? alarm[actionLists[to.stateValue]] : []) {
      recordAction(context, {alarmName, action, atMs})
    }
  }
  return {...alarm, state: to, stateUpdatedMs: atMs, stateTransitionedMs: isNew ? atMs : alarm.stateTransitionedMs}
}

/** The gateway notifies nobody, and its history says so. */
function recordAction(
  context: OperationContext,
  {alarmName, action, atMs}: {alarmName: string; action: string; atMs: number},
): void {
  recordHistory(context, {
    alarmName,
    timestampMs: atMs,
    historyItemType: 'Action',
    historySummary: `Failed to execute action ${action}`,
    historyData: JSON.stringify({
      actionState: 'Failed',
      notificationResource: action,
      error: 'The local gateway does not carry out actions of alarms.',
    }),
  })
}
