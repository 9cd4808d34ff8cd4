import {both, either, ignoringCase, namedClass, not, only, predefinedClass, range} from './character-class.js'
import type {CharacterTest} from './pattern-node.js'
import type {PatternReader} from './pattern-reader.js'

/** Parses a class behind its "[": members, ranges, classes in classes, "&&". */
export function parseClass(reader: PatternReader): CharacterTest {
  reader.depth += 1
  if (reader.depth > 100) throw reader.error('Too many classes inside each other')
  const isNegated = reader.accept('^')
  let test = parseUnion(reader)
  while (reader.accept('&&')) {
    // "&&" with nothing behind it changes nothing.
    if (reader.next === ']' || reader.next === '&') continue
    test = both(test, parseUnion(reader))
  }
  if (!reader.accept(']')) throw reader.error('Unclosed character class')
  reader.depth -= 1
  return isNegated ? not(test) : test
}

function parseUnion(reader: PatternReader): CharacterTest {
  const tests: CharacterTest[] = []
  while (!reader.isAtEnd) {
    if (reader.next === ']' && tests.length > 0) break
    if (reader.acceptPattern(/(?=&&)/y) !== undefined) break
    if (reader.flags.comments) reader.skipComments()
    if (reader.next === '[') {
      reader.take()
      tests.push(parseClass(reader))
    } else tests.push(parseMember(reader))
  }
  return either(tests.length === 0 ? [() => false] : tests)
}

function parseMember(reader: PatternReader): CharacterTest {
  const quoted = reader.acceptQuoted()
  if (quoted !== undefined) return (codePoint) => quoted.includes(codePoint)
  const first = parseEnd(reader)
  if (typeof first !== 'number') return first
  const {ignoreCase, unicode} = reader.flags
  const test = parseRange(reader, first)
  return ignoreCase ? ignoringCase(test, unicode) : test
}

/** "a-z"; a "-" in front of "]" or "[" stands for itself. */
function parseRange(reader: PatternReader, first: number): CharacterTest {
  if (reader.acceptPattern(/-(?![\][])/y) === undefined) return only(first)
  const last = parseEnd(reader)
  if (typeof last !== 'number' || last < first) throw reader.error('Illegal character range')
  return range(first, last)
}

function parseEnd(reader: PatternReader): number | CharacterTest {
  const character = reader.take()
  return character === '\\' ? parseClassEscape(reader) : (character.codePointAt(0) ?? 0)
}

/** Parses what follows a backslash, in and outside classes: a code point or a class of them. */
export function parseClassEscape(reader: PatternReader): number | CharacterTest {
  const hex = reader.acceptPattern(/u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]{1,6})\}/y)
  if (hex !== undefined) return Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? '0', 16)
  const octal = reader.acceptPattern(/0([0-3][0-7]{2}|[0-7]{1,2})/y)?.[1]
  if (octal !== undefined) return Number.parseInt(octal, 8)
  const property = reader.acceptPattern(/([pP])(?:\{(\^?)([\w=]+)\}|(\w))/y)
  if (property !== undefined) {
    const [, letter, caret = '', name, short] = property
    const test = namedClass(name ?? short ?? '')
    return (letter === 'P') === (caret === '') ? not(test) : test
  }
  const control = reader.acceptPattern(/c([^])/y)?.[1]
  if (control !== undefined) return control.charCodeAt(0) ^ 64
  const letter = reader.take()
  const test = predefinedClass(letter)
  if (test !== undefined) return test
  const codePoint = controls.get(letter)
  if (codePoint === undefined && /[A-Za-z]/.test(letter))
    throw reader.error(`Illegal/unsupported escape sequence \\${letter}`)
  return codePoint ?? letter.codePointAt(0) ?? 0
}

const controls: ReadonlyMap<string, number> = new Map([
  ['t', 9],
  ['n', 10],
  ['r', 13],
  ['f', 12],
  ['a', 7],
  ['e', 27],
])
