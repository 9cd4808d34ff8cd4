import type {JsonObject} from '../../model/json.js'
import {present} from '../../model/present.js'
import type {
  AccessLogSettings,
  HttpStage,
  MethodSettings,
  RestStage,
  RouteSettings,
  WebSocketStage,
} from '../../model/stage.js'

/** Properties of a stage of a REST API that AWS::ApiGateway::Stage and AWS::Serverless::Api share; tags are not among them. */
export function restStageProperties(stage: RestStage): JsonObject {
  const methods = Object.entries(stage.methodSettings ?? {})
  return present({
    StageName: stage.stageName,
    Description: stage.description,
    Variables: stage.variables,
    TracingEnabled: stage.tracingEnabled,
    CacheClusterEnabled: stage.cacheClusterEnabled,
    CacheClusterSize: stage.cacheClusterSize,
    AccessLogSetting: accessLog(stage.accessLogSettings),
    MethodSettings: methods.length === 0 ? undefined : methods.map(([key, settings]) => methodSetting(key, settings)),
  })
}

/** Properties of a stage of an HTTP or WebSocket API; tags are not among them. */
export function v2StageProperties(stage: HttpStage | WebSocketStage): JsonObject {
  const routes = Object.entries(stage.routeSettings ?? {}).map(([key, settings]) => [key, routeSettings(settings)])
  return present({
    StageName: stage.stageName,
    Description: stage.description,
    StageVariables: stage.stageVariables,
    AccessLogSettings: accessLog(stage.accessLogSettings),
    DefaultRouteSettings: stage.defaultRouteSettings && routeSettings(stage.defaultRouteSettings),
    RouteSettings: routes.length === 0 ? undefined : (Object.fromEntries(routes) as JsonObject),
  })
}

function accessLog(settings: AccessLogSettings | undefined): JsonObject | undefined {
  return settings && {DestinationArn: settings.destinationArn, Format: settings.format}
}

/**
 * Slashes of a path are written ~1, but for the first.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-stage-methodsetting.html
 */
function methodSetting(key: string, settings: MethodSettings): JsonObject {
  const [verb = '', path = ''] = key === '*/*' ? ['*', '*'] : key.split(/ (.*)/s)
  const resourcePath = path === '/' ? '/' : `/${path.replaceAll('/', '~1')}`
  return present({
    HttpMethod: verb === 'ANY' ? '*' : verb,
    ResourcePath: resourcePath,
    MetricsEnabled: settings.metricsEnabled,
    LoggingLevel: settings.loggingLevel,
    DataTraceEnabled: settings.dataTraceEnabled,
    ThrottlingBurstLimit: settings.throttlingBurstLimit,
    ThrottlingRateLimit: settings.throttlingRateLimit,
    CachingEnabled: settings.cachingEnabled,
    CacheTtlInSeconds: settings.cacheTtlInSeconds,
    CacheDataEncrypted: settings.cacheDataEncrypted,
  })
}

function routeSettings(settings: RouteSettings): JsonObject {
  return present({
    DetailedMetricsEnabled: settings.detailedMetricsEnabled,
    LoggingLevel: settings.loggingLevel,
    DataTraceEnabled: settings.dataTraceEnabled,
    ThrottlingBurstLimit: settings.throttlingBurstLimit,
    ThrottlingRateLimit: settings.throttlingRateLimit,
  })
}
