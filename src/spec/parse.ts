import type {Problem} from '../errors/problem.js'
import {isJsonObject} from '../model/json.js'
import type {Json} from '../model/json.js'
import type {SourceText, SpecDocument} from './document.js'
import {scanJson} from './json-text.js'
import type {JsonScan} from './json-text.js'
import {limits} from './limits.js'
import {lineColumn} from './line-column.js'
import {scanYaml} from './yaml-text.js'

export type ParseOptions = {
  /** What a key that an object has twice means: a problem (default), or the later one counts, as in AWS's import. */
  duplicateKeys?: 'refuse' | 'last'
}

export type ParsedDefinition = {document?: SpecDocument; problems: Problem[]}

/** The text of one file as a value, whatever its root is; `root` is absent when a problem is an error. */
export type ParsedText = {source: SourceText; problems: Problem[]}

/** Text of a definition to a document. Pure; never throws: whatever is wrong is a problem with its place. */
export function parseDefinition(source: {text: string; file: string}, options: ParseOptions = {}): ParsedDefinition {
  const {source: read, problems} = parseText(source, options)
  if (read.root === undefined) return {problems}
  const {root} = read
  if (!isJsonObject(root)) return {problems: [...problems, notAnObject(read.file, root)]}
  const document = {file: read.file, root, sources: new Map([[read.file, read]]), origins: new WeakMap<object, never>()}
  return {document, problems}
}

