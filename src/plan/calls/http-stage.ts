import type {JsonObject} from '../../model/json.js'
import {present} from '../../model/present.js'
import type {HttpStage, RouteSettings, WebSocketStage} from '../../model/stage.js'
import type {Call} from '../call.js'
import type {Change} from '../change.js'
import {sameJson} from '../diff/fields.js'
import {afterOf, beforeOf} from './call-facts.js'
import type {CallFacts} from './call-facts.js'
import {deploymentSlot} from './deployment.js'
import {httpCall} from './http-call.js'
import {tagCalls} from './tags.js'

/** `serves` is which definition the stage serves; see diffStage. */
type StageState = Partial<Omit<HttpStage, 'kind'>> & Pick<WebSocketStage, 'clientCertificateId'> & {serves?: string}

/** A stage of an HTTP or WebSocket API; one that deploys by itself is never pointed at a deployment. */
export function httpStageCalls(change: Change, facts: CallFacts): Call[] {
  const {address, name: StageName} = change
  if (change.action === 'delete') return [httpCall(address, 'DeleteStage', {StageName})]
  const before: StageState = beforeOf(change)
  const after: StageState = afterOf(change)
  const ids = before.serves === after.serves ? [] : deploymentSlot(['DeploymentId'], facts)
  if (change.action === 'create') {
    return [httpCall(address, 'CreateStage', {StageName, ...members(after), ...tags(after)}, {ids})]
  }
  const input = changedMembers(before, after)
  const moves = ids.length > 0 || Object.keys(input).length > 0
  return [
    ...removals(before, after).map(({operation, input: removed}) =>
      httpCall(address, operation, {StageName, ...removed}),
    ),
    ...(moves ? [httpCall(address, 'UpdateStage', {StageName, ...input}, {ids})] : []),
    ...tagCalls(change, facts, `apis/${facts.live?.apiId ?? ''}/stages/${StageName}`),
  ]
}

/** What UpdateStage cannot take away: the access log, and the settings of a route, which then are set anew. */
function removals(before: StageState, after: StageState): {operation: string; input: JsonObject}[] {
  const losesLog = before.accessLogSettings !== undefined && after.accessLogSettings === undefined
  return [
    ...(losesLog ? [{operation: 'DeleteAccessLogSettings', input: {}}] : []),
    ...lostRoutes(before, after).map((RouteKey) => ({operation: 'DeleteRouteSettings', input: {RouteKey}})),
  ]
}

function lostRoutes(before: StageState, after: StageState): string[] {
  return Object.entries(before.routeSettings ?? {}).flatMap(([key, old]) => {
    const left = after.routeSettings?.[key] ?? {}
    return Object.keys(old).some((member) => !Object.hasOwn(left, member)) ? [key] : []
  })
}

function changedMembers(before: StageState, after: StageState): JsonObject {
  const old = members(before)
  const wanted = members(after)
  const changed = Object.fromEntries(Object.entries(wanted).filter(([key, value]) => !sameJson(old[key], value)))
  const cleared = ['Description', 'ClientCertificateId'].filter((key) => old[key] !== undefined)
  const texts = Object.fromEntries(cleared.filter((key) => wanted[key] === undefined).map((key) => [key, '']))
  return changed.StageVariables === undefined
    ? {...texts, ...changed}
    : {...texts, ...changed, StageVariables: {...emptied(before.stageVariables ?? {}), ...after.stageVariables}}
}

/** UpdateStage merges stage variables: one that is no longer there is cleared by an empty text. */
function emptied(variables: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.keys(variables).map((name) => [name, '']))
}

function members(stage: StageState): JsonObject {
  const {accessLogSettings: log, defaultRouteSettings: defaults, routeSettings} = stage
  return present({
    Description: stage.description,
    AutoDeploy: stage.autoDeploy,
    ClientCertificateId: stage.clientCertificateId,
    StageVariables: stage.stageVariables,
    AccessLogSettings: log && {DestinationArn: log.destinationArn, Format: log.format},
    DefaultRouteSettings: defaults && settings(defaults),
    RouteSettings:
      routeSettings && Object.fromEntries(Object.entries(routeSettings).map(([key, value]) => [key, settings(value)])),
  })
}

function settings(route: RouteSettings): JsonObject {
  return present({
    DetailedMetricsEnabled: route.detailedMetricsEnabled,
    LoggingLevel: route.loggingLevel,
    DataTraceEnabled: route.dataTraceEnabled,
    ThrottlingBurstLimit: route.throttlingBurstLimit,
    ThrottlingRateLimit: route.throttlingRateLimit,
  })
}

function tags(stage: StageState): JsonObject {
  return present({Tags: stage.tags})
}
