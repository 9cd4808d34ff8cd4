/** Accepts one character, given as code point. */
export type CharacterTest = (code: number) => boolean

export type PatternNode =
  | {kind: 'empty'}
  | {kind: 'character'; accepts: CharacterTest}
  | {kind: 'start' | 'end' | 'wordBoundary' | 'notWordBoundary'}
  | {kind: 'sequence' | 'either'; nodes: readonly PatternNode[]}
  | {kind: 'repeat'; node: PatternNode; min: number; max: number}
  | {kind: 'look'; node: PatternNode; wanted: boolean}

/** The pattern is no Java regular expression, or uses a part of the language that this matcher leaves out. */
export class PatternError extends Error {
  override name = 'PatternError'
}

type Flags = {ignoreCase: boolean; dotAll: boolean; multiline: boolean}

const digit: CharacterTest = (code) => code >= 48 && code <= 57
const word: CharacterTest = (code) =>
  digit(code) || code === 95 || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
const blank: CharacterTest = (code) => code === 32 || (code >= 9 && code <= 13)
const lineEnd: CharacterTest = (code) =>
  code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029

const classes: Readonly<Record<string, CharacterTest>> = {
  d: digit,
  D: (code) => !digit(code),
  w: word,
  W: (code) => !word(code),
  s: blank,
  S: (code) => !blank(code),
  h: (code) => code === 32 || code === 9 || code === 0xa0,
}

const controls: Readonly<Record<string, number>> = {n: 10, r: 13, t: 9, f: 12, a: 7, e: 27, '0': 0}

/** POSIX classes of java.util.regex.Pattern that JavaScript has under other names. */
const posix: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Punct: '!-\\/:-@\\[-`{-~',
  Space: '\\t-\\r ',
  XDigit: '0-9a-fA-F',
  ASCII: '\\0-\\x7f',
}

/**
 * Parses a java.util.regex pattern: alternation, groups, quantifiers, classes, anchors, look-ahead, inline flags i s m.
 * Throws PatternError for syntax errors and for back references, look-behind, possessive quantifiers and class
 * intersections, which a matcher without backtracking cannot (or need not) offer.
 */
export function parseJavaPattern(source: string): PatternNode {
  return new Parser(source).parse()
}

export {word as isWordCharacter, lineEnd as isLineEnd}

class Parser {
  readonly #characters: readonly string[]
  #at = 0
  #flags: Flags = {ignoreCase: false, dotAll: false, multiline: false}
  #depth = 0

  constructor(source: string) {
    this.#characters = Array.from(source)
  }

