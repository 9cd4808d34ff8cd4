import {compilePattern} from '../regex/pattern.js'
import {PatternError} from '../regex/pattern-error.js'
import type {Comparison, Filter, Operand} from './filter.js'
import {JsonPathError} from './json-path-error.js'
import {isDefiniteSegment, type JsonPath, type Segment} from './segment.js'

/** Filters may contain paths; paths in their filters beyond this depth are refused. */
const maxDepth = 20

/**
 * Compiles a Jayway JSONPath: "$.a.b", "a.b" and "@.b", "['a','b']", "[0]", "[-1]", "[1,2]", "[1:3]", "*", "..", "[(@.length-1)]"
 * and "[?(@.price < 10 && @.name =~ /x.*\/i)]". JsonPathError when it is not one.
 */
export function compilePath(expression: string, depth = 0): JsonPath {
  const source = expression.trim()
  if (source === '') throw new JsonPathError('The path is empty.')
  if (depth > maxDepth) throw new JsonPathError('The path has too many filters inside each other.')
  if (source.endsWith('..')) throw new JsonPathError('A path can not end with a scan.')
  const isRelative = source.startsWith('@')
  const text = isRelative || source.startsWith('$') ? source.slice(1) : `.${source}`
  if (text !== '' && !/^[.[]/.test(text)) throw new JsonPathError(`Invalid path ${source}`)
  const segments = readSegments(text, depth)
  return {source, segments, isRelative, isDefinite: segments.every(isDefiniteSegment)}
}

function readSegments(text: string, depth: number): Segment[] {
  const segments: Segment[] = []
  let at = 0
  while (at < text.length) {
    const rest = text.slice(at)
    if (rest.startsWith(' ')) throw new JsonPathError('Space not allowed in path')
    const fragment = rest.startsWith('[') ? bracketed(rest) : (/^(?:\.\.|\.?[^.[ ]*)/.exec(rest)?.[0] ?? '')
    if (rest === '.') throw new JsonPathError('A path can not end with a dot.')
    const isAfterDot = text[at - 1] === '.' && fragment.startsWith('[')
    const segment = toSegment(fragment, isAfterDot, depth)
    if (segment !== undefined) segments.push(segment)
    at += fragment.length
  }
  return segments
}

/** "[…]" up to the bracket that closes it. */
function bracketed(text: string): string {
  let open = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '[') open += 1
    if (text[at] === ']') open -= 1
    if (open === 0) return text.slice(0, at + 1)
  }
  return text
}

