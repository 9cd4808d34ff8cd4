import type {Json, JsonObject} from '../../model/json.js'
import type {LiveApi} from '../../model/live-api.js'
import type {Call} from '../call.js'
import type {Change} from '../change.js'

/** What the calls of a change depend on besides the change itself. */
export type CallFacts = {
  live: LiveApi | undefined
  /** `name` of apigw.yaml, which what is made is tagged with. */
  project: string
  /** Of the target; ARNs name it. */
  region: string
  changes: readonly Change[]
  /** Deployment that the stage of the plan will serve: one that exists, or one that the plan makes. */
  deployment: {deploymentId: string} | {contentHash: string} | undefined
}

export type CallsOf = (change: Change, facts: CallFacts) => readonly Call[]

/** `before` as an object, empty when there was nothing. */
export function beforeOf(change: Change): JsonObject {
  return change.action === 'create' ? {} : asObject(change.before)
}

/** `after` as an object, empty when nothing is left. */
export function afterOf(change: Change): JsonObject {
  return change.action === 'delete' ? {} : asObject(change.after)
}

function asObject(value: Json): JsonObject {
  return value as JsonObject
}
