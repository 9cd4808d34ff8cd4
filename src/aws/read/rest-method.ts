import type * as sdk from '@aws-sdk/client-api-gateway'
import {present} from '../../model/present.js'
import type {
  IntegrationResponse,
  Method,
  MethodKey,
  MethodResponse,
  RestIntegration,
  Verb,
} from '../../model/rest-api.js'
import {sortedRecord} from '../../model/sorted-record.js'

/** Names for the ids that methods refer to. */
export type MethodNames = {authorizer: (id: string) => string; requestValidator: (id: string) => string}

/** The methods of all resources, keyed `GET /pets`; the resources come with `embed=methods`. */
export function toMethods(resources: readonly sdk.Resource[], names: MethodNames): Readonly<Record<MethodKey, Method>> {
  return sortedRecord(
    resources.flatMap(({id = '', path = '', resourceMethods = {}}) =>
      Object.entries(resourceMethods).map(
        ([verb, method]) => [methodKey(verb, path), toMethod(method, names, id)] as const,
      ),
    ),
  )
}

/** AWS lists verbs in capitals; whatever it lists is what a plan has to name. */
function methodKey(verb: string, path: string): MethodKey {
  return `${verb as Verb} ${path}`
}

function toMethod(method: sdk.Method, names: MethodNames, resourceId: string): Method {
  const {authorizerId, requestValidatorId, methodIntegration} = method
  return present({
    authorizationType: (method.authorizationType ?? 'NONE') as Method['authorizationType'],
    authorizer: named(authorizerId, names.authorizer),
    authorizationScopes: [...(method.authorizationScopes ?? [])].sort(),
    apiKeyRequired: method.apiKeyRequired ?? false,
    operationName: given(method.operationName),
    requestValidator: named(requestValidatorId, names.requestValidator),
    requestParameters: sortedRecord(Object.entries(method.requestParameters ?? {})),
    requestModels: sortedRecord(Object.entries(method.requestModels ?? {})),
    responses: sortedRecord(
      Object.entries(method.methodResponses ?? {}).map(([code, response]) => [code, toMethodResponse(response)]),
    ),
    integration: methodIntegration === undefined ? undefined : toIntegration(methodIntegration, resourceId),
  })
}

function toMethodResponse(response: sdk.MethodResponse): MethodResponse {
  return {
    responseParameters: sortedRecord(Object.entries(response.responseParameters ?? {})),
    responseModels: sortedRecord(Object.entries(response.responseModels ?? {})),
  }
}

function toIntegration(integration: sdk.Integration, resourceId: string): RestIntegration {
  const {cacheNamespace, tlsConfig} = integration
  return present({
    type: integration.type ?? 'MOCK',
    httpMethod: given(integration.httpMethod),
    uri: given(integration.uri),
    credentials: given(integration.credentials),
    connectionType: integration.connectionType,
    connectionId: given(integration.connectionId),
    integrationTarget: given(integration.integrationTarget),
    requestParameters: sortedRecord(Object.entries(integration.requestParameters ?? {})),
    requestTemplates: templates(integration.requestTemplates),
    passthroughBehavior: (integration.passthroughBehavior ?? 'WHEN_NO_MATCH') as RestIntegration['passthroughBehavior'],
    contentHandling: integration.contentHandling,
    cacheNamespace: cacheNamespace === resourceId ? undefined : given(cacheNamespace),
    cacheKeyParameters: [...(integration.cacheKeyParameters ?? [])].sort(),
    timeoutInMillis: integration.timeoutInMillis ?? 29_000,
    responseTransferMode: integration.responseTransferMode,
    tlsConfig:
      tlsConfig === undefined ? undefined : {insecureSkipVerification: tlsConfig.insecureSkipVerification ?? false},
    responses: sortedRecord(
      Object.entries(integration.integrationResponses ?? {}).map(([code, response]) => [code, toResponse(response)]),
    ),
  })
}

function toResponse(response: sdk.IntegrationResponse): IntegrationResponse {
  return present({
    selectionPattern: given(response.selectionPattern),
    responseParameters: sortedRecord(Object.entries(response.responseParameters ?? {})),
    responseTemplates: templates(response.responseTemplates),
    contentHandling: response.contentHandling,
  })
}

/** AWS answers an empty template as null, which the SDK's types do not say. */
function templates(map: Readonly<Record<string, string | null>> = {}): Record<string, string> {
  return sortedRecord(Object.entries(map).map(([type, template]) => [type, template ?? '']))
}

function named(id: string | undefined, nameOf: (id: string) => string): string | undefined {
  return id === undefined || id === '' ? undefined : nameOf(id)
}

/** AWS answers a cleared text member as absent or as an empty text. */
function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}