/** YAML or JSON text to a value; JSON is recognised by its first character. */
export function parseText({text: written, file}: {text: string; file: string}, options: ParseOptions = {}): ParsedText {
  const text = written.startsWith('\uFEFF') ? written.slice(1) : written
  const refused = refusal(text, file)
  if (refused !== undefined) return unread(file, text, [refused])
  const attempt = /^\s*[{[]/.test(text) ? parseJson(text, file) : {kind: 'yaml' as const, notes: []}
  const parsed = attempt.kind === 'json' ? attempt.parsed : parseYaml(text, file, attempt.notes)
  return options.duplicateKeys === 'last' ? lastKeyCounts(parsed) : parsed
}

type JsonAttempt = {kind: 'json'; parsed: ParsedText} | {kind: 'yaml'; notes: Problem[]}

function parseJson(text: string, file: string): JsonAttempt {
  const scan = scanJson(text)
  if (scan.tooDeep !== undefined) return {kind: 'json', parsed: unread(file, text, [tooDeep(file, text, scan.tooDeep)])}
  if (scan.fault !== undefined) return {kind: 'yaml', notes: [notJson(file, text, scan.fault)]}
  const problems = duplicates(scan, text, file)
  const root = JSON.parse(text) as Json
  return {kind: 'json', parsed: checked({file, text, root, rangeOf: scan.rangeOf}, problems)}
}

/** A text in braces that is not JSON may still be YAML; when it is neither, what JSON says is the better explanation. */
function parseYaml(text: string, file: string, notes: Problem[]): ParsedText {
  const scan = scanYaml(text)
  if (scan.empty) return unread(file, text, [empty(file)])
  const place = (offset: number) => ({file, ...lineColumn(text, offset)})
  const problems = scan.faults
    .slice(0, limits.problemsPerCode)
    .map(({offset, ...fields}): Problem => ({...fields, ...place(offset)}))
  const syntax = problems.some((problem) => problem.code === 'SPEC_SYNTAX')
  if (notes.length > 0 && syntax) return unread(file, text, notes)
  const warned = notes.map((note): Problem => ({...note, severity: 'warning', code: 'SPEC_NOT_JSON', why: readAsYaml}))
  return checked({file, text, root: scan.value, rangeOf: scan.rangeOf}, [...warned, ...problems])
}

/** `__proto__` as a key means something else to JavaScript than to everyone who wrote the file. */
function checked(source: SourceText, problems: Problem[]): ParsedText {
  if (!source.text.includes('__proto__') && !source.text.includes('\\u005f')) return {source, problems}
  const path = findKey(source.root, '__proto__')
  if (path === undefined) return {source, problems}
  const range = source.rangeOf(path)
  const place = {file: source.file, ...lineColumn(source.text, range?.keyStart ?? 0)}
  return {source: {...source, root: undefined}, problems: [...problems, {...protoKey, ...place}]}
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

function lastKeyCounts(parsed: ParsedText): ParsedText {
  const problems = parsed.problems.filter((problem) => problem.code !== 'SPEC_DUPLICATE_KEY')
  return {...parsed, problems}
}

function duplicates(scan: JsonScan, text: string, file: string): Problem[] {
  return scan.duplicates.slice(0, limits.problemsPerCode).map(({key, offset, firstOffset, same}) => ({
    severity: same ? 'warning' : 'error',
    code: 'SPEC_DUPLICATE_KEY',
    file,
    ...lineColumn(text, offset),
    what: `The key "${key}" is already in this object, on line ${lineColumn(text, firstOffset).line}.`,
    why: same
      ? 'The later one counts; nothing is lost.'
      : 'Only one of the two can count; the other would be lost silently.',
    fix: 'Remove or rename one of them.',
  }))
}

function unread(file: string, text: string, problems: Problem[]): ParsedText {
  return {source: {file, text, root: undefined, rangeOf: () => undefined}, problems}
}

/** What no parser should be asked to look at. */
function refusal(text: string, file: string): Problem | undefined {
  if (text.trim() === '') return empty(file)
  if (text.length > limits.fileChars) return tooLarge(file, text.length)
  const nul = text.indexOf('\0')
  if (nul !== -1) return {...binary, file, ...lineColumn(text, nul)}
  return undefined
}

const readAsYaml = 'The file looks like JSON but is not; it could be read as YAML.'
const whole = {severity: 'error', line: 1, column: 1} as const

const binary = {
  severity: 'error',
  code: 'SPEC_NOT_TEXT',
  what: 'The file contains a NUL byte.',
  why: 'It is binary, or text in UTF-16; an API definition is text in UTF-8.',
  fix: 'Name the OpenAPI file, or save it as UTF-8.',
} as const

const protoKey = {
  severity: 'error',
  code: 'SPEC_BAD_KEY',
  what: 'The key "__proto__" is not allowed.',
  why: 'Programs in JavaScript give it another meaning.',
  fix: 'Rename it.',
} as const

function empty(file: string): Problem {
  return {
    ...whole,
    code: 'SPEC_EMPTY',
    file,
    what: 'The file is empty.',
    why: 'An API definition has at least openapi (or swagger), info and paths.',
    fix: 'Write the definition, or run "apigw init" in an empty folder to see one.',
  }
}

function tooLarge(file: string, length: number): Problem {
  return {
    ...whole,
    code: 'SPEC_TOO_LARGE',
    file,
    what: `The file has ${length} characters.`,
    why: `At most ${limits.fileChars} are read; AWS takes 6 MB.`,
    fix: 'Remove examples and long descriptions, or split the API.',
  }
}

function tooDeep(file: string, text: string, offset: number): Problem {
  return {
    severity: 'error',
    code: 'SPEC_TOO_DEEP',
    file,
    ...lineColumn(text, offset),
    what: `Values are nested more than ${limits.depth} deep.`,
    why: 'No API definition needs that; it is refused to protect this program.',
    fix: 'Flatten the document, or name schemas and refer to them with $ref.',
  }
}

function notJson(file: string, text: string, fault: {offset: number; what: string}): Problem {
  return {
    severity: 'error',
    code: 'SPEC_SYNTAX',
    file,
    ...lineColumn(text, fault.offset),
    what: fault.what,
    why: 'The file is not valid JSON here, and not valid YAML either.',
    fix: 'Look for a missing or extra comma, quote or bracket at or before this place.',
  }
}

function notAnObject(file: string, root: Json): Problem {
  return {
    ...whole,
    code: 'SPEC_NOT_AN_OBJECT',
    file,
    what: `The document is a ${Array.isArray(root) ? 'list' : 'single value'}, not an object.`,
    why: 'An API definition has at least openapi (or swagger), info and paths.',
    fix: 'Name the OpenAPI file.',
  }
}
