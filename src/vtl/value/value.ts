import type {JavaNumber} from './number.js'

/**
 * A value of the template language, with the distinctions Java makes.
 *
 * A JavaScript number is a java.lang.Integer; the other numbers, characters, lists and maps are objects. Strings are UTF-16 as in Java.
 */
export type Value = null | string | boolean | JavaNumber | JavaObject

/**
 * Every value that is not a string, a boolean, an Integer or null.
 *
 * className is what getClass() names; lists and maps differ from each other by it in what they accept and print.
 */
export abstract class JavaObject {
  abstract readonly className: string
}

/** A java.lang.Character: one UTF-16 unit. */
export class JavaChar extends JavaObject {
  readonly className = 'java.lang.Character'

  constructor(readonly character: string) {
    super()
  }
}

/** What getClass() answers. */
export class JavaClass extends JavaObject {
  readonly className = 'java.lang.Class'

  constructor(readonly name: string) {
    super()
  }
}

/** A java.util.Iterator over a snapshot of a collection. */
export class JavaIterator extends JavaObject {
  readonly className = 'java.util.Iterator'
  private index = 0

  constructor(private readonly items: readonly Value[]) {
    super()
  }

  hasNext(): boolean {
    return this.index < this.items.length
  }

  /** The next item; undefined at the end. */
  next(): Value | undefined {
    const item = this.items[this.index]
    this.index += 1
    return item
  }
}
