import type {IntegrationRecord, MethodRecord} from '../../store/rest-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {findMethod, putMethodRecord, type MethodLabels} from './find.js'
import {integrationPatch} from './integration-patch.js'
import {checkIntegration} from './integration-rules.js'
import {integrationAnswer} from './method-answer.js'
import {applyPatch, type PatchInput} from './patch.js'
import {present, without} from './present.js'
import {notFound} from './refuse.js'

type PutIntegrationInput = MethodLabels &
  Partial<Omit<IntegrationRecord, 'httpMethod' | 'integrationResponses'>> & {
    type: IntegrationRecord['type']
    integrationHttpMethod?: string
  }

export const defaultTimeoutMs = 29_000

/** Replaces what was there, integration responses included. */
function putIntegration(input: PutIntegrationInput, context: OperationContext): Members {
  const {resource, method} = findMethod(context, input)
  const {restApiId, resourceId, httpMethod, integrationHttpMethod, uri, ...members} = input
  const isMock = input.type === 'MOCK'
  const integration: IntegrationRecord = present({
    ...members,
    // AWS accepts a target for MOCK and forgets it (recorded).
    httpMethod: isMock ? undefined : integrationHttpMethod,
    uri: isMock ? undefined : uri,
    passthroughBehavior: input.passthroughBehavior ?? 'WHEN_NO_MATCH',
    timeoutInMillis: input.timeoutInMillis ?? defaultTimeoutMs,
    cacheNamespace: input.cacheNamespace ?? resourceId,
    cacheKeyParameters: input.cacheKeyParameters ?? [],
  })
  checkIntegration(integration, method)
  putMethodRecord(context, restApiId, resource, httpMethod, {...method, methodIntegration: integration})
  return integrationAnswer(integration)
}

function getIntegration(input: MethodLabels, context: OperationContext): Members {
  return integrationAnswer(existing(findMethod(context, input).method))
}

function updateIntegration(input: MethodLabels & PatchInput, context: OperationContext): Members {
  const {resource, method} = findMethod(context, input)
  const integration = applyPatch(existing(method), input, integrationPatch)
  checkIntegration(integration, method)
  putMethodRecord(context, input.restApiId, resource, input.httpMethod, {...method, methodIntegration: integration})
  return integrationAnswer(integration)
}

function deleteIntegration(input: MethodLabels, context: OperationContext): Members {
  const {resource, method} = findMethod(context, input)
  existing(method)
  putMethodRecord(context, input.restApiId, resource, input.httpMethod, without(method, 'methodIntegration'))
  return {}
}

function existing({methodIntegration}: MethodRecord): IntegrationRecord {
  if (methodIntegration === undefined) throw notFound('Invalid Integration identifier specified')
  return methodIntegration
}

export const integrationOperations: Operations = {
  PutIntegration: operation(putIntegration),
  GetIntegration: operation(getIntegration),
  UpdateIntegration: operation(updateIntegration),
  DeleteIntegration: operation(deleteIntegration),
}
