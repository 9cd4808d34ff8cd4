import {present} from '../model/present.js'
import type {WebSocketApi, WebSocketIntegration, WebSocketRoute} from '../model/web-socket-api.js'
import {given, mapValues, sorted} from './normal-values.js'

/** A WebSocket API in its normal form; see normalForm. */
export function normalWebSocketApi(api: WebSocketApi): WebSocketApi {
  return present({
    ...api,
    description: given(api.description),
    version: given(api.version),
    routes: mapValues(api.routes, normalRoute),
    authorizers: mapValues(api.authorizers, (authorizer) =>
      present({
        ...authorizer,
        authorizerCredentialsArn: given(authorizer.authorizerCredentialsArn),
        identitySource: sorted(authorizer.identitySource),
      }),
    ),
    models: mapValues(api.models, (model) => present({...model, description: given(model.description)})),
  })
}

function normalRoute(route: WebSocketRoute): WebSocketRoute {
  return present({
    ...route,
    operationName: given(route.operationName),
    modelSelectionExpression: given(route.modelSelectionExpression),
    routeResponseSelectionExpression: given(route.routeResponseSelectionExpression),
    integration: route.integration && normalIntegration(route.integration),
  })
}

/** AWS invokes Lambda functions by POST, whatever was said; a mock has neither a verb nor a connection. */
function normalIntegration(integration: WebSocketIntegration): WebSocketIntegration {
  const {integrationType, integrationUri = '', integrationMethod, connectionType = 'INTERNET'} = integration
  const isMock = integrationType === 'MOCK'
  const isLambda = /^arn:[^:]+:apigateway:[^:]+:lambda:path\//.test(integrationUri)
  return present({
    ...integration,
    integrationMethod: isMock ? undefined : isLambda ? 'POST' : given(integrationMethod),
    description: given(integration.description),
    connectionType: isMock ? undefined : connectionType,
    templateSelectionExpression: given(integration.templateSelectionExpression),
  })
}
