import {isJsonObject} from '../model/json.js'
import type {Json, JsonObject} from '../model/json.js'
import type {
  Authorizer,
  DocumentationPart,
  GatewayResponse,
  Method,
  MethodKey,
  MethodResponse,
  Model,
  RestApi,
} from '../model/rest-api.js'
import {present} from '../model/present.js'
import {toPointer} from './document.js'
import {filled, mapValues} from '../model/json-object.js'
import {fromIntegration} from './rest/from-integration.js'

/**
 * A REST API as an OpenAPI 3.0.1 document with API Gateway's extensions: an import body, an export, a file to adopt.
 *
 * What OpenAPI cannot say is left out: the endpoint types, the tags, and what `restLosses` names.
 */
export function fromRestApi(api: RestApi): JsonObject {
  const keyScheme = apiKeyScheme(api)
  return {
    openapi: '3.0.1',
    info: present({title: api.name, description: api.description, version: api.version}),
    servers: [{url: '/', 'x-amazon-apigateway-endpoint-configuration': endpoint(api)}],
    paths: paths(api, keyScheme),
    components: present({
      schemas: filled(mapValues(api.models, (model, name) => schema(name, model))),
      securitySchemes: filled(securitySchemes(api, keyScheme)),
    }),
    ...extensions(api),
  }
}

function extensions(api: RestApi): JsonObject {
  const parts = api.documentationParts.map(({location, properties}) => ({
    location: shortLocation(location),
    properties,
  }))
  const named = present({
    'api-key-source': api.apiKeySource,
    'binary-media-types': api.binaryMediaTypes.length === 0 ? undefined : api.binaryMediaTypes,
    'minimum-compression-size': api.minimumCompressionSize,
    policy: api.policy,
    'request-validators': filled(mapValues(api.requestValidators, (validator) => ({...validator}))),
    'gateway-responses': filled(mapValues(api.gatewayResponses, gatewayResponse)),
    documentation: parts.length === 0 ? undefined : {documentationParts: parts},
  })
  return Object.fromEntries(Object.entries(named).map(([key, value]) => [`x-amazon-apigateway-${key}`, value]))
}

/** AWS's exports leave out the path of the root. */
function shortLocation({path, ...location}: DocumentationPart['location']): JsonObject {
  return path === undefined || path === '/' ? {...location} : {...location, path}
}

function endpoint(api: RestApi): JsonObject {
  const {vpcEndpointIds} = api.endpointConfiguration
  return present({
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    vpcEndpointIds: vpcEndpointIds.length === 0 ? undefined : vpcEndpointIds,
  })
}

function gatewayResponse(response: GatewayResponse): JsonObject {
  return present({
    statusCode: response.statusCode,
    responseParameters: filled(response.responseParameters),
    responseTemplates: filled(response.responseTemplates),
  })
}

/** Resources without methods need no entry, unless nothing below them would create them. */
function paths(api: RestApi, keyScheme: string): JsonObject {
  const methods = new Map<string, [string, JsonObject][]>()
  for (const path of api.resources) if (isBareLeaf(api, path)) methods.set(path, [])
  for (const [key, method] of Object.entries(api.methods)) {
    const {verb, path} = splitKey(key as MethodKey)
    const operationKey = verb === 'ANY' ? 'x-amazon-apigateway-any-method' : verb.toLowerCase()
    methods.set(path, [...(methods.get(path) ?? []), [operationKey, operation(method, keyScheme)]])
  }
  return Object.fromEntries([...methods].map(([path, operations]) => [path, Object.fromEntries(operations)]))
}

function isBareLeaf(api: RestApi, path: string): boolean {
  if (path === '/') return false
  return !api.resources.some((other) => other.startsWith(`${path}/`))
}

function splitKey(key: MethodKey): {verb: string; path: string} {
  const space = key.indexOf(' ')
  return {verb: key.slice(0, space), path: key.slice(space + 1)}
}

function operation(method: Method, keyScheme: string): JsonObject {
  const parameters = Object.entries(method.requestParameters).flatMap(([name, required]) => parameter(name, required))
  return present({
    operationId: method.operationName,
    parameters: parameters.length === 0 ? undefined : parameters,
    requestBody: filled(content(method.requestModels)) && {content: content(method.requestModels)},
    responses: mapValues(method.responses, response),
    security: security(method, keyScheme),
    'x-amazon-apigateway-auth': method.authorizationType === 'AWS_IAM' ? {type: 'AWS_IAM'} : undefined,
    'x-amazon-apigateway-request-validator': method.requestValidator,
    'x-amazon-apigateway-integration': method.integration && fromIntegration(method.integration),
  })
}

