import type {Meter} from '../value/meter.js'
import {hashOf} from '../value/hash.js'
import {
  bigintOf,
  doubleOf,
  isNumber,
  isWhole,
  JavaDecimal,
  JavaInteger,
  printedDecimal,
  toScale,
} from '../value/number.js'
import {textOf} from '../value/text.js'
import {JavaChar, type Value} from '../value/value.js'

type Specifier = {flags: string; width: number; precision: number | undefined; conversion: string; text: string}

/** Widths and precisions beyond this are refused. */
const maxWidth = 10_000

/**
 * String.format with %s %S %d %x %X %o %f %e %E %b %c %h %n %% and the flags "-", "0", "+", " ", ",", "(", "#".
 *
 * VtlError for a missing or unsuitable argument, as Java throws an IllegalFormatException. Dates (%t) and %g, %a are not known.
 */
export function formatText(format: string, args: readonly Value[], meter: Meter): string {
  let next = 0
  let previous = -1
  const text = format.replace(
    /%(?:(\d+)\$|(<))?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])|%/g,
    (
      whole: string,
      position: string | undefined,
      again: string | undefined,
      flags: string | undefined,
      width: string | undefined,
      precision: string | undefined,
      conversion: string | undefined,
    ) => {
      if (conversion === undefined) throw meter.error("java.util.UnknownFormatConversionException: Conversion = '%'")
      const specifier: Specifier = {
        flags: flags ?? '',
        width: Number(width ?? 0),
        precision: precision === undefined ? undefined : Number(precision),
        conversion,
        text: whole,
      }
      if (specifier.width > maxWidth || (specifier.precision ?? 0) > maxWidth) {
        throw meter.error(`The format ${whole} is too wide.`, 'limit')
      }
      if (conversion === 'n') return '\n'
      if (conversion === '%') return pad('%', specifier)
      const index = position !== undefined ? Number(position) - 1 : again !== undefined ? previous : next
      if (position === undefined && again === undefined) next += 1
      previous = index
      const value = args[index]
      if (value === undefined)
        throw meter.error(`java.util.MissingFormatArgumentException: Format specifier '${whole}'`)
      const formatted = formatValue(value, specifier, meter)
      meter.characters(formatted.length)
      return formatted
    },
  )
  meter.characters(text.length)
  return text
}

function formatValue(value: Value, specifier: Specifier, meter: Meter): string {
  switch (specifier.conversion) {
    case 's':
    case 'b':
    case 'h':
    case 'c':
      return pad(general(value, specifier, meter).slice(0, specifier.precision), specifier)
    case 'S':
    case 'B':
    case 'H':
    case 'C':
      return formatValue(value, {...specifier, conversion: specifier.conversion.toLowerCase()}, meter).toUpperCase()
    case 'd':
    case 'x':
    case 'o':
    case 'f':
    case 'e':
      return value === null ? pad('null', specifier) : formatNumeric(value, specifier, meter)
    case 'X':
    case 'E':
      return formatValue(value, {...specifier, conversion: specifier.conversion.toLowerCase()}, meter).toUpperCase()
    default:
      throw meter.error(`java.util.UnknownFormatConversionException: Conversion = '${specifier.conversion}'`)
  }
}

function general(value: Value, {conversion, text}: Specifier, meter: Meter): string {
  if (conversion === 'b') return String(typeof value === 'boolean' ? value : value !== null)
  if (conversion === 'h') return value === null ? 'null' : (hashOf(value, meter) >>> 0).toString(16)
  if (conversion === 's' || value === null) return textOf(value, meter)
  if (value instanceof JavaChar) return value.character
  if (typeof value === 'number' && value >= 0 && value <= 0x10ffff) return String.fromCodePoint(value)
  throw mismatch(text, meter)
}

function mismatch(text: string, meter: Meter): Error {
  return meter.error(`java.util.IllegalFormatConversionException: ${text} does not fit its argument`)
}

function formatNumeric(value: Value, specifier: Specifier, meter: Meter): string {
  const {conversion, flags, text} = specifier
  if (!isNumber(value)) throw mismatch(text, meter)
  const isFraction = conversion === 'f' || conversion === 'e'
  if (isWhole(value) === isFraction) throw mismatch(text, meter)
  const number = isWhole(value) ? bigintOf(value) : doubleOf(value)
  if (typeof number === 'number' && !Number.isFinite(number))
    return pad(signed(String(Math.abs(number)), number < 0, flags), {...specifier, flags: flags.replace('0', '')})
  if (conversion === 'x' || conversion === 'o') return zeroPad(inBase(value, conversion, flags), specifier)
  const digits = isWhole(value)
    ? String(bigintOf(value)).replace('-', '')
    : conversion === 'f'
      ? fixed(printedDecimal(value), specifier.precision ?? 6)
      : exponential(Math.abs(doubleOf(value)), specifier.precision ?? 6)
  const grouped = flags.includes(',')
    ? digits.replace(/^\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ','))
    : digits
  const isNegative = doubleOf(value) < 0 || Object.is(doubleOf(value), -0)
  return zeroPad(signed(grouped, isNegative, flags), specifier)
}

function signed(digits: string, isNegative: boolean, flags: string): string {
  if (isNegative) return flags.includes('(') ? `(${digits})` : `-${digits}`
  return (flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') + digits
}

/** Negative Integers and Longs show their two's complement, BigIntegers a sign. */
function inBase(value: Value, conversion: 'x' | 'o', flags: string): string {
  const number = isNumber(value) && isWhole(value) ? bigintOf(value) : 0n
  const bits = typeof value === 'number' ? 32 : 64
  const isBig = value instanceof JavaInteger && value.className === 'java.math.BigInteger'
  const unsigned = number < 0n && !isBig ? BigInt.asUintN(bits, number) : number
  const prefix = flags.includes('#') ? (conversion === 'x' ? '0x' : '0') : ''
  return prefix + unsigned.toString(conversion === 'x' ? 16 : 8)
}

/** Rounds half up on the digits the number prints. */
function fixed(decimal: JavaDecimal, places: number): string {
  const magnitude = new JavaDecimal(decimal.unscaled < 0n ? -decimal.unscaled : decimal.unscaled, decimal.scale)
  const extra = toScale(magnitude, places + 1)
  const digits = String((extra + 5n) / 10n).padStart(places + 1, '0')
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
}

function exponential(magnitude: number, places: number): string {
  return magnitude.toExponential(Math.min(places, 100)).replace(/e([+-])(\d)$/, 'e$10$2')
}

function zeroPad(text: string, specifier: Specifier): string {
  if (!specifier.flags.includes('0')) return pad(text, specifier)
  const head = /^(?:[-+ (]|0x)*/.exec(text)?.[0] ?? ''
  return head + text.slice(head.length).padStart(specifier.width - head.length, '0')
}

function pad(text: string, {flags, width}: Specifier): string {
  return flags.includes('-') ? text.padEnd(width) : text.padStart(width)
}
