import type {HttpStageRecord} from '../../store/v2-records.js'
import {badRequest} from '../apigateway/refuse.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {deploy} from './deploy.js'
import {findApi, findDeployment, findStage} from './find.js'
import {merged} from './merge.js'
import {listAnswer} from './page.js'
import type {PageInput} from './page.js'

type DeploymentLabels = {apiId: string; deploymentId: string}

function createDeployment(
  {apiId, stageName, description}: {apiId: string; stageName?: string; description?: string},
  context: OperationContext,
): Members {
  const stage = stageName === undefined ? undefined : findStage(context, apiId, stageName)
  findApi(context, apiId)
  if (stage?.autoDeploy === true) {
    throw badRequest('DeploymentId cannot be set on an automatically deployed stage')
  }
  if (context.store.list('route', [apiId]).length === 0) {
    throw badRequest('At least one route is required before deploying the Api.')
  }
  const deployment = deploy(context, apiId, {description, autoDeployed: false})
  if (stage !== undefined) moveStage(context, apiId, stage, deployment.deploymentId)
  return deployment
}

function moveStage(
  {store, nowMs}: OperationContext,
  apiId: string,
  stage: HttpStageRecord,
  deploymentId: string,
): void {
  store.put('v2Stage', [apiId, stage.stageName], {...stage, deploymentId, lastUpdatedDate: nowMs})
}

function getDeployment({apiId, deploymentId}: DeploymentLabels, context: OperationContext): Members {
  return findDeployment(context, apiId, deploymentId)
}

function getDeployments(input: {apiId: string} & PageInput, context: OperationContext): Members {
  const records = context.store.list('v2Deployment', [findApi(context, input.apiId).apiId])
  return listAnswer(records, input, ({deploymentId}) => deploymentId)
}

function updateDeployment(
  {apiId, deploymentId, description}: DeploymentLabels & {description?: string},
  context: OperationContext,
): Members {
  const record = merged(findDeployment(context, apiId, deploymentId), description === undefined ? {} : {description})
  context.store.put('v2Deployment', [apiId, deploymentId], record)
  return record
}

function deleteDeployment({apiId, deploymentId}: DeploymentLabels, context: OperationContext): Members {
  findDeployment(context, apiId, deploymentId)
  if (context.store.list('v2Stage', [apiId]).some((stage) => stage.deploymentId === deploymentId)) {
    throw badRequest('Active stages pointing to this deployment must be moved or deleted')
  }
  context.store.delete('v2Deployment', [apiId, deploymentId])
  context.store.delete('httpSnapshot', [apiId, deploymentId])
  return {}
}

export const deploymentOperations: Operations = {
  CreateDeployment: operation(createDeployment),
  GetDeployment: operation(getDeployment),
  GetDeployments: operation(getDeployments),
  UpdateDeployment: operation(updateDeployment),
  DeleteDeployment: operation(deleteDeployment),
}
