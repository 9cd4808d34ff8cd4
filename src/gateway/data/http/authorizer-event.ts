import type {PayloadVersion} from './compiled-http-api.js'
import {bodilessEventV1} from './event-v1.js'
import {bodilessEventV2} from './event-v2.js'
import {routeArn} from './execution-arn.js'
import {unmappedRequest} from './map-http-request.js'
import type {Selected} from './select-route.js'

/**
 * The event of a REQUEST authorizer. Members and their absence as captured from AWS in September 2026: no body; in 2.0
 * empty maps are absent; in 1.0 `resource` is empty and there are no multi-value maps.
 */
export function authorizerEvent(
  selected: Selected,
  version: PayloadVersion,
  identity: readonly string[],
): Readonly<Record<string, unknown>> {
  const arn = routeArn(selected)
  const sent = unmappedRequest(selected)
  if (version === '2.0') {
    const {version: format, ...event} = bodilessEventV2(selected, sent)
    return {version: format, type: 'REQUEST', routeArn: arn, identitySource: identity, ...event}
  }
  const {version: format, ...event} = bodilessEventV1(selected, sent)
  const source = identity.join(',')
  return {
    version: format,
    type: 'REQUEST',
    methodArn: arn,
    identitySource: source,
    authorizationToken: source,
    ...event,
    resource: '',
  }
}
