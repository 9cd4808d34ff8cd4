import type {HttpRouteRecord} from '../../store/v2-records.js'
import {present, withEntry, without} from '../apigateway/present.js'
import {conflict, notFound} from '../apigateway/refuse.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {deployAutomatically} from './deploy.js'
import {findApi, findRoute} from './find.js'
import {merged} from './merge.js'
import {listAnswer} from './page.js'
import type {PageInput} from './page.js'
import {checkRoute} from './route-rules.js'

type RouteLabels = {apiId: string; routeId: string}
type RouteSettings = Partial<Omit<HttpRouteRecord, 'routeId' | 'apiGatewayManaged'>>

function createRoute(
  {apiId, ...input}: {apiId: string; routeKey: string} & RouteSettings,
  context: OperationContext,
): Members {
  const api = findApi(context, apiId)
  const authorizationType = input.authorizationType ?? 'NONE'
  const apiKeyRequired = input.apiKeyRequired ?? false
  const record = merged<HttpRouteRecord>({...input, routeId: context.newId(7), authorizationType, apiKeyRequired}, {})
  checkRoute(context, api, record)
  refuseDuplicate(context, apiId, record)
  context.store.put('route', [apiId, record.routeId], record)
  deployAutomatically(context, apiId)
  return record
}

function refuseDuplicate({store}: OperationContext, apiId: string, route: HttpRouteRecord): void {
  const same = ({routeKey, routeId}: HttpRouteRecord): boolean =>
    routeKey === route.routeKey && routeId !== route.routeId
  if (store.list('route', [apiId]).some(same)) {
    throw conflict(`Route with key ${route.routeKey} already exists for this API`)
  }
}

function getRoute({apiId, routeId}: RouteLabels, context: OperationContext): Members {
  return findRoute(context, apiId, routeId)
}

function getRoutes(input: {apiId: string} & PageInput, context: OperationContext): Members {
  const records = context.store.list('route', [findApi(context, input.apiId).apiId])
  return listAnswer(records, input, ({routeId}) => routeId)
}

function updateRoute({apiId, routeId, ...changes}: RouteLabels & RouteSettings, context: OperationContext): Members {
  const api = findApi(context, apiId)
  const before = findRoute(context, apiId, routeId)
  const requestParameters = changes.requestParameters && {...before.requestParameters, ...changes.requestParameters}
  const updated = merged(before, present({...changes, requestParameters}))
  const record = usesAuthorizer(updated) ? updated : without(updated, 'authorizerId')
  checkRoute(context, api, record)
  refuseDuplicate(context, apiId, record)
  context.store.put('route', [apiId, routeId], record)
  deployAutomatically(context, apiId)
  return record
}

/** A route that is opened again forgets its authorizer, so that the authorizer can be deleted. */
function usesAuthorizer({authorizationType}: HttpRouteRecord): boolean {
  return authorizationType === 'CUSTOM' || authorizationType === 'JWT'
}

function deleteRoute({apiId, routeId}: RouteLabels, context: OperationContext): Members {
  findRoute(context, apiId, routeId)
  context.store.deleteAll('routeResponse', [apiId, routeId])
  context.store.delete('route', [apiId, routeId])
  deployAutomatically(context, apiId)
  return {}
}

function deleteRouteRequestParameter(
  {apiId, routeId, requestParameterKey}: RouteLabels & {requestParameterKey: string},
  context: OperationContext,
): Members {
  const {requestParameters, ...route} = findRoute(context, apiId, routeId)
  if (requestParameters?.[requestParameterKey] === undefined) {
    throw notFound(`Invalid RequestParameter key specified ${requestParameterKey}`)
  }
  const kept = withEntry(requestParameters, requestParameterKey, undefined)
  context.store.put('route', [apiId, routeId], present({...route, requestParameters: kept}))
  deployAutomatically(context, apiId)
  return {}
}

export const routeOperations: Operations = {
  CreateRoute: operation(createRoute),
  GetRoute: operation(getRoute),
  GetRoutes: operation(getRoutes),
  UpdateRoute: operation(updateRoute),
  DeleteRoute: operation(deleteRoute),
  DeleteRouteRequestParameter: operation(deleteRouteRequestParameter),
}
