import type {DeploymentRecord, RestSnapshot, StageRecord} from '../../store/rest-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {checkDeployable} from './deploy-checks.js'
import {existingRestApi, findRestApi} from './find.js'
import {page, type PageInput} from './page.js'
import {applyPatch, refuseWithList, replaceRule, type PatchInput, type PatchTable} from './patch.js'
import {nonEmpty, present, without} from './present.js'
import {badRequest, notFound} from './refuse.js'
import {putNewStage} from './stage.js'
import {checkPercentTraffic, checkStageName, checkVariables, withCacheCluster} from './stage-rules.js'

type DeploymentLabels = {restApiId: string; deploymentId: string}

type CreateDeploymentInput = {
  restApiId: string
  stageName?: string
  stageDescription?: string
  description?: string
  cacheClusterEnabled?: boolean
  cacheClusterSize?: string
  variables?: Record<string, string>
  canarySettings?: {percentTraffic?: number; stageVariableOverrides?: Record<string, string>; useStageCache?: boolean}
  tracingEnabled?: boolean
}

function createDeployment(input: CreateDeploymentInput, context: OperationContext): Members {
  const {id: restApiId} = findRestApi(context, input.restApiId)
  const {store, nowMs, newId} = context
  const stage = targetStage(input, context)
  const snapshot = takeSnapshot(context, restApiId)
  const features = checkDeployable(snapshot)
  const {description} = input
  const record = present({
    id: newId(6),
    description: description === '' ? undefined : description,
    createdDate: nowMs,
  })
  store.put('deployment', [restApiId, record.id], record)
  store.put('restSnapshot', [restApiId, record.id], {...snapshot, features})
  publish(input, context, record.id, stage)
  return record
}

/** The stage that the deployment goes to, when it exists already; refuses what AWS refuses before it deploys. */
function targetStage(input: CreateDeploymentInput, {store}: OperationContext): StageRecord | undefined {
  const {restApiId, stageName, canarySettings} = input
  const refuse = (why: string): Error => badRequest(`Invalid deployment content specified.${why}`)
  if (canarySettings !== undefined && (stageName === undefined || stageName === '')) {
    throw refuse(
      `Non null and non empty stageName must be provided for canary deployment. Provided value is ${stageName ?? 'null'}`,
    )
  }
  if (stageName === undefined || stageName === '') return undefined
  checkStageName(stageName)
  const stage = store.get('stage', [restApiId, stageName])
  if (canarySettings !== undefined && stage === undefined) {
    throw refuse(`Stage ${stageName} must already be created before making a canary release deployment`)
  }
  return stage
}

/** Records are replaced, never modified: holding them is holding a copy of the API as it is now. */
export function takeSnapshot(context: OperationContext, restApiId: string): RestSnapshot {
  const {store} = context
  return {
    restApi: findRestApi(context, restApiId),
    resources: store.list('resource', [restApiId]),
    models: store.list('model', [restApiId]),
    requestValidators: store.list('requestValidator', [restApiId]),
    authorizers: store.list('authorizer', [restApiId]),
    gatewayResponses: store.list('gatewayResponse', [restApiId]),
  }
}

/** Moves the stage (or its canary) to the deployment, creating the stage when there is none. */
function publish(
  input: CreateDeploymentInput,
  context: OperationContext,
  deploymentId: string,
  stage: StageRecord | undefined,
): void {
  const {restApiId, stageName, stageDescription, canarySettings} = input
  if (stageName === undefined || stageName === '') return
  if (stage === undefined) {
    const {variables, cacheClusterEnabled, cacheClusterSize, tracingEnabled} = input
    const settings = present({variables, cacheClusterEnabled, cacheClusterSize, tracingEnabled})
    const description = stageDescription === undefined ? {} : {description: stageDescription}
    putNewStage({stageName, deploymentId, ...settings, ...description}, context, restApiId)
    return
  }
  const moved =
    canarySettings === undefined
      ? {...withSettings(stage, input), deploymentId}
      : withCanary(withSettings(stage, input), canarySettings, deploymentId)
  context.store.put('stage', [restApiId, stageName], {...moved, lastUpdatedDate: context.nowMs})
}

