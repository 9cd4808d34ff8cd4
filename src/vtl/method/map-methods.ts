import {JavaMapView} from '../value/collection.js'
import {equals} from '../value/equality.js'
import type {JavaEntry} from '../value/java-map.js'
import {JavaMap} from '../value/java-map.js'
import type {Value} from '../value/value.js'
import {methodTable} from './method-table.js'

/** The methods of java.util.Map. */
export const mapMethods = methodTable<JavaMap>({
  'size()': (self) => self.size,
  'isEmpty()': (self) => self.size === 0,
  'get(object)': (self, [key = null]) => self.get(key) ?? null,
  'getOrDefault(object, object)': (self, [key = null, otherwise = null]) => {
    const value = self.get(key)
    return value === undefined ? otherwise : value
  },
  'containsKey(object)': (self, [key = null]) => self.has(key),
  'containsValue(object)': (self, [value = null], meter) => {
    meter.scan(self.size)
    return [...self.entries()].some((entry) => equals(value, entry.value, meter))
  },
  'put(object, object)': (self, [key = null, value = null], meter) => {
    meter.step(1)
    return self.put(key, value)
  },
  'putIfAbsent(object, object)': (self, [key = null, value = null]) => {
    const before = self.get(key) ?? null
    if (before === null) self.put(key, value)
    return before
  },
  'putAll(map)': (self, [other = null], meter) => {
    if (!(other instanceof JavaMap)) throw meter.error('java.lang.NullPointerException: putAll was given null.')
    meter.step(other.size)
    for (const {key, value} of [...other.entries()]) self.put(key, value)
    return ''
  },
  'remove(object)': (self, [key = null]) => self.remove(key),
  'remove(object, object)': (self, [key = null, value = null], meter) => {
    const isSame = self.has(key) && equals(self.get(key) ?? null, value, meter)
    if (isSame) self.remove(key)
    return isSame
  },
  'replace(object, object)': (self, [key = null, value = null]) => (self.has(key) ? self.put(key, value) : null),
  'replace(object, object, object)': (self, [key = null, before = null, after = null], meter) => {
    const isSame = self.has(key) && equals(self.get(key) ?? null, before, meter)
    if (isSame) self.put(key, after)
    return isSame
  },
  'clear()': (self) => {
    self.clear()
    return ''
  },
  'keySet()': (self) => new JavaMapView(self, 'keys'),
  'values()': (self) => new JavaMapView(self, 'values'),
  'entrySet()': (self) => new JavaMapView(self, 'entries'),
  'clone()': (self, _, meter) => {
    meter.step(self.size)
    return copyOf(self)
  },
})

/** The methods of java.util.Map.Entry. */
export const entryMethods = methodTable<JavaEntry>({
  'getKey()': (self) => self.key,
  'getValue()': (self) => self.value,
  'setValue(object)': (self, [value = null]): Value => {
    const before = self.value
    self.value = value
    return before
  },
})

function copyOf(map: JavaMap): JavaMap {
  const copy = new JavaMap()
  for (const {key, value} of map.entries()) copy.put(key, value)
  return copy
}
