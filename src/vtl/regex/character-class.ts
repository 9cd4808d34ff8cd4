import {PatternError} from './pattern-error.js'
import type {CharacterTest} from './pattern-node.js'

/** Tests of the predefined classes \d, \w, \s, \h, \v; undefined for another letter. */
export function predefinedClass(letter: string): CharacterTest | undefined {
  const test = predefined.get(letter.toLowerCase())
  if (test === undefined) return undefined
  return letter === letter.toLowerCase() ? test : not(test)
}

/** The test of \p{name}: POSIX names are ASCII only, others are Unicode properties with or without "Is". */
export function namedClass(name: string): CharacterTest {
  const posixTest = posix.get(name)
  if (posixTest !== undefined) return posixTest
  return unicodeProperty(name)
}

export function not(test: CharacterTest): CharacterTest {
  return (codePoint) => !test(codePoint)
}

export function either(tests: readonly CharacterTest[]): CharacterTest {
  const [first] = tests
  if (tests.length === 1 && first !== undefined) return first
  return (codePoint) => tests.some((test) => test(codePoint))
}

export function both(left: CharacterTest, right: CharacterTest): CharacterTest {
  return (codePoint) => left(codePoint) && right(codePoint)
}

export function range(from: number, to: number): CharacterTest {
  return (codePoint) => codePoint >= from && codePoint <= to
}

export function only(wanted: number): CharacterTest {
  return (codePoint) => codePoint === wanted
}

/** Extends a test to the other case of letters: ASCII letters only unless isUnicode. */
export function ignoringCase(test: CharacterTest, isUnicode: boolean): CharacterTest {
  return (codePoint) => {
    if (test(codePoint)) return true
    if (codePoint < 128) return isAsciiLetter(codePoint) && test(codePoint ^ 32)
    if (!isUnicode) return false
    const character = String.fromCodePoint(codePoint)
    return [character.toLowerCase(), character.toUpperCase()].some((other) => test(other.codePointAt(0) ?? -1))
  }
}

/** What ends a line, and what "." therefore does not match. */
export function isLineTerminator(codePoint: number): boolean {
  return codePoint === 10 || codePoint === 13 || codePoint === 0x85 || codePoint === 0x2028 || codePoint === 0x2029
}

/** What \b takes for a part of a word. */
export function isWordCharacter(codePoint: number): boolean {
  return codePoint < 128 ? isAsciiWord(codePoint) : letterOrDigit.test(String.fromCodePoint(codePoint))
}

const letterOrDigit = /[\p{L}\p{Nd}]/u

function isAsciiLetter(codePoint: number): boolean {
  const lower = codePoint | 32
  return lower >= 97 && lower <= 122
}

function isAsciiWord(codePoint: number): boolean {
  return isAsciiLetter(codePoint) || codePoint === 95 || (codePoint >= 48 && codePoint <= 57)
}

function oneOf(characters: string): CharacterTest {
  const codePoints = new Set(Array.from(characters, (character) => character.codePointAt(0)))
  return (codePoint) => codePoints.has(codePoint)
}

function matching(expression: RegExp): CharacterTest {
  return (codePoint) => expression.test(String.fromCodePoint(codePoint))
}

const predefined: ReadonlyMap<string, CharacterTest> = new Map<string, CharacterTest>([
  ['d', range(48, 57)],
  ['w', isAsciiWord],
  ['s', oneOf(' \t\n\v\f\r')],
  [
    'h',
    oneOf(' \t\u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000'),
  ],
  ['v', oneOf('\n\v\f\r\u0085\u2028\u2029')],
])

const posix: ReadonlyMap<string, CharacterTest> = new Map<string, CharacterTest>([
  ['Lower', range(97, 122)],
  ['Upper', range(65, 90)],
  ['ASCII', range(0, 127)],
  ['Alpha', isAsciiLetter],
  ['Digit', range(48, 57)],
  ['Alnum', either([isAsciiLetter, range(48, 57)])],
  ['Punct', either([range(33, 47), range(58, 64), range(91, 96), range(123, 126)])],
  ['Graph', range(33, 126)],
  ['Print', range(32, 126)],
  ['Blank', oneOf(' \t')],
  ['Cntrl', either([range(0, 31), only(127)])],
  ['XDigit', either([range(48, 57), range(65, 70), range(97, 102)])],
  ['Space', oneOf(' \t\n\v\f\r')],
  ['javaLowerCase', matching(/\p{Lowercase}/u)],
  ['javaUpperCase', matching(/\p{Uppercase}/u)],
  ['javaWhitespace', matching(/[\t-\r\x1c-\x1f]|(?![\u00a0\u2007\u202f])\p{Z}/u)],
  ['javaLetter', matching(/\p{L}/u)],
  ['javaDigit', matching(/\p{Nd}/u)],
  ['javaLetterOrDigit', matching(/[\p{L}\p{Nd}]/u)],
])

const properties: ReadonlyMap<string, string> = new Map([
  ['lowercase', 'Lowercase'],
  ['uppercase', 'Uppercase'],
  ['alphabetic', 'Alphabetic'],
  ['ideographic', 'Ideographic'],
  ['white_space', 'White_Space'],
  ['whitespace', 'White_Space'],
  ['punctuation', 'P'],
  ['digit', 'Nd'],
  ['control', 'Cc'],
  ['letter', 'L'],
])

/** General categories (L, Lu), "IsAlphabetic", "IsLatin", "script=Greek", "gc=Lu". */
function unicodeProperty(name: string): CharacterTest {
  const value = name.replace(/^(?:Is|gc=|general_category=)/, '')
  const script = /^(?:sc|script|Script)=(\w+)$/.exec(value)?.[1]
  const known = properties.get(value.toLowerCase())
  for (const property of script === undefined ? [known ?? value, `Script=${value}`] : [`Script=${script}`]) {
    try {
      return matching(new RegExp(`\\p{${property}}`, 'u'))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  throw new PatternError(`Unknown character property name {${name}}`)
}
