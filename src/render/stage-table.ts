import type {DeployedStage} from '../model/deployed-stage.js'
import {renderMoment} from './moment.js'
import type {Table} from './table.js'

/** Stages with what they serve. The content hash is shortened: it is for telling two apart. */
export function stageTable(stages: readonly DeployedStage[]): Table {
  return {
    headings: ['stage', 'deployment', 'content', 'deployed', 'description'],
    rows: stages.map(({stage, deploymentId, contentHash, deployedAtMs}) => [
      stage.stageName,
      deploymentId ?? '',
      contentHash?.slice(0, 12) ?? '',
      renderMoment(deployedAtMs),
      stage.description ?? '',
    ]),
    empty: 'This API has no stages. "apigw deploy --stage NAME" makes one.',
  }
}
