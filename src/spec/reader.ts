import {didYouMean} from '../errors/did-you-mean.js'
import {isJsonObject} from '../model/json.js'
import {child, follow, members, refOf} from './cursor.js'
import type {Cursor} from './cursor.js'
import type {SpecDocument} from './document.js'
import {sourceText, toPointer} from './document.js'
import type {Finding, Findings} from './findings.js'
import type {SpecVersion} from './spec-version.js'

/**
 * Who reads: `author` is a person's file, whose typing errors are errors; `import` is AWS's import, which ignores
 * members it does not know.
 */
export type Mode = 'author' | 'import'

/** A document being translated, and where to say what is wrong with it. */
export type Reader = {document: SpecDocument; version: SpecVersion; mode: Mode; findings: Findings}

/** The same reader, whose AWS lines begin like those of the import: `Unable to put method 'GET' on resource at path '/': …`. */
export function readerFor(reader: Reader, what: string): Reader {
  const {findings} = reader
  const prefixed = (finding: Finding): Finding =>
    finding.aws === undefined ? finding : {...finding, aws: `Unable to put ${what}: ${finding.aws}`}
  return {
    ...reader,
    findings: {
      ...findings,
      error: (path, finding) => findings.error(path, prefixed(finding)),
      warning: (path, finding) => findings.warning(path, prefixed(finding)),
    },
  }
}

/** A text; numbers and booleans as they are written. Undefined when absent or, after an error, when it is anything else. */
export function readText(reader: Reader, at: Cursor): string | undefined {
  const {value} = at
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean')
    return sourceText(reader.document, at.path) ?? String(value)
  wrongType(reader, at, 'a text')
  return undefined
}

/** A whole number or a text of digits. */
export function readInteger(reader: Reader, at: Cursor): number | undefined {
  const {value} = at
  if (value === undefined || value === null) return undefined
  const number = typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : value
  if (typeof number === 'number' && Number.isInteger(number)) return number
  wrongType(reader, at, 'a whole number')
  return undefined
}

/** true, false, or these words as a text. */
export function readBoolean(reader: Reader, at: Cursor): boolean | undefined {
  const {value} = at
  if (value === undefined || value === null) return undefined
  if (typeof value === 'boolean') return value
  if (value === 'true' || value === 'false') return value === 'true'
  wrongType(reader, at, 'true or false')
  return undefined
}

/** A list of texts; a single text counts as a list of one. */
export function readTexts(reader: Reader, at: Cursor): string[] | undefined {
  const {value} = at
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value)) {
    wrongType(reader, at, 'a list of texts')
    return undefined
  }
  return value.flatMap((_item, index) => readText(reader, child(at, index)) ?? [])
}

/** An object whose members are texts, keys sorted. */
export function readTextMap(reader: Reader, at: Cursor): Record<string, string> {
  expectObject(reader, at)
  return sortedRecord(
    members(at).flatMap(([key, member]) => {
      const text = readText(reader, member)
      return text === undefined ? [] : [[key, text] as const]
    }),
  )
}

/** One of the words, whatever its case; the answer has the spelling of `words`. Undefined when absent or, after an error, unknown. */
export function readWord<Word extends string>(reader: Reader, at: Cursor, words: readonly Word[]): Word | undefined {
  const text = readText(reader, at)
  if (text === undefined) return undefined
  const word = words.find((each) => each.toLowerCase() === text.toLowerCase())
  if (word === undefined) {
    const near = didYouMean(text, words)
    reader.findings.error(at.path, {
      code: 'SPEC_UNKNOWN_VALUE',
      what: `"${text}" is not a value of "${String(at.path.at(-1))}".`,
      why: `It takes ${words.join(', ')}.`,
      fix: near === undefined ? 'Use one of these.' : `Did you mean "${near.toLowerCase()}"?`,
    })
  }
  return word
}

/** True for an object or nothing at all; anything else is an error. */
export function expectObject(reader: Reader, at: Cursor): boolean {
  if (at.value === undefined || at.value === null || isJsonObject(at.value)) return true
  wrongType(reader, at, 'an object')
  return false
}

/**
 * Tells members that nobody reads. A near miss of a known one is a typing error, and an error in a person's file;
 * others are warnings. `x-` members of other tools are never told.
 */
export function checkKeys(reader: Reader, at: Cursor, known: readonly string[], whose: string): void {
  for (const [key, member] of members(at)) {
    if (known.includes(key) || reader.mode === 'import') continue
    const near = didYouMean(key, known)
    if (key.startsWith('x-') && near === undefined) continue
    const finding = {
      code: 'SPEC_UNKNOWN_KEY',
      part: 'key' as const,
      what: `${whose} has no member "${key}".`,
      why: near === undefined ? `It has: ${known.join(', ')}.` : 'API Gateway would ignore it without a word.',
      fix: near === undefined ? 'Remove it.' : `Did you mean "${near}"?`,
    }
    if (near === undefined) reader.findings.warning(member.path, finding)
    else reader.findings.error(member.path, finding)
  }
}

/** The value a reference leads to, through references to references; an error when it leads nowhere or in a circle. */
export function dereference(reader: Reader, at: Cursor): Cursor | undefined {
  const seen = new Set<string>()
  let here = at
  for (let ref = refOf(here); ref !== undefined; ref = refOf(here)) {
    const found = follow(reader.document.root, ref)
    if (found === undefined || seen.has(ref)) {
      reader.findings.error([...here.path, '$ref'], brokenReference(ref, seen.has(ref)))
      return undefined
    }
    seen.add(ref)
    here = found
  }
  return here
}

function brokenReference(ref: string, circular: boolean): {code: string; what: string; why: string; fix: string} {
  return {
    code: circular ? 'SPEC_REF_CIRCULAR' : 'SPEC_REF_NOT_FOUND',
    what: circular ? `The reference "${ref}" leads back to itself.` : `The reference "${ref}" leads nowhere.`,
    why: circular ? 'Only schemas may be recursive.' : 'The document has no value there.',
    fix: circular ? 'Break the circle.' : 'Correct the reference, or add what it names.',
  }
}

function wrongType(reader: Reader, at: Cursor, wanted: string): void {
  const isList = Array.isArray(at.value)
  const found = isList ? 'a list' : isJsonObject(at.value) ? 'an object' : JSON.stringify(at.value)
  reader.findings.error(at.path, {
    code: 'SPEC_WRONG_TYPE',
    what: `"${String(at.path.at(-1) ?? toPointer(at.path))}" must be ${wanted}.`,
    why: `It is ${found}.`,
    fix: `Write ${wanted} here.`,
  })
}

/** A plain object with its keys in order: equal inputs print equally. */
export function sortedRecord<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)))
}
