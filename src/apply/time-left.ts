import type {Schedule} from '../plan/budget.js'

/** Before this much of a run nobody can say how it compares with its schedule. */
const tellingMs = 2_000

/** Seconds until the last call is answered: what the schedule says, corrected by how late or early the run is. Pure. */
export function secondsLeft({startsMs, endMs}: Schedule, index: number, elapsedMs: number): number {
  const plannedMs = startsMs[index] ?? endMs
  const pace = plannedMs < tellingMs ? 1 : elapsedMs / plannedMs
  return Math.round(((endMs - plannedMs) * pace) / 1000)
}
