import type {Problem} from '../../errors/problem.js'
import type {LiveApi} from '../../model/live-api.js'
import type {Project} from '../project.js'

/** A canary that runs on the stage: files say nothing of it, and a plan leaves it alone. Pure. */
export function canaryWarnings(live: LiveApi | undefined, {file, stageName}: Project): Problem[] {
  const stage = live?.stages.find((each) => each.stage.stageName === stageName)?.stage
  if (stage?.kind !== 'restStage' || stage.canarySettings === undefined) return []
  const {percentTraffic, deploymentId = ''} = stage.canarySettings
  return [
    {
      severity: 'warning',
      code: 'CANARY_RUNNING',
      ...{file, line: 1, column: 1},
      what: `A canary of stage "${stageName}" gets ${percentTraffic} % of the requests.`,
      why: `They reach deployment ${deploymentId}, whatever the files say; this plan leaves the canary as it is.`,
      fix: `"apigw canary status --stage ${stageName}" shows it; "apigw canary promote" or "apigw canary abort" ends it.`,
    },
  ]
}
