import type {JavaCollection} from './collection.js'
import {JavaArray, JavaList, JavaMapView} from './collection.js'
import {hashOf} from './hash.js'
import {HostObject} from './host-object.js'
import {JavaEntry, JavaMap} from './java-map.js'
import {toJson} from './json-text.js'
import type {Meter} from './meter.js'
import {formatNumber, isNumber, type JavaNumber} from './number.js'
import {JavaChar, JavaClass, type JavaObject, type Value} from './value.js'

/** Java overflows its stack on a collection that contains itself in a roundabout way; here this depth is the end. */
const maxDepth = 200

/** Prints a value as its toString() does; VtlError when the text would exceed the meter's limits. */
export function textOf(value: Value, meter: Meter): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return print(value, meter, 0)
}

function print(value: Value, meter: Meter, depth: number): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (isNumber(value)) return printNumber(value, meter)
  if (depth > maxDepth) throw meter.error('A list or map contains itself.', 'limit')
  meter.step(1)
  return printObject(value, meter, depth)
}

/** Big numbers take time that grows with the square of their digits. */
function printNumber(number: JavaNumber, meter: Meter): string {
  const text = formatNumber(number)
  meter.scan(text.length * 16)
  return text
}

function printObject(value: JavaObject, meter: Meter, depth: number): string {
  if (value instanceof JavaChar) return value.character
  if (value instanceof JavaMap) {
    meter.step(value.size >>> 2)
    const members = [...value.entries()].map((entry) => printEntry(entry, value, meter, depth))
    return join('{', members, '}', meter)
  }
  if (value instanceof JavaEntry) return printEntry(value, null, meter, depth)
  if (value instanceof JavaList && value.className === 'net.minidev.json.JSONArray')
    return toJson(value, {escapeSlash: true}, meter)
  if (value instanceof JavaList || value instanceof JavaMapView) return printItems(value, meter, depth)
  if (value instanceof JavaClass) return `class ${value.name}`
  const contents = value instanceof HostObject ? value.contents() : null
  if (contents !== null) return print(contents, meter, depth + 1)
  const hash = value instanceof JavaArray ? 0 : hashOf(value, meter)
  return `${value.className}@${(hash >>> 0).toString(16)}`
}

function printItems(value: JavaCollection, meter: Meter, depth: number): string {
  meter.step(value.items().length >>> 2)
  const items = value.items().map((item) => (item === value ? '(this Collection)' : print(item, meter, depth + 1)))
  return join('[', items, ']', meter)
}

function printEntry(entry: JavaEntry, map: JavaMap | null, meter: Meter, depth: number): string {
  const key = entry.key === map && map !== null ? '(this Map)' : print(entry.key, meter, depth + 1)
  const value = entry.value === map && map !== null ? '(this Map)' : print(entry.value, meter, depth + 1)
  return `${key}=${value}`
}

function join(open: string, parts: readonly string[], close: string, meter: Meter): string {
  const text = open + parts.join(', ') + close
  meter.characters(text.length)
  return text
}
