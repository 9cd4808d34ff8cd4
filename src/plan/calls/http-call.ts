import type {JsonObject} from '../../model/json.js'
import type {Call, IdSlot} from '../call.js'
import type {Address} from '../change.js'

type Details = {ids?: readonly IdSlot[]; gives?: Call['gives']}

/** A call about the HTTP API of the plan: `ApiId` is filled in when it is made. Members are capitalised as in the SDK. */
export function httpCall(address: Address, operation: string, input: JsonObject, details: Details = {}): Call {
  const ids: IdSlot[] = [{at: ['ApiId'], kind: 'api', name: ''}, ...(details.ids ?? [])]
  return {address, service: 'http', operation, input, ids, gives: details.gives ?? []}
}
