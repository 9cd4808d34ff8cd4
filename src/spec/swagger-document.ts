import {isJsonObject} from '../model/json.js'
import type {Json, JsonObject} from '../model/json.js'
import {serverExtension} from './export-extensions.js'
import {mapObject, objectAt} from '../model/json-object.js'
import {mapReferences} from './map-references.js'

const integrationKey = 'x-amazon-apigateway-integration'
const schemas = '#/components/schemas/'

/** Media types of an operation's templates, which are part of what it consumes and produces (recorded). */
type Templates = {consumes: string[]; produces: string[]}

/** Where a stage answers: `a1b2.execute-api.eu-west-1.amazonaws.com` and `/prod`. */
export type SwaggerAddress = {host: string; basePath: string}

/**
 * An OpenAPI 3.0.1 document as Swagger 2.0, as AWS exports it; without an address for what no stage serves. `full` is the document with its integrations,
 * whose templates tell media types even when the extension itself is not shown.
 */
export function toSwagger(document: JsonObject, full: JsonObject, address?: SwaggerAddress): JsonObject {
  const extensions = except(document, ['openapi', 'info', 'servers', 'components', 'paths'])
  const components = objectAt(document, 'components')
  const definitions = objectAt(components, 'schemas')
  const securityDefinitions = objectAt(components, 'securitySchemes')
  const swagger: JsonObject = {
    swagger: '2.0',
    info: objectAt(document, 'info'),
    ...(address !== undefined && {...address, schemes: ['https']}),
    paths: mapObject(objectAt(document, 'paths'), (item, path) =>
      mapObject(item, (operation, verb) =>
        toOperation(operation, templatesOf(objectAt(objectAt(objectAt(full, 'paths'), path), verb))),
      ),
    ),
    ...(Object.keys(securityDefinitions).length === 0 ? {} : {securityDefinitions}),
    ...(Object.keys(definitions).length === 0 ? {} : {definitions}),
    ...serverExtension(document),
    ...extensions,
  }
  return withDefinitions(swagger)
}

function except(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)))
}

function withDefinitions(document: JsonObject): JsonObject {
  const changed = mapReferences(document, (reference) =>
    reference.startsWith(schemas) ? `#/definitions/${reference.slice(schemas.length)}` : reference,
  )
  return isJsonObject(changed) ? changed : document
}

function templatesOf(operation: JsonObject): Templates {
  const integration = objectAt(operation, integrationKey)
  const responses = Object.values(objectAt(integration, 'responses')).filter(isJsonObject)
  return {
    consumes: Object.keys(objectAt(integration, 'requestTemplates')),
    produces: responses.flatMap((response) => Object.keys(objectAt(response, 'responseTemplates'))),
  }
}

function toOperation(operation: JsonObject, templates: Templates): JsonObject {
  const rest = except(operation, ['parameters', 'requestBody', 'responses'])
  const content = objectAt(objectAt(operation, 'requestBody'), 'content')
  const answers = objectAt(operation, 'responses')
  const produced = Object.values(answers).flatMap((response) =>
    isJsonObject(response) ? Object.keys(objectAt(response, 'content')) : [],
  )
  const consumes = [...new Set([...Object.keys(content), ...templates.consumes])]
  const produces = [...new Set([...produced, ...templates.produces])]
  const all = [...toParameters(operation['parameters']), ...toBody(content)]
  return {
    ...rest,
    ...(consumes.length === 0 ? {} : {consumes}),
    ...(produces.length === 0 ? {} : {produces}),
    ...(all.length === 0 ? {} : {parameters: all}),
    responses: mapObject(answers, toResponse),
  }
}

function toParameters(parameters: Json | undefined): JsonObject[] {
  const list = Array.isArray(parameters) ? (parameters as readonly Json[]).filter(isJsonObject) : []
  return list.map((parameter) => ({required: false, ...except(parameter, ['schema']), type: 'string'}))
}

/** A body has one schema in Swagger: the first media type's, named like its model. */
function toBody(content: JsonObject): JsonObject[] {
  const [media] = Object.values(content).filter(isJsonObject)
  if (media === undefined) return []
  const schema = objectAt(media, 'schema')
  const reference = schema['$ref']
  const name = typeof reference === 'string' ? reference.slice(schemas.length) : 'body'
  return [{in: 'body', name, required: true, schema}]
}

function toResponse({content, headers, ...response}: JsonObject): JsonObject {
  const [media] = isJsonObject(content) ? Object.values(content).filter(isJsonObject) : []
  return {
    ...response,
    ...(media === undefined ? {} : {schema: objectAt(media, 'schema')}),
    ...(isJsonObject(headers) ? {headers: mapObject(headers, (header) => objectAt(header, 'schema'))} : {}),
  }
}
