import {isJsonObject} from '../../model/json.js'
import type {Json, JsonObject} from '../../model/json.js'
import type {Address} from '../change.js'

/** What is compared: only what the files mention, or everything, where a stored state comes back as it was. */
export type Scope = 'declared' | 'exact'

/** The live tags that count; the others may have been put there by somebody else. */
export function comparedTags(live: Tags, declared: Tags, scope: Scope): JsonObject {
  return scope === 'exact' ? live : declaredPart(live, declared, 1)
}

/** The API that is compared: its address and the name of its project. */
export type DiffedApi = {api: Address; name: string; scope: Scope}

type Tags = Readonly<Record<string, string>>

/**
 * The part of `live` that the files mention, so that the rest is never touched: somebody else may have put it there.
 *
 * `depth` levels of members are compared one by one; what lies deeper is a value of its own.
 */
export function declaredPart(live: JsonObject, declared: JsonObject, depth: number): JsonObject {
  return Object.fromEntries(
    Object.entries(live)
      .filter(([key]) => Object.hasOwn(declared, key))
      .map(([key, value]) => [key, declaredValue(value, declared[key], depth - 1)]),
  )
}

/** The same where some members are compared member by member, each to its own depth, and the others whole. */
export function declaredMembers(
  live: JsonObject,
  declared: JsonObject,
  depths: Readonly<Record<string, number>>,
): JsonObject {
  const members = Object.entries(declaredPart(live, declared, 1))
  return Object.fromEntries(
    members.map(([key, value]) => {
      const depth = depths[key]
      const part = depth === undefined ? undefined : declaredPart({[key]: value}, declared, depth + 1)[key]
      return [key, part ?? value]
    }),
  )
}

function declaredValue(live: Json, declared: Json | undefined, depth: number): Json {
  return depth > 0 && isJsonObject(live) && isJsonObject(declared) ? declaredPart(live, declared, depth) : live
}
