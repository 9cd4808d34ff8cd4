import {isJsonObject} from '../../model/json.js'
import type {Json} from '../../model/json.js'
import type {Method, RestApi} from '../../model/rest-api.js'
import {patternOf} from './from-integration.js'
import {parametersOf} from './method-request.js'

/** One value of a REST API that an OpenAPI document cannot hold: where, and what becomes of it. */
export type Loss = {address: string; what: string}

/**
 * What changes when an API is written as OpenAPI and imported again, besides endpoint types and tags. Empty for every API
 * that was imported. A plan must not send such an API as one body.
 */
export function restLosses(api: RestApi): Loss[] {
  return [...modelLosses(api), ...authorizerLosses(api), ...methodLosses(api)]
}

const unsupported = new Set(['default', 'deprecated', 'discriminator', 'example', 'examples', 'nullable', 'readOnly'])

function modelLosses(api: RestApi): Loss[] {
  return Object.entries(api.models).flatMap(([name, model]) => {
    const address = `model ${name}`
    const keyword = findKeyword(model.schema)
    const own = isJsonObject(model.schema) && model.schema['description'] !== undefined
    return [
      ...(/^[a-zA-Z0-9]+$/.test(name) ? [] : [{address, what: 'the model is skipped: its name is not alphanumeric'}]),
      ...(model.contentType === 'application/json'
        ? []
        : [{address, what: `its content type becomes application/json`}]),
      ...(keyword === undefined ? [] : [{address, what: `the keyword "${keyword}" is dropped`}]),
      ...(own ? [{address, what: 'the description of its schema becomes that of the model'}] : []),
    ]
  })
}

function findKeyword(schema: Json): string | undefined {
  if (Array.isArray(schema)) return schema.map((item: Json) => findKeyword(item)).find((found) => found !== undefined)
  if (!isJsonObject(schema)) return undefined
  for (const [key, member] of Object.entries(schema)) {
    if (unsupported.has(key)) return key
    const properties = key === 'properties' && isJsonObject(member) ? Object.values(member) : [member]
    const found = properties.map((each) => findKeyword(each)).find((each) => each !== undefined)
    if (found !== undefined) return found
  }
  return undefined
}

function authorizerLosses(api: RestApi): Loss[] {
  return Object.entries(api.authorizers).flatMap(([name, {type, identitySource}]) => {
    const header = /^method\.request\.header\.[^,\s]+$/.test(identitySource ?? '')
    const fits = type === 'REQUEST' || header
    return fits ? [] : [{address: `authorizer ${name}`, what: 'its identity source becomes a single header'}]
  })
}

function methodLosses(api: RestApi): Loss[] {
  return Object.entries(api.methods).flatMap(([key, method]) => [
    ...pathParameterLosses(key, method),
    ...headerLosses(key, method),
    ...patternLosses(key, method),
  ])
}

/** An import adds the parameters in the path, and makes them required. */
function pathParameterLosses(key: string, method: Method): Loss[] {
  return parametersOf(key).flatMap((name) =>
    method.requestParameters[`method.request.path.${name}`] === true
      ? []
      : [{address: key, what: `the path parameter "${name}" becomes a required parameter`}],
  )
}

function headerLosses(key: string, method: Method): Loss[] {
  return Object.entries(method.responses).flatMap(([code, response]) =>
    Object.entries(response.responseParameters)
      .filter(([, required]) => required)
      .map(([name]) => ({address: `${key} response ${code}`, what: `${name} is no longer marked as required`})),
  )
}

function patternLosses(key: string, method: Method): Loss[] {
  const seen = new Set<string>()
  return Object.entries(method.integration?.responses ?? {}).flatMap(([code, response]) => {
    const address = `${key} integration response ${code}`
    const pattern = patternOf(response)
    const again = seen.has(pattern)
    seen.add(pattern)
    if (again) return [{address, what: `it is dropped: another one has the pattern "${pattern}"`}]
    return response.selectionPattern === 'default' ? [{address, what: 'it becomes the default response'}] : []
  })
}
