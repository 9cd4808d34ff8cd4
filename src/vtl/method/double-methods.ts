import type {Meter} from '../value/meter.js'
import {doubleOf, isNumber, JavaDouble} from '../value/number.js'
import {textOf} from '../value/text.js'
import type {Value} from '../value/value.js'
import {methodTable, stringArgument} from './method-table.js'
import {notANumber} from './number-methods.js'

/** The methods of java.lang.Double and java.lang.Float, the static ones included. */
export const doubleMethods = methodTable<JavaDouble>({
  'isNaN()': (self) => Number.isNaN(self.value),
  'isInfinite()': (self) => Math.abs(self.value) === Infinity,
  'parseDouble(string)': (_, args, meter) => parseDouble(stringArgument(args, 0, meter), meter),
  'valueOf(string)': (self, args, meter) => like(self, parseDouble(stringArgument(args, 0, meter), meter).value),
  'valueOf(double)': (self, args) => like(self, doubleArgument(args, 0)),
  'toString(double)': (self, args, meter) => textOf(like(self, doubleArgument(args, 0)), meter),
  'max(double, double)': (self, args) => like(self, Math.max(doubleArgument(args, 0), doubleArgument(args, 1))),
  'min(double, double)': (self, args) => like(self, Math.min(doubleArgument(args, 0), doubleArgument(args, 1))),
  'sum(double, double)': (self, args) => like(self, doubleArgument(args, 0) + doubleArgument(args, 1)),
  'compare(double, double)': (_, args) => Math.sign(doubleArgument(args, 0) - doubleArgument(args, 1)),
})

function like(self: JavaDouble, value: number): JavaDouble {
  return self.className === 'java.lang.Float'
    ? new JavaDouble(Math.fround(value), self.className)
    : new JavaDouble(value)
}

function doubleArgument(args: readonly Value[], index: number): number {
  const value = args[index] ?? null
  return isNumber(value) ? doubleOf(value) : Number.NaN
}

function parseDouble(text: string, meter: Meter): JavaDouble {
  const trimmed = text.trim()
  if (/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[dDfF]?$/.test(trimmed)) {
    return new JavaDouble(Number(trimmed.replace(/[dDfF]$/, '')))
  }
  if (/^[+-]?(?:NaN|Infinity)$/.test(trimmed)) return new JavaDouble(Number(trimmed.replace(/^[+-]NaN$/, 'NaN')))
  throw notANumber(text, meter)
}
