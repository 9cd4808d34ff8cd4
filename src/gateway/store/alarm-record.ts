/** A metric alarm with the state of its last evaluation; `settings` are PutMetricAlarm's own members. */
export type AlarmRecord = {
  alarmName: string
  alarmArn: string
  settings: Readonly<Record<string, unknown>>
  stateValue: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'
  stateReason: string
  stateReasonData?: string
  /** Epoch milliseconds, as all times below. */
  stateUpdatedMs: number
  /** When the state last became another one. */
  stateChangedMs: number
  configurationUpdatedMs: number
}

/** `body` is the JSON text as it was given. */
export type DashboardRecord = {dashboardName: string; dashboardArn: string; body: string; lastModifiedMs: number}
