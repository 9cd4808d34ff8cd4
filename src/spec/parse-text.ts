import type {Problem} from '../errors/problem.js'
import type {Json} from '../model/json.js'
import {toUnreadSource} from './document.js'
import type {SourceText} from './document.js'
import {scanJson} from './json-text.js'
import {limits} from './limits.js'
import {binary, empty, notJson, protoKey, tooDeep, tooLarge} from './text-fault.js'
import type {TextFault} from './text-fault.js'
import {scanYaml} from './yaml-text.js'

export type ParseOptions = {
  /** What a key that an object has twice means: a problem (default), or the later one counts, as in AWS's import. */
  duplicateKeys?: 'refuse' | 'last'
}

/** One file as a value, whatever its root is; `source.root` is undefined when the text could not be read. */
export type ParsedText = {source: SourceText; problems: Problem[]}

/** YAML or JSON text to a value; JSON is recognised by its first character. Pure; never throws. */
export function parseText({text: written, file}: {text: string; file: string}, options: ParseOptions = {}): ParsedText {
  const text = written.startsWith('\uFEFF') ? written.slice(1) : written
  const source = toUnreadSource(file, text)
  const refused = refusal(text)
  const read = refused === undefined ? readText(text) : {faults: [refused]}
  const faults =
    options.duplicateKeys === 'last' ? read.faults.filter(({code}) => code !== 'SPEC_DUPLICATE_KEY') : read.faults
  const problems = faults.slice(0, limits.problemsPerCode).map((fault) => toProblem(source, fault))
  if (!('root' in read)) return {source, problems}
  return {source: {...source, root: read.root, rangeOf: read.rangeOf}, problems}
}

/** A fault at its line and column. */
export function toProblem(source: SourceText, {offset, ...fields}: TextFault): Problem {
  return {...fields, file: source.file, ...source.placeAt(offset)}
}

/** What no parser should be asked to look at. */
function refusal(text: string): TextFault | undefined {
  if (text.trim() === '') return empty
  if (text.length > limits.fileChars) return tooLarge(text.length)
  const nul = text.indexOf('\0')
  return nul === -1 ? undefined : binary(nul)
}

type Read = {faults: readonly TextFault[]} | ({faults: readonly TextFault[]} & Pick<SourceText, 'root' | 'rangeOf'>)

function readText(text: string): Read {
  const read = /^\s*[{[]/.test(text) ? readJson(text) : readYaml(text)
  return 'root' in read ? withoutProtoKey(text, read) : read
}

/** A text in braces that is not JSON may still be YAML; when it is neither, what JSON says is the better explanation. */
function readJson(text: string): Read {
  const {tooDeep: deepest, fault, duplicates, rangeOf} = scanJson(text)
  if (deepest !== undefined) return {faults: [tooDeep(deepest)]}
  if (fault === undefined) return {faults: duplicates, root: JSON.parse(text) as Json, rangeOf}
  const yaml = readYaml(text)
  if (!('root' in yaml)) return {faults: [notJson(fault.offset, fault.what, false)]}
  return {...yaml, faults: [notJson(fault.offset, fault.what, true), ...yaml.faults]}
}

function readYaml(text: string): Read {
  const {empty: isEmpty, value, faults, rangeOf} = scanYaml(text)
  if (isEmpty) return {faults: [empty]}
  return value === undefined ? {faults} : {faults, root: value, rangeOf}
}

/** `__proto__` as a key means something else to JavaScript than to everyone who wrote the file. */
function withoutProtoKey(text: string, read: Read & Pick<SourceText, 'root' | 'rangeOf'>): Read {
  if (!text.includes('__proto__') && !text.includes('\\u005f')) return read
  const path = findKey(read.root, '__proto__')
  if (path === undefined) return read
  return {faults: [...read.faults, protoKey(read.rangeOf(path)?.keyStart ?? 0)]}
}

function findKey(value: Json | undefined, wanted: string, path: string[] = []): string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Object.hasOwn(value, wanted)) return [...path, wanted]
  for (const [key, member] of Object.entries(value)) {
    const found = findKey(member, wanted, [...path, key])
    if (found !== undefined) return found
  }
  return undefined
}
