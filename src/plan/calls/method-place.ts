import type {JsonObject} from '../../model/json.js'
import type {Call, IdSlot} from '../call.js'
import type {Address, Change} from '../change.js'
import {restCall} from './rest-call.js'

/** Where a method is: its change's address, its resource's path and its verb. */
export type MethodPlace = {address: Address; path: string; verb: string}

/** The name of a method is its verb, a space and its path. */
export function methodPlace({address, name}: Change): MethodPlace {
  const space = name.indexOf(' ')
  return {address, verb: name.slice(0, space), path: name.slice(space + 1)}
}

/** A call about one method: the id of its resource is filled in when it is made. */
export function methodCall(
  {address, path, verb}: MethodPlace,
  operation: string,
  input: JsonObject,
  ids: readonly IdSlot[] = [],
): Call {
  const resource: IdSlot = {at: ['resourceId'], kind: 'resource', name: path}
  return restCall(address, operation, {httpMethod: verb, ...input}, {ids: [resource, ...ids]})
}
