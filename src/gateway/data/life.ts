/** How long something that was remembered holds, epoch milliseconds. */
export type Life = {sinceMs: number; untilMs: number}

/** A request that asks may have begun a little before the one whose answer is kept. */
const overlapMs = 60_000

export function lifeOf(nowMs: number, ttlMs: number): Life {
  return {sinceMs: nowMs, untilMs: nowMs + ttlMs}
}

/** Also false before it began: a clock that was set back must not make what somebody was allowed last for longer. */
export function isAlive({sinceMs, untilMs}: Life, nowMs: number): boolean {
  return nowMs < untilMs && nowMs >= sinceMs - overlapMs
}
