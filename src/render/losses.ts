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

/** `AWS gets 7 places otherwise than they are written, 2 of them with another meaning: apigw lint --losses.` Pure. */
export function countLosses(losses: readonly LossView[]): string[] {
  if (losses.length === 0) return []
  const meaning = losses.filter(({changes}) => changes === 'meaning').length
  const places =
    losses.length === 1 ? '1 place otherwise than it is' : `${losses.length} places otherwise than they are`
  const worst = meaning === 0 ? 'none of them' : losses.length === 1 ? 'it' : `${meaning} of them`
  return [`AWS gets ${places} written, ${worst} with another meaning: "apigw lint --losses".`]
}
