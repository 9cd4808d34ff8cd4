import {JavaList} from './value/collection.js'
import {JavaMap, type Origin} from './value/java-map.js'
import {JavaDouble, parseDecimal, toWhole} from './value/number.js'
import type {Value} from './value/value.js'
import {VtlError} from './vtl-error.js'

/** Objects and arrays inside each other; json-smart's own limit. */
const maxDepth = 400

/**
 * Reads JSON the way json-smart's permissive mode does, which is how API Gateway reads bodies and MOCK templates.
 *
 * Single quotes, bare words, superfluous commas, leading zeros and text behind the value are accepted: "{a: b,}" is a map. Objects
 * keep the order of their members. VtlError (reason "body", line and column of the text) for what even this mode refuses.
 */
export function parsePermissiveJson(text: string, origin?: Origin): Value {
  return new Reader(text, origin).readDocument()
}

const endOfText = 26
const longestDouble = 18

/** Longer numbers take too long to read; the library has no such limit. */
const longestNumber = 5000

/** What ends a bare word, besides the end of the text: two character codes, -1 for none. */
type Stops = {readonly first: number; readonly second: number}

const inDocument: Stops = {first: -1, second: -1}
const inArray: Stops = {first: 0x2c, second: 0x5d}
const inObject: Stops = {first: 0x2c, second: 0x7d}
const inKey: Stops = {first: 0x3a, second: -1}

function isStop(stops: Stops, code: number): boolean {
  return code === stops.first || code === stops.second
}

class Reader {
  private at = 0
  private depth = 0

  constructor(
    private readonly text: string,
    private readonly origin: Origin | undefined,
  ) {}

  /** A text of blanks only is an empty string. */
  readDocument(): Value {
    this.skipSpace()
    return this.code() === endOfText ? '' : this.readValue(inDocument)
  }

  /** The character at the current place. U+001A is the end, also where it really stands in the text. */
  private code(): number {
    return this.at < this.text.length ? this.text.charCodeAt(this.at) : endOfText
  }

  private readValue(stops: Stops): Value {
    this.skipSpace()
    const code = this.code()
    switch (code) {
      case 0x7b:
        return this.readObject()
      case 0x5b:
        return this.readArray()
      case 0x22:
      case 0x27:
        return this.readString()
      case 0x3a:
      case 0x7d:
      case 0x5d:
      case endOfText:
        throw this.unexpected()
      default:
        return code === 0x2d || isDigit(code) ? this.readNumber(stops) : toWord(this.readBare(stops))
    }
  }

  private enter(): void {
    this.depth += 1
    if (this.depth > maxDepth) throw this.error(`it nests more than ${maxDepth} levels deep`)
    this.at += 1
  }

  private leave(): void {
    this.depth -= 1
    this.at += 1
  }

  private readArray(): JavaList {
    const items: Value[] = []
    this.enter()
    while (true) {
      this.skipSpace()
      const code = this.code()
      if (code === 0x5d) break
      if (code === 0x2c) this.at += 1
      else items.push(this.readValue(inArray))
    }
    this.leave()
    return new JavaList('net.minidev.json.JSONArray', items, this.origin)
  }

  private readObject(): JavaMap {
    const map = new JavaMap(this.origin)
    let isMemberAllowed = true
    this.enter()
    while (true) {
      this.skipSpace()
      const code = this.code()
      if (code === 0x7d) break
      if (code === 0x2c) {
        isMemberAllowed = true
        this.at += 1
        continue
      }
      if (code === 0x3a || code === 0x5b || code === 0x5d || code === 0x7b || code === endOfText)
        throw this.unexpected()
      const key = code === 0x22 || code === 0x27 ? this.readString() : this.readBare(inKey)
      if (!isMemberAllowed) throw this.unexpected()
      this.skipControls()
      if (this.code() !== 0x3a) throw this.unexpected()
      this.at += 1
      map.build(key, this.readValue(inObject))
      this.skipControls()
      isMemberAllowed = false
    }
    this.leave()
    return map
  }

  private readString(): string {
    const quote = this.text.charAt(this.at)
    const end = this.text.indexOf(quote, this.at + 1)
    if (end === -1) {
      this.at = this.text.length
      throw this.unexpected()
    }
    const plain = this.text.slice(this.at + 1, end)
    if (plain.includes('\\')) return this.readEscapedString(quote)
    this.at = end + 1
    return plain
  }

