import type {Problem} from '../errors/problem.js'
import {limits} from './limits.js'

/**
 * The first problems of each code in their order; the last one shown says how many more there are, so that a fault repeated
 * a thousand times does not hide the others.
 */
export function shorten<Each>(
  all: readonly Each[],
  problemOf: (each: Each) => {code: string; why: string},
  withWhy: (each: Each, why: string) => Each,
): Each[] {
  const counts = new Map<string, number>()
  for (const each of all) count(counts, problemOf(each).code)
  const seen = new Map<string, number>()
  return all.flatMap((each) => {
    const {code, why} = problemOf(each)
    const position = count(seen, code)
    if (position > limits.problemsPerCode) return []
    const more = (counts.get(code) ?? 0) - limits.problemsPerCode
    const last = position === limits.problemsPerCode && more > 0
    return [last ? withWhy(each, `${why} (${more} more like this are not shown.)`) : each]
  })
}

/** `shorten` for problems that have their place already. */
export function shortenProblems(problems: readonly Problem[]): Problem[] {
  return shorten(
    problems,
    (problem) => problem,
    (problem, why) => ({...problem, why}),
  )
}

function count(counts: Map<string, number>, code: string): number {
  const next = (counts.get(code) ?? 0) + 1
  counts.set(code, next)
  return next
}
