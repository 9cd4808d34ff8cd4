import type {JavaNumber} from './number.js'
import type {JavaObject} from './value.js'

/** The name getClass() answers for a value that is not null. */
export function classNameOf(value: string | boolean | JavaNumber | JavaObject): string {
  switch (typeof value) {
    case 'string':
      return 'java.lang.String'
    case 'boolean':
      return 'java.lang.Boolean'
    case 'number':
      return 'java.lang.Integer'
    default:
      return value.className
  }
}
