import {JavaObject} from './value.js'

/** A java.lang.Long, or a java.math.BigInteger when it is beyond 64 bits or was made from one. */
export class JavaInteger extends JavaObject {
  constructor(
    readonly className: 'java.lang.Long' | 'java.math.BigInteger',
    readonly value: bigint,
  ) {
    super()
  }
}

/** A java.lang.Double or, after floatValue(), a java.lang.Float. */
export class JavaDouble extends JavaObject {
  constructor(
    readonly value: number,
    readonly className: 'java.lang.Double' | 'java.lang.Float' = 'java.lang.Double',
  ) {
    super()
  }
}

/** A java.math.BigDecimal: unscaled / 10^scale. */
export class JavaDecimal extends JavaObject {
  readonly className = 'java.math.BigDecimal'

  constructor(
    readonly unscaled: bigint,
    readonly scale: number,
  ) {
    super()
  }
}

export type JavaNumber = number | JavaInteger | JavaDouble | JavaDecimal

/** Narrows a value to a number. */
export function isNumber(value: unknown): value is JavaNumber {
  return (
    typeof value === 'number' ||
    value instanceof JavaInteger ||
    value instanceof JavaDouble ||
    value instanceof JavaDecimal
  )
}

/** Whether a number is an Integer, a Long or a BigInteger. */
export function isWhole(number: JavaNumber): number is number | JavaInteger {
  return typeof number === 'number' || number instanceof JavaInteger
}

const int = {min: -2_147_483_648n, max: 2_147_483_647n}
const long = {min: -9_223_372_036_854_775_808n, max: 9_223_372_036_854_775_807n}

/** The smallest of Integer, Long and BigInteger that holds the value. */
export function toWhole(value: bigint): JavaNumber {
  if (value >= int.min && value <= int.max) return Number(value)
  return value >= long.min && value <= long.max ? toLong(value) : toBigInteger(value)
}

/** A Long; values beyond 64 bits wrap around as in Java. */
export function toLong(value: bigint): JavaInteger {
  return new JavaInteger('java.lang.Long', BigInt.asIntN(64, value))
}

export function toBigInteger(value: bigint): JavaInteger {
  return new JavaInteger('java.math.BigInteger', value)
}

/** The value of a whole number. */
export function bigintOf(number: number | JavaInteger): bigint {
  return typeof number === 'number' ? BigInt(number) : number.value
}

/** The nearest double of any number, as doubleValue() answers. */
export function doubleOf(number: JavaNumber): number {
  if (typeof number === 'number') return number
  if (number instanceof JavaDouble) return number.value
  if (number instanceof JavaInteger) return Number(number.value)
  return Number(`${number.unscaled}e${-number.scale}`)
}

/** What intValue() or longValue() keeps: fractions are cut off, doubles saturate, whole numbers wrap around. */
export function truncate(number: JavaNumber, bits: 32 | 64): bigint {
  if (isWhole(number)) return BigInt.asIntN(bits, bigintOf(number))
  if (number instanceof JavaDecimal) return BigInt.asIntN(bits, toScale(number, 0))
  const bounds = bits === 32 ? int : long
  if (Number.isNaN(number.value)) return 0n
  if (number.value <= Number(bounds.min)) return bounds.min
  return number.value >= Number(bounds.max) ? bounds.max : BigInt(Math.trunc(number.value))
}

/** The unscaled value of a decimal at another scale; digits that don't fit are cut off. */
export function toScale(decimal: JavaDecimal, scale: number): bigint {
  return scale >= decimal.scale
    ? decimal.unscaled * 10n ** BigInt(scale - decimal.scale)
    : decimal.unscaled / 10n ** BigInt(decimal.scale - scale)
}

/** The decimal with the digits that a number prints; zero for NaN and infinities. */
export function printedDecimal(number: JavaNumber): JavaDecimal {
  if (number instanceof JavaDecimal) return number
  if (isWhole(number)) return new JavaDecimal(bigintOf(number), 0)
  return parseDecimal(formatDouble(number)) ?? new JavaDecimal(0n, 0)
}

/** The decimal of exactly a number's value (0.1 is a little more than a tenth); undefined for NaN and infinities. */
export function exactDecimal(number: JavaNumber): JavaDecimal | undefined {
  if (number instanceof JavaDecimal) return number
  if (number instanceof JavaInteger && number.className === 'java.math.BigInteger')
    return new JavaDecimal(number.value, 0)
  // A Long takes its way through a double, too, and loses what is beyond 2^53.
  let unscaled = doubleOf(number)
  if (!Number.isFinite(unscaled)) return undefined
  let scale = 0
  // Halving a double's step takes one more binary digit, which is one more decimal digit.
  while (!Number.isInteger(unscaled)) {
    unscaled *= 2
    scale += 1
  }
  return new JavaDecimal(BigInt(unscaled) * 5n ** BigInt(scale), scale)
}

/** Reads "12.50", "-1e3"; undefined when it is no number. */
export function parseDecimal(text: string): JavaDecimal | undefined {
  const match = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,4}))?$/.exec(text)
  if (match === null) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  if (whole === '' && fraction === '') return undefined
  const unscaled = BigInt(whole + fraction)
  return new JavaDecimal(sign === '-' ? -unscaled : unscaled, fraction.length - Number(exponent))
}

/** Prints a number as its toString() does. */
export function formatNumber(number: JavaNumber): string {
  if (typeof number === 'number') return String(number)
  if (number instanceof JavaInteger) return String(number.value)
  return number instanceof JavaDouble ? formatDouble(number) : formatDecimal(number)
}

/** Java writes at least one digit behind the point, and an exponent outside 10^-3 … 10^7. */
function formatDouble(double: JavaDouble): string {
  const {value} = double
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const text = double.className === 'java.lang.Float' ? shortestFloat(value) : String(value)
  const magnitude = Math.abs(value)
  if (magnitude >= 1e-3 && magnitude < 1e7) {
    return text.includes('.') ? text : `${text}.0`
  }
  const exact = Number(text).toExponential()
  // There are always two digits, and the second is the nearest one: 4.9E-324 is the smallest double.
  const [mantissa = '', exponent = '0'] = (exact.includes('.') ? exact : value.toExponential(1)).split('e')
  return `${mantissa}E${Number(exponent)}`
}

function shortestFloat(value: number): string {
  for (let digits = 1; digits <= 9; digits += 1) {
    const text = String(Number(value.toPrecision(digits)))
    if (Math.fround(Number(text)) === value) return text
  }
  return String(value)
}

/** BigDecimal writes plain digits unless the scale is negative or the number is smaller than 10^-6. */
function formatDecimal({unscaled, scale}: JavaDecimal): string {
  const sign = unscaled < 0n ? '-' : ''
  const digits = String(unscaled < 0n ? -unscaled : unscaled)
  const exponent = digits.length - 1 - scale
  if (scale === 0) return sign + digits
  if (scale > 0 && exponent >= -6) {
    const padded = digits.padStart(scale + 1, '0')
    return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`
  }
  const mantissa = digits.length > 1 ? `${digits.charAt(0)}.${digits.slice(1)}` : digits
  return `${sign}${mantissa}E${exponent >= 0 ? '+' : ''}${exponent}`
}
