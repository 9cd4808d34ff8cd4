import type {Call, IdSlot} from '../call.js'
import type {Change} from '../change.js'
import {accountCall} from './account-call.js'
import {afterOf, beforeOf} from './call-facts.js'

/** Membership of a key in a usage plan; it exists or not. */
export function usagePlanKeyCalls(change: Change): Call[] {
  const {usagePlan, apiKey, keyId} = (change.action === 'delete' ? beforeOf(change) : afterOf(change)) as Member
  const plan: IdSlot = {at: ['usagePlanId'], kind: 'usagePlan', name: usagePlan}
  const key: IdSlot = {at: ['keyId'], kind: 'apiKey', name: apiKey}
  const ids = keyId === undefined ? [plan, key] : [plan]
  const input = {usagePlanId: '', keyId: keyId ?? ''}
  if (change.action === 'delete') return [accountCall(change, 'DeleteUsagePlanKey', input, {ids})]
  return [accountCall(change, 'CreateUsagePlanKey', {...input, keyType: 'API_KEY'}, {ids})]
}

/** `keyId` is given of a key that is not the project's. */
type Member = {usagePlan: string; apiKey: string; keyId?: string}