function toSegment(fragment: string, isAfterDot: boolean, depth: number): Segment | undefined {
  if (fragment === '..') return {kind: 'scan'}
  if (fragment === '.') return undefined
  if (fragment === '.*' || fragment === '*' || fragment === '[*]') return {kind: 'wildcard'}
  if (!fragment.startsWith('[')) return {kind: 'properties', names: readName(fragment.replace(/^\./, ''))}
  const first = /[?'"0-9:@-]/.exec(fragment)?.[0]
  if (first === '?') return {kind: 'filter', filter: readFilter(fragment, depth)}
  if (first === "'" || (first === '"' && !isAfterDot)) return {kind: 'properties', names: readNames(fragment, first)}
  if (first === undefined || first === '"') throw new JsonPathError(`Could not analyze path component: ${fragment}`)
  return readArraySegment(fragment)
}

/** A name with a "]" is no name, but no error either: it selects nothing of an object. */
function readName(name: string): string[] {
  return name.includes(']') ? [] : [name]
}

function readNames(fragment: string, quote: string): string[] {
  const names = fragment.slice(0, -1).split(quote)
  if (!fragment.endsWith(']') || names.length < 3)
    throw new JsonPathError(`Could not analyze path component: ${fragment}`)
  return names.filter((_, index) => index % 2 === 1)
}

function readArraySegment(fragment: string): Segment {
  const fromEnd = /^\[ *\(? *@\.(?:size|length)(?: *\( *\))? *(- *[0-9]+) *\) *\]$/.exec(fragment)?.[1]
  if (fromEnd !== undefined) return {kind: 'from-end', offset: toIndex(fromEnd)}
  const content = /^\[([-0-9:, ]*)\]$/.exec(fragment)?.[1]?.replaceAll(' ', '')
  if (content === undefined) throw new JsonPathError(`Could not analyze path component: ${fragment}`)
  if (content.includes(':')) return readSlice(content)
  const indexes = content.replace(/,$/, '').split(',').map(toIndex)
  const [only] = indexes
  return indexes.length === 1 && only !== undefined ? {kind: 'index', index: only} : {kind: 'indexes', indexes}
}

function readSlice(content: string): Segment {
  // What stands behind a second colon is not looked at: there are no steps.
  const [from = '', to = ''] = content.split(':')
  if (from === '' && to === '') throw new JsonPathError(`Invalid slice [${content}]`)
  return {kind: 'slice', from: from === '' ? null : toIndex(from), to: to === '' ? null : toIndex(to)}
}

function toIndex(text: string): number {
  if (!/^- ?[0-9]{1,9}$|^[0-9]{1,9}$/.test(text)) throw new JsonPathError(`Not an array index: ${JSON.stringify(text)}`)
  return Number(text.replace(' ', ''))
}

function readFilter(fragment: string, depth: number): Filter {
  const inner = /^\[\s*\?\s*\(([^]*)\)\s*\]$/.exec(fragment)?.[1]
  if (inner === undefined) throw new JsonPathError(`Filter must start with '[?(' and end with ')]'. ${fragment}`)
  const parts = inner.split(/(&&|\|\|)/)
  // The last criterion is read first: "a && b || c" is a && (b || c), read from the right as Jayway does.
  let filter = readCriterion(parts.pop() ?? '', depth)
  while (parts.length > 0) {
    const operator = parts.pop()
    filter = combine(filter, operator === '&&' ? 'and' : 'or', readCriterion(parts.pop() ?? '', depth))
  }
  return filter
}

function combine(left: Filter, operator: 'and' | 'or', right: Filter): Filter {
  if (operator === 'or') return {kind: 'or', left, right}
  // "and" binds to the latest alternative only.
  if (left.kind === 'or') return {kind: 'or', left: left.left, right: combine(left.right, 'and', right)}
  return {kind: 'and', all: left.kind === 'and' ? [...left.all, right] : [left, right]}
}

/** In this order: "=~" is looked for last, and an operator inside a quoted text is taken for the operator. */
const comparisons: readonly Comparison[] = ['==', '>=', '<=', '!=', '<', '>', '=~']

function readCriterion(text: string, depth: number): Filter {
  const criterion = text
    .replace(/^[[?( ]+/, '')
    .replace(/[) ]+$/, '')
    .trim()
  if (criterion === '') throw new JsonPathError('A filter has an empty criterion.')
  const operator = comparisons.find((candidate) => criterion.includes(candidate))
  if (operator === undefined) return readExistence(criterion, depth)
  const at = criterion.indexOf(operator)
  const left = readOperand(criterion.slice(0, at).trim(), depth)
  const right = readOperand(criterion.slice(at + operator.length).trim(), depth)
  return {kind: 'compare', operator, left, right}
}

function readExistence(criterion: string, depth: number): Filter {
  const isWanted = !criterion.startsWith('!')
  const operand = readOperand(isWanted ? criterion : criterion.slice(1), depth)
  if (operand.kind !== 'path') throw new JsonPathError(`A filter compares nothing: ${criterion}`)
  return {kind: 'exists', path: operand.path, isWanted}
}

function readOperand(text: string, depth: number): Operand {
  if (/^[$@]/.test(text)) {
    const path = compilePath(text, depth + 1)
    if (!path.isDefinite) throw new JsonPathError(`the predicate path: ${text} is not definite`)
    return {kind: 'path', path}
  }
  if (text.length > 1 && text.startsWith("'") && text.endsWith("'")) return {kind: 'text', text: text.slice(1, -1)}
  const pattern = /^\/([^]*)\/(i?)$/.exec(text)
  return pattern === null ? {kind: 'text', text} : readPattern(pattern[1] ?? '', pattern[2] === 'i')
}

function readPattern(source: string, ignoreCase: boolean): Operand {
  try {
    return {kind: 'pattern', pattern: compilePattern(source, ignoreCase)}
  } catch (error) {
    if (error instanceof PatternError) throw new JsonPathError(error.message)
    throw error
  }
}
