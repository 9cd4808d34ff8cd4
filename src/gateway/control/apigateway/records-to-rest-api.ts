import {isJsonObject, type Json} from '../../../model/json.js'
import type {
  Authorizer,
  DocumentationPart,
  GatewayResponse,
  IntegrationResponse,
  Method,
  MethodKey,
  Model,
  RestApi,
  RestIntegration,
} from '../../../model/rest-api.js'
import {canonicalJson} from '../../../model/json.js'
import type {
  AuthorizerRecord,
  DocumentationPartRecord,
  GatewayResponseRecord,
  IntegrationRecord,
  MethodRecord,
  ModelRecord,
  ResourceRecord,
  RestSnapshot,
} from '../../store/rest-records.js'
import {builtInTemplates, ownStatusCode} from '../../../model/gateway-response-types.js'
import {toModelReferences} from './model-reference.js'
import {parseSchema} from './model-rules.js'
import {present, without} from './present.js'

/** Ids of an API's objects -> the names that the model uses. */
type Names = {authorizers: ReadonlyMap<string, string>; requestValidators: ReadonlyMap<string, string>}

/** An API's records as the model that plan and export share: natural names for ids, sorted keys. */
export function recordsToRestApi(snapshot: RestSnapshot, parts: readonly DocumentationPartRecord[]): RestApi {
  const {restApi, resources, models, requestValidators, authorizers, gatewayResponses} = snapshot
  const names: Names = {
    authorizers: new Map(authorizers.map(({id, name}) => [id, name])),
    requestValidators: new Map(requestValidators.map(({id, name}) => [id, name])),
  }
  const {name, description, version, apiKeySource, minimumCompressionSize, policy, disableExecuteApiEndpoint} = restApi
  return present({
    kind: 'rest' as const,
    name,
    description,
    version,
    apiKeySource,
    binaryMediaTypes: [...(restApi.binaryMediaTypes ?? [])].sort(),
    minimumCompressionSize,
    policy: policy === undefined ? undefined : (JSON.parse(policy) as Json),
    disableExecuteApiEndpoint,
    endpointConfiguration: toEndpointConfiguration(restApi.endpointConfiguration),
    resources: resources.map(({path}) => path).sort(),
    methods: sorted(resources.flatMap((resource) => toMethods(resource, names))),
    models: sorted(models.map((model) => [model.name, toModel(model)])),
    requestValidators: sorted(
      requestValidators.map(({name: key, validateRequestBody, validateRequestParameters}) => [
        key,
        {validateRequestBody, validateRequestParameters},
      ]),
    ),
    authorizers: sorted(authorizers.map((authorizer) => [authorizer.name, toAuthorizer(authorizer)])),
    gatewayResponses: sorted(gatewayResponses.map((response) => [response.responseType, toGatewayResponse(response)])),
    documentationParts: parts.map(toDocumentationPart),
    tags: sorted(Object.entries(restApi.tags ?? {})),
  })
}

function sorted<Key extends string, Value>(entries: readonly (readonly [Key, Value])[]): Record<Key, Value> {
  return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1))) as Record<Key, Value>
}

function toEndpointConfiguration({
  types,
  vpcEndpointIds = [],
  ipAddressType,
}: RestSnapshot['restApi']['endpointConfiguration']): RestApi['endpointConfiguration'] {
  return {
    types: types as RestApi['endpointConfiguration']['types'],
    vpcEndpointIds: [...vpcEndpointIds].sort(),
    ipAddressType: ipAddressType === 'dualstack' ? 'dualstack' : 'ipv4',
  }
}

function toMethods({id, path, resourceMethods = {}}: ResourceRecord, names: Names): [MethodKey, Method][] {
  return Object.values(resourceMethods).map((method) => [
    `${method.httpMethod} ${path}` as MethodKey,
    toMethod(method, id, names),
  ])
}

