import {present} from '../model/present.js'
import type {HttpStage, MethodSettings, RouteSettings, WebSocketStage} from '../model/stage.js'
import {withEntry, withoutEntry} from './edit-live.js'
import type {StageValues} from './stage-fields.js'

/** All routes of a stage, in the words of REST APIs. */
const everyMethod = '*/*'

/** Limits, logs and metrics of a REST stage, of one method or of all; what is empty then goes. */
export function withMethodSettings(
  before: Readonly<Record<string, MethodSettings>> | undefined,
  values: StageValues,
): Readonly<Record<string, MethodSettings>> | undefined {
  if (!saysSettings(values)) return before
  const key = values.route ?? everyMethod
  const settings = edited<MethodSettings>(before?.[key] ?? {}, values, 'metricsEnabled')
  return placed(before ?? {}, key, settings)
}

/** The same of a stage of an HTTP or WebSocket API, whose settings for all routes are a member of their own. */
export function v2Settings(
  stage: HttpStage | WebSocketStage,
  values: StageValues,
): Pick<HttpStage, 'defaultRouteSettings' | 'routeSettings'> {
  if (!saysSettings(values)) return {}
  const {route} = values
  if (route === undefined) {
    return {defaultRouteSettings: edited<RouteSettings>(stage.defaultRouteSettings ?? {}, values, 'detailedMetricsEnabled')} // prettier-ignore
  }
  const settings = edited<RouteSettings>(stage.routeSettings?.[route] ?? {}, values, 'detailedMetricsEnabled')
  return {routeSettings: placed(stage.routeSettings ?? {}, route, settings)}
}

function saysSettings({rateLimit, burstLimit, unlimited, executionLog, dataTrace, metrics}: StageValues): boolean {
  return [rateLimit, burstLimit, unlimited, executionLog, dataTrace, metrics].some((value) => value !== undefined)
}

type Shared = Pick<MethodSettings, 'loggingLevel' | 'dataTraceEnabled' | 'throttlingBurstLimit' | 'throttlingRateLimit'>

function edited<Settings extends Shared>(
  before: Settings,
  {rateLimit, burstLimit, unlimited, executionLog, dataTrace, metrics}: StageValues,
  metricsMember: 'metricsEnabled' | 'detailedMetricsEnabled',
): Settings {
  const {throttlingRateLimit, throttlingBurstLimit} = unlimited === true ? {} : (before as Shared)
  return present({
    ...before,
    throttlingRateLimit: rateLimit ?? throttlingRateLimit,
    throttlingBurstLimit: burstLimit ?? throttlingBurstLimit,
    loggingLevel: executionLog === undefined ? before.loggingLevel : levels[executionLog],
    dataTraceEnabled: dataTrace ?? before.dataTraceEnabled,
    ...(metrics !== undefined && {[metricsMember]: metrics}),
  }) as Settings
}

const levels = {off: 'OFF', error: 'ERROR', info: 'INFO'} as const

function placed<Settings extends object>(
  record: Readonly<Record<string, Settings>>,
  key: string,
  settings: Settings,
): Readonly<Record<string, Settings>> {
  return Object.keys(settings).length === 0 ? withoutEntry(record, key) : withEntry(record, key, settings)
}
