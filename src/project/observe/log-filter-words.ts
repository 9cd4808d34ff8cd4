import {ApigwError} from '../../errors/apigw-error.js'
import {isAboutRequests, parseStatuses, unanswerable} from '../../metrics/log-filter.js'
import type {LogFilter} from '../../metrics/log-filter.js'
import type {LogSource} from '../../metrics/log-source.js'
import {parseDuration} from '../local/clock-words.js'

/** Flags that pick lines. */
export type LogFilterWords = {
  status?: string | undefined
  route?: string | undefined
  key?: string | undefined
  'min-latency'?: string | undefined
  text?: string | undefined
}

/**
 * The filter that flags ask for. Throws STATUS_INVALID and DURATION_INVALID; LOG_FILTER_MISPLACED for a filter that is
 * about requests when other logs than the access log are read, and LOG_FIELD_MISSING for one that no line can pass.
 */
export function logFilter(words: LogFilterWords, sources: readonly LogSource[]): LogFilter {
  const filter = parseFilter(words)
  if (!isAboutRequests(filter)) return filter
  const access = sources.find((source) => source.kind === 'access')
  if (access === undefined || sources.length > 1) throw misplaced()
  const [missing] = unanswerable(filter, access.format)
  if (missing !== undefined) throw fieldMissing(missing)
  return filter
}

function parseFilter({status, route, key, 'min-latency': minLatency, text}: LogFilterWords): LogFilter {
  return {
    ...(status !== undefined && {statuses: statusesOf(status)}),
    ...(route !== undefined && {route}),
    ...(key !== undefined && {apiKeyId: key}),
    ...(minLatency !== undefined && {minLatencyMs: latencyOf(minLatency)}),
    ...(text !== undefined && {text}),
  }
}

/** Milliseconds when no unit is said. */
function latencyOf(text: string): number {
  return parseDuration(/^\d+$/.test(text) ? `${text}ms` : text, '--min-latency')
}

function statusesOf(text: string): NonNullable<LogFilter['statuses']> {
  const statuses = parseStatuses(text)
  if (statuses !== undefined) return statuses
  throw new ApigwError({
    code: 'STATUS_INVALID',
    exit: 'usage',
    what: `${JSON.stringify(text)} does not do for --status.`,
    why: 'Statuses are numbers, ranges or classes, several with commas.',
    fix: 'For example 5xx, 404 or 400-404,5xx.',
  })
}

function misplaced(): ApigwError {
  return new ApigwError({
    code: 'LOG_FILTER_MISPLACED',
    exit: 'usage',
    what: '--status, --route, --key and --min-latency pick lines of the access log only.',
    why: 'Other logs are read too, or instead, and their lines do not tell these.',
    fix: 'Use --text with them, or leave out --type and --function.',
  })
}

function fieldMissing({flag, variable}: {flag: string; variable: string}): ApigwError {
  return new ApigwError({
    code: 'LOG_FIELD_MISSING',
    exit: 'failure',
    what: `${flag} finds nothing in this access log.`,
    why: `The stage's format does not have $context.${variable}.`,
    fix: `Add $context.${variable} to "accessLog: {format: …}" of the stage and deploy it, or use --text.`,
  })
}
