import {JavaIterator} from './iterator.js'
import type {JavaMap, Origin} from './java-map.js'
import {JavaObject, type Value} from './value.js'

/** Anything that has items in an order: lists, arrays and the views of a map. */
export abstract class JavaCollection extends JavaObject {
  abstract items(): readonly Value[]

  abstract iterate(): JavaIterator
}

/**
 * A list that can change.
 *
 * Lists from JSON (net.minidev.json.JSONArray) print as JSON, the others as [a, b]; nothing else sets them apart.
 */
export class JavaList extends JavaCollection {
  constructor(
    readonly className: 'java.util.ArrayList' | 'net.minidev.json.JSONArray',
    private readonly values: Value[],
    private readonly origin?: Origin,
  ) {
    super()
  }

  private version = 0

  override items(): readonly Value[] {
    return this.values
  }

  /** As in Java, a list that shrank to the current index is at its end, any other change of the length is an error. */
  override iterate(): JavaIterator {
    return new JavaIterator({
      hasItem: (index) => index !== this.values.length,
      item: (index) => this.values[index] ?? null,
      version: () => this.version,
    })
  }

  /** The array itself, for replacing items. */
  replace(): Value[] {
    if (this.origin !== undefined) this.origin.isStale = true
    return this.values
  }

  /** The array itself, for adding and removing items. */
  change(): Value[] {
    this.version += 1
    return this.replace()
  }
}

/** A Java array: what split() answers. Its items can be replaced, its length is fixed. */
export class JavaArray extends JavaCollection {
  constructor(
    readonly className: '[Ljava.lang.String;' | '[Ljava.lang.Object;' | '[B' | '[C',
    readonly values: Value[],
  ) {
    super()
  }

  override items(): readonly Value[] {
    return this.values
  }

  override iterate(): JavaIterator {
    return iterateItems(this.values, () => 0)
  }
}

/** A live view: what keySet(), values() and entrySet() answer. */
export class JavaMapView extends JavaCollection {
  constructor(
    readonly map: JavaMap,
    readonly part: 'keys' | 'values' | 'entries',
  ) {
    super()
  }

  get className(): string {
    return {
      keys: 'java.util.LinkedHashMap$LinkedKeySet',
      values: 'java.util.LinkedHashMap$LinkedValues',
      entries: 'java.util.LinkedHashMap$LinkedEntrySet',
    }[this.part]
  }

  override items(): readonly Value[] {
    const entries = [...this.map.entries()]
    switch (this.part) {
      case 'keys':
        return entries.map((entry) => entry.key)
      case 'values':
        return entries.map((entry) => entry.value)
      case 'entries':
        return entries
    }
  }
  override iterate(): JavaIterator {
    return iterateItems(this.items(), () => this.map.version)
  }
}

function iterateItems(items: readonly Value[], version: () => number): JavaIterator {
  return new JavaIterator({hasItem: (index) => index < items.length, item: (index) => items[index] ?? null, version})
}
