import type {Api} from '../../model/api.js'
import type {Route} from '../../model/http-api.js'
import type {Json} from '../../model/json.js'
import type {Method, RestApi} from '../../model/rest-api.js'
import type {WebSocketApi, WebSocketRoute} from '../../model/web-socket-api.js'
import {mapValues} from '../normal-values.js'

/** What a route promises its callers, whatever kind of API it belongs to. Schemas have their references resolved by name. */
export type RouteContract = {
  authorizationType: string
  authorizer?: string
  scopes: readonly string[]
  apiKeyRequired: boolean
  /** `querystring.limit` -> required. */
  parameters: Readonly<Record<string, boolean>>
  /** Whether a validator refuses bodies that do not fit. */
  checksBody: boolean
  /** Media type -> schema. */
  requests: Readonly<Record<string, Json>>
  responses: Readonly<Record<string, {headers: readonly string[]; bodies: Readonly<Record<string, Json>>}>>
}

/** Schemas that `#/models/Name` refers to. */
export type Schemas = Readonly<Record<string, Json>>

/** Route key -> its contract. */
export function routeContracts(api: Api): Readonly<Record<string, RouteContract>> {
  switch (api.kind) {
    case 'rest':
      return mapValues(api.methods, (method) => restContract(method, api))
    case 'http':
      return mapValues(api.routes, httpContract)
    case 'websocket':
      return mapValues(api.routes, (route) => webSocketContract(route, api))
  }
}

/** The schemas of an API by model name; HTTP APIs have none. */
export function schemasOf(api: Api): Schemas {
  return api.kind === 'http' ? {} : mapValues(api.models, ({schema}) => schema)
}

function restContract(method: Method, {models, requestValidators}: RestApi): RouteContract {
  const schemas = (names: Readonly<Record<string, string>>) =>
    mapValues(names, (name): Json => models[name]?.schema ?? {})
  return {
    ...guardOf(method),
    apiKeyRequired: method.apiKeyRequired,
    parameters: shortNames(method.requestParameters),
    checksBody: requestValidators[method.requestValidator ?? '']?.validateRequestBody === true,
    requests: schemas(method.requestModels),
    responses: mapValues(method.responses, ({responseParameters, responseModels}) => ({
      headers: Object.keys(shortNames(responseParameters)),
      bodies: schemas(responseModels),
    })),
  }
}

function httpContract(route: Route): RouteContract {
  return {...guardOf(route), apiKeyRequired: false, parameters: {}, checksBody: false, requests: {}, responses: {}}
}

function webSocketContract(route: WebSocketRoute, {models}: WebSocketApi): RouteContract {
  return {
    ...guardOf({...route, authorizationScopes: []}),
    apiKeyRequired: route.apiKeyRequired,
    parameters: shortNames(route.requestParameters),
    checksBody: false,
    requests: mapValues(route.requestModels, (name): Json => models[name]?.schema ?? {}),
    responses: route.response === undefined ? {} : {$default: {headers: [], bodies: {}}},
  }
}

type Guarded = {authorizationType: string; authorizer?: string; authorizationScopes: readonly string[]}

function guardOf({authorizationType, authorizer, authorizationScopes}: Guarded) {
  return {authorizationType, ...(authorizer !== undefined && {authorizer}), scopes: authorizationScopes}
}

/** `method.request.header.X` and `route.request.header.X` are `header.X` to people. */
function shortNames(parameters: Readonly<Record<string, boolean>>): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, required]) => [name.split('.').slice(2).join('.'), required]),
  )
}
