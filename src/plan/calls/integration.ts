import type {JsonObject} from '../../model/json.js'
import {present} from '../../model/present.js'
import type {IntegrationResponse, RestIntegration} from '../../model/rest-api.js'
import type {Call} from '../call.js'
import {sameJson} from '../diff/fields.js'
import {methodCall} from './method-place.js'
import type {MethodPlace} from './method-place.js'
import {patchMap, patchPath, replaceMembers} from './patch.js'
import type {PatchOperation} from './patch.js'

/** Members that UpdateIntegration replaces; `type` is not among them. Source: patch operations of the API reference. */
const patchable = [
  'cacheNamespace',
  'connectionId',
  'connectionType',
  'contentHandling',
  'credentials',
  'httpMethod',
  'integrationTarget',
  'passthroughBehavior',
  'responseTransferMode',
  'timeoutInMillis',
  'uri',
] as const

/** These can be cleared by an empty text; the others only by making the integration anew. */
const clearable: readonly string[] = ['contentHandling']

/** Makes the integration and its responses. */
export function createIntegration(place: MethodPlace, integration: RestIntegration): Call[] {
  const {httpMethod, responses, ...plain} = integration
  return [
    methodCall(place, 'PutIntegration', present({...plain, integrationHttpMethod: httpMethod})),
    ...Object.entries(responses).map(([code, response]) => putResponse(place, code, response)),
  ]
}

/** Patches the integration where AWS allows it; what AWS cannot patch is made anew, with all its responses. */
export function updateIntegration(
  place: MethodPlace,
  before: RestIntegration | undefined,
  after: RestIntegration | undefined,
): Call[] {
  if (after === undefined) return [methodCall(place, 'DeleteIntegration', {})]
  if (before === undefined) return createIntegration(place, after)
  if (!canPatch(before, after)) return [methodCall(place, 'DeleteIntegration', {}), ...createIntegration(place, after)]
  const patchOperations = integrationPatches(before, after)
  return [
    ...(patchOperations.length === 0 ? [] : [methodCall(place, 'UpdateIntegration', {patchOperations})]),
    ...responseCalls(place, before, after),
  ]
}

function canPatch(before: RestIntegration, after: RestIntegration): boolean {
  const gone = patchable.filter((member) => before[member] !== undefined && after[member] === undefined)
  return before.type === after.type && gone.every((member) => clearable.includes(member))
}

function integrationPatches(before: RestIntegration, after: RestIntegration): PatchOperation[] {
  const skipsVerification = after.tlsConfig?.insecureSkipVerification ?? false
  return [
    ...replaceMembers(patchable, before, after),
    ...(skipsVerification === (before.tlsConfig?.insecureSkipVerification ?? false)
      ? []
      : [{op: 'replace' as const, path: '/tlsConfig/insecureSkipVerification', value: String(skipsVerification)}]),
    ...patchMap('requestParameters', before.requestParameters, after.requestParameters),
    ...patchMap('requestTemplates', before.requestTemplates, after.requestTemplates),
    ...keyPatches(before.cacheKeyParameters, after.cacheKeyParameters),
  ]
}

/** A list that AWS patches as if it were a map: the parameter is part of the path. */
function keyPatches(before: readonly string[], after: readonly string[]): PatchOperation[] {
  const path = (key: string) => patchPath('cacheKeyParameters', key)
  return [
    ...after.filter((key) => !before.includes(key)).map((key) => ({op: 'add' as const, path: path(key), value: ''})),
    ...before.filter((key) => !after.includes(key)).map((key) => ({op: 'remove' as const, path: path(key)})),
  ]
}

function responseCalls(place: MethodPlace, before: RestIntegration, after: RestIntegration): Call[] {
  const gone = Object.keys(before.responses).filter((code) => !Object.hasOwn(after.responses, code))
  const set = Object.entries(after.responses).filter(([code, response]) => !sameJson(before.responses[code], response))
  return [
    ...gone.map((statusCode) => methodCall(place, 'DeleteIntegrationResponse', {statusCode})),
    ...set.map(([code, response]) => putResponse(place, code, response)),
  ]
}

/** PutIntegrationResponse replaces a response that exists. */
function putResponse(place: MethodPlace, statusCode: string, response: IntegrationResponse): Call {
  const input: JsonObject = {statusCode, ...response}
  return methodCall(place, 'PutIntegrationResponse', input)
}
