import type {JsonObject} from '../../model/json.js'
import {sameJson} from '../diff/fields.js'

/** What an update of `apigatewayv2` has to say: the members that differ. A text that is gone is cleared by an empty one. */
export function changedMembers(before: JsonObject, after: JsonObject): JsonObject {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  const cleared = Object.fromEntries(gone.map((key) => [key, '']))
  return Object.fromEntries(
    Object.entries({...cleared, ...after}).filter(([key, value]) => !sameJson(before[key], value)),
  )
}
