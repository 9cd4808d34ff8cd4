import type {GatewayResponse} from '../../model/rest-api.js'
import type {Call} from '../call.js'
import type {Change} from '../change.js'
import {restCall} from './rest-call.js'

/** PutGatewayResponse replaces what was there; deleting brings AWS's own answer back. */
export function gatewayResponseCalls(change: Change): Call[] {
  const {address, name: responseType} = change
  if (change.action === 'delete') return [restCall(address, 'DeleteGatewayResponse', {responseType})]
  return [restCall(address, 'PutGatewayResponse', {responseType, ...(change.after as GatewayResponse)})]
}
