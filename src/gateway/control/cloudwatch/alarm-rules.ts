import type {AlarmMetricQuery} from '../../store/alarm-record.js'
import type {MetricDimension} from '../../store/metric-record.js'
import type {Members} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {checkQueries} from './metric-data.js'
import {statisticOf} from './metric-series-query.js'

/** Input of PutMetricAlarm. */
export type AlarmInput = {
  alarmName: string
  alarmDescription?: string
  actionsEnabled?: boolean
  oKActions?: string[]
  alarmActions?: string[]
  insufficientDataActions?: string[]
  metricName?: string
  namespace?: string
  statistic?: string
  extendedStatistic?: string
  dimensions?: MetricDimension[]
  period?: number
  unit?: string
  evaluationPeriods?: number
  datapointsToAlarm?: number
  threshold?: number
  comparisonOperator?: string
  treatMissingData?: string
  evaluateLowSampleCountPercentile?: string
  metrics?: AlarmMetricQuery[]
  tags?: {key: string; value: string}[]
}

/** An input with what every alarm must have. */
export type CheckedAlarm = AlarmInput & {evaluationPeriods: number; threshold: number; comparisonOperator: string}

const staticOperators = new Set([
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanOrEqualToThreshold',
  'LessThanThreshold',
])
const notEvaluated = [
  'thresholdMetricId',
  'evaluationWindow',
  'warmUpConfiguration',
  'evaluationCriteria',
  'evaluationInterval',
  'actionConfiguration',
] as const
const missingData = ['breaching', 'notBreaching', 'ignore', 'missing']
const actionLimit = 5
const daySeconds = 24 * 3600

