import type {DeployedStage} from '../model/deployed-stage.js'
import type {LiveApi} from '../model/live-api.js'
import type {Stage} from '../model/stage.js'
import type {Address, Change} from './change.js'
import {diffExactStage} from './diff/exact-stage.js'
import {diffThing} from './diff/record.js'
import {newestDeployments, servedName, serves, shortHash} from './plan-stage.js'

/** `isNew`: the deployment that the canary is to serve has yet to be made, and is named by what it is made of. */
export type NamedCanary = {stage: Stage; isNew: boolean}

/**
 * The stage with what its canary is to serve, when that was left open: a deployment of the definition with this hash,
 * one that is served or the newest if there is one. Pure.
 */
export function namedCanary(
  stage: Stage,
  {live, contentHash}: {live: LiveApi | undefined; contentHash: string},
): NamedCanary {
  const canary = stage.kind === 'restStage' ? stage.canarySettings : undefined
  if (canary === undefined || canary.deploymentId !== undefined) return {stage, isNew: false}
  const candidates = [...(live?.stages ?? []), ...newestDeployments(live)]
  const found = candidates.find((each) => serves(each, contentHash))?.deploymentId
  const deploymentId = found ?? shortHash(contentHash)
  return {stage: {...stage, canarySettings: {...canary, deploymentId}} as Stage, isNew: found === undefined}
}

/**
 * The one change that makes what the canary serves what the stage serves, and ends the canary; undefined when something
 * else is wanted. In one change, so that callers never meet the new deployment with the old variables.
 */
export function movedCanary(api: Address, current: DeployedStage, wanted: DeployedStage): Change | undefined {
  const {stage: before} = current
  const {stage: after, deploymentId} = wanted
  if (before.kind !== 'restStage' || after.kind !== 'restStage') return undefined
  const isPromotion = before.canarySettings !== undefined && after.canarySettings === undefined
  if (!isPromotion || before.canarySettings?.deploymentId !== deploymentId) return undefined
  const [settings] = diffExactStage(api, before, after)
  if (settings?.action !== 'update') return undefined
  const {kind, address, name} = settings
  const [change] = diffThing(
    {kind, address, name},
    {...before, serves: servedName(current)},
    {...after, serves: servedName(wanted)},
  )
  return change
}
