import type {Throttle} from './stage.js'

/**
 * A usage plan as declared or read. Absent members are not declared: a plan never touches what the files do not mention.
 * `stages` holds the stage that is planned when the usage plan is for it; links to other stages are left out.
 */
export type UsagePlan = {
  description?: string
  throttle?: Throttle
  quota?: Quota
  stages?: Readonly<Record<string, UsagePlanStage>>
  tags?: Readonly<Record<string, string>>
}

/** `limit` requests in each period, which begins `offset` days after Sunday or the first of the month. */
export type Quota = {limit: number; offset?: number; period: 'DAY' | 'WEEK' | 'MONTH'}

/** `methods` are limits of single methods by method key (`GET /pets`); absent when the files say nothing of them. */
export type UsagePlanStage = {methods?: Readonly<Record<string, Throttle>>}

/** An API key without its value, which is never read. Absent members are not declared. */
export type ApiKey = {
  description?: string
  enabled?: boolean
  customerId?: string
  tags?: Readonly<Record<string, string>>
}
