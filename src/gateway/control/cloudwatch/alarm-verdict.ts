import type {AlarmStateValue} from '../../store/alarm-record.js'

/** What an alarm asks of the values of its evaluation range. */
export type AlarmRule = {
  evaluationPeriods: number
  /** M of "M out of N"; all of the evaluation periods by default. */
  datapointsToAlarm: number
  treatMissingData: MissingData
  isBreaching: (value: number) => boolean
}

export type MissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching'

/** Undefined keeps the state. `points` are the real ones that decide, latest first; `filled` counts those made up. */
export type Verdict = {state: AlarmStateValue | undefined; points: readonly Point[]; filled: number}

export type Point = {timeMs: number; value: number}

/**
 * Periods that are looked at beyond the evaluation periods, so that a gap is bridged by older values. AWS's number is not
 * documented; its examples show five periods for three.
 */
export const extraPeriods = 2

/**
 * State of an alarm from the values in its range (evaluation periods and the extra ones), latest first; periods without
 * a value are undefined. Real values come first; only when they are too few, missing ones are made up.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function verdictOf(range: readonly (Point | undefined)[], rule: AlarmRule): Verdict {
  const real = range.filter((point) => point !== undefined)
  const points = real.slice(0, rule.evaluationPeriods)
  const filled = rule.evaluationPeriods - points.length
  const breaching = points.filter(({value}) => rule.isBreaching(value)).length
  return {state: stateOf({real: points.length, breaching, filled}, rule), points, filled}
}

type Counts = {real: number; breaching: number; filled: number}

function stateOf(
  {real, breaching, filled}: Counts,
  {datapointsToAlarm, treatMissingData}: AlarmRule,
): AlarmStateValue | undefined {
  if (breaching >= datapointsToAlarm) return 'ALARM'
  if (filled === 0 || treatMissingData === 'notBreaching') return 'OK'
  if (treatMissingData === 'breaching') return breaching + filled >= datapointsToAlarm ? 'ALARM' : 'OK'
  if (real === 0) return treatMissingData === 'ignore' ? undefined : 'INSUFFICIENT_DATA'
  // The values that are there decide as far as they go: too few to alarm, but all of them breach.
  if (breaching < real || breaching === 0) return 'OK'
  return treatMissingData === 'ignore' ? undefined : 'ALARM'
}
