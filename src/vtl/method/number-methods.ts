import {compareNumbers} from '../value/arithmetic.js'
import {classNameOf} from '../value/class-name.js'
import type {Meter} from '../value/meter.js'
import {doubleOf, isNumber, isWhole, JavaDouble, toLong, truncate, type JavaNumber} from '../value/number.js'
import type {JavaIterator} from '../value/value.js'
import {JavaChar, type Value} from '../value/value.js'
import {methodTable} from './method-table.js'

/** The methods of java.lang.Number and of the wrapper classes. */
export const numberMethods = methodTable<JavaNumber>({
  'intValue()': (self) => Number(truncate(self, 32)),
  'longValue()': (self) => toLong(truncate(self, 64)),
  'shortValue()': (self) => Number(BigInt.asIntN(16, truncate(self, 32))),
  'byteValue()': (self) => Number(BigInt.asIntN(8, truncate(self, 32))),
  'doubleValue()': (self) => new JavaDouble(doubleOf(self)),
  'floatValue()': (self) => new JavaDouble(Math.fround(doubleOf(self)), 'java.lang.Float'),
  'compareTo(number)': (self, [other = null], meter) => compareTo(self, other, meter),
  'isNaN()': (self) => (self instanceof JavaDouble ? Number.isNaN(self.value) : ''),
  'isInfinite()': (self) => (self instanceof JavaDouble ? Math.abs(self.value) === Infinity : ''),
  'parseInt(string)': (_, [text = null], meter) => parseWhole(text, 32, meter),
  'parseLong(string)': (_, [text = null], meter) => parseWhole(text, 64, meter),
  'parseDouble(string)': (_, [text = null], meter) => parseFraction(text, meter),
  'valueOf(string)': (self, [text = null], meter) => {
    if (!isWhole(self)) return parseFraction(text, meter)
    return parseWhole(text, typeof self === 'number' ? 32 : 64, meter)
  },
  'toHexString(int)': (_, [value = null]) => (typeof value === 'number' ? (value >>> 0).toString(16) : ''),
})

/** The methods of java.lang.Boolean. */
export const booleanMethods = methodTable<boolean>({
  'booleanValue()': (self) => self,
  'compareTo(boolean)': (self, [other = null]) => Number(self) - Number(other === true),
  'parseBoolean(string)': (_, [text = null]) => typeof text === 'string' && text.toLowerCase() === 'true',
})

/** The methods of java.lang.Character that templates can reach. */
export const charMethods = methodTable<JavaChar>({
  'charValue()': (self) => self,
  'compareTo(char)': (self, [other = null]) =>
    other instanceof JavaChar ? self.character.charCodeAt(0) - other.character.charCodeAt(0) : 0,
})

/** The methods of java.util.Iterator. */
export const iteratorMethods = methodTable<JavaIterator>({
  'hasNext()': (self) => self.hasNext(),
  'next()': (self, _, meter) => {
    const item = self.next()
    if (item === undefined) throw meter.error('java.util.NoSuchElementException: the iterator is at its end.')
    return item
  },
})

/** Java compares numbers of one class only; Velocity finds no method for others. */
function compareTo(self: JavaNumber, other: Value, meter: Meter): Value {
  if (other === null) throw meter.error('java.lang.NullPointerException: compareTo was given null.')
  if (!isNumber(other) || classNameOf(other) !== classNameOf(self)) return ''
  return Math.sign(compareNumbers(self, other))
}

function parseWhole(text: Value, bits: 32 | 64, meter: Meter): Value {
  if (
    typeof text !== 'string' ||
    !/^[+-]?[0-9]{1,30}$/.test(text) ||
    BigInt.asIntN(bits, BigInt(text)) !== BigInt(text)
  ) {
    throw meter.error(`java.lang.NumberFormatException: For input string: ${JSON.stringify(text)}`)
  }
  return bits === 32 ? Number(text) + 0 : toLong(BigInt(text))
}

function parseFraction(text: Value, meter: Meter): Value {
  const trimmed = typeof text === 'string' ? text.trim() : ''
  if (/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[dDfF]?$/.test(trimmed)) {
    return new JavaDouble(Number(trimmed.replace(/[dDfF]$/, '')))
  }
  throw meter.error(`java.lang.NumberFormatException: For input string: ${JSON.stringify(text)}`)
}
