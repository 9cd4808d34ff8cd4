import {backoffMs} from './backoff.js'
import type {Backoff} from './backoff.js'

const idempotent = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])
const passing = new Set([500, 502, 503, 504])

/** What went wrong: an answer, or none at all. `failures` counts the attempts so far. */
export type Failure = {method: string; failures: number; answer?: {status: number; headers: Headers}}

/**
 * Milliseconds to wait before the next attempt; undefined when there is to be none. What was throttled is tried again
 * whatever it is, because it was not carried out; anything else only when doing it twice does no harm. A Retry-After
 * is honoured, or the call given up when it is longer than `maxDelayMs`.
 */
export function retryDelayMs(
  {method, failures, answer}: Failure,
  backoff: Backoff,
  {random, nowMs}: {random: () => number; nowMs: number},
): number | undefined {
  if (failures >= backoff.attempts) return undefined
  const throttled = answer?.status === 429
  const mayPass = answer === undefined || passing.has(answer.status)
  if (!throttled && !(mayPass && idempotent.has(method))) return undefined
  const asked = retryAfterMs(answer?.headers.get('retry-after') ?? undefined, nowMs)
  if (asked === undefined) return backoffMs(backoff, failures, random)
  return asked > backoff.maxDelayMs ? undefined : asked
}

/** Seconds or a date, which begins with the name of a day: Date.parse reads "1.5" and "-1" as dates too. */
function retryAfterMs(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const date = /^[A-Za-z]{3}/.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs)
}