function toMethod(record: MethodRecord, resourceId: string, names: Names): Method {
  const {authorizerId, requestValidatorId, methodIntegration, methodResponses = {}} = record
  return present({
    authorizationType: record.authorizationType as Method['authorizationType'],
    authorizer: authorizerId === undefined ? undefined : names.authorizers.get(authorizerId),
    authorizationScopes: [...(record.authorizationScopes ?? [])].sort(),
    apiKeyRequired: record.apiKeyRequired,
    operationName: record.operationName,
    requestValidator: requestValidatorId === undefined ? undefined : names.requestValidators.get(requestValidatorId),
    requestParameters: sorted(Object.entries(record.requestParameters ?? {})),
    requestModels: sorted(Object.entries(record.requestModels ?? {})),
    responses: sorted(
      Object.values(methodResponses).map(({statusCode, responseParameters = {}, responseModels = {}}) => [
        statusCode,
        {
          responseParameters: sorted(Object.entries(responseParameters)),
          responseModels: sorted(Object.entries(responseModels)),
        },
      ]),
    ),
    integration: methodIntegration === undefined ? undefined : toIntegration(methodIntegration, resourceId),
  })
}

function toIntegration(record: IntegrationRecord, resourceId: string): RestIntegration {
  const {integrationResponses = {}, cacheNamespace, requestParameters = {}, requestTemplates = {}, ...members} = record
  const {connectionType = record.type === 'MOCK' ? undefined : 'INTERNET', tlsConfig} = record
  return present({
    ...members,
    connectionType: connectionType as RestIntegration['connectionType'],
    passthroughBehavior: record.passthroughBehavior as RestIntegration['passthroughBehavior'],
    contentHandling: record.contentHandling as RestIntegration['contentHandling'],
    responseTransferMode: record.responseTransferMode as RestIntegration['responseTransferMode'],
    tlsConfig:
      tlsConfig === undefined ? undefined : {insecureSkipVerification: tlsConfig.insecureSkipVerification ?? false},
    cacheNamespace: cacheNamespace === resourceId ? undefined : cacheNamespace,
    requestParameters: sorted(Object.entries(requestParameters)),
    requestTemplates: sorted(Object.entries(requestTemplates)),
    responses: sorted(
      Object.values(integrationResponses).map((response) => [response.statusCode, toIntegrationResponse(response)]),
    ),
  })
}

function toIntegrationResponse(
  record: NonNullable<IntegrationRecord['integrationResponses']>[string],
): IntegrationResponse {
  const {selectionPattern, responseParameters = {}, responseTemplates = {}, contentHandling} = record
  return present({
    selectionPattern: selectionPattern === '' ? undefined : selectionPattern,
    responseParameters: sorted(Object.entries(responseParameters)),
    responseTemplates: sorted(Object.entries(responseTemplates)),
    contentHandling: contentHandling as IntegrationResponse['contentHandling'],
  })
}

/** A description that import has written into the schema too is one description. */
function toModel({contentType, description, schema = ''}: ModelRecord): Model {
  const parsed = parseSchema(schema) ?? schema
  const repeats = isJsonObject(parsed) && description !== undefined && parsed['description'] === description
  return present({
    contentType,
    description,
    schema: toModelReferences(repeats ? (without(parsed, 'description') as Json) : parsed),
  })
}

function toAuthorizer(authorizer: AuthorizerRecord): Authorizer {
  const record = without(without(authorizer, 'id'), 'name')
  return {...record, type: record.type as Authorizer['type'], providerARNs: [...(record.providerARNs ?? [])].sort()}
}

/** Only what differs from the type's own answer. */
function toGatewayResponse(record: GatewayResponseRecord): GatewayResponse {
  const {responseType, statusCode, responseParameters, responseTemplates} = record
  const isBuiltIn = canonicalJson(responseTemplates) === canonicalJson(builtInTemplates)
  return present({
    statusCode: statusCode === ownStatusCode(responseType) ? undefined : statusCode,
    responseParameters: sorted(Object.entries(responseParameters)),
    responseTemplates: isBuiltIn ? {} : sorted(Object.entries(responseTemplates)),
  })
}

function toDocumentationPart({location, properties}: DocumentationPartRecord): DocumentationPart {
  return {location, properties: JSON.parse(properties) as Json}
}
