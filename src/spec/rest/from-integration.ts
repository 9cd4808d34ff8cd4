import type {JsonObject} from '../../model/json.js'
import type {IntegrationResponse, RestIntegration} from '../../model/rest-api.js'
import {present} from '../../model/present.js'
import {filled} from '../../model/json-object.js'

/** The integration extension of a method, without what AWS fills in by itself. */
export function fromIntegration(integration: RestIntegration): JsonObject {
  const {cacheKeyParameters, connectionType, timeoutInMillis} = integration
  return present({
    type: integration.type.toLowerCase(),
    httpMethod: integration.httpMethod,
    uri: integration.uri,
    credentials: integration.credentials,
    connectionType: connectionType === 'VPC_LINK' ? connectionType : undefined,
    connectionId: integration.connectionId,
    integrationTarget: integration.integrationTarget,
    requestParameters: filled(integration.requestParameters),
    requestTemplates: filled(integration.requestTemplates),
    passthroughBehavior: integration.passthroughBehavior.toLowerCase(),
    contentHandling: integration.contentHandling,
    cacheNamespace: integration.cacheNamespace,
    cacheKeyParameters: cacheKeyParameters.length === 0 ? undefined : cacheKeyParameters,
    timeoutInMillis: timeoutInMillis === 29_000 ? undefined : timeoutInMillis,
    responseTransferMode: integration.responseTransferMode,
    tlsConfig: integration.tlsConfig && {...integration.tlsConfig},
    responses: filled(responses(integration)),
  })
}

/** The document keys them by pattern; of several with one pattern the first is kept (see `restLosses`). */
function responses(integration: RestIntegration): JsonObject {
  const byPattern = new Map<string, JsonObject>()
  for (const [statusCode, response] of Object.entries(integration.responses)) {
    const pattern = patternOf(response)
    if (!byPattern.has(pattern)) byPattern.set(pattern, fromResponse(statusCode, response))
  }
  return Object.fromEntries(byPattern)
}

/** The key of an integration response in a document. */
export function patternOf(response: IntegrationResponse): string {
  return response.selectionPattern === undefined || response.selectionPattern === ''
    ? 'default'
    : response.selectionPattern
}

function fromResponse(statusCode: string, response: IntegrationResponse): JsonObject {
  return present({
    statusCode,
    responseParameters: filled(response.responseParameters),
    responseTemplates: filled(response.responseTemplates),
    contentHandling: response.contentHandling,
  })
}
