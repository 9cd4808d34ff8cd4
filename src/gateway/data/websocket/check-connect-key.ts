import type {UsagePlanRecord} from '../../store/rest-account-records.js'
import {lastHeader} from '../header-list.js'
import type {IndexedKey} from '../rest/api-key-index.js'
import {GatewayError} from '../rest/gateway-error.js'
import type {AuthorizedConnect} from './authorize-connect.js'
import type {RoutedEvent, SocketEvent} from './socket-event.js'

/** An event that may go on, and the usage plan that meters it (of `$connect` with an API key only). */
export type MeteredEvent = {
  routed: RoutedEvent
  plan: {record: Readonly<UsagePlanRecord>; keyId: string} | undefined
}

/** Checks the API key of an upgrade request whose route requires one. Source: docs/aws-facts.md "Authorization", "API keys". */
export function checkConnectKey({routed, usageIdentifierKey}: AuthorizedConnect): MeteredEvent {
  const {event, route} = routed
  if (!route.apiKeyRequired) return {routed, plan: undefined}
  const {api, memory} = event.deployment
  const value = api.apiKeySource === 'AUTHORIZER' ? usageIdentifierKey : lastHeader(event.headers, 'x-api-key')
  if (value === undefined || value === '') throw invalidKey('The upgrade request has no API key.')
  const found = memory.apiKeys.find(api, value)
  if (found === undefined) throw invalidKey('The API key is not known.')
  if (!found.key.enabled) throw invalidKey(`The API key ${found.key.id} is disabled.`)
  const record = planFor(event, found)
  event.context.identity = {...event.context.identity, apiKey: value, apiKeyId: found.key.id}
  return {routed, plan: {record, keyId: found.key.id}}
}

function planFor({deployment}: SocketEvent, {key, plans}: IndexedKey): Readonly<UsagePlanRecord> {
  const {apiId} = deployment.api
  const {stageName} = deployment.stage
  const plan = plans.find(({apiStages}) =>
    apiStages.some((entry) => entry.apiId === apiId && entry.stage === stageName),
  )
  if (plan !== undefined) return plan
  throw invalidKey(`The API key ${key.id} is in no usage plan with API stage ${apiId}/${stageName}.`)
}

function invalidKey(reason: string): GatewayError {
  return new GatewayError({type: 'INVALID_API_KEY', reason})
}
