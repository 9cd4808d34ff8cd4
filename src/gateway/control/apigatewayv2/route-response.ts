import type {RouteResponseRecord} from '../../store/v2-records.js'
import {badRequest, conflict, notFound} from '../apigateway/refuse.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {deployAutomatically} from './deploy.js'
import {findApi, findRoute} from './find.js'
import {merged} from './merge.js'
import {listAnswer} from './page.js'
import type {PageInput} from './page.js'

type RouteLabels = {apiId: string; routeId: string}
type ResponseLabels = RouteLabels & {routeResponseId: string}
type ResponseSettings = Omit<RouteResponseRecord, 'routeResponseId'>

function createRouteResponse(
  {apiId, routeId, ...input}: RouteLabels & ResponseSettings,
  context: OperationContext,
): Members {
  findRoute(context, apiId, routeId)
  const record = merged<RouteResponseRecord>({...input, routeResponseId: context.newId(6)}, {})
  put(context, {apiId, routeId}, record)
  return record
}

function put(context: OperationContext, {apiId, routeId}: RouteLabels, record: RouteResponseRecord): void {
  if (findApi(context, apiId).protocolType === 'HTTP') {
    throw badRequest('Route responses are not supported for HTTP protocol Apis.')
  }
  if (record.routeResponseKey !== '$default') throw badRequest('Invalid route response key. Only $default is supported')
  const others = context.store.list('routeResponse', [apiId, routeId])
  if (others.some(({routeResponseId}) => routeResponseId !== record.routeResponseId)) {
    throw conflict('Route response with key $default already exists for this route')
  }
  context.store.put('routeResponse', [apiId, routeId, record.routeResponseId], record)
  deployAutomatically(context, apiId)
}

function getRouteResponse(labels: ResponseLabels, context: OperationContext): Members {
  return find(context, labels)
}

function find(
  context: OperationContext,
  {apiId, routeId, routeResponseId}: ResponseLabels,
): Readonly<RouteResponseRecord> {
  findRoute(context, apiId, routeId)
  const record = context.store.get('routeResponse', [apiId, routeId, routeResponseId])
  if (record === undefined) throw notFound(`Invalid RouteResponse identifier specified ${routeResponseId}`)
  return record
}

function getRouteResponses(input: RouteLabels & PageInput, context: OperationContext): Members {
  findRoute(context, input.apiId, input.routeId)
  const records = context.store.list('routeResponse', [input.apiId, input.routeId])
  return listAnswer(records, input, ({routeResponseId}) => routeResponseId)
}

function updateRouteResponse(
  {apiId, routeId, routeResponseId, ...changes}: ResponseLabels & Partial<ResponseSettings>,
  context: OperationContext,
): Members {
  const record = merged(find(context, {apiId, routeId, routeResponseId}), changes)
  put(context, {apiId, routeId}, record)
  return record
}

function deleteRouteResponse(labels: ResponseLabels, context: OperationContext): Members {
  find(context, labels)
  context.store.delete('routeResponse', [labels.apiId, labels.routeId, labels.routeResponseId])
  deployAutomatically(context, labels.apiId)
  return {}
}

export const routeResponseOperations: Operations = {
  CreateRouteResponse: operation(createRouteResponse),
  GetRouteResponse: operation(getRouteResponse),
  GetRouteResponses: operation(getRouteResponses),
  UpdateRouteResponse: operation(updateRouteResponse),
  DeleteRouteResponse: operation(deleteRouteResponse),
}
