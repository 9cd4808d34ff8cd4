import {omit} from '../../../../src/model/omit.js'
import type {Store} from '../../../../src/gateway/store/store.js'
import type {
  HttpAuthorizerRecord,
  HttpIntegrationRecord,
  HttpRouteRecord,
  HttpSnapshot,
  HttpStageRecord,
  V2ApiRecord,
  V2IntegrationResponseRecord,
  V2ModelRecord,
} from '../../../../src/gateway/store/v2-records.js'

export const apiId = 'chat1'
export const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:chat'
export const functionUri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`

/** A route with its integration (a Lambda proxy unless it says otherwise); `twoWay` gives it a route response. */
export type RouteParts = Partial<HttpRouteRecord> & {
  integration?: Partial<HttpIntegrationRecord>
  responses?: Partial<V2IntegrationResponseRecord>[]
  twoWay?: boolean
}

export type ApiParts = {
  api?: Partial<V2ApiRecord>
  routes: Readonly<Record<string, RouteParts>>
  authorizer?: Partial<HttpAuthorizerRecord>
  models?: V2ModelRecord[]
  stage?: Partial<HttpStageRecord>
}

/** A MOCK integration that answers with this template. */
export function mocking(template: string): RouteParts {
  return {
    twoWay: true,
    integration: {integrationType: 'MOCK', requestTemplates: {$default: '{"statusCode":200}'}},
    responses: [{responseTemplates: {$default: template}}],
  }
}

export function snapshotOf({api = {}, routes, authorizer, models = []}: ApiParts): HttpSnapshot {
  const entries = Object.entries(routes)
  return {
    api: {
      accountId: '123456789012',
      region: 'eu-west-1',
      apiId,
      name: 'chat',
      protocolType: 'WEBSOCKET',
      createdDate: 0,
      apiKeySelectionExpression: '$request.header.x-api-key',
      routeSelectionExpression: '$request.body.action',
      disableExecuteApiEndpoint: false,
      ipAddressType: 'ipv4',
      ...api,
    },
    routes: entries.map(([routeKey, parts], index) => ({
      routeId: `r${index}`,
      routeKey,
      target: `integrations/i${index}`,
      authorizationType: 'NONE',
      apiKeyRequired: false,
      ...(parts.twoWay === true && {routeResponseSelectionExpression: '$default'}),
      ...omit(parts, 'integration', 'responses', 'twoWay'),
    })),
    integrations: entries.map(([, {integration}], index) => ({
      integrationId: `i${index}`,
      integrationType: 'AWS_PROXY',
      integrationUri: functionUri,
      timeoutInMillis: 29_000,
      passthroughBehavior: 'WHEN_NO_MATCH',
      ...integration,
    })),
    authorizers:
      authorizer === undefined
        ? []
        : [
            {
              authorizerId: 'auth1',
              name: 'guard',
              authorizerType: 'REQUEST',
              authorizerUri: functionUri.replace('function:chat', 'function:guard'),
              identitySource: [],
              ...authorizer,
            },
          ],
    models,
    routeResponses: Object.fromEntries(
      entries.flatMap(([, {twoWay}], index) =>
        twoWay === true ? [[`r${index}`, [{routeResponseId: 'rr', routeResponseKey: '$default'}]]] : [],
      ),
    ),
    integrationResponses: Object.fromEntries(
      entries.map(([, {responses = []}], index) => [
        `i${index}`,
        responses.map((response, at) => ({
          integrationResponseId: `ir${at}`,
          integrationResponseKey: '$default',
          ...response,
        })),
      ]),
    ),
  }
}

/** Writes the API, deployed to stage `prod`; again with another deployment for the same store. */
export function deployApi(store: Store, parts: ApiParts, deploymentId = 'dep1'): void {
  const snapshot = snapshotOf(parts)
  store.transaction(() => {
    store.put('v2Api', [apiId], snapshot.api)
    store.put('httpSnapshot', [apiId, deploymentId], snapshot)
    store.put('v2Stage', [apiId, 'prod'], {
      stageName: 'prod',
      deploymentId,
      autoDeploy: false,
      createdDate: 0,
      lastUpdatedDate: 0,
      defaultRouteSettings: {throttlingBurstLimit: 5000, throttlingRateLimit: 10_000},
      routeSettings: {},
      ...parts.stage,
    })
  })
}
