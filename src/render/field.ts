import type {Json} from '../model/json.js'
import type {Field} from '../plan/change.js'
import {diffLines, nearDifferences} from './line-diff.js'
import {printable} from './printable.js'

/** A line of a field: what kind it is decides its colour. */
export type FieldLine = {mark: '+' | '~' | '-' | ' '; text: string}

/** Longer values are shown as differences of their lines. */
const longestInline = 72
const mostDiffLines = 16

/** `~ path  old → new`, or the differing lines of long texts and documents; the rest is counted. */
export function renderField({path, before, after}: Field): FieldLine[] {
  const name = printable(path)
  if (before === undefined) return withValue('+', name, after)
  if (after === undefined) return withValue('-', name, before)
  const [old, fresh] = [inline(before), inline(after)]
  if (old !== undefined && fresh !== undefined) return [{mark: '~', text: `${name}  ${old} → ${fresh}`}]
  return [{mark: '~', text: name}, ...cut(differences(asText(before), asText(after)))]
}

function withValue(mark: '+' | '-', name: string, value: Json | undefined): FieldLine[] {
  if (value === undefined) return [{mark, text: name}]
  const short = inline(value)
  if (short !== undefined) return [{mark, text: `${name}  ${short}`}]
  const lines = asText(value).split(/\r?\n/)
  return [{mark, text: name}, ...cut(lines.map((text) => ({mark, text: `  ${printable(text)}`})))]
}

/** The value on one line, when it fits and holds no line end. */
function inline(value: Json): string | undefined {
  const text = typeof value === 'string' && /^[^\s"]+$/.test(value) ? value : JSON.stringify(value)
  return text.length <= longestInline && !/\\n/.test(text) ? printable(text) : undefined
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)
}

/** A line end at the end of both texts makes an empty last line, which would look like the end of a section. */
function differences(before: string, after: string): FieldLine[] {
  const lines = diffLines(before, after)
  const isEnd = lines.at(-1)?.mark === ' ' && lines.at(-1)?.text === ''
  return nearDifferences(isEnd ? lines.slice(0, -1) : lines, 1).map((line) =>
    line === undefined
      ? {mark: ' ', text: '  …'}
      : {mark: line.mark === ' ' ? ' ' : line.mark, text: `${line.mark} ${printable(line.text)}`},
  )
}

function cut(lines: readonly FieldLine[]): FieldLine[] {
  const hidden = lines.length - mostDiffLines
  if (hidden <= 1) return [...lines]
  return [...lines.slice(0, mostDiffLines), {mark: ' ', text: `  … ${hidden} more lines`}]
}
