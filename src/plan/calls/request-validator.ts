import type {RequestValidator} from '../../model/rest-api.js'
import type {Call} from '../call.js'
import type {Change} from '../change.js'
import {replaceMembers} from './patch.js'
import {restCall} from './rest-call.js'

export function requestValidatorCalls(change: Change): Call[] {
  const {address, name} = change
  if (change.action === 'create') {
    const gives = [{member: 'id', kind: 'requestValidator' as const, name}]
    return [restCall(address, 'CreateRequestValidator', {name, ...(change.after as RequestValidator)}, {gives})]
  }
  const ids = [{at: ['requestValidatorId'], kind: 'requestValidator' as const, name}]
  if (change.action === 'delete') return [restCall(address, 'DeleteRequestValidator', {}, {ids})]
  const members = ['validateRequestBody', 'validateRequestParameters']
  const patchOperations = replaceMembers(members, change.before as RequestValidator, change.after as RequestValidator)
  return [restCall(address, 'UpdateRequestValidator', {patchOperations}, {ids})]
}
