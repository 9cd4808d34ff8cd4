import {JavaCollection, JavaList} from './collection.js'
import {JavaMap} from './java-map.js'
import {doubleOf, isNumber, JavaDouble, JavaInteger, toWhole} from './number.js'
import {JavaChar, type Value} from './value.js'

/** Deeper values are cut off: a template can make a map that contains itself. */
const maxDepth = 100

/**
 * Turns plain data into values: objects into maps, arrays into JSON lists, whole numbers into Integers or Longs.
 *
 * Objects are read when their members are asked for and never changed. undefined members do not exist; what is no data (functions,
 * symbols) becomes null.
 */
export function fromPlain(data: unknown): Value {
  switch (typeof data) {
    case 'string':
    case 'boolean':
      return data
    case 'number':
      return Number.isSafeInteger(data) ? fromInteger(data) : new JavaDouble(data)
    case 'bigint':
      return toWhole(data)
    case 'object':
      return data === null ? null : fromObject(data)
    default:
      return null
  }
}

function fromInteger(data: number): Value {
  return data === (data | 0) ? data + 0 : toWhole(BigInt(data))
}

function fromObject(data: object): Value {
  if (Array.isArray(data)) return new JavaList('net.minidev.json.JSONArray', data.map(fromPlain))
  return isRecord(data) ? new JavaMap(undefined, {data, convert: fromPlain}) : null
}

/** Every object can be read by keys; the compiler wants to hear it. */
function isRecord(data: object): data is Record<string, unknown> {
  return typeof data === 'object'
}

/**
 * Turns a value into plain data: maps into objects without a prototype, lists into arrays.
 *
 * Whole numbers beyond 2^53 become bigints. What is no data becomes its class name.
 */
export function toPlain(value: Value, depth = 0): unknown {
  if (value === null || typeof value !== 'object') return value
  if (depth > maxDepth) return null
  if (value instanceof JavaInteger) {
    const number = Number(value.value)
    return Number.isSafeInteger(number) ? number : value.value
  }
  if (isNumber(value)) return doubleOf(value)
  if (value instanceof JavaChar) return value.character
  if (value instanceof JavaCollection) return value.items().map((item) => toPlain(item, depth + 1))
  if (!(value instanceof JavaMap)) return value.className
  const data: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const entry of value.entries()) data[String(toPlain(entry.key, depth + 1))] = toPlain(entry.value, depth + 1)
  return data
}
