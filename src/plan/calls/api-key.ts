import type {ApiKey} from '../../model/usage-plan.js'
import {idMark} from '../call.js'
import type {Call, IdSlot} from '../call.js'
import type {Change} from '../change.js'
import {accountCall, accountTagCalls} from './account-call.js'
import {afterOf, beforeOf} from './call-facts.js'
import type {CallFacts} from './call-facts.js'
import {replaceMembers} from './patch.js'
import {apiGatewayArn} from './tags.js'

/** AWS makes the value of a new key; it is in the answer, and nothing of the answer but the id is kept. */
export function apiKeyCalls(change: Change, {region}: CallFacts): Call[] {
  const {name} = change
  const ids: IdSlot[] = [{at: ['apiKey'], kind: 'apiKey', name}]
  if (change.action === 'delete') return [accountCall(change, 'DeleteApiKey', {apiKey: ''}, {ids})]
  if (change.action === 'create') {
    const key: ApiKey = {enabled: true, ...afterOf(change)}
    return [accountCall(change, 'CreateApiKey', {name, ...key}, {gives: [{member: 'id', kind: 'apiKey', name}]})]
  }
  const members = ['description', 'enabled', 'customerId']
  const patchOperations = replaceMembers(members, beforeOf(change), afterOf(change))
  return [
    ...(patchOperations.length === 0
      ? []
      : [accountCall(change, 'UpdateApiKey', {apiKey: '', patchOperations}, {ids})]),
    ...accountTagCalls(change, {kind: 'apiKey', name, text: apiGatewayArn(region, `apikeys/${idMark}`)}),
  ]
}
