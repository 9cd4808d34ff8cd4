import type {OpenApi} from '../model/api.js'
import type {Route} from '../model/http-api.js'
import {isJsonObject} from '../model/json.js'
import type {Json, JsonObject} from '../model/json.js'
import {listAt, objectAt, textAt} from '../model/json-object.js'
import {present} from '../model/present.js'
import type {Method} from '../model/rest-api.js'
import {ClientSchemas, lookUp} from './client-schemas.js'
import {operationNames} from './operation-name.js'
import {isPreflight} from './preflight.js'
import {tokenPlace} from './token-place.js'
import type {TokenPlace} from './token-place.js'

/** One operation of a generated client. `method` is a verb, or `ANY` for a route that takes them all. */
export type ClientOperation = {
  name: string
  method: string
  path: string
  summary: string
  contentType?: string
  signed: boolean
  apiKey: boolean
  token?: TokenPlace
}

/** What a client is made of; `document` is OpenAPI 3.1 with nothing in it but types, safe for any generator. */
export type ClientDocument = {operations: ClientOperation[]; document: JsonObject}

/**
 * The routes of an API with the types that its OpenAPI document has for them. The model says which routes there are and
 * who may call them; the document, which may be any, says what they take and give.
 *
 * Left out are `$default`, which has no path, and mocks of OPTIONS: they answer browsers, not callers.
 */
export function clientDocument(api: OpenApi, source: JsonObject): ClientDocument {
  const schemas = new ClientSchemas(objectAt(objectAt(source, 'components'), 'schemas'), source)
  const routes = Object.entries<Method | Route>(api.kind === 'rest' ? api.methods : api.routes)
    .filter(([key, route]) => key !== '$default' && !isPreflight(key, route))
    .map(([routeKey, route]) => ({routeKey, route, operation: operationOf(source, routeKey)}))
  const names = operationNames(
    routes.map(({routeKey, route, operation}) => {
      const operationId = textAt(operation, 'operationId') ?? route.operationName
      return present({routeKey, operationId})
    }),
  )
  const paths = new Map<string, [string, Json][]>()
  const operations = routes.map(({routeKey, route, operation}, index): ClientOperation => {
    const [method = '', path = ''] = routeKey.split(/ (.*)/s)
    const name = names[index] ?? ''
    const typed = typedOperation({name, path, operation, source, schemas})
    // API Gateway has no TRACE, so the one for a route that takes every verb is in nobody's way.
    paths.set(path, [...(paths.get(path) ?? []), [method === 'ANY' ? 'trace' : method.toLowerCase(), typed]])
    const [contentType] = Object.keys(objectAt(objectAt(typed, 'requestBody'), 'content'))
    return {name, method, path, summary: summaryOf(operation), ...present({contentType}), ...access(api, route)}
  })
  const document = {
    openapi: '3.1.0',
    info: {title: 'client', version: '1'},
    paths: Object.fromEntries([...paths].map(([path, items]) => [path, Object.fromEntries(items)])),
    components: {schemas: schemas.components()},
  }
  return {operations, document}
}

/** The operation of a route in a document, with the parameters of its path. */
function operationOf(source: JsonObject, routeKey: string): JsonObject {
  const [verb = '', path = ''] = routeKey.split(/ (.*)/s)
  const item = objectAt(objectAt(source, 'paths'), path)
  const key = verb === 'ANY' ? 'x-amazon-apigateway-any-method' : verb.toLowerCase()
  const operation = objectAt(item, key)
  const shared = listAt(item, 'parameters')
  return shared.length === 0 ? operation : {...operation, parameters: [...shared, ...listAt(operation, 'parameters')]}
}

type Typing = {name: string; path: string; operation: JsonObject; source: JsonObject; schemas: ClientSchemas}

function typedOperation({name, path, operation, source, schemas}: Typing): JsonObject {
  const resolve = (value: Json | undefined): JsonObject => resolved(source, value)
  const body = resolve(operation['requestBody'])
  const content = contentOf(body, schemas)
  const responses = Object.entries(objectAt(operation, 'responses'))
    .filter(([status]) => /^(?:[1-5](?:\d\d|XX)|default)$/.test(status))
    .map(([status, value]) => [status, typedResponse(resolve(value), schemas)] as const)
  return present({
    operationId: name,
    parameters: parametersOf(path, listAt(operation, 'parameters').map(resolve), schemas),
    requestBody: Object.keys(content).length === 0 ? undefined : {required: body['required'] === true, content},
    responses: Object.fromEntries(responses.length === 0 ? [['default', {description: ''}]] : responses),
  })
}

function typedResponse(response: JsonObject, schemas: ClientSchemas): JsonObject {
  const content = contentOf(response, schemas)
  return {description: textAt(response, 'description') ?? '', ...(Object.keys(content).length > 0 && {content})}
}

function contentOf(holder: JsonObject, schemas: ClientSchemas): JsonObject {
  const typed = Object.entries(objectAt(holder, 'content')).flatMap(([type, media]): [string, Json][] =>
    isJsonObject(media) && media['schema'] !== undefined ? [[type, {schema: schemas.clean(media['schema'])}]] : [],
  )
  return Object.fromEntries(typed)
}

const places = ['path', 'query', 'header']

/** Parameters once each, the last one counts; every parameter of the path is there, declared or not. */
function parametersOf(path: string, declared: readonly JsonObject[], schemas: ClientSchemas): JsonObject[] {
  const inPath = [...path.matchAll(/\{([^{}]*?)\+?\}/g)].map(([, name = '']) => name)
  const byPlace = new Map(inPath.map((name) => [`path ${name}`, pathParameter(name, undefined)]))
  for (const parameter of declared) {
    const [place = '', name = ''] = [textAt(parameter, 'in'), textAt(parameter, 'name')?.replace(/\+$/, '')]
    if (!places.includes(place) || (place === 'path' && !inPath.includes(name))) continue
    const schema = schemas.clean(parameter['schema'])
    const description = textAt(parameter, 'description')
    const required = parameter['required'] === true
    byPlace.set(
      `${place} ${name}`,
      place === 'path' ? pathParameter(name, schema) : present({in: place, name, required, description, schema}),
    )
  }
  return [...byPlace.values()]
}

function pathParameter(name: string, schema: Json | undefined): JsonObject {
  return {in: 'path', name, required: true, schema: schema ?? {type: 'string'}}
}

/** Who may call it, as the model knows. */
function access(api: OpenApi, route: Method | Route): Pick<ClientOperation, 'signed' | 'apiKey' | 'token'> {
  const apiKey =
    api.kind === 'rest' && api.apiKeySource === 'HEADER' && 'apiKeyRequired' in route && route.apiKeyRequired
  const authorizer = route.authorizer === undefined ? undefined : api.authorizers[route.authorizer]
  const token = authorizer === undefined ? undefined : tokenPlace(authorizer)
  return {signed: route.authorizationType === 'AWS_IAM', apiKey, ...present({token})}
}

function summaryOf(operation: JsonObject): string {
  return [textAt(operation, 'summary'), textAt(operation, 'description')]
    .filter((text) => text !== undefined)
    .join('\n\n')
}

/** What a value means, through references; an object without members when they lead nowhere or in a circle. */
function resolved(source: JsonObject, value: Json | undefined): JsonObject {
  let current = value
  for (let hops = 0; hops < 20 && isJsonObject(current); hops += 1) {
    const reference: Json | undefined = current['$ref']
    if (typeof reference !== 'string') return current
    current = lookUp(source, reference)
  }
  return {}
}
