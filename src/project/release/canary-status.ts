import type {Clients} from '../../aws/clients.js'
import type {CanaryTraffic} from '../../metrics/canary-traffic.js'
import type {LiveApi} from '../../model/live-api.js'
import {present} from '../../model/present.js'
import {canaryOf, deploymentOf} from './edit-canary.js'
import {readCanaryTraffic} from './canary-traffic.js'

/** One side of a canary: what it serves. `createdAtMs` (epoch milliseconds) is when its deployment was made. */
export type CanarySide = {deploymentId: string; contentHash?: string; createdAtMs?: number}

/** A canary as it is. `traffic` is absent when the stage writes no access log that could tell the sides apart. */
export type CanaryStatus = {
  stageName: string
  percentTraffic: number
  useStageCache: boolean
  /** Those that are different in the canary. */
  variables: Readonly<Record<string, string>>
  base: CanarySide
  canary: CanarySide
  traffic?: CanaryTraffic & {fromMs: number; toMs: number}
}

/** What there is to know of the canary of a stage, with its traffic in a time span. Throws CANARY_NONE. */
export async function canaryStatus(
  clients: Clients,
  {live, stageName}: {live: LiveApi; stageName: string},
  span: {fromMs: number; toMs: number},
): Promise<CanaryStatus> {
  const {served, stage, canary} = canaryOf(live, stageName)
  const traffic = await readCanaryTraffic(clients, stage, span)
  const {deploymentId = '', contentHash, deployedAtMs: createdAtMs} = served
  const made: CanarySide = deploymentOf(live, canary)
  return present({
    stageName,
    percentTraffic: canary.percentTraffic,
    useStageCache: canary.useStageCache ?? false,
    variables: canary.stageVariableOverrides ?? {},
    base: present({deploymentId, contentHash, createdAtMs}),
    canary: present({deploymentId: made.deploymentId, contentHash: made.contentHash, createdAtMs: made.createdAtMs}),
    traffic: traffic && {...traffic, ...span},
  })
}
