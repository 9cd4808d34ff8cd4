import {ApigwError} from '../errors/apigw-error.js'
import {noLiveCompanions} from '../model/companion.js'
import type {LiveCompanions, LiveDomain} from '../model/companion.js'
import type {JsonObject} from '../model/json.js'
import type {HttpIds, LiveApi, WebSocketIds} from '../model/live-api.js'
import {idMark} from '../plan/call.js'
import type {Call, IdKind, IdSlot} from '../plan/call.js'
import {integrationResponseName} from '../plan/calls/web-socket-integration.js'

/** AWS's ids by kind and natural name: those of the live API, and those that calls have given since. */
export type Ids = Map<string, string>

export function idKey(kind: IdKind, name: string): string {
  return `${kind} ${name}`
}

/** The ids known before the first call. */
export function knownIds(live: LiveApi | undefined, companions: LiveCompanions = noLiveCompanions): Ids {
  const beside = companionIds(companions)
  if (live === undefined) return new Map(beside)
  const named = namedIds(live)
  const served = [...(live.deployments ?? []), ...live.stages].flatMap(({deploymentId}) => deploymentId ?? [])
  const deployments = served.map((deploymentId) => [idKey('deployment', deploymentId), deploymentId] as const)
  return new Map([[idKey('api', ''), live.apiId], ...named, ...deployments, ...beside])
}

/** The input of a call with every id in its place. Throws PLAN_REFERENCE_UNKNOWN. */
export function fillIds(call: Call, ids: Ids): JsonObject {
  const input = structuredClone(call.input)
  for (const slot of call.ids) {
    const id = ids.get(idKey(slot.kind, slot.name))
    if (id === undefined) throw unknownReference(call, slot)
    put(input, slot.at, slot.text === undefined ? id : slot.text.replaceAll(idMark, () => id))
  }
  return input
}

type Named = (readonly [string, string])[]

function namedIds(live: LiveApi): Named {
  switch (live.kind) {
    case 'rest':
      return restIds(live.ids)
    case 'http':
      return httpIds(live.ids)
    case 'websocket':
      return webSocketIds(live.ids)
  }
}

function restIds(ids: Extract<LiveApi, {kind: 'rest'}>['ids']): Named {
  return [
    ...entries('resource', ids.resources),
    ...entries('authorizer', ids.authorizers),
    ...entries('requestValidator', ids.requestValidators),
    ...entries('documentationPart', ids.documentationParts),
  ]
}

function httpIds(ids: HttpIds): Named {
  const routes = Object.entries(ids.routes).flatMap(([routeKey, {routeId, integrationId}]): Named => {
    const integration = integrationId === undefined ? [] : [[idKey('integration', routeKey), integrationId] as const]
    return [[idKey('route', routeKey), routeId], ...integration]
  })
  return [...routes, ...entries('authorizer', ids.authorizers)]
}

function webSocketIds({routes, authorizers, models}: WebSocketIds): Named {
  const parts = Object.entries(routes).flatMap(([routeKey, {routeResponseId, integrationResponses}]): Named => {
    const responses = Object.entries(integrationResponses).map(
      ([key, id]) => [idKey('integrationResponse', integrationResponseName(routeKey, key)), id] as const,
    )
    return routeResponseId === undefined
      ? responses
      : [...responses, [idKey('routeResponse', routeKey), routeResponseId]]
  })
  return [...httpIds({routes, authorizers}), ...parts, ...entries('model', models)]
}

function companionIds({usagePlans, apiKeys, domains, alarms}: LiveCompanions): Named {
  return [
    ...entriesOf('usagePlan', usagePlans),
    ...entriesOf('apiKey', apiKeys),
    ...Object.entries(alarms).map(([name, {arn}]) => [idKey('alarmArn', name), arn] as const),
    ...Object.entries(domains).flatMap(([domainName, domain]) => domainIds(domainName, domain)),
  ]
}

function domainIds(domainName: string, {arn, domainNameId, mappings}: LiveDomain): Named {
  const ids = Object.entries(mappings).flatMap(([basePath, {id}]): Named => {
    return id === undefined ? [] : [[idKey('apiMapping', `${domainName}/${basePath}`), id]]
  })
  const own: Named = domainNameId === undefined ? [] : [[idKey('domainNameId', domainName), domainNameId]]
  return [[idKey('domainNameArn', domainName), arn], ...own, ...ids]
}

function entriesOf(kind: IdKind, things: Readonly<Record<string, {id: string}>>): Named {
  return Object.entries(things).map(([name, {id}]) => [idKey(kind, name), id] as const)
}

function entries(kind: IdKind, ids: Readonly<Record<string, string>>): Named {
  return Object.entries(ids).map(([name, id]) => [idKey(kind, name), id] as const)
}

/** Sets a member of a value that is the caller's own copy. */
function put(target: JsonObject, at: IdSlot['at'], value: string): void {
  const [first, ...rest] = at
  if (first === undefined) return
  const holder = target as Record<string | number, JsonObject | string>
  const inner = holder[first]
  if (rest.length === 0) holder[first] = value
  else if (typeof inner === 'object') put(inner, rest, value)
}

function unknownReference({address, operation}: Call, {kind, name}: IdSlot): ApigwError {
  return new ApigwError({
    code: 'PLAN_REFERENCE_UNKNOWN',
    exit: 'failure',
    what: `${operation} for ${address} needs the ${kind} "${name}".`,
    why: 'It neither exists on the live API nor is made by an earlier call of the plan.',
    fix: `Declare the ${kind} in the definition, or correct its name where it is used.`,
  })
}
