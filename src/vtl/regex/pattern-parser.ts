import {parseClass, parseClassEscape} from './class-parser.js'
import {ignoringCase, isLineTerminator, not, only} from './character-class.js'
import type {Greed, PatternNode} from './pattern-node.js'
import {PatternReader, type Flags} from './pattern-reader.js'

/** Groups, and groups inside each other, beyond this are refused. */
const maxGroups = 200

/** A parsed pattern: its tree, how many groups it has and which of them have names. */
export type ParsedPattern = {root: PatternNode; groupCount: number; groupNames: ReadonlyMap<string, number>}

/**
 * Parses java.util.regex syntax; PatternError when it is wrong.
 *
 * Known: alternatives, greedy, lazy and possessive repetitions, groups (capturing, named, atomic, flags, look around), classes with
 * unions and intersections, back references, anchors, quoting. Not known: \X, \b{g}, \N{…}.
 */
export function parsePattern(source: string, ignoreCase: boolean): ParsedPattern {
  const reader = new PatternReader(source, {
    ignoreCase,
    dotAll: false,
    multiLine: false,
    comments: false,
    unicode: false,
  })
  const root = parseChoice(reader)
  if (!reader.isAtEnd) throw reader.error('Unmatched closing )')
  return {root, groupCount: reader.groupCount, groupNames: reader.groupNames}
}

function parseChoice(reader: PatternReader): PatternNode {
  const options = [parseSequence(reader)]
  while (reader.accept('|')) options.push(parseSequence(reader))
  const [only] = options
  return options.length === 1 && only !== undefined ? only : {kind: 'choice', options}
}

function parseSequence(reader: PatternReader): PatternNode {
  const items: PatternNode[] = []
  while (true) {
    reader.skipComments()
    if (reader.isAtEnd || reader.next === '|' || reader.next === ')') break
    for (const atom of parseAtoms(reader)) items.push(atom)
  }
  return {kind: 'sequence', items}
}

/** One atom with its repetition; more than one only for \Q…\E, whose last character is what a repetition applies to. */
function parseAtoms(reader: PatternReader): PatternNode[] {
  const atoms = reader.acceptQuoted()?.map((codePoint) => character(codePoint, reader.flags)) ?? [parseAtom(reader)]
  reader.skipComments()
  const last = atoms.pop()
  if (last === undefined) return []
  return [...atoms, parseRepetitions(last, reader)]
}

function parseRepetitions(body: PatternNode, reader: PatternReader): PatternNode {
  const bounds = parseBounds(reader)
  if (bounds === undefined) return body
  const greed: Greed = reader.accept('?') ? 'lazy' : reader.accept('+') ? 'possessive' : 'greedy'
  const repeat: PatternNode = {kind: 'repeat', body, ...bounds, greed: greed === 'possessive' ? 'greedy' : greed}
  const node: PatternNode = greed === 'possessive' ? {kind: 'atomic', body: repeat} : repeat
  if (reader.next === '*' || reader.next === '+' || reader.next === '?') {
    throw reader.error(`Dangling meta character '${reader.next}'`)
  }
  return node
}

function parseBounds(reader: PatternReader): {min: number; max: number} | undefined {
  if (reader.accept('*')) return {min: 0, max: Infinity}
  if (reader.accept('+')) return {min: 1, max: Infinity}
  if (reader.accept('?')) return {min: 0, max: 1}
  if (reader.next !== '{') return undefined
  const counts = reader.acceptPattern(/\{(\d{1,9})(?:(,)(\d{0,9}))?\}/y)
  if (counts === undefined) throw reader.error('Illegal repetition')
  const [, low = '0', comma, high = ''] = counts
  const min = Number(low)
  const max = comma === undefined ? min : high === '' ? Infinity : Number(high)
  if (max < min) throw reader.error('Illegal repetition range')
  return {min, max}
}

function parseAtom(reader: PatternReader): PatternNode {
  const {flags} = reader
  const symbol = reader.take()
  switch (symbol) {
    case '.':
      return {kind: 'character', test: flags.dotAll ? () => true : not(isLineTerminator)}
    case '^':
      return {kind: 'anchor', anchor: flags.multiLine ? 'line-start' : 'input-start'}
    case '$':
      return {kind: 'anchor', anchor: flags.multiLine ? 'line-end' : 'input-end-or-last-line'}
    case '[':
      return {kind: 'character', test: parseClass(reader)}
    case '(':
      return parseGroup(reader)
    case '\\':
      return parseEscape(reader)
    case '*':
    case '+':
    case '?':
      throw reader.error(`Dangling meta character '${symbol}'`)
    case '{':
      throw reader.error('Illegal repetition')
    default:
      return character(symbol.codePointAt(0) ?? 0, flags)
  }
}

function character(codePoint: number, flags: Flags): PatternNode {
  const test = only(codePoint)
  return {kind: 'character', test: flags.ignoreCase ? ignoringCase(test, flags.unicode) : test}
}

