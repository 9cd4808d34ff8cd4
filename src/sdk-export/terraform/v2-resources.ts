import type {HttpApi, HttpAuthorizer, HttpIntegration, Route} from '../../model/http-api.js'
import type {LiveHttpApi, LiveWebSocketApi} from '../../model/live-api.js'
import type {
  WebSocketApi,
  WebSocketAuthorizer,
  WebSocketIntegration,
  WebSocketRoute,
} from '../../model/web-socket-api.js'
import {encoded, fromJson, template} from './hcl.js'
import type {Body, HclValue} from './hcl.js'
import {attribute, filled, importId, listed, resourceName} from './resource.js'
import type {Resource} from './resource.js'

const type = 'aws_apigatewayv2_api'
const api_id = attribute(type, 'api')

/** What an HTTP API consists of, resource by resource; `live` gives the ids to import by. */
export function httpResources(api: HttpApi, live: LiveHttpApi | undefined): Resource[] {
  const cors = api.corsConfiguration
  const attributes = {
    ...{name: api.name, protocol_type: 'HTTP', description: api.description, version: api.version},
    disable_execute_api_endpoint: api.disableExecuteApiEndpoint,
    ip_address_type: api.ipAddressType,
    tags: filled(api.tags),
  }
  const corsBody = {
    allow_credentials: cors?.allowCredentials,
    allow_headers: listed(cors?.allowHeaders ?? []),
    allow_methods: listed(cors?.allowMethods ?? []),
    allow_origins: listed(cors?.allowOrigins ?? []),
    expose_headers: listed(cors?.exposeHeaders ?? []),
    max_age: cors?.maxAge,
  }
  const blocks = cors === undefined ? [] : [{name: 'cors_configuration', body: {attributes: corsBody}}]
  return [
    {type, name: 'api', attributes, blocks, importId: live?.apiId},
    ...Object.entries(api.authorizers).map(([name, authorizer]) => authorizerResource(name, authorizer, live)),
    ...routeResources(api.routes, live, {
      route: () => ({attributes: {}}),
      integration: httpIntegration,
      more: () => [],
    }),
  ]
}

/** The same of a WebSocket API. What the provider has no word for, `disableSchemaValidation`, is left out. */
export function webSocketResources(api: WebSocketApi, live: LiveWebSocketApi | undefined): Resource[] {
  const attributes = {
    ...{name: api.name, protocol_type: 'WEBSOCKET', description: api.description, version: api.version},
    route_selection_expression: api.routeSelectionExpression,
    api_key_selection_expression: api.apiKeySelectionExpression,
    disable_execute_api_endpoint: api.disableExecuteApiEndpoint,
    ip_address_type: api.ipAddressType,
    tags: filled(api.tags),
  }
  return [
    {type, name: 'api', attributes, importId: live?.apiId},
    ...Object.entries(api.authorizers).map(([name, authorizer]) => authorizerResource(name, authorizer, live)),
    ...Object.entries(api.models).map(([name, model]): Resource => {
      const {contentType: content_type, description, schema} = model
      const body = {...{api_id, name, content_type, description}, schema: encoded(fromJson(schema))}
      const id = importId(live?.apiId, live?.ids.models[name])
      return {type: 'aws_apigatewayv2_model', name: resourceName(name), attributes: body, importId: id}
    }),
    ...routeResources(api.routes, live, {
      route: webSocketRoute,
      integration: webSocketIntegration,
      more: (key, route) => responseResources(key, route, live),
    }),
  ]
}

function authorizerResource(
  name: string,
  authorizer: HttpAuthorizer | WebSocketAuthorizer,
  live: LiveHttpApi | LiveWebSocketApi | undefined,
): Resource {
  const http: Partial<HttpAuthorizer> =
    'authorizerPayloadFormatVersion' in authorizer || 'jwtConfiguration' in authorizer ? authorizer : {}
  const attributes = {
    ...{api_id, name, authorizer_type: authorizer.authorizerType, authorizer_uri: authorizer.authorizerUri},
    authorizer_credentials_arn: authorizer.authorizerCredentialsArn,
    authorizer_payload_format_version: http.authorizerPayloadFormatVersion,
    authorizer_result_ttl_in_seconds: http.authorizerResultTtlInSeconds,
    enable_simple_responses: http.enableSimpleResponses,
    identity_sources: listed(authorizer.identitySource),
  }
  const {issuer, audience = []} = http.jwtConfiguration ?? {}
  const jwt = {name: 'jwt_configuration', body: {attributes: {issuer, audience: listed(audience)}}}
  const blocks = http.jwtConfiguration === undefined ? [] : [jwt]
  const id = importId(live?.apiId, live?.ids.authorizers[name])
  return {type: 'aws_apigatewayv2_authorizer', name: resourceName(name), attributes, blocks, importId: id}
}

type AnyRoute = Route | WebSocketRoute

/** What the two kinds of API say differently of their routes. */
type Kind<RouteOf extends AnyRoute, IntegrationOf> = {
  route: (route: RouteOf) => Body
  integration: (integration: IntegrationOf) => Body
  more: (key: string, route: RouteOf) => Resource[]
}

