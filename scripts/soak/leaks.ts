import type {Held} from './watched-process.js'

/** What a process held at a moment of the run; milliseconds since traffic began. */
export type Sample = Held & {atMs: number}

export type Growth = {what: keyof Held; before: number; after: number; limit: number; isLeak: boolean}

/** How much more there may be at the end than after the warm-up: a share of it, and a fixed part for its noise. */
const allowed: Readonly<Record<keyof Held, {share: number; fixed: number}>> = {
  heapMb: {share: 0.1, fixed: 4},
  residentMb: {share: 0.15, fixed: 15},
  // Four for each thread of a function's worker, of which there are as many as are busy.
  files: {share: 0, fixed: 16},
  sockets: {share: 0.1, fixed: 10},
  threads: {share: 0, fixed: 4},
}

/**
 * Compares a fifth of the run after its warm-up with its last fifth, by the least of each: traffic comes and goes, and
 * what is never given back raises the least.
 */
export function growthOf(samples: readonly Sample[], durationMs: number): Growth[] {
  const early = samples.filter(({atMs}) => atMs >= durationMs * 0.2 && atMs < durationMs * 0.4)
  const late = samples.filter(({atMs}) => atMs >= durationMs * 0.8)
  return (Object.keys(allowed) as (keyof Held)[]).map((what) => {
    const [before, after] = [least(early, what), least(late, what)]
    const {share, fixed} = allowed[what]
    const limit = before * (1 + share) + fixed
    return {what, before, after, limit, isLeak: after > limit}
  })
}

function least(samples: readonly Sample[], what: keyof Held): number {
  return Math.min(...samples.map((sample) => sample[what]))
}
