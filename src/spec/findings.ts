import {sortProblems} from '../errors/problem.js'
import type {Problem} from '../errors/problem.js'
import {locate} from './document.js'
import type {Path, SpecDocument} from './document.js'
import {limits} from './limits.js'

/** What is told about a value: `aws` is the line that AWS's import answers with, where it has one. */
export type Finding = {code: string; what: string; why: string; fix: string; part?: 'key' | 'value'; aws?: string}

/** Collects what is wrong with one document, so that all of it is told at once. */
export type Findings = {
  error: (path: Path, finding: Finding) => void
  warning: (path: Path, finding: Finding) => void
  /** A line of AWS's that is not worth a problem of ours. */
  note: (aws: string) => void
  hasErrors: () => boolean
  /** By file and position; after many of one code the rest is counted. Positions are computed here. */
  problems: () => Problem[]
  /** AWS's lines for the errors and warnings, in the order found. */
  aws: () => {errors: string[]; warnings: string[]}
}

type Kept = {severity: Problem['severity']; path: Path; finding: Finding}

/** An empty collection for a document. */
export function createFindings(document: SpecDocument): Findings {
  const kept: Kept[] = []
  const notes: string[] = []
  return {
    error: (path, finding) => kept.push({severity: 'error', path, finding}),
    warning: (path, finding) => kept.push({severity: 'warning', path, finding}),
    note: (aws) => notes.push(aws),
    hasErrors: () => kept.some((each) => each.severity === 'error'),
    problems: () => sortProblems(shortened(kept).map((each) => toProblem(document, each))),
    aws: () => ({errors: lines(kept, 'error'), warnings: [...lines(kept, 'warning'), ...notes]}),
  }
}

function lines(kept: readonly Kept[], severity: Problem['severity']): string[] {
  return kept
    .filter((each) => each.severity === severity)
    .flatMap(({finding}) => finding.aws ?? (severity === 'error' ? [finding.what] : []))
}

function toProblem(document: SpecDocument, {severity, path, finding}: Kept): Problem {
  const {code, what, why, fix, part} = finding
  return {severity, code, ...locate(document, path, part), what, why, fix}
}

/** The first of each code, and how many more there are on the last of them. */
function shortened(kept: readonly Kept[]): Kept[] {
  const counts = new Map<string, number>()
  const shown = kept.filter(({finding}) => {
    const count = (counts.get(finding.code) ?? 0) + 1
    counts.set(finding.code, count)
    return count <= limits.problemsPerCode
  })
  const last = new Map(shown.map((each) => [each.finding.code, each]))
  return shown.map((each) => {
    const more = (counts.get(each.finding.code) ?? 0) - limits.problemsPerCode
    if (more <= 0 || last.get(each.finding.code) !== each) return each
    const why = `${each.finding.why} (${more} more like this are not shown.)`
    return {...each, finding: {...each.finding, why}}
  })
}
