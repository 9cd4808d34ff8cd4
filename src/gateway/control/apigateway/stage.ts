import type {StageRecord} from '../../store/rest-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {existingRestApi, findRestApi} from './find.js'
import {mappedDomains} from './mapped-domains.js'
import type {PatchInput} from './patch.js'
import {nonEmpty, present} from './present.js'
import {badRequest, conflict, notFound} from './refuse.js'
import {checkDocumentationVersion, patchStage} from './stage-patch.js'
import {checkDeployment, checkPercentTraffic, checkStageName, checkVariables, withCacheCluster} from './stage-rules.js'
import {checkedTags} from './tag-rules.js'
import {removeFromUsagePlans} from './usage-plan-stages.js'

type StageLabels = {restApiId: string; stageName: string}

export type NewStage = {
  stageName: string
  deploymentId: string
  description?: string
  cacheClusterEnabled?: boolean
  cacheClusterSize?: string
  variables?: Record<string, string>
  documentationVersion?: string
  canarySettings?: Partial<NonNullable<StageRecord['canarySettings']>>
  tracingEnabled?: boolean
  tags?: Record<string, string>
}

function createStage(input: {restApiId: string} & NewStage, context: OperationContext): Members {
  const {restApiId} = input
  findRestApi(context, restApiId)
  checkStageName(input.stageName)
  if (context.store.get('stage', [restApiId, input.stageName]) !== undefined) throw conflict('Stage already exists')
  checkDeployment(context, restApiId, input.deploymentId)
  checkDocumentationVersion(context, restApiId, input.documentationVersion ?? '')
  return putNewStage(input, context, restApiId)
}

/** Stores a stage with AWS's defaults; its name is free and its deployment exists. */
export function putNewStage(input: NewStage, context: OperationContext, restApiId: string): StageRecord {
  const {stageName, deploymentId, description, documentationVersion, canarySettings} = input
  checkVariables(input.variables)
  const stage: StageRecord = present({
    stageName,
    deploymentId,
    description: description === '' ? undefined : description,
    createdDate: context.nowMs,
    lastUpdatedDate: context.nowMs,
    variables: nonEmpty(input.variables),
    cacheClusterEnabled: false,
    cacheClusterStatus: 'NOT_AVAILABLE',
    tracingEnabled: input.tracingEnabled ?? false,
    documentationVersion,
    methodSettings: {},
    canarySettings:
      canarySettings === undefined ? undefined : newCanary(canarySettings, deploymentId, context, restApiId),
    tags: checkedTags(input.tags),
  })
  const {cacheClusterEnabled: enabled = false, cacheClusterSize: size} = input
  const record = withCacheCluster(stage, {enabled, size})
  context.store.put('stage', [restApiId, stageName], record)
  return record
}

/** A canary with AWS's defaults. */
function newCanary(
  settings: NonNullable<NewStage['canarySettings']>,
  stageDeploymentId: string,
  context: OperationContext,
  restApiId: string,
): NonNullable<StageRecord['canarySettings']> {
  const {deploymentId = stageDeploymentId, percentTraffic = 0, useStageCache = false, stageVariableOverrides} = settings
  checkDeployment(context, restApiId, deploymentId)
  checkPercentTraffic(percentTraffic)
  checkVariables(stageVariableOverrides)
  return present({
    deploymentId,
    percentTraffic,
    useStageCache,
    stageVariableOverrides: nonEmpty(stageVariableOverrides),
  })
}

function getStage(input: StageLabels, context: OperationContext): Members {
  return findStage(input, context)
}

function getStages(input: {restApiId: string; deploymentId?: string}, context: OperationContext): Members {
  const {id} = findRestApi(context, input.restApiId)
  const {deploymentId} = input
  const stages = context.store
    .list('stage', [id])
    .filter((stage) => deploymentId === undefined || stage.deploymentId === deploymentId)
  return {item: stages}
}

function updateStage(input: StageLabels & PatchInput, context: OperationContext): Members {
  const {restApiId, stageName} = input
  const stage = patchStage(findStage(input, context), input, context, restApiId)
  const record = {...stage, lastUpdatedDate: context.nowMs}
  context.store.put('stage', [restApiId, stageName], record)
  return record
}

function deleteStage(input: StageLabels, context: OperationContext): Members {
  const {restApiId, stageName} = input
  findStage(input, context)
  const domains = mappedDomains(context, ({apiId, stage}) => apiId === restApiId && stage === stageName)
  if (domains.length > 0) {
    // Text: https://github.com/hashicorp/terraform-provider-aws/issues/41651 (2025-03-04)
    throw badRequest(
      `Deleting stage ${stageName} failed. Please remove all base path mappings related to the stage in your domains: ${domains.join(', ')}`,
    )
  }
  removeFromUsagePlans(context, ({apiId, stage}) => apiId === restApiId && stage === stageName)
  context.store.delete('stage', [restApiId, stageName])
  context.store.delete('cacheGeneration', [restApiId, stageName])
  return {}
}

/** The stage, or AWS's 404 for an unknown API or stage. */
export function findStage({restApiId, stageName}: StageLabels, context: OperationContext): StageRecord {
  const known = existingRestApi(context, restApiId) !== undefined
  const stage = known ? context.store.get('stage', [restApiId, stageName]) : undefined
  if (stage === undefined) throw notFound('Invalid stage identifier specified')
  return stage
}

export const stageOperations: Operations = {
  CreateStage: operation(createStage),
  GetStage: operation(getStage),
  GetStages: operation(getStages),
  UpdateStage: operation(updateStage),
  DeleteStage: operation(deleteStage),
}
