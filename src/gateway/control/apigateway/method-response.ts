import type {MethodRecord, MethodResponseRecord} from '../../store/rest-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {findMethod, putMethodRecord, type MethodLabels} from './find.js'
import {checkModels, checkResponseParameters} from './method-rules.js'
import {applyPatch, mapRule, patchBoolean, refuseShortly, type PatchInput, type PatchTable} from './patch.js'
import {entryOf, present, withEntry, without} from './present.js'
import {conflict, notFound} from './refuse.js'

type ResponseLabels = MethodLabels & {statusCode: string}
type ResponseMaps = Pick<MethodResponseRecord, 'responseParameters' | 'responseModels'>

function putMethodResponse(input: ResponseLabels & ResponseMaps, context: OperationContext): Members {
  const {statusCode, responseParameters, responseModels} = input
  const {method} = findMethod(context, input)
  if (entryOf(method.methodResponses, statusCode) !== undefined)
    throw conflict('Response already exists for this resource')
  const response = present({statusCode, responseParameters, responseModels})
  store(input, context, response)
  return response
}

function getMethodResponse(input: ResponseLabels, context: OperationContext): Members {
  return find(input, context)
}

function updateMethodResponse(input: ResponseLabels & PatchInput, context: OperationContext): Members {
  const response = applyPatch(find(input, context), input, methodResponsePatch)
  store(input, context, response)
  return response
}

const methodResponsePatch: PatchTable<MethodResponseRecord> = {
  refuse: refuseShortly,
  rules: [
    mapRule('/responseParameters/{}', {
      has: ({responseParameters = {}}, name) => Object.hasOwn(responseParameters, name),
      apply: ({responseParameters, ...response}, name, value) =>
        present({
          ...response,
          responseParameters: withEntry(
            responseParameters,
            name,
            value === undefined ? undefined : patchBoolean(value),
          ),
        }),
      absent: 'Invalid parameter name specified',
    }),
    mapRule('/responseModels/{}', {
      has: ({responseModels = {}}, type) => Object.hasOwn(responseModels, type),
      apply: ({responseModels, ...response}, type, value) =>
        present({...response, responseModels: withEntry(responseModels, type, value)}),
      absent: 'Content-Type specified was not found',
    }),
  ],
}

function deleteMethodResponse(input: ResponseLabels, context: OperationContext): Members {
  find(input, context)
  const {resource, method} = findMethod(context, input)
  const methodResponses = withEntry(method.methodResponses, input.statusCode, undefined)
  const updated: MethodRecord = present({...without(method, 'methodResponses'), methodResponses})
  putMethodRecord(context, input.restApiId, resource, input.httpMethod, updated)
  return {}
}

function find(input: ResponseLabels, context: OperationContext): MethodResponseRecord {
  const response = entryOf(findMethod(context, input).method.methodResponses, input.statusCode)
  if (response === undefined) throw notFound('Invalid Response status code specified')
  return response
}

function store(input: ResponseLabels, context: OperationContext, response: MethodResponseRecord): void {
  checkModels(context, input.restApiId, response.responseModels)
  checkResponseParameters(response)
  const {resource, method} = findMethod(context, input)
  const methodResponses = {...method.methodResponses, [input.statusCode]: response}
  putMethodRecord(context, input.restApiId, resource, input.httpMethod, {...method, methodResponses})
}

export const methodResponseOperations: Operations = {
  PutMethodResponse: operation(putMethodResponse),
  GetMethodResponse: operation(getMethodResponse),
  UpdateMethodResponse: operation(updateMethodResponse),
  DeleteMethodResponse: operation(deleteMethodResponse),
}
