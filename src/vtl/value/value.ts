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
