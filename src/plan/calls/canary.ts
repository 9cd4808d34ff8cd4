import type {CanarySettings, RestStage} from '../../model/stage.js'
import type {IdSlot} from '../call.js'
import type {CallFacts} from './call-facts.js'
import {deploymentSlot} from './deployment.js'
import {patchMap, replaceMembers} from './patch.js'
import type {CopyOperation, PatchOperation} from './patch.js'

const place = '/canarySettings'

/**
 * What UpdateStage does to a canary. The first path that is set makes one, which AWS fills with the stage's deployment,
 * 0 % and no use of the stage's cache: the share comes last, so that nobody meets a canary that is not complete.
 */
export function canaryPatches(
  before: CanarySettings | undefined,
  after: CanarySettings | undefined,
): readonly PatchOperation[] {
  if (after === undefined) return before === undefined ? [] : [{op: 'remove', path: place}]
  const {stageVariableOverrides: old = {}} = before ?? {}
  const {stageVariableOverrides: variables = {}, useStageCache = false, deploymentId} = after
  const wanted = {
    useStageCache,
    percentTraffic: after.percentTraffic,
    ...(deploymentId !== undefined && {deploymentId}),
  }
  const set = (names: readonly string[]) => replaceMembers(names, {...before}, wanted).map(below)
  return [
    ...set(deploymentId === undefined ? [] : ['deploymentId']),
    ...patchMap('stageVariableOverrides', old, variables).map(below),
    ...set(['useStageCache', 'percentTraffic']),
  ]
}

/** The slot for a deployment that the plan has yet to make: until then the path holds the name of its content. */
export function canarySlot(patches: readonly (PatchOperation | CopyOperation)[], facts: CallFacts): IdSlot[] {
  const at = patches.findIndex((patch) => {
    return patch.path === `${place}/deploymentId` && 'value' in patch && patch.value.startsWith('sha256:')
  })
  return at === -1 ? [] : deploymentSlot(['patchOperations', at, 'value'], facts)
}

type StageState = Partial<RestStage> & {serves?: string}

/**
 * AWS's own promotion: the canary gets nothing more, its variables join those of the stage, its deployment becomes the
 * stage's; all in one call.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html
 */
export const promotionPatches: readonly (PatchOperation | CopyOperation)[] = [
  {op: 'replace', path: `${place}/percentTraffic`, value: '0.0'},
  {op: 'copy', from: `${place}/stageVariableOverrides`, path: '/variables'},
  {op: 'copy', from: `${place}/deploymentId`, path: '/deploymentId'},
]

/** The stage after AWS's promotion, when the change is one: it moves to what its canary serves, and the canary ends. */
export function promoted(before: StageState, after: StageState, {deployment}: CallFacts): StageState | undefined {
  const {canarySettings: canary} = before
  if (canary === undefined || after.canarySettings !== undefined || before.serves === after.serves) return undefined
  if (deployment === undefined || !('deploymentId' in deployment)) return undefined
  if (deployment.deploymentId !== canary.deploymentId) return undefined
  const variables = {...before.variables, ...canary.stageVariableOverrides}
  return {...before, ...(Object.keys(variables).length > 0 && {variables})}
}

function below(patch: PatchOperation): PatchOperation {
  return {...patch, path: `${place}${patch.path}`}
}
