import type {LocalGateway} from '../../aws/local-gateway.js'
import type {Kind} from '../../plan/change.js'
import type {PlannedProject} from './plan-project.js'
import type {Project} from '../project.js'
import {stageUrl} from '../stage-url.js'

/**
 * How files, API and stage stand to each other: `absent` there is no API or no stage yet; `changed` the API is not what
 * the files say; `behind` the API is, but the stage serves something else or is set otherwise; `current` all agree.
 */
export type ProjectState = 'absent' | 'changed' | 'behind' | 'current'

export type ProjectStatus = {
  project: string
  target: 'aws' | 'local'
  region: string
  stage: string
  state: ProjectState
  /** Of the files. */
  contentHash: string
  /** Changes that a deploy would make. */
  changes: {definition: number; stage: number}
  apiId?: string
  url?: string
  /** What the stage serves; without a hash it was deployed by someone else. */
  serves?: {deploymentId?: string; contentHash?: string; deployedAtMs?: number}
}

/** Of the stage and of what is declared beside the API, which is planned with it. */
/** What a plan changes on a stage, not in the definition. */
export const stageKinds: ReadonlySet<Kind> = new Set([
  'restDeployment',
  'httpDeployment',
  'webSocketDeployment',
  'restStage',
  'httpStage',
  'webSocketStage',
  'usagePlan',
  'usagePlanKey',
  'apiKey',
  'domainName',
  'apiMapping',
  'invokePermission',
  'alarm',
  'logGroup',
])

/** Reads off a plan how far a stage is. Pure. */
export function projectStatus(
  {settings, target, stageName}: Project,
  {plan, live}: PlannedProject,
  gateway: LocalGateway | undefined,
): ProjectStatus {
  const {region} = plan.target
  const served = live.api?.stages.find(({stage}) => stage.stageName === stageName)
  const changes = {
    definition: plan.changes.filter(({kind}) => !stageKinds.has(kind)).length,
    stage: plan.changes.filter(({kind}) => stageKinds.has(kind)).length,
  }
  return {
    project: settings.name,
    target: target.target,
    region,
    stage: stageName,
    state:
      served === undefined ? 'absent' : changes.definition > 0 ? 'changed' : changes.stage > 0 ? 'behind' : 'current',
    contentHash: plan.contentHash,
    changes,
    ...(live.api !== undefined && {apiId: live.api.apiId}),
    ...(live.api !== undefined &&
      served !== undefined && {
        url: stageUrl({
          kind: live.api.kind,
          apiId: live.api.apiId,
          stageName,
          region,
          ...(gateway && {gatewayUrl: gateway.url}),
        }),
        serves: {
          ...(served.deploymentId !== undefined && {deploymentId: served.deploymentId}),
          ...(served.contentHash !== undefined && {contentHash: served.contentHash}),
          ...(served.deployedAtMs !== undefined && {deployedAtMs: served.deployedAtMs}),
        },
      }),
  }
}
