import {present} from '../../../model/present.js'
import type {AlarmRecord, AlarmState} from '../../store/alarm-record.js'
import type {MetricDimension} from '../../store/metric-record.js'
import {sortedDimensions} from '../../store/metric-series.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {recordHistory} from './alarm-history.js'
import {checkAlarm, pageSizeOf} from './alarm-rules.js'
import type {AlarmInput, CheckedAlarm} from './alarm-rules.js'
import {checkTags, tagRecord} from './cloudwatch-tag.js'
import {alarmPeriodMs, transition} from './evaluate-alarm.js'
import {tokenPage} from './token-page.js'

/** Most alarms of one account and region; AWS's default quota. */
const alarmLimit = 5000

/** Creates an alarm, or replaces its configuration: the state stays until it is evaluated again. */
function putMetricAlarm(input: AlarmInput, context: OperationContext): Members {
  const {store, scope, nowMs} = context
  const checked = checkAlarm(input)
  const key = [scope.accountId, scope.region, input.alarmName]
  const before = store.get('alarm', key)
  if (before === undefined && store.list('alarm', key.slice(0, 2)).length >= alarmLimit) {
    throw new ServiceError('LimitExceededFault', `The maximum number of alarms (${alarmLimit}) has been reached.`)
  }
  const tags = before?.tags ?? tagRecord(input.tags ?? [])
  checkTags(tags)
  const record = recordOf(checked, before, {...context, tags})
  store.put('alarm', key, record)
  recordHistory(context, {
    alarmName: input.alarmName,
    timestampMs: nowMs,
    historyItemType: 'ConfigurationUpdate',
    historySummary: `Alarm "${input.alarmName}" ${before === undefined ? 'created' : 'updated'}`,
    historyData: configurationData(record, before === undefined ? 'Create' : 'Update'),
  })
  return {}
}

function recordOf(
  input: CheckedAlarm,
  before: Readonly<AlarmRecord> | undefined,
  {scope, nowMs, tags}: OperationContext & {tags: Readonly<Record<string, string>>},
): AlarmRecord {
  const periodMs = alarmPeriodMs(input)
  const state: AlarmState = {stateValue: 'INSUFFICIENT_DATA', stateReason: 'Unchecked: Initial alarm creation'}
  return {
    ...scope,
    alarmName: input.alarmName,
    actionsEnabled: input.actionsEnabled ?? true,
    oKActions: input.oKActions ?? [],
    alarmActions: input.alarmActions ?? [],
    insufficientDataActions: input.insufficientDataActions ?? [],
    dimensions: input.dimensions ?? [],
    evaluationPeriods: input.evaluationPeriods,
    threshold: input.threshold,
    comparisonOperator: input.comparisonOperator,
    ...present({
      alarmDescription: input.alarmDescription,
      metricName: input.metricName,
      namespace: input.namespace,
      statistic: input.statistic,
      extendedStatistic: input.extendedStatistic,
      period: input.period,
      unit: input.unit,
      datapointsToAlarm: input.datapointsToAlarm,
      treatMissingData: input.treatMissingData,
      metrics: input.metrics,
    }),
    configurationUpdatedMs: nowMs,
    state: before?.state ?? state,
    stateUpdatedMs: before?.stateUpdatedMs ?? nowMs,
    stateTransitionedMs: before?.stateTransitionedMs ?? nowMs,
    // The period that has just ended is the first to be looked at.
    evaluatedToMs: (Math.floor(nowMs / periodMs) - 1) * periodMs,
    tags,
  }
}

function configurationData(alarm: AlarmRecord, type: 'Create' | 'Update' | 'Delete'): string {
  return JSON.stringify({version: '1.0', type, [`${type.toLowerCase()}dConfiguration`]: alarmAnswer(alarm)})
}

type DescribeInput = {
  alarmNames?: string[]
  alarmNamePrefix?: string
  alarmTypes?: string[]
  childrenOfAlarmName?: string
  parentsOfAlarmName?: string
  stateValue?: string
  actionPrefix?: string
  maxRecords?: number
  nextToken?: string
}

function describeAlarms(input: DescribeInput, context: OperationContext): Members {
  const {alarmNames, alarmNamePrefix: prefix = '', alarmTypes = ['MetricAlarm'], stateValue, actionPrefix} = input
  if (alarmNames !== undefined && prefix !== '') {
    const message = 'AlarmNames and AlarmNamePrefix cannot be specified together.'
    throw new ServiceError('InvalidParameterCombinationException', message)
  }
  const names = alarmNames && new Set(alarmNames)
  // There are no composite alarms here that could have children or be parents.
  const isOfFamily = input.childrenOfAlarmName !== undefined || input.parentsOfAlarmName !== undefined
  const found = alarmsByName(context).filter(
    (alarm) =>
      !isOfFamily &&
      alarmTypes.includes('MetricAlarm') &&
      alarm.alarmName.startsWith(prefix) &&
      (names === undefined || names.has(alarm.alarmName)) &&
      (stateValue === undefined || alarm.state.stateValue === stateValue) &&
      (actionPrefix === undefined || actionsOf(alarm).some((action) => action.startsWith(actionPrefix))),
  )
  const page = tokenPage(found, {nextToken: input.nextToken, size: pageSizeOf(input.maxRecords)})
  return present({metricAlarms: page.items.map(alarmAnswer), compositeAlarms: [], nextToken: page.nextToken})
}

type ForMetricInput = {
  metricName: string
  namespace: string
  statistic?: string
  extendedStatistic?: string
  dimensions?: MetricDimension[]
  period?: number
  unit?: string
}

