import type {Json, JsonObject} from '../../model/json.js'
import {omit} from '../../model/omit.js'
import {present} from '../../model/present.js'
import type {RestApi, RestEndpointConfiguration} from '../../model/rest-api.js'
import type {Call} from '../call.js'
import type {Change} from '../change.js'
import {afterOf, beforeOf} from './call-facts.js'
import type {CallFacts} from './call-facts.js'
import {patchPath, replaceMembers} from './patch.js'
import type {PatchOperation} from './patch.js'
import {restCall} from './rest-call.js'
import {tagCalls} from './tags.js'

/** The part of a REST API that is neither a list nor a name of one: `after` of a restApi change. */
export type RestSettings = Omit<
  RestApi,
  'resources' | 'methods' | 'models' | 'requestValidators' | 'authorizers' | 'gatewayResponses' | 'documentationParts'
>

/** Creates the API, or patches its settings, or deletes it where it was not before. */
export function restApiCalls(change: Change, facts: CallFacts): Call[] {
  if (change.action === 'create') return [createRestApi(change.address, change.after as RestSettings)]
  if (change.action === 'delete') return [restCall(change.address, 'DeleteRestApi', {})]
  const before = beforeOf(change) as RestSettings
  const after = afterOf(change) as RestSettings
  return [
    ...versionCalls(change.address, before, after),
    ...updateRestApi(change.address, settingPatches(before, after)),
    ...tagCalls(change, facts, `restapis/${facts.live?.apiId ?? ''}`),
  ]
}

/**
 * The patches that an overwriting import needs beside it: the endpoint, which documents do not carry, and settings
 * that AWS keeps when a document leaves them out.
 */
export function restApiCallsBesideImport(change: Change, facts: CallFacts): Call[] {
  const before = beforeOf(change) as RestSettings
  const after = afterOf(change) as RestSettings
  const carried = ['/name', '/description', '/binaryMediaTypes']
  const patches = settingPatches(before, after).filter(({path}) => carried.every((prefix) => !path.startsWith(prefix)))
  return [...updateRestApi(change.address, patches), ...tagCalls(change, facts, `restapis/${facts.live?.apiId ?? ''}`)]
}

function createRestApi(address: string, settings: RestSettings): Call {
  const {policy, endpointConfiguration, binaryMediaTypes, ...plain} = omit(settings, 'kind')
  const {types, vpcEndpointIds, ipAddressType} = endpointConfiguration
  const input = present({
    ...plain,
    binaryMediaTypes: binaryMediaTypes.length === 0 ? undefined : binaryMediaTypes,
    policy: policy === undefined ? undefined : JSON.stringify(policy),
    endpointConfiguration: present({
      types,
      vpcEndpointIds: vpcEndpointIds.length === 0 ? undefined : vpcEndpointIds,
      ipAddressType,
    }),
  })
  const gives = [
    {member: 'id', kind: 'api' as const, name: ''},
    {member: 'rootResourceId', kind: 'resource' as const, name: '/'},
  ]
  return {address, service: 'rest', operation: 'CreateRestApi', input, ids: [], gives}
}

function updateRestApi(address: string, patchOperations: readonly PatchOperation[]): Call[] {
  return patchOperations.length === 0 ? [] : [restCall(address, 'UpdateRestApi', {patchOperations})]
}

function settingPatches(before: RestSettings, after: RestSettings): PatchOperation[] {
  const scalars = ['name', 'apiKeySource', 'disableExecuteApiEndpoint', 'minimumCompressionSize', 'policy']
  return [
    ...replaceMembers(scalars, comparable(before), comparable(after)),
    ...descriptionPatches(before.description, after.description),
    ...mediaTypePatches(before.binaryMediaTypes, after.binaryMediaTypes),
    ...endpointPatches(before.endpointConfiguration, after.endpointConfiguration),
  ]
}

/** The policy is patched as text; as text it also compares. */
function comparable({policy, ...settings}: RestSettings): JsonObject {
  return present({...settings, policy: policy === undefined ? undefined : JSON.stringify(policy)})
}

/** AWS refuses an empty description, so it is removed. */
function descriptionPatches(before: string | undefined, after: string | undefined): PatchOperation[] {
  if (before === after) return []
  return [
    after === undefined ? {op: 'remove', path: '/description'} : {op: 'replace', path: '/description', value: after},
  ]
}

/** A list that AWS patches as if it were a map: the member is part of the path. */
function mediaTypePatches(before: readonly string[], after: readonly string[]): PatchOperation[] {
  const path = (type: string) => patchPath('binaryMediaTypes', type)
  return [
    ...after.filter((type) => !before.includes(type)).map((type) => ({op: 'add' as const, path: path(type)})),
    ...before.filter((type) => !after.includes(type)).map((type) => ({op: 'remove' as const, path: path(type)})),
  ]
}

function endpointPatches(before: RestEndpointConfiguration, after: RestEndpointConfiguration): PatchOperation[] {
  const [oldType = 'EDGE'] = before.types
  const [newType = 'EDGE'] = after.types
  const list = '/endpointConfiguration/vpcEndpointIds'
  const added = after.vpcEndpointIds.filter((id) => !before.vpcEndpointIds.includes(id))
  const removed = before.vpcEndpointIds.filter((id) => !after.vpcEndpointIds.includes(id))
  return [
    ...(oldType === newType
      ? []
      : [{op: 'replace' as const, path: `/endpointConfiguration/types/${oldType}`, value: newType}]),
    ...(before.ipAddressType === after.ipAddressType
      ? []
      : [{op: 'replace' as const, path: '/endpointConfiguration/ipAddressType', value: after.ipAddressType}]),
    ...added.map((value) => ({op: 'add' as const, path: list, value})),
    ...removed.map((value) => ({op: 'remove' as const, path: list, value})),
  ]
}

/**
 * The version of an API is no patch path: only an import sets it. A document without paths, merged, changes nothing
 * else, for it repeats the settings that a document can carry.
 */
function versionCalls(address: string, before: RestSettings, after: RestSettings): Call[] {
  if (before.version === after.version) return []
  const body: Json = present({
    openapi: '3.0.1',
    info: present({title: after.name, description: after.description, version: after.version ?? ''}),
    paths: {},
    'x-amazon-apigateway-api-key-source': after.apiKeySource,
    'x-amazon-apigateway-binary-media-types': after.binaryMediaTypes.length === 0 ? undefined : after.binaryMediaTypes,
    'x-amazon-apigateway-minimum-compression-size': after.minimumCompressionSize,
    'x-amazon-apigateway-policy': after.policy,
  })
  // Descriptions of a document become documentation parts unless they are ignored.
  const parameters = {ignore: 'documentation'}
  return [restCall(address, 'PutRestApi', {mode: 'merge', parameters, body: JSON.stringify(body)})]
}
