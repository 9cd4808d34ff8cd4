import type {JsonObject} from '../../model/json.js'
import type {Call, IdSlot} from '../call.js'
import type {Address} from '../change.js'

type Details = {ids?: readonly IdSlot[]; gives?: Call['gives']}

/** A call about the REST API of the plan: `restApiId` is filled in when it is made. */
export function restCall(address: Address, operation: string, input: JsonObject, details: Details = {}): Call {
  const ids: IdSlot[] = [{at: ['restApiId'], kind: 'api', name: ''}, ...(details.ids ?? [])]
  return {address, service: 'rest', operation, input, ids, gives: details.gives ?? []}
}
