import type {Problem} from '../errors/problem.js'
import {formatProblem} from '../errors/problem.js'

/** What a check of files found. */
export type LintView = {errors: number; warnings: number; files: readonly string[]; problems: readonly Problem[]}

/** The problems, one per line, and a sentence that sums up. Pure. */
export function renderLint({errors, warnings, files, problems}: LintView): {lines: string; summary: string} {
  const lines = problems.map((problem) => {
    const note = problem.severity === 'warning' ? '  (warning)' : ''
    return `${formatProblem(problem)}${note}`
  })
  const place = files.length === 1 ? (files[0] ?? '') : `${files.length} files`
  const found = [counted(errors, 'error'), counted(warnings, 'warning')].filter((text) => text !== '').join(' and ')
  const summary = found === '' ? `${files.join(', ')}: no problems.` : `${found} in ${place}.`
  return {lines: lines.join('\n'), summary}
}

function counted(count: number, noun: string): string {
  if (count === 0) return ''
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
