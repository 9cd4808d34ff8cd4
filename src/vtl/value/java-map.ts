import {keyOf} from './key.js'
import {JavaObject, type Value} from './value.js'

/** A Map.Entry; setting its value writes through to the map. */
export class JavaEntry extends JavaObject {
  readonly className = 'java.util.LinkedHashMap$Entry'

  constructor(
    readonly key: Value,
    public value: Value,
  ) {
    super()
  }
}

/** Told when a value that came out of a request body is changed, so that the next $input.path reads the body afresh. */
export type Origin = {isStale: boolean}

/** Plain data of the caller, turned into values member by member when they are asked for. */
export type LazyMembers = {
  data: Readonly<Record<string, unknown>>
  convert: (data: unknown, key: string) => Value
}

/**
 * A java.util.LinkedHashMap. Lookups go through a JavaScript Map, so no key (such as __proto__) is special.
 *
 * With `lazy` members it begins as the view of a plain object, which is never changed.
 */
export class JavaMap extends JavaObject {
  readonly className = 'java.util.LinkedHashMap'
  /** How often keys were added or removed. */
  version = 0
  private readonly members = new Map<string | JavaObject, JavaEntry>()
  private early: Map<string, Value> | undefined

  constructor(
    private readonly origin?: Origin,
    private lazy?: LazyMembers,
  ) {
    super()
  }

  get size(): number {
    return this.all().size
  }

  /** The value of a key; undefined when there is none. */
  get(key: Value): Value | undefined {
    if (this.lazy !== undefined && typeof key === 'string') return this.getEarly(key, this.lazy)
    return this.all().get(keyOf(key))?.value
  }

  has(key: Value): boolean {
    return this.get(key) !== undefined
  }

  /** Sets a value and answers the one it replaces, null when there was none. */
  put(key: Value, value: Value): Value {
    if (this.origin !== undefined) this.origin.isStale = true
    return this.write(key, value)
  }

  /** Removes a key and answers its value, null when there was none. */
  remove(key: Value): Value {
    if (this.origin !== undefined) this.origin.isStale = true
    const name = keyOf(key)
    const before = this.all().get(name)?.value ?? null
    if (this.members.delete(name)) this.version += 1
    return before
  }

  clear(): void {
    if (this.origin !== undefined) this.origin.isStale = true
    this.all().clear()
    this.version += 1
  }

  /** The entries in the order in which their keys were first put. */
  entries(): IterableIterator<JavaEntry> {
    return this.all().values()
  }

  /** Sets a value without counting as a change: for building a map. */
  build(key: string, value: Value): void {
    this.write(key, value)
  }

  private write(key: Value, value: Value): Value {
    const name = keyOf(key)
    const entry = this.all().get(name)
    if (entry === undefined) {
      this.members.set(name, new JavaEntry(key, value))
      this.version += 1
      return null
    }
    const before = entry.value
    entry.value = value
    return before
  }

  /** A member of the plain object; maps and lists among them are kept, so that changes to them last. */
  private getEarly(key: string, lazy: LazyMembers): Value | undefined {
    const known = this.early?.get(key)
    if (known !== undefined) return known
    if (!Object.hasOwn(lazy.data, key) || lazy.data[key] === undefined) return undefined
    const value = lazy.convert(lazy.data[key], key)
    if (value instanceof JavaObject) {
      this.early ??= new Map()
      this.early.set(key, value)
    }
    return value
  }

  private all(): Map<string | JavaObject, JavaEntry> {
    const {lazy} = this
    if (lazy === undefined) return this.members
    for (const key of Object.keys(lazy.data)) {
      const value = this.getEarly(key, lazy)
      if (value !== undefined) this.members.set(keyOf(key), new JavaEntry(key, value))
    }
    this.lazy = undefined
    this.early = undefined
    return this.members
  }
}
