import type {UsagePlanRecord} from '../../store/rest-account-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {page, type PageInput} from './page.js'
import {applyPatch, type PatchInput} from './patch.js'
import {present} from './present.js'
import {badRequest, notFound} from './refuse.js'
import {checkedTags, type Tags} from './tag-rules.js'
import {stageExists, usagePlanPatch} from './usage-plan-patch.js'
import {checkOnePlanPerStage, checkUsagePlan, findUsagePlan} from './usage-plan-rules.js'

type PlanLabels = {usagePlanId: string}

type CreateUsagePlanInput = {
  name: string
  description?: string
  apiStages?: {apiId?: string; stage?: string; throttle?: UsagePlanRecord['apiStages'][number]['throttle']}[]
  throttle?: UsagePlanRecord['throttle']
  quota?: {limit?: number; offset?: number; period?: 'DAY' | 'WEEK' | 'MONTH'}
  tags?: Tags
}

function createUsagePlan(input: CreateUsagePlanInput, context: OperationContext): Members {
  const {name, description, throttle, quota, apiStages = []} = input
  const record: UsagePlanRecord = present({
    id: context.newId(6),
    name,
    description: description === '' ? undefined : description,
    apiStages: apiStages.map((stage) => newStage(stage, context)),
    throttle: throttle === undefined ? undefined : {burstLimit: 0, rateLimit: 0, ...throttle},
    quota: quota === undefined ? undefined : newQuota(quota),
    tags: checkedTags(input.tags),
  })
  checkUsagePlan(record)
  put(context, record)
  return record
}

function newStage(
  {apiId = '', stage = '', throttle}: NonNullable<CreateUsagePlanInput['apiStages']>[number],
  context: OperationContext,
): UsagePlanRecord['apiStages'][number] {
  if (!stageExists(context, {apiId, stage})) throw notFound(`API Stage not found: ${apiId}:${stage}`)
  return present({apiId, stage, throttle})
}

function newQuota({limit, offset = 0, period}: NonNullable<CreateUsagePlanInput['quota']>): UsagePlanRecord['quota'] {
  if (limit === undefined) throw badRequest('Usage Plan quota limit must be a non-negative numeric')
  if (period === undefined) {
    throw badRequest('Invalid Usage Plan quota period specified. Must be one of [DAY, WEEK, MONTH]')
  }
  return {limit, offset, period}
}

function getUsagePlan({usagePlanId}: PlanLabels, context: OperationContext): Members {
  return readBack(findUsagePlan(context, usagePlanId))
}

function getUsagePlans(input: PageInput & {keyId?: string}, {store, scope}: OperationContext): Members {
  const {keyId} = input
  const plans = store
    .list('usagePlan', [scope.accountId, scope.region])
    .filter(({id}) => keyId === undefined || store.get('usagePlanKey', [id, keyId]) !== undefined)
  return page(plans, input, ({id}) => id)
}

function updateUsagePlan(input: PlanLabels & PatchInput, context: OperationContext): Members {
  const record = applyPatch(findUsagePlan(context, input.usagePlanId), input, usagePlanPatch(context))
  checkUsagePlan(record)
  for (const {id} of context.store.list('usagePlanKey', [record.id])) checkOnePlanPerStage(context, record, id)
  put(context, record)
  return readBack(record)
}

function deleteUsagePlan({usagePlanId}: PlanLabels, context: OperationContext): Members {
  const {store, scope} = context
  const {id, apiStages} = findUsagePlan(context, usagePlanId)
  if (apiStages.length > 0) {
    throw badRequest(`Cannot delete Usage Plan ${id} because there are API Stages associated with it`)
  }
  for (const key of store.list('usagePlanKey', [id])) store.deleteAll('usage', [id, key.id])
  store.deleteAll('usagePlanKey', [id])
  store.delete('usagePlan', [scope.accountId, scope.region, id])
  return {}
}

/** As get and update answer it: tags are always there (recorded). */
function readBack(record: UsagePlanRecord): Members {
  return {...record, tags: record.tags ?? {}}
}

function put({store, scope}: OperationContext, record: UsagePlanRecord): void {
  store.put('usagePlan', [scope.accountId, scope.region, record.id], record)
}

export const usagePlanOperations: Operations = {
  CreateUsagePlan: operation(createUsagePlan),
  GetUsagePlan: operation(getUsagePlan),
  GetUsagePlans: operation(getUsagePlans),
  UpdateUsagePlan: operation(updateUsagePlan),
  DeleteUsagePlan: operation(deleteUsagePlan),
}
