import type {Store} from '../store/store.js'

/** Values made from the store, by name; made anew when the store has changed. Names that have none are not kept. */
export class StoreView<Value> {
  readonly #store: Store
  readonly #make: (first: string, second: string) => Value | undefined
  readonly #values = new Map<string, Map<string, Value>>()
  #version: number

  constructor(store: Store, make: (first: string, second: string) => Value | undefined) {
    this.#store = store
    this.#make = make
    this.#version = store.version
  }

  get(first: string, second = ''): Value | undefined {
    if (this.#version !== this.#store.version) {
      this.#values.clear()
      this.#version = this.#store.version
    }
    return this.#values.get(first)?.get(second) ?? this.#remember(first, second)
  }

  #remember(first: string, second: string): Value | undefined {
    const value = this.#make(first, second)
    if (value === undefined) return undefined
    const named = this.#values.get(first) ?? new Map<string, Value>()
    this.#values.set(first, named.set(second, value))
    return value
  }
}
