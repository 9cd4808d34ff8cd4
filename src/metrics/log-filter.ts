import {variablesOf} from './access-log-format.js'
import type {LogFormat} from './access-log-format.js'
import type {LogEntry} from './log-entry.js'

/** What an entry has to be. Statuses are ranges, both ends included; an absent member asks for nothing. */
export type LogFilter = {
  statuses?: readonly {from: number; to: number}[]
  route?: string
  /** Id of an API key. */
  apiKeyId?: string
  minLatencyMs?: number
  /** Somewhere in the line, whatever its case. */
  text?: string
}

/** `5xx`, `404`, `400-404`, several with commas; undefined for anything else. */
export function parseStatuses(text: string): NonNullable<LogFilter['statuses']> | undefined {
  const ranges = text.split(',').map((part) => {
    const [, hundreds, from, to] = /^(?:([1-5])xx|([1-5]\d\d)(?:-([1-5]\d\d))?)$/i.exec(part.trim()) ?? []
    if (hundreds !== undefined) return {from: Number(hundreds) * 100, to: Number(hundreds) * 100 + 99}
    return from === undefined ? undefined : {from: Number(from), to: Number(to ?? from)}
  })
  return ranges.every((range) => range !== undefined) ? ranges : undefined
}

export function matchesFilter(entry: LogEntry, {statuses, route, apiKeyId, minLatencyMs, text}: LogFilter): boolean {
  const {status, latencyMs} = entry
  if (
    statuses !== undefined &&
    !statuses.some(({from, to}) => status !== undefined && status >= from && status <= to)
  ) {
    return false
  }
  if (route !== undefined && entry.route !== route) return false
  if (apiKeyId !== undefined && entry.apiKeyId !== apiKeyId) return false
  if (minLatencyMs !== undefined && (latencyMs === undefined || latencyMs < minLatencyMs)) return false
  return text === undefined || entry.message.toLowerCase().includes(text.toLowerCase())
}

/** Whether the filter asks for what only access logs tell. */
export function isAboutRequests({statuses, route, apiKeyId, minLatencyMs}: LogFilter): boolean {
  return [statuses, route, apiKeyId, minLatencyMs].some((wanted) => wanted !== undefined)
}

type Needed = {asks: keyof LogFilter; flag: string; anyOf: readonly string[]}

const needed: readonly Needed[] = [
  {asks: 'statuses', flag: '--status', anyOf: ['status']},
  {asks: 'route', flag: '--route', anyOf: ['routeKey', 'resourcePath']},
  {asks: 'apiKeyId', flag: '--key', anyOf: ['identity.apiKeyId']},
  {
    asks: 'minLatencyMs',
    flag: '--min-latency',
    anyOf: ['responseLatency', 'integrationLatency', 'integration.latency'],
  },
]

/** Filters that no line of a format can pass, each with the variable that would have to be in it. */
export function unanswerable(filter: LogFilter, format: LogFormat): {flag: string; variable: string}[] {
  const variables = variablesOf(format)
  return needed.flatMap(({asks, flag, anyOf}) => {
    const [variable = ''] = anyOf
    return filter[asks] === undefined || anyOf.some((name) => variables.has(name)) ? [] : [{flag, variable}]
  })
}
