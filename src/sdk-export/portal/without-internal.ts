import {isJsonObject} from '../../model/json.js'
import type {Json, JsonObject} from '../../model/json.js'
import {listAt, objectAt} from '../../model/json-object.js'
import {lookUp} from '../client-schemas.js'

/** Author's mark of what is not for readers of the portal: https://redocly.com/docs-legacy/api-reference-docs/spec-extensions/x-internal */
const internalMark = 'x-internal'

/**
 * A document without what is marked `x-internal`, whatever it is: a path, an operation, a parameter, a schema or a
 * property of one, a tag. What is a reference to something marked goes with it.
 */
export function withoutInternal(document: JsonObject): JsonObject {
  return shownObject(document, (value) => isInternal(document, value))
}

function shownObject(object: JsonObject, isHidden: (value: Json) => boolean): JsonObject {
  const shown = Object.entries(object)
    .filter(([, value]) => !isHidden(value))
    .map(([key, value]): [string, Json] => [key, shownValue(value, isHidden)])
  const required = listAt(object, 'required').filter((name) => {
    return typeof name !== 'string' || !isHidden(objectAt(object, 'properties')[name] ?? null)
  })
  // A schema may not ask for a property that it does not tell of.
  const names = required.length === listAt(object, 'required').length ? [] : [['required', required] as const]
  return Object.fromEntries([...shown, ...names])
}

function shownValue(value: Json, isHidden: (value: Json) => boolean): Json {
  if (Array.isArray(value)) {
    return value.filter((entry: Json) => !isHidden(entry)).map((entry: Json) => shownValue(entry, isHidden))
  }
  return isJsonObject(value) ? shownObject(value, isHidden) : value
}

/** Marked itself, or a reference to what is. References that lead to each other in a circle end after some. */
function isInternal(document: JsonObject, value: Json): boolean {
  let current: Json | undefined = value
  for (let hops = 0; hops < 20 && isJsonObject(current); hops += 1) {
    if (current[internalMark] === true) return true
    const reference: Json | undefined = current['$ref']
    if (typeof reference !== 'string') return false
    current = lookUp(document, reference)
  }
  return false
}
