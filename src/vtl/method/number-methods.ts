import {compareNumbers} from '../value/arithmetic.js'
import {classNameOf} from '../value/class-name.js'
import type {Meter} from '../value/meter.js'
import {doubleOf, isNumber, JavaDouble, toLong, truncate, type JavaNumber} from '../value/number.js'
import type {Value} from '../value/value.js'
import {methodTable} from './method-table.js'

/** The methods all numbers share. */
export const numberMethods = methodTable<JavaNumber>({
  'intValue()': (self) => Number(truncate(self, 32)),
  'longValue()': (self) => toLong(truncate(self, 64)),
  'shortValue()': (self) => Number(BigInt.asIntN(16, truncate(self, 32))),
  'byteValue()': (self) => Number(BigInt.asIntN(8, truncate(self, 32))),
  'doubleValue()': (self) => new JavaDouble(doubleOf(self)),
  'floatValue()': (self) => new JavaDouble(Math.fround(doubleOf(self)), 'java.lang.Float'),
  'compareTo(object)': (self, [other = null], meter) => {
    if (!isNumber(other) || classNameOf(other) !== classNameOf(self)) throw notComparable(other, meter)
    return Math.sign(compareNumbers(self, other))
  },
})

/** The error of compareTo with null or a value of another class. */
export function notComparable(other: Value, meter: Meter): Error {
  return meter.error(
    other === null
      ? 'java.lang.NullPointerException: compareTo was given null.'
      : `java.lang.ClassCastException: compareTo was given a ${classNameOf(other)}.`,
  )
}

/** The error of text that is no number. */
export function notANumber(text: string, meter: Meter): Error {
  return meter.error(`java.lang.NumberFormatException: For input string: ${JSON.stringify(text)}`)
}
