import type {Call, IdKind, IdSlot} from '../call.js'
import type {JsonObject} from '../../model/json.js'
import {sameJson} from '../diff/fields.js'
import type {Change} from '../change.js'
import {afterOf, beforeOf} from './call-facts.js'

type Details = {ids?: readonly IdSlot[]; gives?: Call['gives']}

/** A call of `apigateway` about something of the account, beside the API of the plan. */
export function accountCall({address}: Change, operation: string, input: JsonObject, details: Details = {}): Call {
  return {address, service: 'rest', operation, input, ids: details.ids ?? [], gives: details.gives ?? []}
}

/** What the ARN of a tagged thing is made of: the id of that kind and name, with the text around it. */
export type TaggedThing = {kind: IdKind; name: string; text?: string}

/** Tags that an update adds, changes or takes away; those that the files do not mention are in neither side. */
export function accountTagCalls(change: Change, slot: TaggedThing): Call[] {
  if (change.action !== 'update') return []
  const before = (beforeOf(change).tags ?? {}) as JsonObject
  const after = (afterOf(change).tags ?? {}) as JsonObject
  const tags = Object.fromEntries(Object.entries(after).filter(([key, value]) => !sameJson(before[key], value)))
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  const ids: IdSlot[] = [{at: ['resourceArn'], ...slot}]
  return [
    ...(Object.keys(tags).length === 0 ? [] : [accountCall(change, 'TagResource', {resourceArn: '', tags}, {ids})]),
    ...(gone.length === 0 ? [] : [accountCall(change, 'UntagResource', {resourceArn: '', tagKeys: gone}, {ids})]),
  ]
}
