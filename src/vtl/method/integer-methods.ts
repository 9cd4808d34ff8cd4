import type {Meter} from '../value/meter.js'
import {bigintOf, isNumber, isWhole, toLong, type JavaInteger, type JavaNumber} from '../value/number.js'
import type {Value} from '../value/value.js'
import {methodTable, stringArgument, type Method, type MethodTable} from './method-table.js'
import {notANumber} from './number-methods.js'

/** The methods of java.lang.Integer, the static ones included: "#set($Integer = 0)$Integer.parseInt('7')" is common. */
export const integerMethods: MethodTable<number> = methodTable<number>({
  'parseInt(string)': (_, args, meter) => parseInteger(stringArgument(args, 0, meter), 32, meter),
  ...sharedMethods<number>('int', 32),
})

/** The methods of java.lang.Long. */
export const longMethods: MethodTable<JavaInteger> = methodTable<JavaInteger>({
  'parseLong(string)': (_, args, meter) => parseInteger(stringArgument(args, 0, meter), 64, meter),
  ...sharedMethods<JavaInteger>('long', 64),
})

function sharedMethods<T extends JavaNumber>(type: 'int' | 'long', bits: 32 | 64): Record<string, Method<T>['call']> {
  const wrap = (value: bigint): Value => (bits === 32 ? Number(BigInt.asIntN(32, value)) : toLong(value))
  const pair = (args: readonly Value[]): [bigint, bigint] => [wholeArgument(args, 0), wholeArgument(args, 1)]
  const inBase =
    (base: number): Method<T>['call'] =>
    (_, args) =>
      BigInt.asUintN(bits, wholeArgument(args, 0)).toString(base)
  return {
    'valueOf(string)': (_, args, meter) => parseInteger(stringArgument(args, 0, meter), bits, meter),
    [`valueOf(${type})`]: (_, args) => wrap(wholeArgument(args, 0)),
    [`toString(${type})`]: (_, args) => String(wholeArgument(args, 0)),
    [`max(${type}, ${type})`]: (_, args) => {
      const [left, right] = pair(args)
      return wrap(left > right ? left : right)
    },
    [`min(${type}, ${type})`]: (_, args) => {
      const [left, right] = pair(args)
      return wrap(left < right ? left : right)
    },
    [`sum(${type}, ${type})`]: (_, args) => {
      const [left, right] = pair(args)
      return wrap(left + right)
    },
    [`compare(${type}, ${type})`]: (_, args) => {
      const [left, right] = pair(args)
      return left < right ? -1 : left > right ? 1 : 0
    },
    [`signum(${type})`]: (_, args) => {
      const value = wholeArgument(args, 0)
      return value < 0n ? -1 : value > 0n ? 1 : 0
    },
    [`bitCount(${type})`]: (_, args) =>
      BigInt.asUintN(bits, wholeArgument(args, 0)).toString(2).replaceAll('0', '').length,
    [`toHexString(${type})`]: inBase(16),
    [`toOctalString(${type})`]: inBase(8),
    [`toBinaryString(${type})`]: inBase(2),
  }
}

function wholeArgument(args: readonly Value[], index: number): bigint {
  const value = args[index] ?? null
  return isNumber(value) && isWhole(value) ? bigintOf(value) : 0n
}

function parseInteger(text: string, bits: 32 | 64, meter: Meter): Value {
  if (!/^[+-]?[0-9]{1,30}$/.test(text)) throw notANumber(text, meter)
  const value = BigInt(text.replace('+', ''))
  if (BigInt.asIntN(bits, value) !== value) throw notANumber(text, meter)
  return bits === 32 ? Number(value) : toLong(value)
}
