import type {LiveCompanions} from '../model/companion.js'
import type {LiveApi} from '../model/live-api.js'
import {present} from '../model/present.js'
import {sha256} from './content-hash.js'

/**
 * Hash of everything a plan compares: the API, its stages with what they point at, and what was read beside it. A plan
 * holds for this state only.
 */
export function liveHash(live: LiveApi | undefined, companions?: LiveCompanions): string {
  if (live === undefined) return sha256(companions === undefined ? null : {companions})
  const stages = live.stages.map(({stage, deploymentId}) => present({stage, deploymentId}))
  return sha256(present({api: live.api, stages, companions}))
}