function parseGroup(reader: PatternReader): PatternNode {
  reader.depth += 1
  if (reader.depth > maxGroups || reader.groupCount > maxGroups) throw reader.error('Too many groups')
  const {flags} = reader
  const node = reader.accept('?') ? parseSpecialGroup(reader) : parseCapture(reader)
  reader.flags = node.kind === 'empty' ? reader.flags : flags
  reader.depth -= 1
  return node
}

function parseCapture(reader: PatternReader): PatternNode {
  reader.groupCount += 1
  const index = reader.groupCount
  return {kind: 'group', index, body: parseBody(reader)}
}

function parseBody(reader: PatternReader): PatternNode {
  const body = parseChoice(reader)
  if (!reader.accept(')')) throw reader.error('Unclosed group')
  return body
}

function parseSpecialGroup(reader: PatternReader): PatternNode {
  if (reader.accept(':')) return wrap(parseBody(reader))
  if (reader.accept('>')) return {kind: 'atomic', body: parseBody(reader)}
  if (reader.accept('=')) return look(reader, 'ahead', false)
  if (reader.accept('!')) return look(reader, 'ahead', true)
  if (reader.accept('<=')) return look(reader, 'behind', false)
  if (reader.accept('<!')) return look(reader, 'behind', true)
  const name = reader.acceptPattern(/<([A-Za-z][A-Za-z0-9]*)>/y)?.[1]
  if (name !== undefined) return parseNamedGroup(reader, name)
  const flags = reader.acceptPattern(/([imsxduU]*)(?:-([imsxduU]*))?([:)])/y)
  if (flags === undefined) throw reader.error('Unknown inline modifier')
  const [, on = '', off = '', end] = flags
  reader.flags = changeFlags(reader.flags, on, off)
  return end === ')' ? {kind: 'empty'} : wrap(parseBody(reader))
}

function parseNamedGroup(reader: PatternReader, name: string): PatternNode {
  if (reader.groupNames.has(name)) throw reader.error(`Named capturing group <${name}> is already defined`)
  reader.groupNames.set(name, reader.groupCount + 1)
  return parseCapture(reader)
}

/** A sequence of one, so that an empty group is not taken for a change of flags. */
function wrap(body: PatternNode): PatternNode {
  return {kind: 'sequence', items: [body]}
}

function look(reader: PatternReader, direction: 'ahead' | 'behind', isNegative: boolean): PatternNode {
  return {kind: 'look', direction, isNegative, body: parseBody(reader)}
}

function changeFlags(flags: Flags, on: string, off: string): Flags {
  const isOn = (letter: string, before: boolean): boolean => (before || on.includes(letter)) && !off.includes(letter)
  return {
    ignoreCase: isOn('i', flags.ignoreCase),
    multiLine: isOn('m', flags.multiLine),
    dotAll: isOn('s', flags.dotAll),
    comments: isOn('x', flags.comments),
    unicode: isOn('u', isOn('U', flags.unicode)),
  }
}

function parseEscape(reader: PatternReader): PatternNode {
  const {flags} = reader
  const anchor = anchors.get(reader.next)
  if (anchor !== undefined) {
    reader.take()
    return {kind: 'anchor', anchor}
  }
  if (reader.accept('R')) return lineBreak
  const name = reader.acceptPattern(/k<([A-Za-z][A-Za-z0-9]*)>/y)?.[1]
  if (name !== undefined) return backreference(reader, reader.groupNames.get(name))
  if (/[1-9]/.test(reader.next)) return parseBackreference(reader)
  const escape = parseClassEscape(reader)
  const test = typeof escape === 'number' ? only(escape) : escape
  return {kind: 'character', test: flags.ignoreCase ? ignoringCase(test, flags.unicode) : test}
}

/** Takes as many digits as there are groups for, at least one. */
function parseBackreference(reader: PatternReader): PatternNode {
  let index = Number(reader.take())
  while (/[0-9]/.test(reader.next) && index * 10 + Number(reader.next) <= reader.groupCount) {
    index = index * 10 + Number(reader.take())
  }
  return backreference(reader, index)
}

function backreference(reader: PatternReader, index: number | undefined): PatternNode {
  if (index === undefined) throw reader.error('The named capturing group does not exist')
  return {kind: 'backreference', index, ignoreCase: reader.flags.ignoreCase}
}

const anchors: ReadonlyMap<string, Extract<PatternNode, {kind: 'anchor'}>['anchor']> = new Map([
  ['b', 'word-boundary'],
  ['B', 'no-word-boundary'],
  ['A', 'input-start'],
  ['G', 'last-match-end'],
  ['Z', 'input-end-or-last-line'],
  ['z', 'input-end'],
])

const lineBreak: PatternNode = {
  kind: 'choice',
  options: [
    {
      kind: 'sequence',
      items: [
        {kind: 'character', test: only(13)},
        {kind: 'character', test: only(10)},
      ],
    },
    {kind: 'character', test: (codePoint) => (codePoint >= 10 && codePoint <= 13) || isLineTerminator(codePoint)},
  ],
}
