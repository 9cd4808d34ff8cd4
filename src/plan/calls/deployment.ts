import type {Json} from '../../model/json.js'
import type {Call, IdSlot} from '../call.js'
import type {Change} from '../change.js'
import type {CallFacts} from './call-facts.js'
import {httpCall} from './http-call.js'
import {restCall} from './rest-call.js'

/** `after` of a deployment change: the description carries the hash of the definition. */
export type DeploymentAfter = {description: string}

/** The description of a deployment of the definition with this hash; `aws/read` finds the hash in it again. */
export function deploymentDescription(contentHash: string): string {
  return `apigw sha256:${contentHash}`
}

/** A snapshot without a stage: the stage moves in the call that changes its settings too, so both happen at once. */
export function restDeploymentCalls(change: Change, facts: CallFacts): Call[] {
  if (change.action === 'delete') return [restCall(change.address, 'DeleteDeployment', {deploymentId: change.name})]
  if (change.action !== 'create') return []
  const gives = [{member: 'id', kind: 'deployment' as const, name: deploymentName(facts)}]
  return [restCall(change.address, 'CreateDeployment', {...description(change.after)}, {gives})]
}

export function httpDeploymentCalls(change: Change, facts: CallFacts): Call[] {
  if (change.action === 'delete') return [httpCall(change.address, 'DeleteDeployment', {DeploymentId: change.name})]
  if (change.action !== 'create') return []
  const gives = [{member: 'DeploymentId', kind: 'deployment' as const, name: deploymentName(facts)}]
  return [httpCall(change.address, 'CreateDeployment', {Description: description(change.after).description}, {gives})]
}

/** Input and id slot that point a stage at the deployment of the plan. */
export function deploymentSlot(at: IdSlot['at'], facts: CallFacts): IdSlot[] {
  return facts.deployment === undefined ? [] : [{at, kind: 'deployment', name: deploymentName(facts)}]
}

/** A deployment that exists is known by its id, one that is still to be made by its hash. */
function deploymentName({deployment}: CallFacts): string {
  if (deployment === undefined) return ''
  return 'contentHash' in deployment ? deployment.contentHash : deployment.deploymentId
}

function description(after: Json): DeploymentAfter {
  return after as DeploymentAfter
}
