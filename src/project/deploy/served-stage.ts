import {ApigwError} from '../../errors/apigw-error.js'
import type {DeployedStage} from '../../model/deployed-stage.js'
import type {LiveApi} from '../../model/live-api.js'

/** The stage of a live API that is named, else its only one. Throws STAGE_NOT_FOUND and STAGE_NOT_NAMED. */
export function servedStage({api, apiId, stages}: LiveApi, stageName: string | undefined): DeployedStage {
  const names = stages.map(({stage}) => stage.stageName)
  const [only] = stages
  const found = stageName === undefined ? only : stages.find(({stage}) => stage.stageName === stageName)
  if (found !== undefined && (stageName !== undefined || names.length === 1)) return found
  const exist = names.length === 0 ? 'It has no stages: it was never deployed.' : `It has these: ${names.join(', ')}.`
  throw new ApigwError({
    code: stageName === undefined ? 'STAGE_NOT_NAMED' : 'STAGE_NOT_FOUND',
    exit: stageName === undefined ? 'usage' : 'failure',
    what:
      stageName === undefined
        ? `Which stage of ${api.name} (${apiId}) is meant is not known.`
        : `${api.name} (${apiId}) has no stage "${stageName}".`,
    why: exist,
    fix: 'Name one of its stages with --stage, or add --working-copy for the API as it is now, deployed or not.',
  })
}
