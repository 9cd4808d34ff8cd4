import {accountThrottle} from '../../store/account-throttle.js'
import type {HttpStageRecord, RouteSettingsRecord} from '../../store/v2-records.js'
import {parseAccessLogFormat, type AccessLogFormat} from '../rest/access-log.js'
import {logDepth, type LogDepth} from '../rest/log-entry.js'
import type {Throttle} from '../token-bucket.js'
import type {CompiledWebSocketApi} from './compiled-websocket-api.js'
import type {WebSocketMemory} from './websocket-memory.js'

/** A compiled snapshot as one stage serves it. Make a new one when the stage changes. */
export type WebSocketDeployment = {
  api: CompiledWebSocketApi
  stage: HttpStageRecord
  variables: ReadonlyMap<string, string>
  /** The same for Lambda events: undefined when there are none. */
  eventVariables: Readonly<Record<string, string>> | undefined
  accessLog: {destinationArn?: string; format: AccessLogFormat} | undefined
  /** Undefined where no limit of the stage stops anything. */
  throttleOf: (routeKey: string) => Throttle | undefined
  /** Whether any route of the stage has an execution log. */
  areLogged: boolean
  logDepthOf: (routeKey: string) => LogDepth
  memory: WebSocketMemory
}

export function openWebSocketStage(
  api: CompiledWebSocketApi,
  stage: HttpStageRecord,
  memory: WebSocketMemory,
): WebSocketDeployment {
  const entries = Object.entries(stage.stageVariables ?? {})
  const {destinationArn, format} = stage.accessLogSettings ?? {}
  const byRoute = new Map<string, Throttle | undefined>()
  return {
    api,
    stage,
    variables: new Map(entries),
    eventVariables: entries.length === 0 ? undefined : Object.fromEntries(entries),
    accessLog:
      format === undefined
        ? undefined
        : {format: parseAccessLogFormat(format), ...(destinationArn !== undefined && {destinationArn})},
    throttleOf: (routeKey) => {
      if (!byRoute.has(routeKey)) byRoute.set(routeKey, throttleOf(stage, routeKey, accountThrottle(api.region)))
      return byRoute.get(routeKey)
    },
    areLogged: [stage.defaultRouteSettings, ...Object.values(stage.routeSettings)].some(
      (settings) => logDepth(settings).level !== 'OFF',
    ),
    logDepthOf: (routeKey) => logDepthOf(stage, routeKey),
    memory,
  }
}

function ownSettings({routeSettings}: HttpStageRecord, routeKey: string): RouteSettingsRecord | undefined {
  return Object.hasOwn(routeSettings, routeKey) ? routeSettings[routeKey] : undefined
}

/** Each setting of its own: a route may set its limits, and leave its log to the stage. */
function logDepthOf(stage: HttpStageRecord, routeKey: string): LogDepth {
  const own = ownSettings(stage, routeKey)
  const {loggingLevel, dataTraceEnabled} = stage.defaultRouteSettings
  return logDepth({
    loggingLevel: own?.loggingLevel ?? loggingLevel ?? 'OFF',
    dataTraceEnabled: own?.dataTraceEnabled ?? dataTraceEnabled ?? false,
  })
}

/** What AWS fills in, the account's limits, is no limit of the stage. */
function throttleOf(stage: HttpStageRecord, routeKey: string, account: Throttle): Throttle | undefined {
  const own = ownSettings(stage, routeKey)
  const {defaultRouteSettings} = stage
  const rateLimit = own?.throttlingRateLimit ?? defaultRouteSettings.throttlingRateLimit ?? account.rateLimit
  const burstLimit = own?.throttlingBurstLimit ?? defaultRouteSettings.throttlingBurstLimit ?? account.burstLimit
  const isOpen = rateLimit >= account.rateLimit && burstLimit >= account.burstLimit
  return isOpen ? undefined : {rateLimit, burstLimit}
}
