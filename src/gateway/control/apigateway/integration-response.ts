import type {IntegrationRecord, IntegrationResponseRecord, MethodRecord} from '../../store/rest-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {findMethod, findResource, putMethodRecord, type MethodLabels} from './find.js'
import {checkIntegrationResponse} from './integration-rules.js'
import {integrationResponseAnswer} from './method-answer.js'
import {applyPatch, mapRule, refuseShortly, replaceRule, type PatchInput, type PatchTable} from './patch.js'
import {entryOf, present, withEntry, without} from './present.js'
import {notFound} from './refuse.js'

type ResponseLabels = MethodLabels & {statusCode: string}

function putIntegrationResponse(input: ResponseLabels & IntegrationResponseRecord, context: OperationContext): Members {
  existingIntegration(findMethod(context, input).method)
  const {statusCode, selectionPattern, responseParameters, responseTemplates, contentHandling} = input
  const response = present({statusCode, selectionPattern, responseParameters, responseTemplates, contentHandling})
  store(input, context, response)
  return integrationResponseAnswer(response)
}

function getIntegrationResponse(input: ResponseLabels, context: OperationContext): Members {
  return integrationResponseAnswer(find(input, context))
}

function updateIntegrationResponse(input: ResponseLabels & PatchInput, context: OperationContext): Members {
  const response = applyPatch(find(input, context), input, integrationResponsePatch)
  store(input, context, response)
  return integrationResponseAnswer(response)
}

type Change = {[K in keyof IntegrationResponseRecord]?: IntegrationResponseRecord[K] | undefined}

function change(response: IntegrationResponseRecord, members: Change): IntegrationResponseRecord {
  return present({...response, ...members}) as IntegrationResponseRecord
}

const integrationResponsePatch: PatchTable<IntegrationResponseRecord> = {
  refuse: refuseShortly,
  rules: [
    replaceRule('/selectionPattern', (response, value) => change(response, {selectionPattern: value})),
    replaceRule('/contentHandling', (response, value) =>
      change(response, {contentHandling: value === '' ? undefined : value}),
    ),
    mapRule('/responseParameters/{}', {
      has: ({responseParameters = {}}, name) => Object.hasOwn(responseParameters, name),
      apply: (response, name, value) =>
        change(response, {responseParameters: withEntry(response.responseParameters, name, value)}),
      absent: 'Invalid parameter name specified',
    }),
    mapRule('/responseTemplates/{}', {
      has: ({responseTemplates = {}}, type) => Object.hasOwn(responseTemplates, type),
      apply: (response, type, value) =>
        change(response, {responseTemplates: withEntry(response.responseTemplates, type, value)}),
      absent: 'Content-Type specified was not found',
    }),
  ],
}

/** An unknown verb is answered like a missing integration here, unlike in the other operations (recorded). */
function deleteIntegrationResponse(input: ResponseLabels, context: OperationContext): Members {
  const resource = findResource(context, input.restApiId, input.resourceId)
  const method = entryOf(resource.resourceMethods, input.httpMethod)
  if (method === undefined) throw notFound('Invalid Integration identifier specified')
  const integration = existingIntegration(method)
  if (entryOf(integration.integrationResponses, input.statusCode) === undefined) {
    throw notFound('Invalid Response status code specified')
  }
  const integrationResponses = withEntry(integration.integrationResponses, input.statusCode, undefined)
  const methodIntegration = present({...without(integration, 'integrationResponses'), integrationResponses})
  putMethodRecord(context, input.restApiId, resource, input.httpMethod, {...method, methodIntegration})
  return {}
}

function find(input: ResponseLabels, context: OperationContext): IntegrationResponseRecord {
  const integration = existingIntegration(findMethod(context, input).method)
  const response = entryOf(integration.integrationResponses, input.statusCode)
  if (response === undefined) throw notFound('Invalid Response status code specified')
  return response
}

function store(input: ResponseLabels, context: OperationContext, response: IntegrationResponseRecord): void {
  const {resource, method} = findMethod(context, input)
  const integration = existingIntegration(method)
  checkIntegrationResponse(response, method)
  const integrationResponses = {...integration.integrationResponses, [input.statusCode]: response}
  const methodIntegration = {...integration, integrationResponses}
  putMethodRecord(context, input.restApiId, resource, input.httpMethod, {...method, methodIntegration})
}

function existingIntegration({methodIntegration}: MethodRecord): IntegrationRecord {
  if (methodIntegration === undefined) throw notFound('Invalid Integration identifier specified')
  return methodIntegration
}

export const integrationResponseOperations: Operations = {
  PutIntegrationResponse: operation(putIntegrationResponse),
  GetIntegrationResponse: operation(getIntegrationResponse),
  UpdateIntegrationResponse: operation(updateIntegrationResponse),
  DeleteIntegrationResponse: operation(deleteIntegrationResponse),
}
