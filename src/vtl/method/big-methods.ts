import {calculate, compareNumbers, type ArithmeticOperator} from '../value/arithmetic.js'
import type {Meter} from '../value/meter.js'
import {JavaDecimal, JavaInteger, toBigInteger, toScale, type JavaNumber} from '../value/number.js'
import type {Value} from '../value/value.js'
import type {VtlError} from '../vtl-error.js'
import {methodTable} from './method-table.js'

/** The methods of java.math.BigInteger that do not need constants of Java. */
export const bigIntegerMethods = methodTable<JavaInteger>({
  'abs()': (self) => toBigInteger(self.value < 0n ? -self.value : self.value),
  'negate()': (self) => toBigInteger(-self.value),
  'signum()': (self) => signOf(self.value),
  'add(big-integer)': (self, [other = null], meter) => combine('plus', self, other, meter),
  'subtract(big-integer)': (self, [other = null], meter) => combine('minus', self, other, meter),
  'multiply(big-integer)': (self, [other = null], meter) => combine('multiply', self, other, meter),
  'divide(big-integer)': (self, [other = null], meter) => combine('divide', self, other, meter),
  'remainder(big-integer)': (self, [other = null], meter) => remainder(self, other, meter),
  'max(big-integer)': (self, [other = null], meter) => pick(self, other, 1, meter),
  'min(big-integer)': (self, [other = null], meter) => pick(self, other, -1, meter),
})

/** The methods of java.math.BigDecimal that do not need constants of Java. */
export const bigDecimalMethods = methodTable<JavaDecimal>({
  'abs()': (self) => new JavaDecimal(self.unscaled < 0n ? -self.unscaled : self.unscaled, self.scale),
  'negate()': (self) => new JavaDecimal(-self.unscaled, self.scale),
  'signum()': (self) => signOf(self.unscaled),
  'scale()': (self) => self.scale,
  'precision()': (self) => String(self.unscaled).replace('-', '').length,
  'toPlainString()': toPlainString,
  'add(big-decimal)': (self, [other = null], meter) => combine('plus', self, other, meter),
  'subtract(big-decimal)': (self, [other = null], meter) => combine('minus', self, other, meter),
  'multiply(big-decimal)': (self, [other = null], meter) => combine('multiply', self, other, meter),
  'max(big-decimal)': (self, [other = null], meter) => pick(self, other, 1, meter),
  'min(big-decimal)': (self, [other = null], meter) => pick(self, other, -1, meter),
})

function signOf(value: bigint): number {
  return value < 0n ? -1 : value > 0n ? 1 : 0
}

function checked(other: Value, meter: Meter): JavaInteger | JavaDecimal {
  if (other instanceof JavaInteger || other instanceof JavaDecimal) return other
  throw meter.error('java.lang.NullPointerException: a method was given null.')
}

function combine(operator: ArithmeticOperator, self: JavaNumber, other: Value, meter: Meter): Value {
  const result = calculate(operator, self, checked(other, meter))
  if (result === 'too large') throw meter.error('A number has too many digits.', 'limit')
  if (result === null || result === 'undefined') throw divisionByZero(meter)
  return result
}

/** Has the sign of the dividend, as in JavaScript; the operator % of Velocity never answers with a negative one. */
function remainder(self: JavaInteger, other: Value, meter: Meter): JavaInteger {
  const divisor = checked(other, meter)
  if (!(divisor instanceof JavaInteger)) throw meter.error('java.lang.IllegalArgumentException: no BigInteger.')
  if (divisor.value === 0n) throw divisionByZero(meter)
  return toBigInteger(self.value % divisor.value)
}

function divisionByZero(meter: Meter): VtlError {
  return meter.error('java.lang.ArithmeticException: BigInteger divide by zero')
}

function pick(self: JavaNumber, other: Value, sign: 1 | -1, meter: Meter): JavaNumber {
  const second = checked(other, meter)
  return compareNumbers(self, second) * sign >= 0 ? self : second
}

function toPlainString(self: JavaDecimal): string {
  if (self.scale <= 0) return String(toScale(self, 0))
  const digits = String(self.unscaled)
    .replace('-', '')
    .padStart(self.scale + 1, '0')
  return `${self.unscaled < 0n ? '-' : ''}${digits.slice(0, -self.scale)}.${digits.slice(-self.scale)}`
}
