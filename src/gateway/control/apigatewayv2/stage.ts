import type {HttpStageRecord, RouteSettingsRecord} from '../../store/v2-records.js'
import {present, without} from '../apigateway/present.js'
import {badRequest, conflict, notFound} from '../apigateway/refuse.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {deployAutomatically} from './deploy.js'
import {findApi, findStage} from './find.js'
import {merged, mergedMap} from './merge.js'
import {listAnswer} from './page.js'
import type {PageInput} from './page.js'
import {checkStage, newStage} from './stage-record.js'
import type {StageSettings} from './stage-record.js'

type StageLabels = {apiId: string; stageName: string}

function createStage(
  {apiId, ...input}: StageLabels & StageSettings & {tags?: Record<string, string>},
  context: OperationContext,
): Members {
  const api = findApi(context, apiId)
  const {store} = context
  if (store.get('v2Stage', [apiId, input.stageName]) !== undefined) throw conflict('Stage already exists')
  if (input.autoDeploy === true && input.deploymentId !== undefined) throw noDeploymentId()
  store.put('v2Stage', [apiId, input.stageName], newStage(input, api, context))
  if (input.autoDeploy === true) deployAutomatically(context, apiId)
  return stageAnswer(findStage(context, apiId, input.stageName))
}

function noDeploymentId(): Error {
  return badRequest('DeploymentId cannot be set on an automatically deployed stage')
}

function getStage({apiId, stageName}: StageLabels, context: OperationContext): Members {
  return stageAnswer(findStage(context, apiId, stageName))
}

function getStages(input: {apiId: string} & PageInput, context: OperationContext): Members {
  const records = context.store.list('v2Stage', [findApi(context, input.apiId).apiId])
  return listAnswer(records.map(stageAnswer), input, ({stageName}) => String(stageName))
}

function updateStage({apiId, stageName, ...changes}: StageLabels & StageSettings, context: OperationContext): Members {
  const api = findApi(context, apiId)
  const before = findStage(context, apiId, stageName)
  if (before.apiGatewayManaged === true)
    throw badRequest(`You can't modify the ${stageName} stage of an API made by quick create.`)
  const record = changedStage(before, changes, context.nowMs)
  if (record.autoDeploy && changes.deploymentId !== undefined) throw noDeploymentId()
  checkStage(context, api, record)
  context.store.put('v2Stage', [apiId, stageName], record)
  if (record.autoDeploy && !before.autoDeploy) deployAutomatically(context, apiId)
  return stageAnswer(findStage(context, apiId, stageName))
}

function changedStage(before: HttpStageRecord, changes: StageSettings, nowMs: number): HttpStageRecord {
  const {stageVariables, routeSettings, defaultRouteSettings, ...rest} = changes
  return present({
    ...merged(before, rest),
    stageVariables: mergedMap(before.stageVariables, stageVariables),
    routeSettings: mergedSettings(before.routeSettings, routeSettings),
    defaultRouteSettings: {...before.defaultRouteSettings, ...defaultRouteSettings},
    lastUpdatedDate: nowMs,
  })
}

function mergedSettings(
  before: HttpStageRecord['routeSettings'],
  changes: HttpStageRecord['routeSettings'] | undefined,
): Record<string, RouteSettingsRecord> {
  const entries = Object.entries(changes ?? {}).map(([key, settings]) => [key, {...before[key], ...settings}] as const)
  return {...before, ...Object.fromEntries(entries)}
}

function deleteStage({apiId, stageName}: StageLabels, context: OperationContext): Members {
  const {store} = context
  findStage(context, apiId, stageName)
  const isMapped = store.all('apiMapping').some((mapping) => mapping.apiId === apiId && mapping.stage === stageName)
  if (isMapped) {
    // The words of AWS's refusal to delete a mapped API; those for a stage have not been seen.
    throw badRequest(
      `Deleting stage ${stageName} failed. Please remove all API mappings for the stage from your custom domain names.`,
    )
  }
  store.delete('cacheGeneration', [apiId, stageName])
  store.delete('v2Stage', [apiId, stageName])
  return {}
}

function deleteRouteSettings(
  {apiId, stageName, routeKey}: StageLabels & {routeKey: string},
  context: OperationContext,
): Members {
  const stage = findStage(context, apiId, stageName)
  const {[routeKey]: removed, ...routeSettings} = stage.routeSettings
  if (removed === undefined) throw notFound(`Unable to find Route by key ${routeKey} within the provided RouteSettings`)
  context.store.put('v2Stage', [apiId, stageName], {...stage, routeSettings, lastUpdatedDate: context.nowMs})
  return {}
}

function deleteAccessLogSettings({apiId, stageName}: StageLabels, context: OperationContext): Members {
  const stage = without(findStage(context, apiId, stageName), 'accessLogSettings')
  context.store.put('v2Stage', [apiId, stageName], {...stage, lastUpdatedDate: context.nowMs})
  return {}
}

/** The data plane forgets the stage's authorizer results when it sees the new record. */
function resetAuthorizersCache({apiId, stageName}: StageLabels, context: OperationContext): Members {
  const {store} = context
  const stage = findStage(context, apiId, stageName)
  const {stageCache, authorizersCache} = store.get('cacheGeneration', [apiId, stageName]) ?? noFlushes
  store.put('cacheGeneration', [apiId, stageName], {stageCache, authorizersCache: authorizersCache + 1})
  store.put('v2Stage', [apiId, stageName], {...stage})
  return {}
}

const noFlushes = {stageCache: 0, authorizersCache: 0}

/** Maps are always there in answers, even when empty. */
function stageAnswer(record: HttpStageRecord): Members {
  return {...record, stageVariables: record.stageVariables ?? {}, tags: record.tags ?? {}}
}

export const stageOperations: Operations = {
  CreateStage: operation(createStage),
  GetStage: operation(getStage),
  GetStages: operation(getStages),
  UpdateStage: operation(updateStage),
  DeleteStage: operation(deleteStage),
  DeleteRouteSettings: operation(deleteRouteSettings),
  DeleteAccessLogSettings: operation(deleteAccessLogSettings),
  ResetAuthorizersCache: operation(resetAuthorizersCache),
}
