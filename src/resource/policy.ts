import {ApigwError} from '../errors/apigw-error.js'
import type {Json} from '../model/json.js'
import {isJsonObject} from '../model/json.js'
import type {LiveApi} from '../model/live-api.js'
import {omit} from '../model/omit.js'
import {editDefinition} from './edit-live.js'

/** The resource policy of a REST API; undefined when it has none. Throws KIND_WITHOUT_PART. */
export function policyOf(live: LiveApi): Json | undefined {
  requireRest(live)
  return live.api.kind === 'rest' ? live.api.policy : undefined
}

/** The API with another policy, or with none. Throws POLICY_INVALID for what cannot be one. */
export function withPolicy(live: LiveApi, policy: Json | undefined): LiveApi {
  requireRest(live)
  if (policy !== undefined) requirePolicy(policy)
  return editDefinition(live, 'resource policy', {
    rest: (api) => (policy === undefined ? omit(api, 'policy') : {...api, policy}),
  })
}

function requireRest(live: LiveApi): void {
  editDefinition(live, 'resource policy', {rest: (api) => api})
}

/** The frame only: AWS says what is wrong inside. */
function requirePolicy(policy: Json): void {
  const statements = isJsonObject(policy) ? policy.Statement : undefined
  const why = !isJsonObject(policy)
    ? 'A policy is a JSON object.'
    : statements === undefined || (Array.isArray(statements) && statements.length === 0)
      ? 'It has no Statement.'
      : undefined
  if (why === undefined) return
  throw new ApigwError({
    code: 'POLICY_INVALID',
    exit: 'usage',
    what: 'This is no resource policy.',
    why,
    fix: 'Write it as {"Version": "2012-10-17", "Statement": [...]}; "execute-api:/*" is every route of the API.',
  })
}