  /** Control characters disappear here, and only here: json-smart copies strings without a backslash as they are. */
  private readEscapedString(quote: string): string {
    let value = ''
    while (true) {
      this.at += 1
      const code = this.code()
      const character = this.text.charAt(this.at)
      if (code === endOfText) throw this.unexpected()
      if (character === quote) break
      if (character === '\\') value += this.readEscape()
      else if (code > 31 && code !== 127) value += character
    }
    this.at += 1
    return value
  }

  private readEscape(): string {
    this.at += 1
    const character = this.text.charAt(this.at)
    if (character === 'u') return this.readHex(4)
    if (character === 'x') return this.readHex(2)
    return escapes.get(character) ?? ''
  }

  private readHex(length: number): string {
    const digits = this.text.slice(this.at + 1, this.at + 1 + length)
    if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits))
      throw this.error('an escape sequence is not hexadecimal')
    this.at += length
    return String.fromCharCode(Number.parseInt(digits, 16))
  }

  /** Reads up to one of the stops, blanks around it dropped. */
  private readBare(stops: Stops): string {
    const start = this.at
    this.skipBare(stops)
    return trim(this.text.slice(start, this.at))
  }

  private skipBare(stops: Stops): void {
    while (!isStop(stops, this.code()) && this.code() !== endOfText) this.at += 1
  }

  /** A number, or a bare string that begins like one ("12 apples"). */
  private readNumber(stops: Stops): Value {
    const start = this.at
    this.at += 1
    this.skipDigits()
    let isFraction = false
    if (this.code() === 0x2e) {
      isFraction = true
      this.at += 1
      this.skipDigits()
    }
    if (this.code() === 0x45 || this.code() === 0x65) {
      isFraction = true
      this.at += 1
      if (this.code() !== 0x2b && this.code() !== 0x2d && !isDigit(this.code())) {
        this.skipBare(stops)
        return trim(this.text.slice(start, this.at))
      }
      this.at += 1
      this.skipDigits()
    }
    const end = this.at
    this.skipControls()
    const code = this.code()
    // Only ASCII characters make a bare string of it; others are read as the beginning of what follows.
    if (code < 126 && code !== endOfText && !isStop(stops, code)) {
      this.skipBare(stops)
      return trim(this.text.slice(start, this.at))
    }
    if (end - start > longestNumber) throw this.error(`a number has more than ${longestNumber} digits`)
    return isFraction ? this.toFraction(this.text.slice(start, end)) : toInteger(this.text.slice(start, end))
  }

  private toFraction(text: string): Value {
    if (text.length <= longestDouble && /[0-9]/.test(text.split(/[eE]/)[0] ?? '')) return new JavaDouble(Number(text))
    const decimal = parseDecimal(text)
    if (decimal === undefined) throw this.error(`${text} is not a number`)
    return decimal
  }

  private skipDigits(): void {
    while (isDigit(this.code())) this.at += 1
  }

  private skipSpace(): void {
    while (true) {
      const code = this.code()
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.at += 1
    }
  }

  /** Behind a key or a value every control character is a blank. */
  private skipControls(): void {
    while (this.code() <= 32 && this.code() !== endOfText) this.at += 1
  }

  private unexpected(): VtlError {
    const character = this.text[this.at]
    return this.error(character === undefined ? 'it ends too early' : `unexpected ${JSON.stringify(character)}`)
  }

  private error(what: string): VtlError {
    const before = this.text.slice(0, this.at).split('\n')
    const line = before.length
    const column = (before.at(-1)?.length ?? 0) + 1
    return new VtlError('body', `The text is not JSON: ${what} (line ${line}, column ${column}).`, line, column)
  }
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['f', '\f'],
  ['b', '\b'],
  ['\\', '\\'],
  ["'", "'"],
  ['/', '/'],
  ['"', '"'],
])

/** As Java trims: control characters go, too. */
function trim(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && text.charCodeAt(start) <= 32) start += 1
  while (end > start && text.charCodeAt(end - 1) <= 32) end -= 1
  return text.slice(start, end)
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

function toInteger(text: string): Value {
  if (text.length < 10) return text === '-' ? 0 : Number(text) + 0
  return toWhole(BigInt(text))
}

function toWord(text: string): Value {
  switch (text) {
    case 'null':
      return null
    case 'true':
      return true
    case 'false':
      return false
    case 'NaN':
      return new JavaDouble(Number.NaN, 'java.lang.Float')
    default:
      return text
  }
}
