import type {JavaCollection, JavaMapView} from '../value/collection.js'
import {JavaArray, JavaList} from '../value/collection.js'
import {equals} from '../value/equality.js'
import type {JavaEntry} from '../value/java-map.js'
import {toJson} from '../value/json-text.js'
import type {Meter} from '../value/meter.js'
import type {Value} from '../value/value.js'
import {intArgument, itemsOf, methodTable} from './method-table.js'

/** What lists, sets and arrays have in common. */
export const collectionMethods = methodTable<JavaCollection>({
  'size()': (self) => self.items().length,
  'isEmpty()': (self) => self.items().length === 0,
  'contains(object)': (self, [item = null], meter) => indexOf(self.items(), item, meter) !== -1,
  'containsAll(collection)': (self, [other = null], meter) =>
    itemsOf(other).every((item) => indexOf(self.items(), item, meter) !== -1),
  'iterator()': (self) => self.iterate(),
  'toArray()': (self, _, meter) => {
    meter.step(self.items().length)
    return new JavaArray('[Ljava.lang.Object;', [...self.items()])
  },
})

/** What lists and arrays can be asked for by position. */
export const sequenceMethods = methodTable<JavaList | JavaArray>({
  'get(int)': (self, args, meter) => self.items()[checkIndex(self, intArgument(args, 0), meter)] ?? null,
  'set(int, object)': (self, args, meter) => {
    const index = checkIndex(self, intArgument(args, 0), meter)
    const values = self instanceof JavaList ? self.replace() : self.values
    const before = values[index] ?? null
    values[index] = args[1] ?? null
    return before
  },
  'indexOf(object)': (self, [item = null], meter) => indexOf(self.items(), item, meter),
  'lastIndexOf(object)': (self, [item = null], meter) => {
    meter.scan(self.items().length)
    return self.items().findLastIndex((candidate) => equals(item, candidate, meter))
  },
  'subList(int, int)': (self, args, meter) => subList(self, intArgument(args, 0), intArgument(args, 1), meter),
})

/** What changes a list. */
export const listMethods = methodTable<JavaList>({
  'add(object)': (self, [item = null], meter) => {
    meter.step(1)
    self.change().push(item)
    return true
  },
  'add(int, object)': (self, args, meter) => {
    meter.step(self.items().length >>> 8)
    self.change().splice(checkPosition(self, intArgument(args, 0), meter), 0, args[1] ?? null)
    return ''
  },
  'addAll(collection)': (self, [other = null], meter) => {
    insert(self, self.items().length, copyOf(other, meter), meter)
    return itemsOf(other).length > 0
  },
  'addAll(int, collection)': (self, args, meter) => {
    const items = copyOf(args[1] ?? null, meter)
    insert(self, checkPosition(self, intArgument(args, 0), meter), items, meter)
    return items.length > 0
  },
  'remove(int)': (self, args, meter) => {
    meter.step(self.items().length >>> 8)
    return self.change().splice(checkIndex(self, intArgument(args, 0), meter), 1)[0] ?? null
  },
  'remove(object)': (self, [item = null], meter) => {
    const index = indexOf(self.items(), item, meter)
    if (index !== -1) self.change().splice(index, 1)
    return index !== -1
  },
  'removeAll(collection)': (self, [other = null], meter) =>
    keep(self, (item) => indexOf(itemsOf(other), item, meter) === -1),
  'retainAll(collection)': (self, [other = null], meter) =>
    keep(self, (item) => indexOf(itemsOf(other), item, meter) !== -1),
  'clear()': (self) => {
    self.change().length = 0
    return ''
  },
  'toJSONString()': (self, _, meter) =>
    self.className === 'net.minidev.json.JSONArray' ? toJson(self, {escapeSlash: true}, meter) : '',
})

/** Arrays cannot grow or shrink. */
export const arrayMethods = methodTable<JavaArray>({
  'add(object)': unsupported,
  'add(int, object)': unsupported,
  'addAll(collection)': unsupported,
  'addAll(int, collection)': unsupported,
  'remove(int)': unsupported,
  'remove(object)': (self, [item = null], meter) =>
    indexOf(self.items(), item, meter) === -1 ? false : unsupported(self, [], meter),
  'clear()': unsupported,
})

function unsupported(self: JavaCollection, _args: readonly Value[], meter: Meter): Value {
  throw meter.error(`java.lang.UnsupportedOperationException: a ${self.className} does not change this way.`)
}

/** What removes from a map through its keys, values or entries. */
export const viewMethods = methodTable<JavaMapView>({
  'add(object)': unsupported,
  'addAll(collection)': unsupported,
  'remove(object)': (self, [item = null], meter) => {
    const entry = [...self.map.entries()].find((candidate) => equals(partOf(candidate, self.part), item, meter))
    if (entry !== undefined) self.map.remove(entry.key)
    return entry !== undefined
  },
  'removeAll(collection)': (self, [other = null], meter) =>
    keepEntries(self, (item) => indexOf(itemsOf(other), item, meter) === -1),
  'retainAll(collection)': (self, [other = null], meter) =>
    keepEntries(self, (item) => indexOf(itemsOf(other), item, meter) !== -1),
  'clear()': (self) => {
    self.map.clear()
    return ''
  },
})

function partOf(entry: JavaEntry, part: JavaMapView['part']): Value {
  return part === 'keys' ? entry.key : part === 'values' ? entry.value : entry
}

function keepEntries(view: JavaMapView, isKept: (item: Value) => boolean): boolean {
  const removed = [...view.map.entries()].filter((entry) => !isKept(partOf(entry, view.part)))
  for (const entry of removed) view.map.remove(entry.key)
  return removed.length > 0
}

function indexOf(items: readonly Value[], wanted: Value, meter: Meter): number {
  meter.scan(items.length)
  return items.findIndex((item) => equals(wanted, item, meter))
}

function checkIndex(self: JavaCollection, index: number, meter: Meter): number {
  const {length} = self.items()
  if (index >= 0 && index < length) return index
  throw meter.error(`java.lang.IndexOutOfBoundsException: Index ${index} out of bounds for length ${length}`)
}

function checkPosition(self: JavaCollection, index: number, meter: Meter): number {
  const {length} = self.items()
  if (index >= 0 && index <= length) return index
  throw meter.error(`java.lang.IndexOutOfBoundsException: Index: ${index}, Size: ${length}`)
}

/** A copy in a list of its own; in Java changes would show through. */
function subList(self: JavaList | JavaArray, from: number, to: number, meter: Meter): JavaList {
  const {length} = self.items()
  if (from < 0 || to > length || from > to) {
    throw meter.error(`java.lang.IndexOutOfBoundsException: from ${from} to ${to}, size ${length}`)
  }
  meter.step(to - from)
  return new JavaList('java.util.ArrayList', self.items().slice(from, to))
}

function copyOf(other: Value, meter: Meter): readonly Value[] {
  if (other === null) throw meter.error('java.lang.NullPointerException: a method was given null.')
  return [...itemsOf(other)]
}

/** One by one: a spread of a long list would overflow the stack. */
function insert(self: JavaList, at: number, items: readonly Value[], meter: Meter): void {
  meter.step(items.length + ((self.items().length - at) >>> 4))
  const values = self.change()
  const tail = values.splice(at)
  for (const item of items) values.push(item)
  for (const item of tail) values.push(item)
}

function keep(self: JavaList, isKept: (item: Value) => boolean): boolean {
  const values = self.change()
  const kept = values.filter(isKept)
  const isChanged = kept.length < values.length
  values.length = 0
  for (const item of kept) values.push(item)
  return isChanged
}
