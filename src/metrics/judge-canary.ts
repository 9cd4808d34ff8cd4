import type {CanaryTraffic} from './canary-traffic.js'

/** A bound of its own, or one above what the base does at the same time. */
export type Limit = {kind: 'absolute' | 'above'; value: number}

export type CanaryLimits = {
  /** Share of requests answered 5xx, 0–1. */
  faults: Limit
  /** Milliseconds; `above` is a share of the base's: 0.2 for 20 %. */
  p95?: Limit
  /** Of the canary, below which nobody knows. */
  minRequests: number
}

/** `unknown` and `bad` say why, as a sentence. */
export type Verdict = {verdict: 'good'} | {verdict: 'unknown' | 'bad'; why: string}

/**
 * What the traffic of both sides says of the canary. Too many errors are known before there are enough requests: when
 * even the missing ones could not make up for them. `basePastMs` stands in for the base's p95 when the canary gets all
 * requests. Pure.
 */
export function judgeCanary(
  {base, canary}: Pick<CanaryTraffic, 'base' | 'canary'>,
  {faults, p95, minRequests}: CanaryLimits,
  basePastMs?: number,
): Verdict {
  const baseShare = base.requests === 0 ? 0 : base.faults / base.requests
  const mostShare = faults.kind === 'absolute' ? faults.value : baseShare + faults.value
  const counted = Math.max(canary.requests, minRequests)
  if (canary.faults > mostShare * counted) {
    const share = percent(canary.faults / canary.requests)
    return {verdict: 'bad', why: `${canary.faults} of ${canary.requests} requests (${share}) were answered 5xx; ${percent(mostShare)} are allowed.`} // prettier-ignore
  }
  if (canary.requests < minRequests) {
    return {verdict: 'unknown', why: `The canary got ${canary.requests} of at least ${minRequests} requests.`}
  }
  if (p95 === undefined) return {verdict: 'good'}
  const mostMs = mostLatency(p95, base.p95LatencyMs ?? basePastMs)
  if (canary.p95LatencyMs === undefined || mostMs === undefined) {
    return {verdict: 'unknown', why: 'The access log tells the latency of one side only, or of none.'}
  }
  if (canary.p95LatencyMs <= mostMs) return {verdict: 'good'}
  return {verdict: 'bad', why: `The p95 of its latency is ${canary.p95LatencyMs} ms; ${Math.round(mostMs)} ms are allowed.`} // prettier-ignore
}

function mostLatency({kind, value}: Limit, baseMs: number | undefined): number | undefined {
  if (kind === 'absolute') return value
  return baseMs === undefined ? undefined : baseMs * (1 + value)
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`
}