/** Only what the call names; method settings, logs and other variables stay. */
function withSettings(stage: StageRecord, input: CreateDeploymentInput): StageRecord {
  const {variables, tracingEnabled = stage.tracingEnabled, stageDescription: description = stage.description} = input
  checkVariables(variables)
  const changed = present({
    ...stage,
    tracingEnabled,
    description,
    variables: nonEmpty(variables) ?? stage.variables,
  }) as StageRecord
  const {cacheClusterEnabled: enabled = stage.cacheClusterEnabled, cacheClusterSize: size = stage.cacheClusterSize} =
    input
  return withCacheCluster(changed, {enabled, size})
}

function withCanary(
  stage: StageRecord,
  settings: NonNullable<CreateDeploymentInput['canarySettings']>,
  deploymentId: string,
): StageRecord {
  const {percentTraffic = 0, useStageCache = false, stageVariableOverrides} = settings
  checkPercentTraffic(percentTraffic)
  checkVariables(stageVariableOverrides)
  const overrides = nonEmpty(stageVariableOverrides)
  return {
    ...stage,
    canarySettings: present({deploymentId, percentTraffic, useStageCache, stageVariableOverrides: overrides}),
  }
}

function getDeployment(input: DeploymentLabels & {embed?: string[]}, context: OperationContext): Members {
  const record = find(input, context)
  const wantsSummary = input.embed?.some((name) => name.toLowerCase() === 'apisummary') === true
  const snapshot = context.store.get('restSnapshot', [input.restApiId, input.deploymentId])
  return wantsSummary && snapshot !== undefined ? {...record, apiSummary: summaryOf(snapshot)} : record
}

/** Path -> verb -> how the method is protected. */
function summaryOf({resources}: RestSnapshot): Members {
  return Object.fromEntries(
    resources
      .filter(({resourceMethods}) => resourceMethods !== undefined)
      .map(({path, resourceMethods = {}}) => [
        path,
        Object.fromEntries(
          Object.values(resourceMethods).map(({httpMethod, authorizationType, apiKeyRequired}) => [
            httpMethod,
            {authorizationType, apiKeyRequired},
          ]),
        ),
      ]),
  )
}

function getDeployments(input: {restApiId: string} & PageInput, context: OperationContext): Members {
  const {id} = findRestApi(context, input.restApiId)
  return page(context.store.list('deployment', [id]), input, (deployment) => deployment.id)
}

function updateDeployment(input: DeploymentLabels & PatchInput, context: OperationContext): Members {
  const record = applyPatch(find(input, context), input, deploymentPatch)
  context.store.put('deployment', [input.restApiId, record.id], record)
  return record
}

const deploymentPatch: PatchTable<DeploymentRecord> = {
  refuse: refuseWithList,
  rules: [
    replaceRule('/description', (record, value) =>
      present({...without(record, 'description'), description: value === '' ? undefined : value}),
    ),
  ],
}

function deleteDeployment(input: DeploymentLabels, context: OperationContext): Members {
  const {restApiId, deploymentId} = input
  find(input, context)
  const inUse = context.store
    .list('stage', [restApiId])
    .some((stage) => stage.deploymentId === deploymentId || stage.canarySettings?.deploymentId === deploymentId)
  if (inUse) throw badRequest('Active stages pointing to this deployment must be moved or deleted')
  context.store.delete('deployment', [restApiId, deploymentId])
  context.store.delete('restSnapshot', [restApiId, deploymentId])
  return {}
}

function find({restApiId, deploymentId}: DeploymentLabels, context: OperationContext): DeploymentRecord {
  const known = existingRestApi(context, restApiId) !== undefined
  const record = known ? context.store.get('deployment', [restApiId, deploymentId]) : undefined
  if (record === undefined) throw notFound('Invalid Deployment identifier specified')
  return record
}

export const deploymentOperations: Operations = {
  CreateDeployment: operation(createDeployment),
  GetDeployment: operation(getDeployment),
  GetDeployments: operation(getDeployments),
  UpdateDeployment: operation(updateDeployment),
  DeleteDeployment: operation(deleteDeployment),
}
