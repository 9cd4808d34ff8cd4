import {matches} from '../regex/replace.js'
import {JavaList} from '../value/collection.js'
import {JavaMap} from '../value/java-map.js'
import type {Meter} from '../value/meter.js'
import {isNumber, parseDecimal, printedDecimal, type JavaNumber} from '../value/number.js'
import {compareNumbers} from '../value/arithmetic.js'
import {textOf} from '../value/text.js'
import type {Value} from '../value/value.js'
import type {Comparison, Filter, Operand} from './filter.js'
import {JsonPathError, NoSuchPath} from './json-path-error.js'
import {isDefiniteSegment, type JsonPath, type Segment} from './segment.js'

/** Runs of a path over one document. */
type Walk = {segments: readonly Segment[]; root: Value; meter: Meter; found: Value[]; mustExist: boolean}

/**
 * What a path leads to: one value for a definite path, a JSON list for another.
 *
 * undefined when it leads nowhere; JsonPathError when it cannot be applied, such as an index to a map.
 */
export function followPath(path: JsonPath, document: Value, meter: Meter): Value | undefined {
  return follow(path, document, document, meter, false)
}

function follow(path: JsonPath, start: Value, root: Value, meter: Meter, mustExist: boolean): Value | undefined {
  const walk: Walk = {segments: path.segments, root, meter, found: [], mustExist}
  try {
    step(walk, 0, start)
  } catch (error) {
    if (error instanceof NoSuchPath) return undefined
    throw error
  }
  return path.isDefinite ? walk.found[0] : new JavaList('net.minidev.json.JSONArray', walk.found)
}

function step(walk: Walk, index: number, value: Value): void {
  walk.meter.step(1)
  const segment = walk.segments[index]
  switch (segment?.kind) {
    case undefined:
      walk.found.push(value)
      return
    case 'properties': {
      readProperties(walk, index, value, segment.names)
      return
    }
    case 'wildcard': {
      readAll(walk, index, value)
      return
    }
    case 'scan': {
      scan(walk, index, value)
      return
    }
    case 'filter': {
      readMatching(walk, index, value, segment.filter)
      return
    }
    case 'index':
    case 'indexes':
    case 'from-end':
    case 'slice': {
      readItems(walk, index, value, segment)
      return
    }
  }
}

function readProperties(walk: Walk, index: number, value: Value, names: readonly string[]): void {
  if (!(value instanceof JavaMap)) throw new NoSuchPath()
  const [name] = names
  if (names.length === 1 && name !== undefined) {
    readProperty(walk, index, value, name)
    return
  }
  if (index !== walk.segments.length - 1) throw new JsonPathError('Multi properties can only be used as path leafs')
  const merged = new JavaMap()
  for (const wanted of names) {
    const member = value.get(wanted)
    if (member !== undefined) merged.build(wanted, member)
  }
  walk.found.push(merged)
}

/** A missing property ends the search, unless something indefinite comes directly before it and more follows. */
function readProperty(walk: Walk, index: number, map: JavaMap, name: string): void {
  const member = map.get(name)
  if (member !== undefined) {
    step(walk, index + 1, member)
    return
  }
  const isLeaf = index === walk.segments.length - 1
  const isUpstreamDefinite = walk.segments.slice(Math.max(index - 1, 0)).every(isDefiniteSegment)
  if (isLeaf || isUpstreamDefinite || walk.mustExist) throw new NoSuchPath()
}

function readAll(walk: Walk, index: number, value: Value): void {
  if (value instanceof JavaMap) for (const entry of value.entries()) step(walk, index + 1, entry.value)
  else if (value instanceof JavaList) for (const item of value.items()) tolerantly(() => step(walk, index + 1, item))
}

/** An item without the rest of the path is passed over. */
function tolerantly(read: () => void): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof NoSuchPath)) throw error
  }
}

function readItems(
  walk: Walk,
  index: number,
  value: Value,
  segment: Extract<Segment, {kind: 'index' | 'indexes' | 'from-end' | 'slice'}>,
): void {
  if (value === null) throw new NoSuchPath()
  if (!(value instanceof JavaList)) {
    throw new JsonPathError('Filter: an array index can only be applied to arrays.')
  }
  const items = value.items()
  for (const wanted of wantedIndexes(segment, items.length)) {
    const item = items[wanted]
    if (item === undefined) throw new NoSuchPath()
    step(walk, index + 1, item)
  }
}

function wantedIndexes(
  segment: Extract<Segment, {kind: 'index' | 'indexes' | 'from-end' | 'slice'}>,
  length: number,
): number[] {
  const fromStart = (index: number): number => (index < 0 ? length + index : index)
  switch (segment.kind) {
    case 'index':
      // Newer versions of the library count negative indexes from the end; older ones find nothing.
      return [fromStart(segment.index)]
    case 'indexes':
      return segment.indexes.map(fromStart)
    case 'from-end':
      return [length + segment.offset]
    case 'slice': {
      const {from, to} = segment
      if (length === 0) return []
      const start = from === null ? 0 : to === null ? Math.max(0, fromStart(from)) : from
      const end = to === null ? length : Math.min(length, from === null ? fromStart(to) : to)
      return Array.from({length: Math.max(0, end - start)}, (_, offset) => start + offset)
    }
  }
}

