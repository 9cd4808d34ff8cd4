import type {
  AccessLogSettings,
  HttpStage,
  MethodSettings,
  RestStage,
  RouteSettings,
  WebSocketStage,
} from '../model/stage.js'
import {present} from '../model/present.js'
import {accessLogFormat} from './access-log-format.js'
import type {MethodOverride, Settings, StageSettings} from './settings.js'

/** A stage of apigw.yaml as the REST stage it declares; what it does not mention stays absent, and untouched on AWS. */
export function toRestStage(stageName: string, stage: StageSettings): RestStage {
  const methods = Object.entries(stage.methods ?? {}).map(([key, each]) => [key, methodSettings(each)] as const)
  const all = stageSettings(stage)
  const settings = [...(Object.keys(all).length > 0 ? [['*/*', all] as const] : []), ...methods]
  return {
    kind: 'restStage',
    stageName,
    ...present({
      description: stage.description,
      variables: stage.variables && sorted(stage.variables),
      tracingEnabled: stage.tracing,
      cacheClusterEnabled: stage.cache === undefined ? undefined : true,
      cacheClusterSize: stage.cache?.sizeGb === undefined ? undefined : String(stage.cache.sizeGb),
      clientCertificateId: stage.clientCertificateId,
      accessLogSettings: accessLog(stage, 'rest'),
      methodSettings: settings.length === 0 ? undefined : sorted(Object.fromEntries(settings)),
      tags: stage.tags && sorted(stage.tags),
    }),
  }
}

/** A stage of apigw.yaml as the HTTP stage it declares; what it does not mention stays absent, and untouched on AWS. */
export function toHttpStage(stageName: string, stage: StageSettings): HttpStage {
  return {kind: 'httpStage', ...v2Stage(stageName, stage, 'http')}
}

/** The same for a WebSocket stage, which has an execution log and a client certificate too. */
export function toWebSocketStage(stageName: string, stage: StageSettings): WebSocketStage {
  const {clientCertificateId} = stage
  return {kind: 'webSocketStage', ...present({clientCertificateId}), ...v2Stage(stageName, stage, 'websocket')}
}

function v2Stage(stageName: string, stage: StageSettings, kind: 'http' | 'websocket'): Omit<HttpStage, 'kind'> {
  const all = routeSettings(stage)
  const routes = Object.entries(stage.routes ?? {}).map(([key, each]) => [key, routeSettings(each)] as const)
  return {
    stageName,
    ...present({
      description: stage.description,
      autoDeploy: stage.autoDeploy,
      stageVariables: stage.variables && sorted(stage.variables),
      accessLogSettings: accessLog(stage, kind),
      defaultRouteSettings: Object.keys(all).length === 0 ? undefined : all,
      routeSettings: routes.length === 0 ? undefined : sorted(Object.fromEntries(routes)),
      tags: stage.tags && sorted(stage.tags),
    }),
  }
}

/** A `cache` section is the cluster and, unless it is switched off for a method, caching of every GET. */
function stageSettings(stage: StageSettings): MethodSettings {
  const {cache} = stage
  return methodSettings({...stage, cache: cache && {enabled: true, ...cache}})
}

type Cache = NonNullable<MethodOverride['cache']>
type Source = {[Key in 'throttle' | 'executionLog' | 'dataTrace' | 'metrics']?: MethodOverride[Key] | undefined} & {
  cache?: Cache | undefined
}

const strategies = {
  fail: 'FAIL_WITH_403',
  warn: 'SUCCEED_WITH_RESPONSE_HEADER',
  ignore: 'SUCCEED_WITHOUT_RESPONSE_HEADER',
} as const

const levels = {off: 'OFF', error: 'ERROR', info: 'INFO'} as const

function methodSettings(source: Source): MethodSettings {
  const {cache} = source
  return present({
    metricsEnabled: source.metrics,
    loggingLevel: source.executionLog && levels[source.executionLog],
    dataTraceEnabled: source.dataTrace,
    throttlingBurstLimit: source.throttle?.burstLimit,
    throttlingRateLimit: source.throttle?.rateLimit,
    cachingEnabled: cache && (cache.enabled ?? true),
    cacheTtlInSeconds: cache?.ttlSeconds,
    cacheDataEncrypted: cache?.encrypted,
    requireAuthorizationForCacheControl: cache?.requireAuthorization,
    unauthorizedCacheControlHeaderStrategy: cache?.unauthorized && strategies[cache.unauthorized],
  })
}

function routeSettings(source: Source): RouteSettings {
  return present({
    detailedMetricsEnabled: source.metrics,
    loggingLevel: source.executionLog && levels[source.executionLog],
    dataTraceEnabled: source.dataTrace,
    throttlingBurstLimit: source.throttle?.burstLimit,
    throttlingRateLimit: source.throttle?.rateLimit,
  })
}

function accessLog(stage: StageSettings, kind: Settings['type']): AccessLogSettings | undefined {
  if (stage.accessLog === undefined) return undefined
  const {destination, format} = stage.accessLog
  // Log group ARNs are often copied with ":*" at the end, which API Gateway refuses.
  return {destinationArn: destination.replace(/:\*$/, ''), format: accessLogFormat(format, kind)}
}

function sorted<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)))
}
