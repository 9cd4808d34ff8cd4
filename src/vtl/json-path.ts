import {compilePath} from './json-path/compile.js'
import {followPath} from './json-path/follow.js'
import {JsonPathError} from './json-path/json-path-error.js'
import {defaultLimits} from './limits.js'
import {Meter} from './value/meter.js'
import type {Value} from './value/value.js'
import {VtlError} from './vtl-error.js'

/** Reads one place of a document: the value, or undefined when there is none. VtlError when the path does not fit the document. */
export type JsonPathReader = (document: Value) => Value | undefined

/**
 * Compiles a JSONPath in API Gateway's dialect (Jayway JsonPath) for use on values of `parsePermissiveJson`.
 *
 * A path with a wildcard, scan, slice or filter answers a list, any other the value itself. VtlError when the path is not valid.
 */
export function compileJsonPath(expression: string): JsonPathReader {
  const path = located(() => compilePath(expression))
  return (document) => located(() => followPath(path, document, new Meter(defaultLimits)))
}

function located<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof JsonPathError) throw new VtlError('render', error.message, 1, 1)
    throw error
  }
}
