import {visible} from './visible.js'

/** One finding in a file of the project. `line` and `column` count from 1; a whole-file finding has 1:1. */
export type Problem = {
  severity: 'error' | 'warning'
  /** Stable and greppable, for example SPEC_UNKNOWN_EXTENSION_KEY. */
  code: string
  file: string
  line: number
  column: number
  what: string
  why: string
  fix: string
}

/** `file:line:column  code  what, why, fix`: the one way a problem is written as text, for terminals too. */
export function formatProblem(problem: Problem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`
  const sentences = [problem.what, problem.why, problem.fix].filter((sentence) => sentence !== '').join(' ')
  return visible(`${place}  ${problem.code}  ${sentences}`)
}

/** By file, then position: equal inputs print equally. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (one, other) =>
      one.file.localeCompare(other.file) ||
      one.line - other.line ||
      one.column - other.column ||
      one.code.localeCompare(other.code),
  )
}
