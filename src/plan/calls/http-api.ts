import type {CorsConfiguration, HttpApi} from '../../model/http-api.js'
import type {JsonObject} from '../../model/json.js'
import {present} from '../../model/present.js'
import type {Call} from '../call.js'
import type {Change} from '../change.js'
import {sameJson} from '../diff/fields.js'
import type {CallFacts} from './call-facts.js'
import {changedMembers} from './changed-members.js'
import {httpCall} from './http-call.js'
import {tagCalls} from './tags.js'

/** The part of an HTTP API that is not a list: `after` of an httpApi change. */
export type HttpSettings = Omit<HttpApi, 'routes' | 'authorizers'>

/** Creates the API, or updates what differs, or deletes it where it was not before. */
export function httpApiCalls(change: Change, facts: CallFacts): Call[] {
  if (change.action === 'create') return [createApi(change.address, change.after as HttpSettings)]
  if (change.action === 'delete') return [httpCall(change.address, 'DeleteApi', {})]
  return [
    ...updateApi(change.address, change.before as HttpSettings, change.after as HttpSettings),
    ...tagCalls(change, facts, `apis/${facts.live?.apiId ?? ''}`),
  ]
}

function createApi(address: string, settings: HttpSettings): Call {
  const {corsConfiguration} = settings
  const input = present({
    ...members(settings),
    ProtocolType: 'HTTP',
    CorsConfiguration: corsConfiguration && cors(corsConfiguration),
    Tags: settings.tags,
  })
  const gives = [{member: 'ApiId', kind: 'api' as const, name: ''}]
  return {address, service: 'http', operation: 'CreateApi', input, ids: [], gives}
}

function updateApi(address: string, before: HttpSettings, after: HttpSettings): Call[] {
  const sameCors = sameJson(before.corsConfiguration, after.corsConfiguration)
  const corsInput: JsonObject =
    sameCors || after.corsConfiguration === undefined ? {} : {CorsConfiguration: cors(after.corsConfiguration)}
  const input = {...changedMembers(members(before), members(after)), ...corsInput}
  return [
    ...(losesCorsMembers(before.corsConfiguration, after.corsConfiguration)
      ? [httpCall(address, 'DeleteCorsConfiguration', {})]
      : []),
    ...(Object.keys(input).length === 0 ? [] : [httpCall(address, 'UpdateApi', input)]),
  ]
}

/** UpdateApi cannot take a member away from a CORS configuration: it is deleted and written anew. */
function losesCorsMembers(before: CorsConfiguration | undefined, after: CorsConfiguration | undefined): boolean {
  if (before === undefined) return false
  return after === undefined || (before.maxAge !== undefined && after.maxAge === undefined)
}

function members(settings: HttpSettings): JsonObject {
  return present({
    Name: settings.name,
    Description: settings.description,
    Version: settings.version,
    DisableExecuteApiEndpoint: settings.disableExecuteApiEndpoint,
    IpAddressType: settings.ipAddressType,
  })
}

function cors(configuration: CorsConfiguration): JsonObject {
  return present({
    AllowCredentials: configuration.allowCredentials,
    AllowHeaders: configuration.allowHeaders,
    AllowMethods: configuration.allowMethods,
    AllowOrigins: configuration.allowOrigins,
    ExposeHeaders: configuration.exposeHeaders,
    MaxAge: configuration.maxAge,
  })
}
