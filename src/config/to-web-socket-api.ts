import type {Json} from '../model/json.js'
import {lambdaUri} from '../model/lambda-uri.js'
import {present} from '../model/present.js'
import {sortedRecord} from '../model/sorted-record.js'
import {usualApiKeySelection} from '../model/web-socket-api.js'
import type {
  RouteResponse,
  WebSocketApi,
  WebSocketAuthorizer,
  WebSocketIntegration,
  WebSocketIntegrationResponse,
  WebSocketRoute,
} from '../model/web-socket-api.js'
import {inFull} from './web-socket-settings.js'
import type {
  AuthorizerDefinition,
  IntegrationDefinition,
  RouteDefinition,
  WebSocketDefinition,
} from './web-socket-settings.js'

type Variables = Readonly<Record<string, string>>

export type WebSocketOptions = {
  /** `name` and `tags` of apigw.yaml. */
  name: string
  tags: Readonly<Record<string, string>>
  /** ARNs of functions, and what `AWS::…` stands for; see toVariables. */
  variables: Variables
}

/** The API that apigw.yaml describes, with AWS's defaults written out. The definition has passed its checks. */
export function toWebSocketApi(
  definition: WebSocketDefinition,
  {name, tags, variables}: WebSocketOptions,
): WebSocketApi {
  return present({
    kind: 'websocket' as const,
    name: definition.title ?? name,
    description: definition.description,
    version: definition.version,
    routeSelectionExpression: definition.routeSelectionExpression ?? '$request.body.action',
    apiKeySelectionExpression: definition.apiKeySelectionExpression ?? usualApiKeySelection,
    disableSchemaValidation: definition.disableSchemaValidation ?? false,
    disableExecuteApiEndpoint: definition.disableExecuteApiEndpoint ?? false,
    ipAddressType: definition.ipAddressType ?? 'ipv4',
    routes: mapped(definition.routes, (route) => toRoute(inFull(route), variables)),
    authorizers: mapped(definition.authorizers, (authorizer) => toAuthorizer(authorizer, variables)),
    models: mapped(definition.models, (schema) => ({contentType: 'application/json', schema: schema as Json})),
    tags: sortedRecord(Object.entries(tags)),
  })
}

function toRoute(route: RouteDefinition, variables: Variables): WebSocketRoute {
  const {authorizer, requestModels = {}, response = false} = route
  const isGuarded = authorizer !== undefined && authorizer !== 'AWS_IAM'
  return present({
    authorizationType: isGuarded ? 'CUSTOM' : (authorizer ?? 'NONE'),
    authorizer: isGuarded ? authorizer : undefined,
    apiKeyRequired: route.apiKeyRequired ?? false,
    operationName: route.operationName,
    requestParameters: sorted(route.requestParameters),
    requestModels: typeof requestModels === 'string' ? {$default: requestModels} : sorted(requestModels),
    modelSelectionExpression:
      route.modelSelectionExpression ?? (typeof requestModels === 'string' ? constantKey : undefined),
    routeResponseSelectionExpression: response === false ? undefined : '$default',
    response: response === false ? undefined : toResponse(response === true ? {} : response),
    integration: toIntegration(route.integration ?? {}, route.function, variables),
  }) as WebSocketRoute
}

/** Chooses the key `$default` whatever the message says. */
const constantKey = '\\$default'

function toResponse(response: Exclude<RouteDefinition['response'], boolean | undefined>): RouteResponse {
  return present({
    responseParameters: sorted(response.responseParameters),
    responseModels: sorted(response.responseModels),
    modelSelectionExpression: response.modelSelectionExpression,
  })
}

function toIntegration(
  integration: IntegrationDefinition,
  functionName: string | undefined,
  variables: Variables,
): WebSocketIntegration {
  const {type = functionName === undefined ? 'MOCK' : 'AWS_PROXY', uri, method} = integration
  const isMock = type === 'MOCK'
  const integrationUri = functionName === undefined ? uri : variables[`functions.${functionName}.arn`]
  const isAws = type === 'AWS' || type === 'AWS_PROXY'
  return present({
    integrationType: type,
    integrationMethod: isMock ? undefined : (method ?? (isAws ? 'POST' : 'ANY')),
    integrationUri: integrationUri && isAws ? lambdaUri(integrationUri, variables['AWS::Region']) : integrationUri,
    credentialsArn: integration.credentials,
    description: integration.description,
    connectionType: isMock ? undefined : (integration.connectionType ?? 'INTERNET'),
    connectionId: integration.connectionId,
    passthroughBehavior: integration.passthroughBehavior ?? 'WHEN_NO_MATCH',
    contentHandlingStrategy: integration.contentHandling,
    timeoutInMillis: integration.timeoutInMillis ?? 29_000,
    requestParameters: sorted(integration.requestParameters),
    ...templates('requestTemplates', integration.requestTemplates, integration.templateSelectionExpression),
    responses: mapped(integration.responses, (response): WebSocketIntegrationResponse =>
      present({
        contentHandlingStrategy: response.contentHandling,
        responseParameters: sorted(response.responseParameters),
        ...templates('responseTemplates', response.responseTemplates, response.templateSelectionExpression),
      }),
    ),
  })
}

type Templates = string | Readonly<Record<string, string>> | undefined

/** One template for all is chosen by an expression that always gives its key. */
function templates<Member extends string>(
  member: Member,
  written: Templates,
  expression: string | undefined,
): Readonly<Record<Member, Readonly<Record<string, string>>>> & {templateSelectionExpression?: string} {
  const isOne = typeof written === 'string'
  const members = {[member]: isOne ? {$default: written} : sorted(written)} as Record<Member, Record<string, string>>
  const selection = expression ?? (isOne ? constantKey : undefined)
  return selection === undefined ? members : {...members, templateSelectionExpression: selection}
}

function toAuthorizer(authorizer: AuthorizerDefinition, variables: Variables): WebSocketAuthorizer {
  const {identitySource = []} = authorizer
  const uri = authorizer.uri ?? variables[`functions.${authorizer.function ?? ''}.arn`] ?? ''
  return present({
    authorizerType: 'REQUEST' as const,
    authorizerUri: lambdaUri(uri, variables['AWS::Region']),
    authorizerCredentialsArn: authorizer.credentials,
    identitySource: typeof identitySource === 'string' ? [identitySource] : identitySource,
  })
}

function mapped<Value, Made>(
  record: Readonly<Record<string, Value>> | undefined,
  map: (value: Value) => Made,
): Readonly<Record<string, Made>> {
  return sortedRecord(Object.entries(record ?? {}).map(([key, value]) => [key, map(value)] as const))
}

function sorted<Value>(record: Readonly<Record<string, Value>> | undefined): Readonly<Record<string, Value>> {
  return sortedRecord(Object.entries(record ?? {}))
}
