import {JavaArray, JavaCollection, JavaList, JavaMapView} from '../value/collection.js'
import {HostObject} from '../value/host-object.js'
import {JavaEntry, JavaMap} from '../value/java-map.js'
import type {Meter} from '../value/meter.js'
import {isNumber} from '../value/number.js'
import {JavaChar, JavaClass, JavaIterator, type Value} from '../value/value.js'
import {collectionMethods, listMethods, sequenceMethods, viewMethods} from './list-methods.js'
import {entryMethods, mapMethods} from './map-methods.js'
import {classMethods, findMethod, objectMethods, type MethodTable} from './method-table.js'
import {booleanMethods, charMethods, iteratorMethods, numberMethods} from './number-methods.js'
import {stringMethods} from './string-methods.js'

/** Calls a method of a value; null when it has none with this name that takes these arguments. */
export function callMethod(self: Value, name: string, args: readonly Value[], meter: Meter): Value {
  meter.step(1)
  if (self === null) return null
  const value = callOwn(self, name, args, meter)
  if (value !== undefined) return value
  const method = findMethod(objectMethods, name, args)
  return method === undefined ? null : method.call(self, args, meter)
}

/**
 * Reads `$value.name` as Velocity does: a getter, a map's member, get("name"), an is-getter.
 *
 * null when there is nothing of that name.
 */
export function readProperty(self: Value, name: string, meter: Meter): Value {
  if (self instanceof JavaMap)
    return name === 'class' ? callMethod(self, 'getClass', [], meter) : (self.get(name) ?? null)
  if (self instanceof HostObject) return self.property(name, meter) ?? null
  if (self === null) return null
  const capital = name.charAt(0).toUpperCase() + name.slice(1)
  const value = callMethod(self, `get${capital}`, [], meter)
  return value ?? callMethod(self, `is${capital}`, [], meter)
}

/** Sets `$value.name`; only maps can be written to. */
export function writeProperty(self: Value, name: string, value: Value, meter: Meter): void {
  meter.step(1)
  if (self instanceof JavaMap) self.put(name, value)
  else if (self instanceof HostObject) self.call('put', [name, value], meter)
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

function callOwn(self: Exclude<Value, null>, name: string, args: readonly Value[], meter: Meter): Value | undefined {
  if (typeof self === 'string') return callIn(stringMethods, self, name, args, meter)
  if (typeof self === 'boolean') return callIn(booleanMethods, self, name, args, meter)
  if (isNumber(self)) return callIn(numberMethods, self, name, args, meter)
  if (self instanceof JavaMap) return callIn(mapMethods, self, name, args, meter)
  if (self instanceof HostObject) return self.call(name, args, meter)
  if (self instanceof JavaEntry) return callIn(entryMethods, self, name, args, meter)
  if (self instanceof JavaCollection) return callOnCollection(self, name, args, meter)
  if (self instanceof JavaChar) return callIn(charMethods, self, name, args, meter)
  if (self instanceof JavaIterator) return callIn(iteratorMethods, self, name, args, meter)
  return self instanceof JavaClass ? callIn(classMethods, self, name, args, meter) : undefined
}

function callOnCollection(self: JavaCollection, name: string, args: readonly Value[], meter: Meter): Value | undefined {
  if (self instanceof JavaList) {
    const value = callIn(listMethods, self, name, args, meter)
    if (value !== undefined) return value
  }
  if (self instanceof JavaList || self instanceof JavaArray) {
    const value = callIn(sequenceMethods, self, name, args, meter)
    if (value !== undefined) return value
  }
  if (self instanceof JavaMapView) {
    const value = callIn(viewMethods, self, name, args, meter)
    if (value !== undefined) return value
  }
  return callIn(collectionMethods, self, name, args, meter)
}

function callIn<T>(
  table: MethodTable<T>,
  self: T,
  name: string,
  args: readonly Value[],
  meter: Meter,
): Value | undefined {
  return findMethod(table, name, args)?.call(self, args, meter)
}
