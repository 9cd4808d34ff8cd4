import type {Json, JsonObject} from '../model/json.js'
import {lineIndex} from './line-index.js'
import type {LineColumn} from './line-index.js'

/** Keys and indexes from the root of a document to a value. */
export type Path = readonly (string | number)[]

/** Character offsets in a file: of the value, and of its key when it is a member of an object. */
export type Range = {valueStart: number; valueEnd: number; keyStart?: number}

/** One file as it was read, and the way back from a path to its characters. */
export type SourceText = {
  file: string
  text: string
  /** The root value; absent when the text is no document at all. */
  root: Json | undefined
  /** Undefined when the path does not exist in this file. Built on the first call: positions are wanted only for problems. */
  rangeOf: (path: Path) => Range | undefined
  placeAt: (offset: number) => LineColumn
}

/** A file that was read, with its lines looked up on demand. */
export function toSource(file: string, text: string, read: Pick<SourceText, 'root' | 'rangeOf'>): SourceText {
  return {file, text, root: read.root, rangeOf: read.rangeOf, placeAt: lineIndex(text)}
}

/** A file that is there but holds no value: its problems are told already. */
export function toUnreadSource(file: string, text: string): SourceText {
  return toSource(file, text, {root: undefined, rangeOf: () => undefined})
}

/** Where a value that was moved or renamed while loading stood before. */
export type Origin = {file: string; path: Path}

/**
 * One definition, with everything it refers to in other files brought in.
 *
 * `origins` has an entry for each object that no longer stands where its file says; all others are at the same path in `file`.
 */
export type SpecDocument = {
  file: string
  root: JsonObject
  sources: ReadonlyMap<string, SourceText>
  origins: WeakMap<object, Origin>
}

export type Place = {file: string; line: number; column: number}

/** File, line and column (from 1) of the value, or of its key; the nearest enclosing value when the path does not exist. */
export function locate(document: SpecDocument, path: Path, part: 'key' | 'value' = 'value'): Place {
  const origin = originOf(document, path)
  const source = document.sources.get(origin.file)
  if (source === undefined) return {file: origin.file, line: 1, column: 1}
  for (let length = origin.path.length; length >= 0; length -= 1) {
    const range = source.rangeOf(origin.path.slice(0, length))
    if (range === undefined) continue
    const offset =
      part === 'key' || length < origin.path.length ? (range.keyStart ?? range.valueStart) : range.valueStart
    return {file: origin.file, ...source.placeAt(offset)}
  }
  return {file: origin.file, line: 1, column: 1}
}

/** The characters a value was written with: `1.0` stays `1.0`. Undefined when the value is not in a file. */
export function sourceText(document: SpecDocument, path: Path): string | undefined {
  const origin = originOf(document, path)
  const source = document.sources.get(origin.file)
  const range = source?.rangeOf(origin.path)
  return range && source?.text.slice(range.valueStart, range.valueEnd)
}

/** File and path of a value before it was moved or renamed. */
export function originOf(document: SpecDocument, path: Path): Origin {
  let origin: Origin = {file: document.file, path: []}
  let value: Json | undefined = document.root
  for (const step of path) {
    value = memberOf(value, step)
    origin = {file: origin.file, path: [...origin.path, step]}
    if (typeof value === 'object' && value !== null) origin = document.origins.get(value) ?? origin
  }
  return origin
}

/** Own member of an object or array; undefined for anything else, `constructor` and its like included. */
export function memberOf(value: Json | undefined, step: string | number): Json | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
  return (value as Readonly<Record<string | number, Json>>)[step]
}

/** `#/paths/~1pets/get`, as `$ref` writes it. */
export function toPointer(path: Path): string {
  return ['#', ...path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/')
}

/** Steps of `#/paths/~1pets/get`; undefined when the text is no pointer. Percent-encoding is undone. */
export function fromPointer(pointer: string): Path | undefined {
  if (pointer === '#' || pointer === '') return []
  if (!pointer.startsWith('#/')) return undefined
  return pointer
    .slice(2)
    .split('/')
    .map((step) => percentDecoded(step).replaceAll('~1', '/').replaceAll('~0', '~'))
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone % is not an encoding: people write it as it is.
    return text
  }
}
