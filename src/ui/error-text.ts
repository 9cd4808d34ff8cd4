import {Ansis} from 'ansis'
import type {ApigwError} from '../errors/apigw-error.js'
import {formatProblem} from '../errors/problem.js'
import {visible} from '../errors/visible.js'

/**
 * An error as people read it: code and what happened, the findings in files, why, and what to do. Ends with a newline.
 * What it quotes, of a file or of AWS, cannot move the terminal.
 *
 * Pure; plain text when `colour` is false.
 */
export function errorText(error: ApigwError, {colour}: {colour: boolean}): string {
  const paint = new Ansis(colour ? 1 : 0)
  const problems = error.problems.map((problem) => formatProblem(problem))
  const lines = [
    `${paint.red.bold('error')} ${paint.bold(visible(error.code))}: ${visible(error.what)}`,
    ...problems.map((problem) => `  ${problem}`),
    // The reason may be the first finding itself, for those who read no list.
    ...(problems.includes(visible(error.why)) ? [] : labelled('why', error.why, paint)),
    ...labelled('fix', error.fix, paint),
  ]
  return `${lines.join('\n')}\n`
}

function labelled(label: string, text: string, paint: Ansis): string[] {
  if (text === '') return []
  const [first = '', ...others] = visible(text).split('\n')
  return [`  ${paint.dim(`${label}:`)} ${first}`, ...others.map((line) => `       ${line}`)]
}
