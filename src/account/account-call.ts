import type {JsonObject} from '../model/json.js'
import type {Call} from '../plan/call.js'

type Details = Partial<Pick<Call, 'ids' | 'gives' | 'service'>>

/** A call about something of the account, outside of any plan. */
export function callOf(address: string, operation: string, input: JsonObject, details: Details = {}): Call {
  return {address, service: 'rest', operation, input, ids: [], gives: [], ...details}
}
