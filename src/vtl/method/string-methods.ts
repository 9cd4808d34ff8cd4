import {compilePattern, type Pattern} from '../regex/pattern.js'
import {PatternError} from '../regex/pattern-error.js'
import {matches, replace, split} from '../regex/replace.js'
import {JavaArray} from '../value/collection.js'
import type {Meter} from '../value/meter.js'
import {textOf} from '../value/text.js'
import {JavaChar, type Value} from '../value/value.js'
import {formatText} from './format.js'
import {intArgument, itemsOf, methodTable, stringArgument} from './method-table.js'
import {notComparable} from './number-methods.js'

/** The methods of java.lang.String. */
export const stringMethods = methodTable<string>({
  'length()': (self) => self.length,
  'isEmpty()': (self) => self === '',
  'isBlank()': (self) => trimBy(self, isJavaWhitespace) === '',
  'charAt(int)': (self, args, meter) => new JavaChar(self.charAt(checkIndex(self, intArgument(args, 0), meter))),
  'codePointAt(int)': (self, args, meter) => self.codePointAt(checkIndex(self, intArgument(args, 0), meter)) ?? 0,
  'substring(int)': (self, args, meter) => substring(self, intArgument(args, 0), self.length, meter),
  'substring(int, int)': (self, args, meter) => substring(self, intArgument(args, 0), intArgument(args, 1), meter),
  'subSequence(int, int)': (self, args, meter) => substring(self, intArgument(args, 0), intArgument(args, 1), meter),
  'indexOf(string)': (self, args, meter) => self.indexOf(stringArgument(args, 0, meter)),
  'indexOf(string, int)': (self, args, meter) =>
    self.indexOf(stringArgument(args, 0, meter), Math.max(0, intArgument(args, 1))),
  'indexOf(int)': (self, args) => self.indexOf(fromCodePoint(intArgument(args, 0))),
  'indexOf(int, int)': (self, args) =>
    self.indexOf(fromCodePoint(intArgument(args, 0)), Math.max(0, intArgument(args, 1))),
  'lastIndexOf(string)': (self, args, meter) => self.lastIndexOf(stringArgument(args, 0, meter)),
  'lastIndexOf(string, int)': (self, args, meter) =>
    lastIndexOf(self, stringArgument(args, 0, meter), intArgument(args, 1)),
  'lastIndexOf(int)': (self, args) => self.lastIndexOf(fromCodePoint(intArgument(args, 0))),
  'lastIndexOf(int, int)': (self, args) => lastIndexOf(self, fromCodePoint(intArgument(args, 0)), intArgument(args, 1)),
  'startsWith(string)': (self, args, meter) => self.startsWith(stringArgument(args, 0, meter)),
  'startsWith(string, int)': (self, args, meter) => {
    const offset = intArgument(args, 1)
    return offset >= 0 && offset <= self.length && self.startsWith(stringArgument(args, 0, meter), offset)
  },
  'endsWith(string)': (self, args, meter) => self.endsWith(stringArgument(args, 0, meter)),
  'contains(text)': (self, args, meter) => self.includes(stringArgument(args, 0, meter)),
  'contentEquals(text)': (self, args, meter) => self === stringArgument(args, 0, meter),
  'concat(string)': (self, args, meter) => measured(self + stringArgument(args, 0, meter), meter),
  'repeat(int)': (self, args, meter) => repeat(self, intArgument(args, 0), meter),
  'replace(text, text)': (self, args, meter) =>
    replaceText(self, stringArgument(args, 0, meter), stringArgument(args, 1, meter), meter),
  'replace(char, char)': (self, [from = null, to = null], meter) =>
    replaceText(self, textOf(from, meter), textOf(to, meter), meter),
  'replaceAll(string, string)': (self, args, meter) => replaceBy(self, args, 'all', meter),
  'replaceFirst(string, string)': (self, args, meter) => replaceBy(self, args, 'first', meter),
  'matches(string)': (self, args, meter) =>
    withPattern(args, meter, (pattern) => matches(pattern, self, ticker(meter))),
  'split(string)': (self, args, meter) => splitBy(self, args, 0, meter),
  'split(string, int)': (self, args, meter) => splitBy(self, args, intArgument(args, 1), meter),
  'toUpperCase()': (self, _, meter) => measured(self.toUpperCase(), meter),
  'toLowerCase()': (self, _, meter) => measured(self.toLowerCase(), meter),
  'trim()': (self) => trimBy(self, (code) => code <= 32),
  'strip()': (self) => trimBy(self, isJavaWhitespace),
  'stripLeading()': (self) => trimBy(self, isJavaWhitespace, 'start'),
  'stripTrailing()': (self) => trimBy(self, isJavaWhitespace, 'end'),
  'equalsIgnoreCase(string)': (self, [other = null]) =>
    typeof other === 'string' && self.length === other.length && compareIgnoringCase(self, other) === 0,
  'compareTo(object)': (self, [other = null], meter) => {
    if (typeof other !== 'string') throw notComparable(other, meter)
    return compare(self, other)
  },
  'compareToIgnoreCase(string)': (self, args, meter) => compareIgnoringCase(self, stringArgument(args, 0, meter)),
  'getBytes()': (self) => new JavaArray('[B', [...new TextEncoder().encode(self)].map(toByte)),
  'getBytes(string)': (self) => new JavaArray('[B', [...new TextEncoder().encode(self)].map(toByte)),
  'toCharArray()': (self) =>
    new JavaArray(
      '[C',
      self.split('').map((character) => new JavaChar(character)),
    ),
  'intern()': (self) => self,
  'format(string, objects)': (_, args, meter) => formatText(stringArgument(args, 0, meter), args.slice(1), meter),
  'formatted(objects)': (self, args, meter) => formatText(self, args, meter),
  'join(text, collection)': (_, args, meter) => join(stringArgument(args, 0, meter), itemsOf(args[1] ?? null), meter),
  'join(text, texts)': (_, args, meter) => join(stringArgument(args, 0, meter), args.slice(1), meter),
  'valueOf(object)': (_, [value = null], meter) => textOf(value, meter),
})

