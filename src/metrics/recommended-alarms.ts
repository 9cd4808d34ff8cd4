import type {Alarm} from '../model/alarm.js'
import {canonicalJson} from '../model/json.js'
import {stageDimensions} from './dimensions.js'
import type {MeasuredStage} from './dimensions.js'
import {measures} from './measure.js'
import type {ApiKind} from './measure.js'

type Recommended = {
  name: string
  metricName: string
  statistic: string
  comparisonOperator: 'GreaterThanThreshold' | 'GreaterThanOrEqualToThreshold'
  threshold: number
  /** Minutes that have to be bad, all of them. */
  minutes: number
  description: string
}

function errors(name: string, metricName: string, minutes: number, who: string): Recommended {
  const description = `More than 5% of requests fail ${who}.`
  return {
    name,
    metricName,
    statistic: 'Average',
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 0.05,
    minutes,
    description,
  }
}

function slow(name: string, metricName: string, threshold: number): Recommended {
  const description = `One request in ten takes ${threshold} ms or more.`
  return {
    name,
    metricName,
    statistic: 'p90',
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    threshold,
    minutes: 5,
    description,
  }
}

/**
 * The alarms that AWS recommends for a stage, with its thresholds. Those on too few requests are left out: what is too
 * few, only the owner knows.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
 */
const recommended: Readonly<Record<ApiKind, readonly Recommended[]>> = {
  rest: [
    errors('client-errors', '4XXError', 5, 'with a 4xx'),
    errors('server-errors', '5XXError', 3, 'with a 5xx'),
    slow('latency', 'Latency', 2500),
  ],
  http: [
    errors('client-errors', '4xx', 5, 'with a 4xx'),
    errors('server-errors', '5xx', 3, 'with a 5xx'),
    slow('latency', 'Latency', 2500),
    slow('integration-latency', 'IntegrationLatency', 2000),
  ],
  websocket: [
    errors('client-errors', 'ClientError', 5, 'before the integration'),
    errors('execution-errors', 'ExecutionError', 3, 'when the integration is called'),
    slow('integration-latency', 'IntegrationLatency', 2000),
  ],
}

/** The recommended alarms of a stage by their names on AWS. Pure. */
export function recommendedAlarms(stage: MeasuredStage, notify: readonly string[]): Readonly<Record<string, Alarm>> {
  return Object.fromEntries(
    recommended[stage.kind].map(({name, minutes, ...alarm}) => [
      alarmName(stage, name),
      {
        ...alarm,
        dimensions: stageDimensions(stage),
        period: 60,
        evaluationPeriods: minutes,
        datapointsToAlarm: minutes,
        // No traffic is no error.
        treatMissingData: 'notBreaching',
        ...(notify.length > 0 && {alarmActions: notify}),
      },
    ]),
  )
}

/** Whether an alarm is one of the recommended set of this stage, whatever its threshold and whom it tells now. Pure. */
export function isRecommendedAlarm(stage: MeasuredStage, name: string, alarm: Alarm): boolean {
  const made = recommendedAlarms(stage, [])[name]
  return (
    made !== undefined &&
    made.description === alarm.description &&
    made.metricName === alarm.metricName &&
    canonicalJson(made.dimensions) === canonicalJson(alarm.dimensions)
  )
}

/** Names of alarms are unique in an account and region only, so they begin with those of the API and the stage. */
export function alarmName({name, stageName}: Pick<MeasuredStage, 'name' | 'stageName'>, alarm: string): string {
  return `${name}-${stageName}-${alarm}`
}

/** Metrics that alarms of a kind of API can be about. */
export function alarmMetrics(kind: ApiKind): string[] {
  const {counts, times} = measures[kind]
  return [...Object.values(counts), ...Object.values(times)]
}