  parse(): PatternNode {
    const node = this.#either()
    if (this.#at < this.#characters.length) throw this.#error('an unmatched )')
    return node
  }

  #either(): PatternNode {
    const saved = this.#flags
    const nodes = [this.#sequence()]
    while (this.#take('|')) nodes.push(this.#sequence())
    this.#flags = saved
    return nodes.length === 1 ? (nodes[0] ?? {kind: 'empty'}) : {kind: 'either', nodes}
  }

  #sequence(): PatternNode {
    const nodes: PatternNode[] = []
    for (let next = this.#peek(); next !== undefined && next !== '|' && next !== ')'; next = this.#peek()) {
      nodes.push(this.#quantified())
    }
    return {kind: 'sequence', nodes}
  }

  #quantified(): PatternNode {
    let node = this.#atom()
    for (let range = this.#quantifier(); range !== undefined; range = this.#quantifier()) {
      node = {kind: 'repeat', node, ...range}
      // Greedy and reluctant differ only in what groups capture, and nothing is captured here.
      if (!this.#take('?') && this.#take('+')) throw this.#error('a possessive quantifier')
    }
    return node
  }

  #quantifier(): {min: number; max: number} | undefined {
    if (this.#take('*')) return {min: 0, max: Infinity}
    if (this.#take('+')) return {min: 1, max: Infinity}
    if (this.#take('?')) return {min: 0, max: 1}
    if (this.#peek() !== '{') return undefined
    const [whole, min = '', comma, max] = /^\{(\d{1,4})(?:(,)(\d{1,4})?)?\}/.exec(this.#rest()) ?? []
    if (whole === undefined) throw this.#error('a { that starts no quantifier')
    this.#at += whole.length
    const upper = comma === undefined ? Number(min) : max === undefined ? Infinity : Number(max)
    if (upper < Number(min)) throw this.#error('a quantifier whose maximum is below its minimum')
    return {min: Number(min), max: upper}
  }

  #atom(): PatternNode {
    const character = this.#next()
    switch (character) {
      case '(':
        return this.#group()
      case '[':
        return {kind: 'character', accepts: this.#class()}
      case '.':
        return {kind: 'character', accepts: this.#flags.dotAll ? () => true : (code) => !lineEnd(code)}
      case '^':
        return {kind: 'start'}
      case '$':
        return {kind: 'end'}
      case '\\':
        return this.#escape()
      case '*':
      case '+':
      case '?':
        throw this.#error(`a dangling ${character}`)
      default:
        return this.#literal(codeOf(character))
    }
  }

  #group(): PatternNode {
    this.#depth += 1
    if (this.#depth > 100) throw this.#error('groups nested more than 100 deep')
    const node = this.#take('?') ? this.#specialGroup() : this.#groupBody()
    this.#depth -= 1
    return node
  }

  #groupBody(): PatternNode {
    const node = this.#either()
    if (!this.#take(')')) throw this.#error('a group without )')
    return node
  }

  #specialGroup(): PatternNode {
    if (this.#take('=')) return {kind: 'look', node: this.#groupBody(), wanted: true}
    if (this.#take('!')) return {kind: 'look', node: this.#groupBody(), wanted: false}
    if (this.#take('>')) throw this.#error('an atomic group')
    const name = /^<[a-zA-Z][a-zA-Z0-9]*>/.exec(this.#rest())?.[0]
    if (name !== undefined) {
      this.#at += name.length
      return this.#groupBody()
    }
    if (this.#peek() === '<') throw this.#error('a look-behind')
    return this.#flagGroup()
  }

  #flagGroup(): PatternNode {
    const [whole, on = '', off = '', end] = /^([imsu]*)(?:-([imsu]+))?([:)])/.exec(this.#rest()) ?? []
    if (whole === undefined) throw this.#error('an unknown group or flag')
    this.#at += whole.length
    const saved = this.#flags
    const flag = (name: string, current: boolean) => (on.includes(name) ? true : off.includes(name) ? false : current)
    this.#flags = {
      ignoreCase: flag('i', saved.ignoreCase),
      dotAll: flag('s', saved.dotAll),
      multiline: flag('m', saved.multiline),
    }
    if (this.#flags.multiline) throw this.#error('the flag m')
    // `(?i)` holds to the end of the group around it, which #either restores.
    if (end === ')') return {kind: 'empty'}
    const node = this.#groupBody()
    this.#flags = saved
    return node
  }

  #escape(): PatternNode {
    const character = this.#next()
    if (character === 'Q') return this.#quoted()
    if (character === 'b') return {kind: 'wordBoundary'}
    if (character === 'B') return {kind: 'notWordBoundary'}
    if (character === 'A') return {kind: 'start'}
    if (character === 'z' || character === 'Z') return {kind: 'end'}
    if (/[1-9kGRX]/.test(character)) throw this.#error(`\\${character}`)
    return {kind: 'character', accepts: this.#escapedTest(character)}
  }

  #quoted(): PatternNode {
    const end = this.#rest().indexOf('\\E')
    const text = end === -1 ? this.#rest() : this.#rest().slice(0, end)
    const characters = Array.from(text)
    this.#at += characters.length + (end === -1 ? 0 : 2)
    return {kind: 'sequence', nodes: characters.map((character) => this.#literal(codeOf(character)))}
  }

  /** What stands after a backslash, in or outside a class. */
  #escapedTest(character: string): CharacterTest {
    if (Object.hasOwn(classes, character)) return classes[character] ?? (() => false)
    if (character === 'p' || character === 'P') return this.#property(character === 'P')
    return this.#same(this.#escapedCode(character))
  }

  #escapedCode(character: string): number {
    if (Object.hasOwn(controls, character)) return controls[character] ?? 0
    if (character === 'x' || character === 'u') {
      const digits = character === 'x' ? 2 : 4
      const hex = this.#rest().slice(0, digits)
      if (!/^[0-9a-fA-F]+$/.test(hex) || hex.length < digits)
        throw this.#error(`\\${character} without ${digits} hex digits`)
      this.#at += digits
      return Number.parseInt(hex, 16)
    }
    if (/[a-zA-Z0-9]/.test(character)) throw this.#error(`\\${character}`)
    return codeOf(character)
  }

  #property(negated: boolean): CharacterTest {
    const [whole, braced, single] = /^(?:\{(?:Is)?(\w+)\}|(\w))/.exec(this.#rest()) ?? []
    if (whole === undefined) throw this.#error('\\p without a property')
    this.#at += whole.length
    const name = braced ?? single ?? ''
    const pattern = Object.hasOwn(posix, name) ? `[${posix[name] ?? ''}]` : `\\p{${name}}`
    try {
      const test = new RegExp(pattern, 'u')
      return (code) => test.test(String.fromCodePoint(code)) !== negated
    } catch {
      throw this.#error(`the property ${name}`)
    }
  }

  #class(): CharacterTest {
    const negated = this.#take('^')
    const tests: CharacterTest[] = []
    let first = true
    for (;;) {
      const character = this.#next('a class without ]')
      if (character === ']' && !first) break
      first = false
      if (character === '[') tests.push(this.#class())
      else if (character === '&' && this.#peek() === '&') throw this.#error('a class intersection')
      else tests.push(this.#classMember(character))
    }
    return (code) => tests.some((test) => test(code)) !== negated
  }

  #classMember(character: string): CharacterTest {
    let low: number
    if (character === '\\') {
      const escaped = this.#next()
      if (Object.hasOwn(classes, escaped) || escaped === 'p' || escaped === 'P') return this.#escapedTest(escaped)
      low = this.#escapedCode(escaped)
    } else low = codeOf(character)
    if (this.#peek() !== '-' || this.#characters[this.#at + 1] === ']') return this.#same(low)
    this.#at += 1
    const end = this.#next('a class without ]')
    const high = end === '\\' ? this.#escapedCode(this.#next()) : codeOf(end)
    if (high < low) throw this.#error('a range whose end is before its start')
    return this.#foldCase((code) => code >= low && code <= high)
  }

  #literal(code: number): PatternNode {
    return {kind: 'character', accepts: this.#same(code)}
  }

  #same(wanted: number): CharacterTest {
    return this.#foldCase((code) => code === wanted)
  }

  #foldCase(test: CharacterTest): CharacterTest {
    if (!this.#flags.ignoreCase) return test
    return (code) => {
      const text = String.fromCodePoint(code)
      return test(code) || test(codeOf(text.toLowerCase())) || test(codeOf(text.toUpperCase()))
    }
  }

  #peek(): string | undefined {
    return this.#characters[this.#at]
  }

  #next(missing = 'a \\ at the end'): string {
    const character = this.#characters[this.#at]
    if (character === undefined) throw this.#error(missing)
    this.#at += 1
    return character
  }

  #take(character: string): boolean {
    if (this.#characters[this.#at] !== character) return false
    this.#at += 1
    return true
  }

  #rest(): string {
    return this.#characters.slice(this.#at).join('')
  }

  #error(what: string): PatternError {
    return new PatternError(`The pattern has ${what} at character ${this.#at + 1}.`)
  }
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0
}
