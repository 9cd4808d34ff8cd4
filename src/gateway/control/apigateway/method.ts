import type {MethodRecord} from '../../store/rest-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {findMethod, findResource, putMethodRecord, type MethodLabels} from './find.js'
import {methodAnswer} from './method-answer.js'
import {checkedMethod, checkVerb} from './method-rules.js'
import {
  applyPatch,
  listRule,
  mapRule,
  patchBoolean,
  refuseShortly,
  replaceRule,
  type PatchInput,
  type PatchTable,
} from './patch.js'
import {entryOf, present, withEntry} from './present.js'
import {conflict} from './refuse.js'

type PutMethodInput = MethodLabels & {
  authorizationType: string
  authorizerId?: string
  authorizationScopes?: string[]
  apiKeyRequired?: boolean
  operationName?: string
  requestParameters?: Record<string, boolean>
  requestModels?: Record<string, string>
  requestValidatorId?: string
}

function putMethod(input: PutMethodInput, context: OperationContext): Members {
  const {restApiId, resourceId, ...members} = input
  const resource = findResource(context, restApiId, resourceId)
  checkVerb(input.httpMethod)
  const method = checkedMethod(context, restApiId, {...members, apiKeyRequired: input.apiKeyRequired ?? false})
  if (entryOf(resource.resourceMethods, input.httpMethod) !== undefined) {
    throw conflict('Method already exists for this resource')
  }
  putMethodRecord(context, restApiId, resource, input.httpMethod, method)
  return methodAnswer(method)
}

function getMethod(input: MethodLabels, context: OperationContext): Members {
  return methodAnswer(findMethod(context, input).method)
}

function updateMethod(input: MethodLabels & PatchInput, context: OperationContext): Members {
  const {resource, method} = findMethod(context, input)
  const updated = checkedMethod(context, input.restApiId, applyPatch(method, input, methodPatch))
  putMethodRecord(context, input.restApiId, resource, input.httpMethod, updated)
  return methodAnswer(updated)
}

/** An empty text clears a member that may be absent. */
function orAbsent(value: string | undefined): string | undefined {
  return value === '' ? undefined : value
}

function change(
  method: MethodRecord,
  members: {[K in keyof MethodRecord]?: MethodRecord[K] | undefined},
): MethodRecord {
  return present({...method, ...members}) as MethodRecord
}

const methodPatch: PatchTable<MethodRecord> = {
  refuse: refuseShortly,
  rules: [
    replaceRule('/authorizationType', (method, value = '') => ({...method, authorizationType: value})),
    replaceRule('/authorizerId', (method, value) => change(method, {authorizerId: orAbsent(value)})),
    replaceRule('/apiKeyRequired', (method, value) => ({...method, apiKeyRequired: patchBoolean(value)})),
    replaceRule('/operationName', (method, value) => change(method, {operationName: orAbsent(value)})),
    replaceRule('/requestValidatorId', (method, value) => change(method, {requestValidatorId: orAbsent(value)})),
    listRule(
      '/authorizationScopes',
      (method) => method.authorizationScopes,
      (method, scopes) => change(method, {authorizationScopes: scopes.length === 0 ? undefined : scopes}),
    ),
    mapRule('/requestParameters/{}', {
      has: ({requestParameters = {}}, name) => Object.hasOwn(requestParameters, name),
      apply: (method, name, value) =>
        change(method, {
          requestParameters: withEntry(
            method.requestParameters,
            name,
            value === undefined ? undefined : patchBoolean(value),
          ),
        }),
      absent: 'Invalid parameter name specified',
    }),
    mapRule('/requestModels/{}', {
      has: ({requestModels = {}}, type) => Object.hasOwn(requestModels, type),
      apply: (method, type, value) => change(method, {requestModels: withEntry(method.requestModels, type, value)}),
      absent: 'Content-Type specified was not found',
    }),
  ],
}

function deleteMethod(input: MethodLabels, context: OperationContext): Members {
  const {resource} = findMethod(context, input)
  putMethodRecord(context, input.restApiId, resource, input.httpMethod, undefined)
  return {}
}

export const methodOperations: Operations = {
  PutMethod: operation(putMethod),
  GetMethod: operation(getMethod),
  UpdateMethod: operation(updateMethod),
  DeleteMethod: operation(deleteMethod),
}
