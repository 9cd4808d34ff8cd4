import type {HttpDeploymentRecord, HttpSnapshot, HttpStageRecord} from '../../store/v2-records.js'
import {present} from '../apigateway/present.js'
import {badRequest} from '../apigateway/refuse.js'
import type {OperationContext} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {findApi} from './find.js'

/** Automatic deployments that no stage serves are kept up to this number: every change of an API makes one. */
const keptAutomaticDeployments = 20

/** Freezes an API as a new deployment; throws AWS's reason when it cannot be deployed. */
export function deploy(
  context: OperationContext,
  apiId: string,
  {description, autoDeployed}: {description: string | undefined; autoDeployed: boolean},
): HttpDeploymentRecord {
  const {store, nowMs, newId} = context
  const snapshot = takeSnapshot(context, apiId)
  const record: HttpDeploymentRecord = present({
    deploymentId: newId(6),
    deploymentStatus: 'DEPLOYED' as const,
    description,
    autoDeployed,
    createdDate: nowMs,
  })
  store.put('v2Deployment', [apiId, record.deploymentId], record)
  store.put('httpSnapshot', [apiId, record.deploymentId], snapshot)
  return record
}

/** What a deployment of the API would freeze. */
export function takeSnapshot(context: OperationContext, apiId: string): HttpSnapshot {
  const {store} = context
  const api = findApi(context, apiId)
  const snapshot: HttpSnapshot = {
    api,
    routes: store.list('route', [apiId]),
    integrations: store.list('integration', [apiId]),
    authorizers: store.list('v2Authorizer', [apiId]),
    ...(api.protocolType === 'WEBSOCKET' && messageParts(context, apiId)),
  }
  if (snapshot.routes.length === 0) throw badRequest('Unable to deploy API because no routes exist in this API')
  if (snapshot.routes.some(({target}) => target === undefined)) {
    throw badRequest('Unable to deploy API because it has routes without integrations')
  }
  return snapshot
}

/** What only WebSocket APIs have. */
function messageParts({store}: OperationContext, apiId: string): Partial<HttpSnapshot> {
  const routes = store.list('route', [apiId]).map(({routeId}) => routeId)
  const integrations = store.list('integration', [apiId]).map(({integrationId}) => integrationId)
  return {
    models: store.list('v2Model', [apiId]),
    routeResponses: Object.fromEntries(routes.map((id) => [id, store.list('routeResponse', [apiId, id])])),
    integrationResponses: Object.fromEntries(
      integrations.map((id) => [id, store.list('integrationResponse', [apiId, id])]),
    ),
  }
}

/**
 * Called after every change of an API: makes one deployment when a stage wants it and moves all such stages to it.
 * A definition that cannot be deployed keeps the last good deployment and leaves the reason on the stage.
 */
export function deployAutomatically(context: OperationContext, apiId: string): void {
  const stages = context.store.list('v2Stage', [apiId]).filter(({autoDeploy}) => autoDeploy)
  if (stages.length === 0) return
  const outcome = attemptDeployment(context, apiId)
  for (const stage of stages) {
    context.store.put('v2Stage', [apiId, stage.stageName], {...stage, ...outcome, lastUpdatedDate: context.nowMs})
  }
  pruneAutomaticDeployments(context, apiId)
}

type Outcome = Pick<HttpStageRecord, 'deploymentId' | 'lastDeploymentStatusMessage'>

function attemptDeployment(context: OperationContext, apiId: string): Outcome {
  try {
    const description = 'Automatic deployment triggered by changes to the Api configuration'
    const {deploymentId} = deploy(context, apiId, {description, autoDeployed: true})
    const lastDeploymentStatusMessage = `Successfully deployed stage with deployment ID '${deploymentId}'`
    return {deploymentId, lastDeploymentStatusMessage}
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return {lastDeploymentStatusMessage: `Deployment attempt failed: ${error.message}`}
  }
}

function pruneAutomaticDeployments({store}: OperationContext, apiId: string): void {
  const served = new Set(store.list('v2Stage', [apiId]).map(({deploymentId}) => deploymentId))
  const idle = store
    .list('v2Deployment', [apiId])
    .filter(({autoDeployed, deploymentId}) => autoDeployed && !served.has(deploymentId))
  for (const {deploymentId} of idle.slice(0, -keptAutomaticDeployments)) {
    store.delete('v2Deployment', [apiId, deploymentId])
    store.delete('httpSnapshot', [apiId, deploymentId])
  }
}