function describeAlarmsForMetric(input: ForMetricInput, context: OperationContext): Members {
  const {metricName, namespace, dimensions = [], ...filters} = input
  const wanted = JSON.stringify(sortedDimensions(dimensions))
  const isOnMetric = (metric: Pick<AlarmRecord, 'namespace' | 'metricName' | 'dimensions'>): boolean =>
    metric.namespace === namespace &&
    metric.metricName === metricName &&
    JSON.stringify(sortedDimensions(metric.dimensions)) === wanted
  const found = alarmsByName(context).filter(
    (alarm) =>
      (isOnMetric(alarm) ||
        alarm.metrics?.some(({metricStat}) => metricStat && isOnMetric({dimensions: [], ...metricStat.metric})) ===
          true) &&
      (filters.statistic === undefined || alarm.statistic === filters.statistic) &&
      (filters.extendedStatistic === undefined || alarm.extendedStatistic === filters.extendedStatistic) &&
      (filters.period === undefined || alarm.period === filters.period) &&
      (filters.unit === undefined || alarm.unit === filters.unit),
  )
  return {metricAlarms: found.map(alarmAnswer)}
}

function alarmsByName({store, scope}: OperationContext): Readonly<AlarmRecord>[] {
  const alarms = store.list('alarm', [scope.accountId, scope.region])
  return alarms.sort((one, other) => (one.alarmName < other.alarmName ? -1 : 1))
}

function actionsOf({oKActions, alarmActions, insufficientDataActions}: Readonly<AlarmRecord>): string[] {
  return [...oKActions, ...alarmActions, ...insufficientDataActions]
}

/** A MetricAlarm of AWS. */
function alarmAnswer(alarm: Readonly<AlarmRecord>): Members {
  return present({
    alarmName: alarm.alarmName,
    alarmArn: `arn:aws:cloudwatch:${alarm.region}:${alarm.accountId}:alarm:${alarm.alarmName}`,
    alarmDescription: alarm.alarmDescription,
    alarmConfigurationUpdatedTimestamp: alarm.configurationUpdatedMs,
    actionsEnabled: alarm.actionsEnabled,
    oKActions: alarm.oKActions,
    alarmActions: alarm.alarmActions,
    insufficientDataActions: alarm.insufficientDataActions,
    ...alarm.state,
    stateUpdatedTimestamp: alarm.stateUpdatedMs,
    metricName: alarm.metricName,
    namespace: alarm.namespace,
    statistic: alarm.statistic,
    extendedStatistic: alarm.extendedStatistic,
    dimensions: alarm.dimensions,
    period: alarm.period,
    unit: alarm.unit,
    evaluationPeriods: alarm.evaluationPeriods,
    datapointsToAlarm: alarm.datapointsToAlarm,
    threshold: alarm.threshold,
    comparisonOperator: alarm.comparisonOperator,
    treatMissingData: alarm.treatMissingData,
    metrics: alarm.metrics?.map((query) => ({...query, returnData: query.returnData ?? true})),
    stateTransitionedTimestamp: alarm.stateTransitionedMs,
  })
}

/** Deletes all of the named alarms or, when one does not exist, none. */
function deleteAlarms({alarmNames}: {alarmNames: string[]}, context: OperationContext): Members {
  for (const alarmName of alarmNames) {
    const {key, alarm} = findAlarm(alarmName, context)
    context.store.delete('alarm', key)
    recordHistory(context, {
      alarmName,
      timestampMs: context.nowMs,
      historyItemType: 'ConfigurationUpdate',
      historySummary: `Alarm "${alarmName}" deleted`,
      historyData: configurationData(alarm, 'Delete'),
    })
  }
  return {}
}

type StateInput = {
  alarmName: string
  stateValue: AlarmState['stateValue']
  stateReason: string
  stateReasonData?: string
}

/** The state holds until the next period ends and the alarm is evaluated again. */
function setAlarmState(input: StateInput, context: OperationContext): Members {
  const {alarmName, stateValue, stateReason, stateReasonData} = input
  const {key, alarm} = findAlarm(alarmName, context)
  if (stateReasonData !== undefined) checkJson(stateReasonData)
  const to = {stateValue, stateReason, ...(stateReasonData !== undefined && {stateReasonData})}
  context.store.put('alarm', key, transition(alarm, to, context.nowMs, context))
  return {}
}

function checkJson(text: string): void {
  try {
    JSON.parse(text)
  } catch (error) {
    throw new ServiceError('InvalidFormatFault', 'StateReasonData is not valid JSON.', {}, {cause: error})
  }
}

/** Names without an alarm are passed over, as on AWS. */
function switchActions(actionsEnabled: boolean): (input: {alarmNames: string[]}, context: OperationContext) => Members {
  return ({alarmNames}, {store, scope}) => {
    for (const alarmName of alarmNames) {
      const key = [scope.accountId, scope.region, alarmName]
      const alarm = store.get('alarm', key)
      if (alarm !== undefined) store.put('alarm', key, {...alarm, actionsEnabled})
    }
    return {}
  }
}

function findAlarm(alarmName: string, {store, scope}: OperationContext): {key: string[]; alarm: Readonly<AlarmRecord>} {
  const key = [scope.accountId, scope.region, alarmName]
  const alarm = store.get('alarm', key)
  if (alarm === undefined) throw new ServiceError('ResourceNotFound', 'The named resource does not exist.')
  return {key, alarm}
}

export const alarmOperations: Operations = {
  PutMetricAlarm: operation(putMetricAlarm),
  DescribeAlarms: operation(describeAlarms),
  DescribeAlarmsForMetric: operation(describeAlarmsForMetric),
  DeleteAlarms: operation(deleteAlarms),
  SetAlarmState: operation(setAlarmState),
  EnableAlarmActions: operation(switchActions(true)),
  DisableAlarmActions: operation(switchActions(false)),
}
