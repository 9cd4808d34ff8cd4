import {canonicalJson, isJsonObject} from '../../model/json.js'
import type {Json, JsonObject} from '../../model/json.js'
import {present} from '../../model/present.js'
import type {Field} from '../change.js'

/** Members whose content people read as one document: compared and shown whole, never taken apart. */
const whole = new Set(['policy', 'schema', 'properties', 'tlsConfig'])

/** The members that differ, by path; lists and the documents above are one member each. */
export function diffFields(before: JsonObject, after: JsonObject): Field[] {
  return diffMembers('', before, after)
}

function diffMembers(prefix: string, before: JsonObject, after: JsonObject): Field[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return keys.flatMap((key) => diffMember(`${prefix}${key}`, own(before, key), own(after, key), whole.has(key)))
}

/** An object on one side only is shown by its members too; an empty one has none to show. */
function diffMember(path: string, before: Json | undefined, after: Json | undefined, isWhole: boolean): Field[] {
  if (!isWhole && (hasMembers(before) || hasMembers(after)) && isObjectOrAbsent(before) && isObjectOrAbsent(after)) {
    return diffMembers(`${path}.`, before ?? {}, after ?? {})
  }
  if (sameJson(before, after)) return []
  return [present({path, before, after})]
}

function hasMembers(value: Json | undefined): boolean {
  return isJsonObject(value) && Object.keys(value).length > 0
}

function isObjectOrAbsent(value: Json | undefined): value is JsonObject | undefined {
  return value === undefined || isJsonObject(value)
}

/** Equality of JSON values, whatever the order of their members; absent equals only absent. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true
  return one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other)
}

/** A member by its own name only: `__proto__` may be a stage variable. */
function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}
