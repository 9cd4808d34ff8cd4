import type {HttpIntegration, Route} from '../../model/http-api.js'
import type {JsonObject} from '../../model/json.js'
import {omit} from '../../model/omit.js'
import {present} from '../../model/present.js'
import type {Call} from '../call.js'
import type {Address, Change} from '../change.js'
import {sameJson} from '../diff/fields.js'
import type {CallFacts} from './call-facts.js'
import {httpCall} from './http-call.js'
import {
  authorizerSlot,
  integrationSlot,
  integrationStep,
  newIntegration,
  routeSlot,
  targetSlot,
} from './integration-use.js'

/** A route of an HTTP API with its integration. */
export function routeCalls(change: Change, facts: CallFacts): Call[] {
  const {address, name: routeKey} = change
  switch (change.action) {
    case 'create':
      return createRoute(address, routeKey, change.after as Route)
    case 'delete':
      return [httpCall(address, 'DeleteRoute', {}, {ids: [routeSlot(routeKey)]})]
    case 'update':
    case 'replace':
      return updateRoute(change, change.before as Route, change.after as Route, facts)
  }
}

function createRoute(address: Address, routeKey: string, route: Route): Call[] {
  const {integration} = route
  const input = {RouteKey: routeKey, ...routeMembers(route)}
  const ids = [...authorizerSlot(route), ...(integration === undefined ? [] : [targetSlot(newIntegration(routeKey))])]
  return [
    ...(integration === undefined ? [] : [createIntegration(address, routeKey, integration)]),
    httpCall(address, 'CreateRoute', input, {ids}),
  ]
}

function updateRoute(change: Change, before: Route, after: Route, facts: CallFacts): Call[] {
  const {address, name: routeKey} = change
  const {integration} = after
  const step = integrationStep(change, facts)
  const sameMembers = sameJson(omit(before, 'integration'), omit(after, 'integration'))
  const input = {
    ...(sameMembers ? {} : routeMembers(after)),
    ...(before.authorizer !== undefined && after.authorizer === undefined ? {AuthorizerId: ''} : {}),
    ...(step === 'remove' ? {Target: ''} : {}),
  }
  const ids = [
    routeSlot(routeKey),
    ...(sameMembers ? [] : authorizerSlot(after)),
    ...(step === 'create' ? [targetSlot(newIntegration(routeKey))] : []),
  ]
  const touchesRoute = !sameMembers || step === 'create' || step === 'remove'
  return [
    ...(step === 'create' && integration !== undefined ? [createIntegration(address, routeKey, integration)] : []),
    ...(step === 'update' && integration !== undefined ? [updateIntegration(address, routeKey, integration)] : []),
    ...(touchesRoute ? [httpCall(address, 'UpdateRoute', input, {ids})] : []),
  ]
}

function routeMembers(route: Route): JsonObject {
  const {authorizationType, authorizationScopes, operationName} = route
  return {
    AuthorizationType: authorizationType,
    AuthorizationScopes: authorizationScopes,
    OperationName: operationName ?? '',
  }
}

function createIntegration(address: Address, routeKey: string, integration: HttpIntegration): Call {
  const gives = [{member: 'IntegrationId', kind: 'integration' as const, name: newIntegration(routeKey)}]
  return httpCall(address, 'CreateIntegration', integrationMembers(integration), {gives})
}

function updateIntegration(address: Address, routeKey: string, integration: HttpIntegration): Call {
  return httpCall(address, 'UpdateIntegration', integrationMembers(integration), {ids: [integrationSlot(routeKey)]})
}

function integrationMembers(integration: HttpIntegration): JsonObject {
  const {tlsConfig} = integration
  return present({
    IntegrationType: integration.integrationType,
    IntegrationSubtype: integration.integrationSubtype,
    IntegrationMethod: integration.integrationMethod,
    IntegrationUri: integration.integrationUri,
    CredentialsArn: integration.credentialsArn,
    Description: integration.description,
    ConnectionType: integration.connectionType,
    ConnectionId: integration.connectionId,
    PayloadFormatVersion: integration.payloadFormatVersion,
    TimeoutInMillis: integration.timeoutInMillis,
    RequestParameters: integration.requestParameters,
    ResponseParameters: integration.responseParameters,
    TlsConfig: tlsConfig && {ServerNameToVerify: tlsConfig.serverNameToVerify},
  })
}
