import type {Meter} from './meter.js'
import {JavaObject, type Value} from './value.js'

/** What is gone through. version counts the changes that make going on impossible. */
export type Iterated = {
  hasItem: (index: number) => boolean
  item: (index: number) => Value
  version: () => number
}

/** A java.util.Iterator. */
export class JavaIterator extends JavaObject {
  readonly className = 'java.util.Iterator'
  private index = 0
  private readonly version: number

  constructor(private readonly iterated: Iterated) {
    super()
    this.version = iterated.version()
  }

  hasNext(): boolean {
    return this.iterated.hasItem(this.index)
  }

  /** The next item; VtlError at the end, and when the collection was changed on the way. */
  next(meter: Meter): Value {
    if (this.iterated.version() !== this.version) {
      throw meter.error(
        'java.util.ConcurrentModificationException: a list or map was changed while it was gone through.',
      )
    }
    if (!this.hasNext()) throw meter.error('java.util.NoSuchElementException: the iterator is at its end.')
    const item = this.iterated.item(this.index)
    this.index += 1
    return item
  }
}
