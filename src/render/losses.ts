import {printable} from './printable.js'

/** A place of a definition that AWS gets otherwise than it is written, or not at all. */
export type LossView = {
  file: string
  line: number
  column: number
  code: string
  member: string
  becomes: 'dropped' | 'rewritten'
  changes: 'meaning' | 'words'
  what: string
}

/** One line for each: `openapi.yaml:7:11  schema-nullable  "nullable" is dropped: … (changes the meaning)`. Pure. */
export function renderLosses(losses: readonly LossView[]): string {
  return losses
    .map(({file, line, column, code, member, becomes, changes, what}) => {
      const note = changes === 'meaning' ? '  (changes the meaning)' : ''
      return printable(`${file}:${line}:${column}  ${code}  "${member}" is ${becomes}: ${what}${note}`)
    })
    .join('\n')
}

/**
 * `AWS gets 2 places with another meaning than they are written with: "apigw lint --losses" shows them.` Nothing where
 * AWS gets only other words for the same. Pure.
 */
export function countLosses(losses: readonly LossView[]): string[] {
  const meaning = losses.filter(({changes}) => changes === 'meaning').length
  if (meaning === 0) return []
  const places =
    meaning === 1 ? '1 place with another meaning than it is' : `${meaning} places with another meaning than they are`
  return [`AWS gets ${places} written with: "apigw lint --losses" shows ${meaning === 1 ? 'it' : 'them'}.`]
}
