import type {Stage} from '../../model/stage.js'
import type {Change} from '../change.js'
import type {Finding} from './finding.js'

/**
 * A stage that is moved to another deployment while its canary runs: what was the base of the comparison is gone.
 * AWS's guide says that a stage takes no other deployment until its canary is ended.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html
 */
export function canaryRunning(current: Stage | undefined, changes: readonly Change[]): Finding[] {
  if (current?.kind !== 'restStage' || current.canarySettings === undefined) return []
  const {stageName, canarySettings} = current
  const moves = changes.some(({kind, name, ...change}) => {
    return kind === 'restStage' && name === stageName && 'fields' in change && change.fields.some(isMove)
  })
  if (!moves) return []
  const {percentTraffic, deploymentId = ''} = canarySettings
  const what = `A canary (deployment ${deploymentId}) gets ${percentTraffic} % of the requests; only the others would move.`
  return [{rule: 'canary-running', on: `stage ${stageName}`, what}]
}

function isMove({path}: {path: string}): boolean {
  return path === 'serves'
}
