import {JavaArray, JavaCollection, JavaList, JavaMapView} from '../value/collection.js'
import {HostObject} from '../value/host-object.js'
import {JavaEntry, JavaMap} from '../value/java-map.js'
import type {Meter} from '../value/meter.js'
import {isNumber, JavaDecimal, JavaDouble, type JavaInteger, type JavaNumber} from '../value/number.js'
import {JavaIterator} from '../value/iterator.js'
import {JavaChar, JavaClass, type JavaObject, type Value} from '../value/value.js'
import {bigDecimalMethods, bigIntegerMethods} from './big-methods.js'
import {doubleMethods} from './double-methods.js'
import {integerMethods, longMethods} from './integer-methods.js'
import {arrayMethods, collectionMethods, listMethods, sequenceMethods, viewMethods} from './list-methods.js'
import {entryMethods, mapMethods} from './map-methods.js'
import {findMethod, mergeTables, objectMethods, type MethodTable} from './method-table.js'
import {numberMethods} from './number-methods.js'
import {booleanMethods, charMethods, classMethods, iteratorMethods} from './other-methods.js'
import {stringMethods} from './string-methods.js'

const strings = mergeTables<string>(stringMethods, objectMethods)
const booleans = mergeTables<boolean>(booleanMethods, objectMethods)
const integers = mergeTables<number>(integerMethods, numberMethods, objectMethods)
const longs = mergeTables<JavaInteger>(longMethods, numberMethods, objectMethods)
const doubles = mergeTables<JavaDouble>(doubleMethods, numberMethods, objectMethods)
const bigIntegers = mergeTables<JavaInteger>(bigIntegerMethods, numberMethods, objectMethods)
const bigDecimals = mergeTables<JavaDecimal>(bigDecimalMethods, numberMethods, objectMethods)
const maps = mergeTables<JavaMap>(mapMethods, objectMethods)
const entries = mergeTables<JavaEntry>(entryMethods, objectMethods)
const lists = mergeTables<JavaList>(listMethods, sequenceMethods, collectionMethods, objectMethods)
const arrays = mergeTables<JavaArray>(arrayMethods, sequenceMethods, collectionMethods, objectMethods)
const views = mergeTables<JavaMapView>(viewMethods, collectionMethods, objectMethods)
const characters = mergeTables<JavaChar>(charMethods, objectMethods)
const iterators = mergeTables<JavaIterator>(iteratorMethods, objectMethods)
const classes = mergeTables<JavaClass>(classMethods, objectMethods)

/** Calls a method of a value; null when it has none with this name that takes these arguments. */
export function callMethod(self: Value, name: string, args: readonly Value[], meter: Meter): Value {
  meter.step(1)
  if (self === null) return null
  if (typeof self === 'string') {
    meter.step(self.length >>> 8)
    return callIn(strings, self, name, args, meter)
  }
  if (typeof self === 'boolean') return callIn(booleans, self, name, args, meter)
  if (isNumber(self)) return callOnNumber(self, name, args, meter)
  if (self instanceof JavaMap) return callIn(maps, self, name, args, meter)
  if (self instanceof HostObject) return self.call(name, args, meter) ?? callIn(objectMethods, self, name, args, meter)
  return callOnOther(self, name, args, meter)
}

function callOnNumber(self: JavaNumber, name: string, args: readonly Value[], meter: Meter): Value {
  if (typeof self === 'number') return callIn(integers, self, name, args, meter)
  if (self instanceof JavaDouble) return callIn(doubles, self, name, args, meter)
  if (self instanceof JavaDecimal) return callIn(bigDecimals, self, name, args, meter)
  return callIn(self.className === 'java.lang.Long' ? longs : bigIntegers, self, name, args, meter)
}

function callOnOther(self: JavaObject, name: string, args: readonly Value[], meter: Meter): Value {
  if (self instanceof JavaList) return callIn(lists, self, name, args, meter)
  if (self instanceof JavaArray) return callIn(arrays, self, name, args, meter)
  if (self instanceof JavaMapView) {
    meter.scan(self.map.size)
    return callIn(views, self, name, args, meter)
  }
  if (self instanceof JavaEntry) return callIn(entries, self, name, args, meter)
  if (self instanceof JavaChar) return callIn(characters, self, name, args, meter)
  if (self instanceof JavaIterator) return callIn(iterators, self, name, args, meter)
  return self instanceof JavaClass ? callIn(classes, self, name, args, meter) : null
}

/** Velocity takes a method without parameters for one that fits all calls, and fails when it is given arguments: so does this. */
function callIn<T>(table: MethodTable<T>, self: T, name: string, args: readonly Value[], meter: Meter): Value {
  const methods = table.get(name)
  if (methods === undefined) return null
  const method = findMethod(methods, args)
  if (method !== undefined) return method.call(self, args, meter)
  if (args.length === 0 || methods.every(({parameters}) => parameters.length > 0)) return null
  throw meter.error(`java.lang.IllegalArgumentException: ${name}() takes no arguments.`)
}

/**
 * Reads `$value.name` as Velocity does: a getter, a map's member, get("name"), an is-getter.
 *
 * null when there is nothing of that name.
 */
export function readProperty(self: Value, name: string, meter: Meter): Value {
  if (self === null) return null
  if (name === 'class') return callMethod(self, 'getClass', [], meter)
  if (self instanceof JavaMap) return self.get(name) ?? null
  if (self instanceof HostObject) return self.property(name, meter) ?? null
  const capital = name.charAt(0).toUpperCase() + name.slice(1)
  const value = callMethod(self, `get${capital}`, [], meter)
  return value ?? callMethod(self, `is${capital}`, [], meter)
}

/** Sets `$value.name`: a map's member, or what a setter is for. */
export function writeProperty(self: Value, name: string, value: Value, meter: Meter): void {
  meter.step(1)
  if (self instanceof JavaMap) self.put(name, value)
  else if (self instanceof HostObject) self.call('put', [name, value], meter)
  else callMethod(self, `set${name.charAt(0).toUpperCase()}${name.slice(1)}`, [value], meter)
}

/** Reads `$value[index]`: get(index), where a negative index of a list counts from its end. */
export function readIndex(self: Value, index: Value, meter: Meter): Value {
  return callMethod(self, 'get', [fromStart(self, index)], meter)
}

/** Sets `$value[index]`: set(index, value) of a list, put(index, value) of a map. */
export function writeIndex(self: Value, index: Value, value: Value, meter: Meter): void {
  callMethod(
    self,
    self instanceof JavaMap || self instanceof HostObject ? 'put' : 'set',
    [fromStart(self, index), value],
    meter,
  )
}

function fromStart(self: Value, index: Value): Value {
  return typeof index === 'number' && index < 0 && self instanceof JavaCollection ? self.items().length + index : index
}