function routeResources<IntegrationOf, RouteOf extends AnyRoute & {integration?: IntegrationOf}>(
  routes: Readonly<Record<string, RouteOf>>,
  live: LiveHttpApi | LiveWebSocketApi | undefined,
  kind: Kind<RouteOf, IntegrationOf>,
): Resource[] {
  const shared = new Map<string, string>()
  return Object.entries(routes).flatMap(([key, route]): Resource[] => {
    const ids = live?.ids.routes[key]
    // AWS may share an integration between routes: it is one resource, named after the first of them.
    const owner = ids?.integrationId === undefined ? key : (shared.get(ids.integrationId) ?? key)
    const isOwner = owner === key
    if (isOwner && ids?.integrationId !== undefined) shared.set(ids.integrationId, key)
    const integration = attribute('aws_apigatewayv2_integration', resourceName(owner))
    const {attributes, blocks = []} = kind.route(route)
    const body = {
      ...{api_id, route_key: key, operation_name: route.operationName, authorization_type: route.authorizationType},
      authorizer_id:
        route.authorizer === undefined
          ? undefined
          : attribute('aws_apigatewayv2_authorizer', resourceName(route.authorizer)),
      authorization_scopes: 'authorizationScopes' in route ? listed(route.authorizationScopes) : undefined,
      target: route.integration === undefined ? undefined : template('integrations/', integration),
      ...attributes,
    }
    const own: Resource = {
      type: 'aws_apigatewayv2_route',
      name: resourceName(key),
      attributes: body,
      blocks,
      importId: importId(live?.apiId, ids?.routeId),
    }
    if (route.integration === undefined || !isOwner) return [own, ...kind.more(key, route)]
    const backend = kind.integration(route.integration)
    const resource: Resource = {
      ...{type: 'aws_apigatewayv2_integration', name: resourceName(key)},
      attributes: {api_id, ...backend.attributes},
      blocks: backend.blocks ?? [],
      importId: importId(live?.apiId, ids?.integrationId),
    }
    return [resource, own, ...kind.more(key, route)]
  })
}

function httpIntegration(integration: HttpIntegration): Body {
  const attributes = {
    ...common(integration),
    integration_subtype: integration.integrationSubtype,
    payload_format_version: integration.payloadFormatVersion,
  }
  const mappings = Object.entries(integration.responseParameters).map(([status_code, values]) => {
    return {name: 'response_parameters', body: {attributes: {status_code, mappings: values}}}
  })
  const {tlsConfig} = integration
  const tls = {name: 'tls_config', body: {attributes: {server_name_to_verify: tlsConfig?.serverNameToVerify}}}
  return {attributes, blocks: [...mappings, ...(tlsConfig === undefined ? [] : [tls])]}
}

function webSocketIntegration(integration: WebSocketIntegration): Body {
  const attributes = {
    ...common(integration),
    passthrough_behavior: integration.passthroughBehavior,
    content_handling_strategy: integration.contentHandlingStrategy,
    request_templates: filled(integration.requestTemplates),
    template_selection_expression: integration.templateSelectionExpression,
  }
  return {attributes}
}

function common(integration: HttpIntegration | WebSocketIntegration): Body['attributes'] {
  return {
    integration_type: integration.integrationType,
    integration_method: integration.integrationMethod,
    integration_uri: integration.integrationUri,
    credentials_arn: integration.credentialsArn,
    description: integration.description,
    connection_type: integration.connectionType,
    connection_id: integration.connectionId,
    timeout_milliseconds: integration.timeoutInMillis,
    request_parameters: filled(integration.requestParameters),
  }
}

function webSocketRoute(route: WebSocketRoute): Body {
  const models = Object.entries(route.requestModels).map(([key, name]): [string, HclValue] => [
    key,
    attribute('aws_apigatewayv2_model', resourceName(name), 'name'),
  ])
  const attributes = {
    api_key_required: route.apiKeyRequired,
    request_models: filled(Object.fromEntries(models)),
    model_selection_expression: route.modelSelectionExpression,
    route_response_selection_expression: route.routeResponseSelectionExpression,
  }
  const blocks = Object.entries(route.requestParameters).map(([request_parameter_key, required]) => {
    return {name: 'request_parameter', body: {attributes: {request_parameter_key, required}}}
  })
  return {attributes, blocks}
}

/** Answers of a route and of its integration. */
function responseResources(key: string, route: WebSocketRoute, live: LiveWebSocketApi | undefined): Resource[] {
  const {response, integration} = route
  const ids = live?.ids.routes[key]
  const route_id = attribute('aws_apigatewayv2_route', resourceName(key))
  const own: Resource[] =
    response === undefined
      ? []
      : [
          {
            ...{type: 'aws_apigatewayv2_route_response', name: resourceName(key)},
            attributes: {
              ...{api_id, route_id, route_response_key: '$default'},
              response_models: filled(response.responseModels),
              model_selection_expression: response.modelSelectionExpression,
            },
            importId: importId(live?.apiId, ids?.routeId, ids?.routeResponseId),
          },
        ]
  const integration_id = attribute('aws_apigatewayv2_integration', resourceName(key))
  const answers = Object.entries(integration?.responses ?? {}).map(([integration_response_key, answer]): Resource => {
    const attributes = {
      ...{api_id, integration_id, integration_response_key},
      content_handling_strategy: answer.contentHandlingStrategy,
      response_templates: filled(answer.responseTemplates),
      template_selection_expression: answer.templateSelectionExpression,
    }
    const id = importId(live?.apiId, ids?.integrationId, ids?.integrationResponses[integration_response_key])
    const name = resourceName(`${key} ${integration_response_key}`)
    return {type: 'aws_apigatewayv2_integration_response', name, attributes, importId: id}
  })
  return [...own, ...answers]
}
