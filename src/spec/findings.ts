import {sortProblems} from '../errors/problem.js'
import type {Problem} from '../errors/problem.js'
import {locate} from './document.js'
import type {Path, SpecDocument} from './document.js'
import {shorten} from './shorten.js'

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

function shortened(kept: readonly Kept[]): Kept[] {
  return shorten(
    kept,
    ({finding}) => finding,
    (each, why) => ({...each, finding: {...each.finding, why}}),
  )
}
