import {isJsonObject, type Json} from '../../../model/json.js'
import type {
  Authorizer,
  GatewayResponse,
  Method,
  MethodResponse,
  Model,
  RestIntegration,
} from '../../../model/rest-api.js'
import type {
  AuthorizerRecord,
  GatewayResponseRecord,
  IntegrationRecord,
  IntegrationResponseRecord,
  MethodRecord,
  MethodResponseRecord,
  ModelRecord,
} from '../../store/rest-records.js'
import {builtInTemplates, ownStatusCode} from '../../../model/gateway-response-types.js'
import {toStoredReferences} from './model-reference.js'
import {nonEmpty, present} from './present.js'

/** Ids of the objects that methods refer to by name. */
export type Ids = {authorizers: ReadonlyMap<string, string>; requestValidators: ReadonlyMap<string, string>}

/** A method of the model as import stores it on a resource; maps without entries stay absent (recorded). */
export function toMethodRecord(httpMethod: string, method: Method, resourceId: string, ids: Ids): MethodRecord {
  const {authorizer, requestValidator, integration, authorizationScopes} = method
  return present({
    httpMethod,
    authorizationType: method.authorizationType,
    authorizerId: authorizer === undefined ? undefined : ids.authorizers.get(authorizer),
    authorizationScopes: authorizationScopes.length === 0 ? undefined : [...authorizationScopes],
    apiKeyRequired: method.apiKeyRequired,
    operationName: method.operationName,
    requestValidatorId: requestValidator === undefined ? undefined : ids.requestValidators.get(requestValidator),
    requestParameters: filled(method.requestParameters),
    requestModels: filled(method.requestModels),
    methodResponses: nonEmpty(mapEntries(method.responses, toMethodResponseRecord)),
    methodIntegration: integration === undefined ? undefined : toIntegrationRecord(integration, resourceId),
  })
}

function toMethodResponseRecord(response: MethodResponse, statusCode: string): MethodResponseRecord {
  const {responseParameters, responseModels} = response
  return present({
    statusCode,
    responseParameters: filled(responseParameters),
    responseModels: filled(responseModels),
  })
}

function toIntegrationRecord(integration: RestIntegration, resourceId: string): IntegrationRecord {
  const {responses, cacheNamespace = resourceId, cacheKeyParameters, connectionType, ...members} = integration
  // Import shows INTERNET for HTTP backends only (recorded).
  const isHttp = integration.type === 'HTTP' || integration.type === 'HTTP_PROXY'
  return present({
    ...members,
    connectionType: isHttp
      ? (connectionType ?? 'INTERNET')
      : connectionType === 'VPC_LINK'
        ? connectionType
        : undefined,
    requestParameters: filled(integration.requestParameters),
    requestTemplates: filled(integration.requestTemplates),
    cacheNamespace,
    cacheKeyParameters: [...cacheKeyParameters],
    integrationResponses: nonEmpty(mapEntries(responses, toIntegrationResponseRecord)),
  })
}

function toIntegrationResponseRecord(
  response: RestIntegration['responses'][string],
  statusCode: string,
): IntegrationResponseRecord {
  const {responseParameters, responseTemplates, ...members} = response
  return present({
    statusCode,
    ...members,
    responseParameters: filled(responseParameters),
    responseTemplates: filled(responseTemplates),
  })
}

/** A description stands in the record and in its schema, as AWS's import leaves it (recorded). */
export function toModelRecord(id: string, name: string, model: Model, restApiId: string): ModelRecord {
  const {contentType, description, schema} = model
  const stored = toStoredReferences(schema, restApiId)
  return present({id, name, contentType, description, schema: schemaText(stored, description)})
}

function schemaText(schema: Json, description: string | undefined): string {
  if (typeof schema === 'string') return schema
  const isDescribed = isJsonObject(schema) && description !== undefined && !Object.hasOwn(schema, 'description')
  return JSON.stringify(isDescribed ? {...schema, description} : schema, null, 2)
}

/** An authorizer of the model; Cognito and Lambda ones have AWS's authType unless the document names another. */
export function toAuthorizerRecord(id: string, name: string, authorizer: Authorizer): AuthorizerRecord {
  const {providerARNs, ...members} = authorizer
  return present({
    id,
    name,
    authType: authorizer.type === 'COGNITO_USER_POOLS' ? 'cognito_user_pools' : 'custom',
    ...members,
    providerARNs: providerARNs.length === 0 ? undefined : [...providerARNs],
  })
}

/** A gateway response of the model, with what PutGatewayResponse fills in. */
export function toGatewayResponseRecord(responseType: string, response: GatewayResponse): GatewayResponseRecord {
  const {statusCode = ownStatusCode(responseType), responseParameters, responseTemplates} = response
  return present({
    responseType,
    statusCode,
    responseParameters: {...responseParameters},
    responseTemplates: {...(nonEmpty(responseTemplates) ?? builtInTemplates)},
  })
}

/** A copy of the map, undefined when it is empty. */
function filled<V>(map: Readonly<Record<string, V>>): Record<string, V> | undefined {
  return nonEmpty({...map})
}

function mapEntries<V, R>(map: Readonly<Record<string, V>>, change: (value: V, key: string) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]))
}

/** Verb and path of a method key. */
export function splitMethodKey(key: string): [httpMethod: string, path: string] {
  const space = key.indexOf(' ')
  return [key.slice(0, space), key.slice(space + 1)]
}
