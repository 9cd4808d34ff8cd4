import type {Call, IdSlot} from '../call.js'
import type {Change} from '../change.js'
import {accountCall} from './account-call.js'
import {afterOf, beforeOf} from './call-facts.js'

/** Membership of a key in a usage plan; it exists or not. */
export function usagePlanKeyCalls(change: Change): Call[] {
  const {usagePlan, apiKey} = (change.action === 'delete' ? beforeOf(change) : afterOf(change)) as Member
  const ids: IdSlot[] = [
    {at: ['usagePlanId'], kind: 'usagePlan', name: usagePlan},
    {at: ['keyId'], kind: 'apiKey', name: apiKey},
  ]
  const input = {usagePlanId: '', keyId: ''}
  if (change.action === 'delete') return [accountCall(change, 'DeleteUsagePlanKey', input, {ids})]
  return [accountCall(change, 'CreateUsagePlanKey', {...input, keyType: 'API_KEY'}, {ids})]
}

type Member = {usagePlan: string; apiKey: string}
