import {classNameOf} from './class-name.js'
import {formatNumber, isNumber, type JavaNumber} from './number.js'
import {JavaChar, type JavaObject, type Value} from './value.js'

/**
 * What stands for a value as a key of a JavaScript Map: equal strings, numbers, booleans and characters share one.
 *
 * A list or map stands for itself, where Java would compare contents: comparing them on every access has no bound.
 */
export function keyOf(value: Value): string | JavaObject {
  // Strings are their own keys, unless they begin with the mark of the others.
  if (typeof value === 'string') return value.charCodeAt(0) === 0 ? `\0s${value}` : value
  if (value === null) return '\0null'
  if (isNumber(value) || typeof value === 'boolean') return `\0${classNameOf(value)}:${textOfScalar(value)}`
  return value instanceof JavaChar ? `\0c${value.character}` : value
}

function textOfScalar(value: JavaNumber | boolean): string {
  return isNumber(value) ? formatNumber(value) : String(value)
}
