import type {Json, JsonObject} from '../model/json.js'
import {printable} from './printable.js'
import type {Screen} from './table.js'

/** One thing, member by member; documents below their name. In a pipe each is one line, with a tab. Pure. */
export function renderThing(thing: JsonObject, screen: Pick<Screen, 'isTerminal'>): string {
  const members = Object.entries(thing).filter(([, value]) => !isEmpty(value))
  const width = Math.max(0, ...members.map(([name]) => name.length))
  return members
    .flatMap(([name, value]) => {
      const text = asText(value)
      if (!screen.isTerminal) return `${printable(name)}\t${printable(text ?? JSON.stringify(value))}`
      if (text !== undefined) return `${printable(name).padEnd(width)}  ${printable(text)}`
      return [printable(name), ...document(value).map((line) => `  ${printable(line)}`)]
    })
    .join('\n')
}

/** Short values stand beside their name. */
function asText(value: Json): string | undefined {
  if (Array.isArray(value) && value.every((entry: Json) => typeof entry === 'string')) return value.join(', ')
  if (typeof value === 'object' && value !== null) return undefined
  return typeof value === 'string' && value.includes('\n') ? undefined : String(value)
}

function document(value: Json): string[] {
  return (typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)).split(/\r?\n/)
}

function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
