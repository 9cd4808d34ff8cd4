import type {HttpIntegrationRecord, V2ApiRecord} from '../../store/v2-records.js'
import {present} from '../apigateway/present.js'
import {badRequest} from '../apigateway/refuse.js'
import type {OperationContext} from '../operation.js'
import {deployAutomatically} from './deploy.js'
import {checkedIntegration} from './integration-rules.js'
import {checkedRouteKey} from './route-rules.js'
import {newStage} from './stage-record.js'

/** Members of CreateApi and UpdateApi that make or change the parts API Gateway then manages itself. */
export type QuickCreateInput = {target?: string; routeKey?: string; credentialsArn?: string}

/**
 * Makes the integration, route (default `$default`) and automatically deployed `$default` stage for a target: a URL
 * or a Lambda function ARN.
 */
export function quickCreate(
  context: OperationContext,
  api: V2ApiRecord,
  {target, routeKey = '$default', credentialsArn}: QuickCreateInput & {target: string},
): void {
  const {store, newId} = context
  const integration = {...targetIntegration(api, target, credentialsArn), integrationId: newId(7)}
  const route = {
    routeId: newId(7),
    routeKey: checkedRouteKey(api, routeKey),
    target: `integrations/${integration.integrationId}`,
    authorizationType: 'NONE',
    apiKeyRequired: false,
    apiGatewayManaged: true,
  }
  const stage = newStage({stageName: '$default', autoDeploy: true}, api, context)
  store.put('integration', [api.apiId, integration.integrationId], integration)
  store.put('route', [api.apiId, route.routeId], route)
  store.put('v2Stage', [api.apiId, stage.stageName], {...stage, apiGatewayManaged: true})
  deployAutomatically(context, api.apiId)
}

/** Changes the target, credentials or route key of an API that quick create made. */
export function updateQuickCreated(context: OperationContext, api: V2ApiRecord, changes: QuickCreateInput): void {
  const {store} = context
  const integration = store.list('integration', [api.apiId]).find(({apiGatewayManaged}) => apiGatewayManaged === true)
  const route = store.list('route', [api.apiId]).find(({apiGatewayManaged}) => apiGatewayManaged === true)
  if (integration === undefined || route === undefined) {
    throw badRequest('Target, RouteKey and CredentialsArn can be updated only on an Api that was made by quick create.')
  }
  const target = changes.target ?? integration.integrationUri ?? ''
  const credentialsArn = changes.credentialsArn ?? integration.credentialsArn
  const {integrationId} = integration
  store.put('integration', [api.apiId, integrationId], {
    ...targetIntegration(api, target, credentialsArn),
    integrationId,
  })
  const routeKey = checkedRouteKey(api, changes.routeKey ?? route.routeKey)
  store.put('route', [api.apiId, route.routeId], {...route, routeKey})
}

function targetIntegration(
  api: V2ApiRecord,
  target: string,
  credentialsArn: string | undefined,
): Omit<HttpIntegrationRecord, 'integrationId'> {
  const isFunction = target.startsWith('arn:')
  const input = present({
    integrationType: isFunction ? 'AWS_PROXY' : 'HTTP_PROXY',
    integrationMethod: isFunction ? undefined : 'ANY',
    integrationUri: target,
    payloadFormatVersion: isFunction ? '2.0' : '1.0',
    credentialsArn,
  })
  return {...checkedIntegration(api, input), apiGatewayManaged: true}
}
