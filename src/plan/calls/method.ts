import {omit} from '../../model/omit.js'
import {present} from '../../model/present.js'
import type {Method, MethodResponse} from '../../model/rest-api.js'
import type {Call, IdKind, IdSlot} from '../call.js'
import type {Change} from '../change.js'
import {sameJson} from '../diff/fields.js'
import type {CallFacts} from './call-facts.js'
import {createIntegration, updateIntegration} from './integration.js'
import {methodCall, methodPlace} from './method-place.js'
import type {MethodPlace} from './method-place.js'
import {patchList, patchMap, replaceMembers} from './patch.js'
import type {PatchOperation} from './patch.js'
import {isCoveredByResource} from './resource.js'

/** A method with its responses and its integration, in the order in which they refer to one another. */
export function methodCalls(change: Change, facts: CallFacts): Call[] {
  const place = methodPlace(change)
  switch (change.action) {
    case 'create':
      return createMethod(place, change.after as Method)
    case 'delete':
      return isCoveredByResource(place.path, facts.changes) ? [] : [methodCall(place, 'DeleteMethod', {})]
    case 'update':
    case 'replace':
      return updateMethod(place, change.before as Method, change.after as Method)
  }
}

function createMethod(place: MethodPlace, method: Method): Call[] {
  const {authorizer, requestValidator, responses, integration, ...plain} = method
  const ids = [
    ...slot('authorizerId', 'authorizer', authorizer),
    ...slot('requestValidatorId', 'requestValidator', requestValidator),
  ]
  return [
    methodCall(place, 'PutMethod', plain, ids),
    ...Object.entries(responses).map(([code, response]) => putMethodResponse(place, code, response)),
    ...(integration === undefined ? [] : createIntegration(place, integration)),
  ]
}

/**
 * What mappings refer to must be declared: declarations are added before the integration changes and taken away after.
 */
function updateMethod(place: MethodPlace, before: Method, after: Method): Call[] {
  const changesIntegration = !sameJson(before.integration, after.integration)
  const patches = methodPatches(before, after)
  const late = changesIntegration ? patches.filter(isRemovedParameter) : []
  const codes = Object.keys(before.responses).filter((code) => !Object.hasOwn(after.responses, code))
  return [
    ...patchMethod(
      place,
      patches.filter((patch) => !late.includes(patch)),
    ),
    ...Object.entries(after.responses).flatMap(([code, response]) =>
      responseCalls(place, code, before.responses[code], response),
    ),
    ...(changesIntegration ? updateIntegration(place, before.integration, after.integration) : []),
    ...codes.map((statusCode) => methodCall(place, 'DeleteMethodResponse', {statusCode})),
    ...patchMethod(place, late),
  ]
}

function isRemovedParameter({op, path}: PatchOperation): boolean {
  return op === 'remove' && path.startsWith('/requestParameters/')
}

/** A patch whose value is an id that is looked up when applying. */
type MethodPatch = PatchOperation & {refersTo?: {kind: IdKind; name: string}}

function methodPatches(before: Method, after: Method): MethodPatch[] {
  return [
    ...replaceMembers(['authorizationType', 'apiKeyRequired', 'operationName'], before, after),
    ...referencePatch('/authorizerId', 'authorizer', before.authorizer, after.authorizer),
    ...referencePatch('/requestValidatorId', 'requestValidator', before.requestValidator, after.requestValidator),
    ...patchList('authorizationScopes', before.authorizationScopes, after.authorizationScopes),
    ...patchMap('requestParameters', before.requestParameters, after.requestParameters),
    ...patchMap('requestModels', before.requestModels, after.requestModels),
  ]
}

/** The empty text takes the reference away. */
function referencePatch(
  path: string,
  kind: IdKind,
  before: string | undefined,
  name: string | undefined,
): MethodPatch[] {
  if (before === name) return []
  return [present({op: 'replace' as const, path, value: '', refersTo: name === undefined ? undefined : {kind, name}})]
}

function patchMethod(place: MethodPlace, patches: readonly MethodPatch[]): Call[] {
  if (patches.length === 0) return []
  const ids = patches.flatMap(({refersTo}, index) =>
    refersTo === undefined ? [] : [{at: ['patchOperations', index, 'value'], ...refersTo}],
  )
  return [methodCall(place, 'UpdateMethod', {patchOperations: patches.map((patch) => omit(patch, 'refersTo'))}, ids)]
}

function responseCalls(
  place: MethodPlace,
  statusCode: string,
  before: MethodResponse | undefined,
  after: MethodResponse,
): Call[] {
  if (before === undefined) return [putMethodResponse(place, statusCode, after)]
  const patchOperations = [
    ...patchMap('responseParameters', before.responseParameters, after.responseParameters),
    ...patchMap('responseModels', before.responseModels, after.responseModels),
  ]
  return patchOperations.length === 0 ? [] : [methodCall(place, 'UpdateMethodResponse', {statusCode, patchOperations})]
}

function putMethodResponse(place: MethodPlace, statusCode: string, response: MethodResponse): Call {
  return methodCall(place, 'PutMethodResponse', {statusCode, ...response})
}

function slot(member: string, kind: IdSlot['kind'], name: string | undefined): IdSlot[] {
  return name === undefined ? [] : [{at: [member], kind, name}]
}
