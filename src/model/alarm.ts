/** Stands for the id of the API in a dimension: an API that is still to be made has none. */
export const thisApi = 'this API'

/**
 * A CloudWatch alarm on one metric of the API. `statistic` may be a percentile (`p99`); `period` is seconds.
 * Members that the short form of apigw.yaml does not have are kept as they are.
 */
export type Alarm = {
  description?: string
  metricName: string
  dimensions: Readonly<Record<string, string>>
  statistic: string
  comparisonOperator: string
  threshold: number
  period: number
  evaluationPeriods: number
  treatMissingData: string
  alarmActions?: readonly string[]
  okActions?: readonly string[]
  insufficientDataActions?: readonly string[]
  actionsEnabled?: boolean
  datapointsToAlarm?: number
  unit?: string
  /** Absent when nobody asks for them: AWS tells them alarm by alarm. */
  tags?: Readonly<Record<string, string>>
}
