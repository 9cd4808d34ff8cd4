import type {LiveApi} from '../model/live-api.js'
import {present} from '../model/present.js'
import {sha256} from './content-hash.js'

/** Hash of everything a plan compares: the API, and its stages with what they point at. A plan holds for this state only. */
export function liveHash(live: LiveApi | undefined): string {
  if (live === undefined) return sha256(null)
  return sha256({
    api: live.api,
    stages: live.stages.map(({stage, deploymentId}) => present({stage, deploymentId})),
  })
}
