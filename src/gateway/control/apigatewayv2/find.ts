import type {
  HttpAuthorizerRecord,
  HttpDeploymentRecord,
  HttpIntegrationRecord,
  HttpRouteRecord,
  HttpStageRecord,
  V2ApiRecord,
} from '../../store/v2-records.js'
import {notFound} from '../apigateway/refuse.js'
import type {OperationContext} from '../operation.js'

/** The API when it exists in the caller's account and region, or AWS's 404. */
export function findApi({store, scope}: OperationContext, apiId: string): Readonly<V2ApiRecord> {
  const record = store.get('v2Api', [apiId])
  if (record?.accountId === scope.accountId && record.region === scope.region) return record
  throw notFound(`Invalid API identifier specified ${scope.accountId}:${apiId}`)
}

/** The route of an API, or AWS's 404 for whichever of the two is unknown. */
export function findRoute(context: OperationContext, apiId: string, routeId: string): Readonly<HttpRouteRecord> {
  const record = context.store.get('route', [findApi(context, apiId).apiId, routeId])
  if (record === undefined) throw notFound(`Invalid Route identifier specified ${routeId}`)
  return record
}

/** The integration of an API, or AWS's 404. */
export function findIntegration(
  context: OperationContext,
  apiId: string,
  integrationId: string,
): Readonly<HttpIntegrationRecord> {
  const record = context.store.get('integration', [findApi(context, apiId).apiId, integrationId])
  if (record === undefined) throw notFound(`Invalid Integration identifier specified ${integrationId}`)
  return record
}

/** The authorizer of an API, or AWS's 404, which does not name the id. */
export function findAuthorizer(
  context: OperationContext,
  apiId: string,
  authorizerId: string,
): Readonly<HttpAuthorizerRecord> {
  const record = context.store.get('v2Authorizer', [findApi(context, apiId).apiId, authorizerId])
  if (record === undefined) throw notFound('Invalid Authorizer identifier specified')
  return record
}

/** The stage of an API, or AWS's 404. */
export function findStage(context: OperationContext, apiId: string, stageName: string): Readonly<HttpStageRecord> {
  const record = context.store.get('v2Stage', [findApi(context, apiId).apiId, stageName])
  if (record === undefined) throw notFound('Invalid stage identifier specified')
  return record
}

/** The deployment of an API, or AWS's 404. */
export function findDeployment(
  context: OperationContext,
  apiId: string,
  deploymentId: string,
): Readonly<HttpDeploymentRecord> {
  const record = context.store.get('v2Deployment', [findApi(context, apiId).apiId, deploymentId])
  if (record === undefined) throw notFound('Invalid Deployment identifier specified')
  return record
}
