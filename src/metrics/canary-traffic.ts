import type {LogEntry} from './log-entry.js'

/** Requests of one side of a canary. */
export type SideTraffic = {
  requests: number
  /** Answered 5xx. */
  faults: number
  /** Milliseconds; absent when no request tells how long it took. */
  p95LatencyMs?: number
}

/** What the access log of a stage tells of both sides of its canary. */
export type CanaryTraffic = {
  base: SideTraffic
  canary: SideTraffic
  /** False when no line has the time that a request took. */
  tellsLatency: boolean
}

export type TrafficCounter = {add: (entry: LogEntry) => void; result: () => CanaryTraffic}

/**
 * Counts lines of access logs by the side that answered: what the line says with $context.isCanaryRequest, or else the log
 * group, which is one of its own with `/Canary` at its end.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html
 */
export function trafficCounter(): TrafficCounter {
  const sides = {base: newSide(), canary: newSide()}
  return {
    add: (entry) => {
      if (entry.source !== 'access' || entry.status === undefined) return
      const side = sides[isCanaryEntry(entry) ? 'canary' : 'base']
      side.requests += 1
      if (entry.status >= 500) side.faults += 1
      if (entry.latencyMs !== undefined) side.latencies.set(bucketOf(entry.latencyMs), (side.latencies.get(bucketOf(entry.latencyMs)) ?? 0) + 1) // prettier-ignore
    },
    result: () => ({
      base: toTraffic(sides.base),
      canary: toTraffic(sides.canary),
      tellsLatency: sides.base.latencies.size + sides.canary.latencies.size > 0,
    }),
  }
}

/** Latencies are counted by bucket, so that millions of requests take no more memory than a few. */
type Side = {requests: number; faults: number; latencies: Map<number, number>}

function newSide(): Side {
  return {requests: 0, faults: 0, latencies: new Map()}
}

function isCanaryEntry({fields, groupName}: LogEntry): boolean {
  const said = fields?.isCanaryRequest
  return said === undefined ? groupName.endsWith('/Canary') : said === 'true'
}

/** Three digits of a latency are enough. */
function bucketOf(latencyMs: number): number {
  return Number(latencyMs.toPrecision(3))
}

function toTraffic({requests, faults, latencies}: Side): SideTraffic {
  const total = [...latencies.values()].reduce((sum, count) => sum + count, 0)
  const p95LatencyMs = percentile(latencies, Math.ceil(total * 0.95))
  return {requests, faults, ...(p95LatencyMs !== undefined && {p95LatencyMs})}
}

/** The latency of the request with this rank, from 1 on. */
function percentile(latencies: ReadonlyMap<number, number>, rank: number): number | undefined {
  let seen = 0
  for (const [latencyMs, count] of [...latencies].sort(([one], [other]) => one - other)) {
    seen += count
    if (seen >= rank) return latencyMs
  }
  return undefined
}
