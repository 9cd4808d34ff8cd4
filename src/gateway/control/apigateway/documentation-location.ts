import type {DocumentationPartRecord} from '../../store/rest-records.js'
import {badRequest} from './refuse.js'

type Location = DocumentationPartRecord['location']
type Field = Exclude<keyof Location, 'type'>

/** Fields that may be set per type, and those that must be. */
const fields: Readonly<Record<string, {valid: readonly Field[]; required: readonly Field[]}>> = {
  API: {valid: [], required: []},
  AUTHORIZER: {valid: ['name'], required: ['name']},
  MODEL: {valid: ['name'], required: ['name']},
  RESOURCE: {valid: ['path'], required: []},
  METHOD: {valid: ['path', 'method'], required: []},
  REQUEST_BODY: {valid: ['path', 'method', 'name'], required: []},
  PATH_PARAMETER: {valid: ['path', 'method', 'name'], required: ['name']},
  QUERY_PARAMETER: {valid: ['path', 'method', 'name'], required: ['name']},
  REQUEST_HEADER: {valid: ['path', 'method', 'name'], required: ['name']},
  RESPONSE: {valid: ['path', 'method', 'statusCode'], required: []},
  RESPONSE_BODY: {valid: ['path', 'method', 'statusCode'], required: []},
  RESPONSE_HEADER: {valid: ['path', 'method', 'statusCode', 'name'], required: ['name']},
}

/**
 * Refuses a location with a field that its type does not have, or without one it needs.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-content-representation.html
 */
export function checkLocation(location: Location): void {
  const {valid, required} = fields[location.type] ?? {valid: [], required: []}
  const given = Object.entries(location).filter(([field, value]) => field !== 'type' && value !== '')
  for (const [field] of given) {
    if (!valid.some((name) => name === field)) {
      throw badRequest(`Invalid location field '${field}' for documentation part of type ${location.type}`)
    }
  }
  for (const field of required) {
    if (location[field] === undefined || location[field] === '') {
      throw badRequest(`Missing location field '${field}' for documentation part of type ${location.type}`)
    }
  }
}

/** Equal texts are the same place: path `/`, method `*` and status code `*` are what absent fields mean. */
export function locationKey(location: Location): string {
  const {valid} = fields[location.type] ?? {valid: []}
  const defaults: Location = {type: location.type, path: '/', method: '*', statusCode: '*'}
  return JSON.stringify([location.type, ...valid.map((field) => location[field] ?? defaults[field] ?? '')])
}