/**
 * Refuses what PutMetricAlarm refuses, and alarms that the gateway could not evaluate: an alarm that never fires is worse
 * than none. Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function checkAlarm(input: AlarmInput & Members): CheckedAlarm {
  checkLength(input.alarmName, 'alarmName', 1, 255)
  checkLength(input.alarmDescription ?? '', 'alarmDescription', 0, 1024)
  const {evaluationPeriods, comparisonOperator, threshold} = input
  if (evaluationPeriods === undefined) throw missing('evaluationPeriods')
  if (comparisonOperator === undefined) throw missing('comparisonOperator')
  const other = notEvaluated.find((member) => input[member] !== undefined)
  if (other !== undefined) throw unable(`${other} of an alarm`)
  if (!staticOperators.has(comparisonOperator)) throw unable(`an alarm with ${comparisonOperator}`)
  if (threshold === undefined) throw missing('threshold')
  checkMissingData(input)
  checkActions(input)
  if (input.metrics === undefined) checkMetric(input)
  else checkMetrics(input, input.metrics)
  checkPeriods(input, evaluationPeriods)
  return {...input, evaluationPeriods, comparisonOperator, threshold}
}

function checkMissingData({treatMissingData, evaluateLowSampleCountPercentile: lowSamples}: AlarmInput): void {
  if (treatMissingData !== undefined && !missingData.includes(treatMissingData)) {
    throw invalid(
      `Option ${treatMissingData} is not supported. Supported options for parameter TreatMissingData are [${missingData.join(', ')}].`,
    )
  }
  if (lowSamples !== undefined && lowSamples !== 'evaluate') {
    if (lowSamples === 'ignore') throw unable('EvaluateLowSampleCountPercentile ignore')
    throw invalid(
      `Option ${lowSamples} is not supported. Supported options for parameter EvaluateLowSampleCountPercentile are [evaluate, ignore].`,
    )
  }
}

function checkActions({oKActions = [], alarmActions = [], insufficientDataActions = []}: AlarmInput): void {
  for (const actions of [oKActions, alarmActions, insufficientDataActions]) {
    if (actions.length > actionLimit) throw invalid(`An alarm has at most ${actionLimit} actions for each state.`)
    const wrong = actions.find((action) => !/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(action))
    if (wrong !== undefined) throw invalid(`Invalid arn syntax: ${wrong}`)
  }
}

function checkMetric({metricName, namespace, statistic, extendedStatistic, period}: AlarmInput): void {
  if (metricName === undefined) throw missing('metricName')
  if (namespace === undefined) throw missing('namespace')
  if (period === undefined) throw missing('period')
  if ((statistic === undefined) === (extendedStatistic === undefined)) {
    throw invalid('Exactly one of Statistic or ExtendedStatistic must be specified.')
  }
  statisticOf(statistic ?? extendedStatistic ?? '')
  checkPeriod(period)
}

const ofOneMetric = [
  'metricName',
  'namespace',
  'dimensions',
  'period',
  'unit',
  'statistic',
  'extendedStatistic',
] as const

function checkMetrics(input: AlarmInput, metrics: readonly AlarmMetricQuery[]): void {
  const other = ofOneMetric.find((member) => input[member] !== undefined)
  if (other !== undefined) throw invalid(`Metrics list and ${other} cannot be specified together.`)
  if (metrics.filter(({returnData}) => returnData !== false).length !== 1) {
    throw invalid('Exactly one element of the metrics list should return data.')
  }
  checkQueries(metrics)
  for (const {metricStat} of metrics) {
    if (metricStat === undefined) continue
    checkPeriod(metricStat.period)
    statisticOf(metricStat.stat)
  }
}

function checkPeriod(period: number): void {
  if ([10, 20, 30].includes(period) || (period > 0 && period % 60 === 0)) return
  throw invalid('Period must be 10, 20, 30 or a multiple of 60')
}

function checkPeriods({period, metrics = [], datapointsToAlarm}: AlarmInput, evaluationPeriods: number): void {
  const longest = Math.max(period ?? 0, ...metrics.map((query) => query.metricStat?.period ?? query.period ?? 0))
  if (!Number.isInteger(evaluationPeriods) || evaluationPeriods < 1) {
    throw violation(evaluationPeriods, 'evaluationPeriods', 'Member must have value greater than or equal to 1')
  }
  // Periods of an hour and more may reach back a week.
  const limit = longest >= 3600 ? 7 * daySeconds : daySeconds
  if (evaluationPeriods * longest > limit) {
    const [span, bound] = limit === daySeconds ? ['a day', daySeconds] : ['a week', 7 * daySeconds]
    throw invalid(
      `Metrics cannot be checked across more than ${span} (EvaluationPeriods * Period must be <= ${bound}).`,
    )
  }
  if (datapointsToAlarm === undefined) return
  if (!Number.isInteger(datapointsToAlarm) || datapointsToAlarm < 1) {
    throw violation(datapointsToAlarm, 'datapointsToAlarm', 'Member must have value greater than or equal to 1')
  }
  if (datapointsToAlarm > evaluationPeriods) {
    throw invalid('DatapointsToAlarm must be less than or equal to EvaluationPeriods.')
  }
}

const pageSize = 100

/** MaxRecords of a describing operation: from 1 to 100. */
export function pageSizeOf(maxRecords: number | undefined): number {
  if (maxRecords === undefined) return pageSize
  if (maxRecords < 1) throw violation(maxRecords, 'maxRecords', 'Member must have value greater than or equal to 1')
  if (maxRecords <= pageSize) return Math.floor(maxRecords)
  throw violation(maxRecords, 'maxRecords', `Member must have value less than or equal to ${pageSize}`)
}

function checkLength(value: string, member: string, least: number, most: number): void {
  if (value.length < least) throw violation(value, member, `Member must have length greater than or equal to ${least}`)
  if (value.length > most) throw violation(value, member, `Member must have length less than or equal to ${most}`)
}

function missing(member: string): ServiceError {
  return new ServiceError(
    'ValidationException',
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  )
}

function violation(value: string | number, member: string, rule: string): ServiceError {
  const message = `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${rule}`
  return new ServiceError('ValidationException', message)
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message)
}

function unable(what: string): ServiceError {
  return invalid(`The local gateway does not evaluate ${what}.`)
}