function toByte(byte: number): number {
  return byte > 127 ? byte - 256 : byte
}

function fromCodePoint(codePoint: number): string {
  return codePoint >= 0 && codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '\ud800\ud800\ud800'
}

function lastIndexOf(self: string, wanted: string, from: number): number {
  return from < 0 ? -1 : self.lastIndexOf(wanted, from)
}

function checkIndex(self: string, index: number, meter: Meter): number {
  if (index >= 0 && index < self.length) return index
  throw meter.error(`java.lang.StringIndexOutOfBoundsException: index ${index}, length ${self.length}`)
}

function substring(self: string, start: number, end: number, meter: Meter): string {
  if (start >= 0 && start <= end && end <= self.length) return self.slice(start, end)
  throw meter.error(`java.lang.StringIndexOutOfBoundsException: begin ${start}, end ${end}, length ${self.length}`)
}

function measured(text: string, meter: Meter): string {
  meter.characters(text.length)
  return text
}

function repeat(self: string, count: number, meter: Meter): string {
  if (count < 0) throw meter.error(`java.lang.IllegalArgumentException: count is negative: ${count}`)
  meter.characters(self.length * count)
  return self.repeat(count)
}

function replaceText(self: string, from: string, to: string, meter: Meter): string {
  meter.scan(self.length)
  const growth = Math.max(0, to.length - from.length)
  const occurrences = from === '' ? self.length + 1 : self.split(from).length - 1
  meter.characters(self.length + occurrences * growth)
  return from === ''
    ? to +
        self
          .split('')
          .map((character) => character + to)
          .join('')
    : self.split(from).join(to)
}

/** A step of the meter is worth eight of the pattern matcher's. */
function ticker(meter: Meter): (count: number) => void {
  return (count) => meter.step(count / 8)
}

function withPattern<T>(args: readonly Value[], meter: Meter, run: (pattern: Pattern) => T): T {
  const source = stringArgument(args, 0, meter)
  try {
    return run(patternOf(source, meter))
  } catch (error) {
    if (error instanceof PatternError) throw meter.error(`java.util.regex.PatternSyntaxException: ${error.message}`)
    throw error
  }
}

function patternOf(source: string, meter: Meter): Pattern {
  const known = meter.patterns.get(source)
  if (known !== undefined) return known
  meter.step(20 + source.length)
  const pattern = compilePattern(source)
  meter.patterns.set(source, pattern)
  return pattern
}

function replaceBy(self: string, args: readonly Value[], which: 'first' | 'all', meter: Meter): string {
  const replacement = stringArgument(args, 1, meter)
  return withPattern(args, meter, (pattern) =>
    measured(replace(pattern, self, replacement, which, ticker(meter), meter.limits.maxOutputChars), meter),
  )
}

function splitBy(self: string, args: readonly Value[], limit: number, meter: Meter): JavaArray {
  return withPattern(args, meter, (pattern) => {
    const parts = split(pattern, self, limit, ticker(meter))
    meter.step(parts.length)
    return new JavaArray('[Ljava.lang.String;', parts)
  })
}

/** Only strings can be joined. */
function join(separator: string, values: readonly Value[], meter: Meter): string {
  const other = values.find((value) => value !== null && typeof value !== 'string')
  if (other !== undefined) throw meter.error('java.lang.ClassCastException: join was given what is no string.')
  return measured(values.map((value) => textOf(value, meter)).join(separator), meter)
}

function trimBy(self: string, isBlank: (code: number) => boolean, side: 'both' | 'start' | 'end' = 'both'): string {
  let start = 0
  let end = self.length
  if (side !== 'end') while (start < end && isBlank(self.charCodeAt(start))) start += 1
  if (side !== 'start') while (end > start && isBlank(self.charCodeAt(end - 1))) end -= 1
  return self.slice(start, end)
}

function isJavaWhitespace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31)
  return code !== 0xa0 && code !== 0x2007 && code !== 0x202f && /[\p{Z}]/u.test(String.fromCharCode(code))
}

/** The difference of the first units that differ, else of the lengths. */
function compare(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let at = 0; at < length; at += 1) {
    const difference = left.charCodeAt(at) - right.charCodeAt(at)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

function compareIgnoringCase(left: string, right: string): number {
  return compare(left.toUpperCase().toLowerCase(), right.toUpperCase().toLowerCase())
}
