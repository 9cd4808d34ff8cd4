import type {MetricDimension} from './metric-record.js'
import type {Scope} from './record-kinds.js'

export type AlarmStateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'

export type AlarmState = {
  stateValue: AlarmStateValue
  stateReason: string
  /** JSON text of what was evaluated. */
  stateReasonData?: string
}

/** One metric or expression of an alarm on metric math, as GetMetricData takes them. */
export type AlarmMetricQuery = {
  id: string
  metricStat?: {
    metric: {namespace?: string; metricName?: string; dimensions?: MetricDimension[]}
    period: number
    stat: string
    unit?: string
  }
  expression?: string
  label?: string
  returnData?: boolean
  period?: number
}

/** A metric alarm: what PutMetricAlarm was given, in AWS's names, and its state. Times are epoch milliseconds. */
export type AlarmRecord = Scope & {
  alarmName: string
  alarmDescription?: string
  actionsEnabled: boolean
  oKActions: readonly string[]
  alarmActions: readonly string[]
  insufficientDataActions: readonly string[]
  metricName?: string
  namespace?: string
  statistic?: string
  extendedStatistic?: string
  dimensions: readonly MetricDimension[]
  period?: number
  unit?: string
  evaluationPeriods: number
  datapointsToAlarm?: number
  threshold: number
  comparisonOperator: string
  treatMissingData?: string
  metrics?: readonly AlarmMetricQuery[]
  configurationUpdatedMs: number
  state: AlarmState
  stateUpdatedMs: number
  stateTransitionedMs: number
  /** End of the last period that was evaluated. */
  evaluatedToMs: number
  tags: Readonly<Record<string, string>>
}

/** What happened to an alarm. `historyData` is JSON text. */
export type AlarmHistoryRecord = {
  alarmName: string
  timestampMs: number
  historyItemType: 'ConfigurationUpdate' | 'StateUpdate' | 'Action'
  historySummary: string
  historyData: string
}

export type DashboardRecord = {
  dashboardName: string
  dashboardBody: string
  lastModifiedMs: number
  tags: Readonly<Record<string, string>>
}
