import type {ApiKeyRecord, UsagePlanRecord} from '../../store/rest-account-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {apiKeyParent, findApiKey, listedKeys} from './api-key-rules.js'
import {page, type PageInput} from './page.js'
import {present} from './present.js'
import {badRequest, conflict, notFound} from './refuse.js'
import {checkOnePlanPerStage, findUsagePlan} from './usage-plan-rules.js'

type PlanLabels = {usagePlanId: string}
type KeyLabels = PlanLabels & {keyId: string}

const keyType = 'API_KEY'

function createUsagePlanKey(input: KeyLabels & {keyType: string}, context: OperationContext): Members {
  const plan = findUsagePlan(context, input.usagePlanId)
  if (input.keyType !== keyType) throw badRequest('Invalid key type specified. Valid options are API_KEY')
  const key = findApiKey(context, input.keyId)
  if (context.store.get('usagePlanKey', [plan.id, key.id]) !== undefined) {
    throw conflict('Usage plan key already exists')
  }
  attachKey(context, plan, key.id)
  return answer(key)
}

/** Makes the key a member of the plan; refused where it has another plan on one of the stages. */
export function attachKey(context: OperationContext, plan: UsagePlanRecord, keyId: string): void {
  checkOnePlanPerStage(context, plan, keyId)
  context.store.put('usagePlanKey', [plan.id, keyId], {id: keyId, type: keyType})
}

function getUsagePlanKey(input: KeyLabels, context: OperationContext): Members {
  return answer(findMember(input, context))
}

/** A plan that does not exist has none (recorded). */
function getUsagePlanKeys(input: PlanLabels & PageInput & {nameQuery?: string}, context: OperationContext): Members {
  const {nameQuery, usagePlanId} = input
  const isKnown = context.store.get('usagePlan', [...apiKeyParent(context), usagePlanId]) !== undefined
  const members = isKnown ? context.store.list('usagePlanKey', [usagePlanId]) : []
  const keys = listedKeys(
    members.map(({id}) => findApiKey(context, id)),
    nameQuery,
  )
  const {items, position} = page(keys, input, (key) => key.id)
  return present({items: items.map(answer), position})
}

function deleteUsagePlanKey(input: KeyLabels, context: OperationContext): Members {
  findMember(input, context)
  context.store.delete('usagePlanKey', [input.usagePlanId, input.keyId])
  context.store.deleteAll('usage', [input.usagePlanId, input.keyId])
  return {}
}

function findMember({usagePlanId, keyId}: KeyLabels, context: OperationContext): ApiKeyRecord {
  const plan = findUsagePlan(context, usagePlanId)
  const key = context.store.get('apiKey', [...apiKeyParent(context), keyId])
  if (key === undefined || context.store.get('usagePlanKey', [plan.id, keyId]) === undefined) {
    throw notFound('Invalid Usage Plan Key identifier specified')
  }
  return key
}

function answer({id, value, name}: ApiKeyRecord): Members {
  return present({id, type: keyType, value, name})
}

export const usagePlanKeyOperations: Operations = {
  CreateUsagePlanKey: operation(createUsagePlanKey),
  GetUsagePlanKey: operation(getUsagePlanKey),
  GetUsagePlanKeys: operation(getUsagePlanKeys),
  DeleteUsagePlanKey: operation(deleteUsagePlanKey),
}
