import {JavaCollection} from './collection.js'
import {classNameOf} from './class-name.js'
import {JavaMap} from './java-map.js'
import type {Meter} from './meter.js'
import {formatNumber, isNumber, JavaDouble} from './number.js'
import {JavaChar, type Value} from './value.js'

/** Java overflows its stack on deeper values; bodies cannot be nested deeper. */
const maxDepth = 500

/** $input.json leaves "/" as it is; a JSON list's own toString() writes "\/". */
type Style = {escapeSlash: boolean}

/** Writes a value as json-smart does: no blanks, and control characters from U+007F, U+2000 to U+20FF as \uXXXX. */
export function toJson(value: Value, style: Style, meter: Meter, depth = 0): string {
  if (typeof value === 'string') return quote(value, style)
  if (value === null) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (isNumber(value))
    return value instanceof JavaDouble && Math.abs(value.value) === Infinity ? 'null' : formatNumber(value)
  if (depth > maxDepth) throw meter.error('A list or map contains itself.', 'limit')
  meter.step(1)
  if (value instanceof JavaMap) return writeMap(value, style, meter, depth)
  if (value instanceof JavaCollection) return writeItems(value.items(), style, meter, depth)
  return quote(value instanceof JavaChar ? value.character : classNameOf(value), style)
}

function writeMap(map: JavaMap, style: Style, meter: Meter, depth: number): string {
  meter.step(map.size >>> 2)
  let text = '{'
  for (const {key, value} of map.entries()) {
    const name = typeof key === 'string' ? key : toJson(key, style, meter, depth + 1)
    text += `${text.length > 1 ? ',' : ''}${quote(name, style)}:${toJson(value, style, meter, depth + 1)}`
    if (text.length > meter.limits.maxOutputChars) throw meter.tooLong()
  }
  meter.characters(text.length)
  return `${text}}`
}

function writeItems(items: readonly Value[], style: Style, meter: Meter, depth: number): string {
  meter.step(items.length >>> 2)
  let text = '['
  for (const item of items) {
    text += `${text.length > 1 ? ',' : ''}${toJson(item, style, meter, depth + 1)}`
    if (text.length > meter.limits.maxOutputChars) throw meter.tooLong()
  }
  meter.characters(text.length)
  return `${text}]`
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['/', '\\/'],
])

const special = /["\\\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/g

const specialOrSlash = /["\\/\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/g

function quote(text: string, style: Style): string {
  const escaped = text.replace(style.escapeSlash ? specialOrSlash : special, (character) => {
    const hex = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return escapes.get(character) ?? `\\u${hex}`
  })
  return `"${escaped}"`
}
