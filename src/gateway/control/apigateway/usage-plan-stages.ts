import type {UsagePlanRecord} from '../../store/rest-account-records.js'
import type {OperationContext} from '../operation.js'

type ApiStage = UsagePlanRecord['apiStages'][number]

/** Takes stages that are going away out of every usage plan of the account. */
export function removeFromUsagePlans({store, scope}: OperationContext, isGone: (stage: ApiStage) => boolean): void {
  const {accountId, region} = scope
  for (const plan of store.list('usagePlan', [accountId, region])) {
    const apiStages = plan.apiStages.filter((stage) => !isGone(stage))
    if (apiStages.length < plan.apiStages.length) {
      store.put('usagePlan', [accountId, region, plan.id], {...plan, apiStages})
    }
  }
}