const places: ReadonlyMap<string, string> = new Map([
  ['path', 'path'],
  ['querystring', 'query'],
  ['header', 'header'],
])

/** `method.request.querystring.page` as a parameter object; names may contain dots. */
function parameter(name: string, required: boolean): JsonObject[] {
  const [, , place = '', ...rest] = name.split('.')
  const where = places.get(place)
  if (where === undefined) return []
  return [{name: rest.join('.'), in: where, ...(required && {required}), schema: {type: 'string'}}]
}

function content(models: Readonly<Record<string, string>>): JsonObject {
  return mapValues(models, (name) => ({schema: {$ref: schemaRef(name)}}))
}

function response(methodResponse: MethodResponse, code: string): JsonObject {
  const headers = Object.keys(methodResponse.responseParameters).map((name) => [
    name.slice('method.response.header.'.length),
    {schema: {type: 'string'}},
  ])
  return present({
    description: `${code} response`,
    headers: filled(Object.fromEntries(headers) as JsonObject),
    content: filled(content(methodResponse.responseModels)),
  })
}

function security(method: Method, keyScheme: string): Json | undefined {
  const authorizer = method.authorizer === undefined ? {} : {[method.authorizer]: method.authorizationScopes}
  const requirement = {...authorizer, ...(method.apiKeyRequired && {[keyScheme]: []})}
  return Object.keys(requirement).length === 0 ? undefined : [requirement]
}

/** The name of the scheme that stands for "an API key is required"; an authorizer may have taken the usual one. */
function apiKeyScheme(api: RestApi): string {
  let name = 'api_key'
  while (Object.hasOwn(api.authorizers, name)) name += '_'
  return name
}

function securitySchemes(api: RestApi, keyScheme: string): JsonObject {
  const needed = Object.values(api.methods).some((method) => method.apiKeyRequired)
  const key = {type: 'apiKey', name: 'x-api-key', in: 'header'}
  return {...mapValues(api.authorizers, scheme), ...(needed && {[keyScheme]: key})}
}

const headerSource = /^method\.request\.header\.([^,\s]+)$/

/** The header of TOKEN and Cognito authorizers is the scheme's own; all other sources are written out. */
function scheme(authorizer: Authorizer): JsonObject {
  const {type, identitySource} = authorizer
  const header = type === 'REQUEST' ? undefined : headerSource.exec(identitySource ?? '')?.[1]
  return present({
    type: 'apiKey',
    name: header ?? 'Unused',
    in: 'header',
    'x-amazon-apigateway-authtype': authorizer.authType,
    'x-amazon-apigateway-authorizer': present({
      type: type.toLowerCase(),
      authorizerUri: authorizer.authorizerUri,
      authorizerCredentials: authorizer.authorizerCredentials,
      identitySource: header === undefined ? identitySource : undefined,
      identityValidationExpression: authorizer.identityValidationExpression,
      authorizerResultTtlInSeconds: authorizer.authorizerResultTtlInSeconds,
      providerARNs: authorizer.providerARNs.length === 0 ? undefined : authorizer.providerARNs,
    }),
  })
}

function schema(name: string, model: Model): Json {
  const written = withReferences(model.schema, name)
  if (model.description === undefined || !isJsonObject(written)) return written
  return {description: model.description, ...written}
}

/** `#/models/Pet` as the document has it; a reference into the model itself starts at its place in the document. */
function withReferences(value: Json, name: string): Json {
  if (Array.isArray(value)) return value.map((item: Json) => withReferences(item, name))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === '$ref' && typeof member === 'string' ? reference(member, name) : withReferences(member, name),
    ]),
  )
}

function reference(ref: string, name: string): string {
  const model = /^#\/models\/([^/]+)$/.exec(ref)?.[1]
  if (model !== undefined) return schemaRef(model)
  return ref === '#' || ref.startsWith('#/') ? schemaRef(name) + ref.slice(1) : ref
}

function schemaRef(name: string): string {
  return toPointer(['components', 'schemas', name])
}