function readMatching(walk: Walk, index: number, value: Value, filter: Filter): void {
  if (value instanceof JavaMap) {
    if (accepts(filter, value, walk)) step(walk, index + 1, value)
  } else if (value instanceof JavaList) {
    for (const item of value.items()) if (accepts(filter, item, walk)) step(walk, index + 1, item)
  } else throw new JsonPathError('Filter: can not be applied to primitives.')
}

/** ".." offers every map and list below, and the value itself, to the rest of the path. */
function scan(walk: Walk, index: number, value: Value): void {
  const target = walk.segments[index + 1]
  if (target === undefined) throw new JsonPathError('A path can not end with a scan.')
  walk.meter.step(1)
  if (value instanceof JavaMap) {
    if (isScanTarget(target, value, walk)) step(walk, index + 1, value)
    for (const entry of value.entries()) scan(walk, index, entry.value)
  } else if (value instanceof JavaList) {
    if (isScanTarget(target, value, walk)) scanList(walk, index, value)
    for (const item of value.items()) scan(walk, index, item)
  }
}

/** With more behind the target, a list offers its items to what is behind, past the target. */
function scanList(walk: Walk, index: number, list: JavaList): void {
  if (index + 2 === walk.segments.length) {
    step(walk, index + 1, list)
    return
  }
  for (const item of list.items()) step(walk, index + 2, item)
}

function isScanTarget(target: Segment, value: JavaMap | JavaList, walk: Walk): boolean {
  switch (target.kind) {
    case 'properties':
      return value instanceof JavaMap && target.names.every((name) => value.has(name))
    case 'wildcard':
      return true
    case 'filter':
      return accepts(target.filter, value, walk)
    case 'scan':
      return false
    case 'index':
    case 'indexes':
    case 'from-end':
    case 'slice':
      return value instanceof JavaList
  }
}

function accepts(filter: Filter, item: Value, walk: Walk): boolean {
  walk.meter.step(1)
  switch (filter.kind) {
    case 'and':
      return filter.all.every((part) => accepts(part, item, walk))
    case 'or':
      return accepts(filter.left, item, walk) || accepts(filter.right, item, walk)
    case 'exists': {
      const value = follow(filter.path, item, walk.root, walk.meter, true)
      return (value !== undefined && value !== null) === filter.isWanted
    }
    case 'compare':
      return acceptsComparison(filter.operator, filter.left, filter.right, item, walk)
  }
}

function acceptsComparison(operator: Comparison, left: Operand, right: Operand, item: Value, walk: Walk): boolean {
  const model = operandValue(left, item, walk)
  const expected = operandValue(right, item, walk)
  if (model === undefined || expected === undefined) return false
  if (operator === '=~') return acceptsPattern(left, right, model, expected, walk.meter)
  if (left.kind === 'pattern' || right.kind === 'pattern') return false
  if (operator !== '==' && operator !== '!=' && (model === null) !== (expected === null)) return false
  const order = compare(expected, model)
  switch (order === undefined ? undefined : operator) {
    case '==':
      return order === 0
    case '!=':
      return order !== 0
    case '>':
      return order !== undefined && order < 0
    case '>=':
      return order !== undefined && order <= 0
    case '<':
      return order !== undefined && order > 0
    case '<=':
      return order !== undefined && order >= 0
    case undefined:
      return false
  }
}

function operandValue(operand: Operand, item: Value, walk: Walk): Value | undefined {
  if (operand.kind === 'text') return operand.text
  if (operand.kind === 'pattern') return operand.pattern.source
  return follow(operand.path, operand.path.isRelative ? item : walk.root, walk.root, walk.meter, false)
}

function acceptsPattern(left: Operand, right: Operand, model: Value, expected: Value, meter: Meter): boolean {
  const [operand, target] = left.kind === 'pattern' ? [left, expected] : [right, model]
  if (operand.kind !== 'pattern') throw new JsonPathError('=~ needs a pattern between slashes.')
  return target !== null && matches(operand.pattern, textOf(target, meter), (count) => meter.step(count / 8))
}

/** The order of two values, expected first; undefined when they cannot be compared. "null" is null. */
function compare(expected: Value, model: Value): number | undefined {
  if (expected === model) return 0
  const [isExpectedNull, isModelNull] = [isNullish(expected), isNullish(model)]
  if (isExpectedNull || isModelNull) return Number(isModelNull) - Number(isExpectedNull)
  if (typeof expected === 'string' && typeof model === 'string')
    return compareText(expected.replaceAll("\\'", "'"), model)
  if (isNumber(expected) && isNumber(model)) return comparePrinted(expected, model)
  if (typeof expected === 'string' && isNumber(model)) return comparePrinted(toNumber(expected), model)
  if (typeof expected === 'string' && typeof model === 'boolean')
    return Number(expected.toLowerCase() === 'true') - Number(model)
  if (typeof expected === 'boolean' && typeof model === 'boolean') return Number(expected) - Number(model)
  return undefined
}

/** By the digits they print, as the library compares. */
function comparePrinted(left: JavaNumber, right: JavaNumber): number {
  return compareNumbers(printedDecimal(left), printedDecimal(right))
}

function isNullish(value: Value): boolean {
  return value === null || value === 'null'
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function toNumber(text: string): JavaNumber {
  const number = parseDecimal(text)
  if (number === undefined)
    throw new JsonPathError(`${JSON.stringify(text)} is not a number, but is compared with one.`)
  return number
}
