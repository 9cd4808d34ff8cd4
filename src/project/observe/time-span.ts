import type {TimeSpan} from '../../aws/read/metric-data.js'
import {ApigwError} from '../../errors/apigw-error.js'
import {alignWindow, leastPeriod, periodFor} from '../../metrics/metric-window.js'
import type {MetricWindow} from '../../metrics/metric-window.js'
import {parseDuration, parseMoment} from '../local/clock-words.js'

/** `--since`, `--until` and `--period` as they were typed. */
export type SpanWords = {since: string; until?: string | undefined; period?: string | undefined}

const dayMs = 86_400_000

/** Points of one series that a command works with at most; two weeks by the quarter of an hour. */
const mostPoints = 1440

/**
 * A moment in epoch milliseconds: `1h` (ago), `now`, `today`, `yesterday` (when that day began, UTC), ISO 8601, or epoch
 * milliseconds. Throws TIME_INVALID; `name` is the flag.
 */
export function parseTimeWord(text: string, name: string, nowMs: number): number {
  const today = Math.floor(nowMs / dayMs) * dayMs
  const days: Readonly<Record<string, number>> = {now: nowMs, today, yesterday: today - dayMs}
  const named = Object.hasOwn(days, text) ? days[text] : undefined
  if (named !== undefined) return named
  // A duration and nothing else begins with a digit and ends with its unit: a moment ends with a digit or Z.
  if (/^[\d.]+(?:ms|[smhdw])/.test(text)) return nowMs - parseDuration(text, name)
  try {
    return parseMoment(text, name)
  } catch (error) {
    if (!(error instanceof ApigwError)) throw error
    const why = 'A time is how long ago (1h, 30m, 2d), now, today, yesterday, ISO 8601 or epoch milliseconds.'
    const fix = 'For example 1h, yesterday or 2026-12-31T23:59Z.'
    throw new ApigwError({code: error.code, exit: error.exit, what: error.what, why, fix})
  }
}

/** From `since` up to `until` (now, when it is not said). Throws TIME_INVALID and TIME_SPAN_EMPTY. */
export function parseSpan({since, until}: SpanWords, nowMs: number): TimeSpan {
  const fromMs = parseTimeWord(since, '--since', nowMs)
  const toMs = until === undefined ? nowMs : parseTimeWord(until, '--until', nowMs)
  if (fromMs < toMs) return {fromMs, toMs}
  throw new ApigwError({
    code: 'TIME_SPAN_EMPTY',
    exit: 'usage',
    what: `Between --since ${since} and --until ${until ?? 'now'} there is no time.`,
    why: `It would begin at ${new Date(fromMs).toISOString()} and end at ${new Date(toMs).toISOString()}.`,
    fix: 'Give --since an earlier time than --until; without --until it is now.',
  })
}

/**
 * The window of a metrics command, at full periods; without `period` one is chosen that makes a chart. Throws what
 * `parseSpan` throws, DURATION_INVALID and PERIOD_INVALID.
 */
export function parseMetricWindow(words: SpanWords, nowMs: number): MetricWindow {
  const span = parseSpan(words, nowMs)
  if (words.period === undefined) return alignWindow({...span, periodSeconds: periodFor(span, nowMs)})
  const periodSeconds = parseDuration(words.period, '--period') / 1000
  const least = leastPeriod(span.fromMs, nowMs)
  if (periodSeconds < 60 || periodSeconds % least !== 0) {
    throw periodInvalid(
      words.period,
      `Of that time CloudWatch has values for each ${least / 60} minutes.`,
      `Use a multiple of ${least / 60}m.`,
    )
  }
  const points = (span.toMs - span.fromMs) / 1000 / periodSeconds
  if (points > mostPoints) {
    throw periodInvalid(
      words.period,
      `That would be ${Math.ceil(points)} points of each series; ${mostPoints} are the most.`,
      'Use a longer period, or a later --since.',
    )
  }
  return alignWindow({...span, periodSeconds})
}

/** A pause between two looks in milliseconds; less than a second would only burn calls. Throws DURATION_INVALID. */
export function parseInterval(text: string): number {
  return Math.max(1000, parseDuration(text, '--interval'))
}

function periodInvalid(period: string, why: string, fix: string): ApigwError {
  return new ApigwError({
    code: 'PERIOD_INVALID',
    exit: 'usage',
    what: `${JSON.stringify(period)} does not do for --period.`,
    why,
    fix,
  })
}
