import type {LiveApi} from '../../model/live-api.js'
import type {HttpStage, MethodSettings, RestStage, RouteSettings, Stage, WebSocketStage} from '../../model/stage.js'
import {expression} from './hcl.js'
import type {Body} from './hcl.js'
import {attribute, filled, importId, resourceName} from './resource.js'
import type {Resource} from './resource.js'

/**
 * A stage and the deployment that it serves. `parts` are the resources of the API: a change of one of them makes a new
 * deployment, and an import of what is there makes none.
 */
export function stageResources(stage: Stage, parts: readonly Resource[], live: LiveApi | undefined): Resource[] {
  const found = live?.stages.find((each) => each.stage.stageName === stage.stageName)
  const deploymentId = importId(live?.apiId, found?.deploymentId)
  const stageId = found === undefined ? undefined : importId(live?.apiId, stage.stageName)
  if (stage.kind === 'restStage') {
    const rest_api_id = attribute('aws_api_gateway_rest_api', 'api')
    const deployed = deployment('aws_api_gateway_deployment', {rest_api_id}, parts, deploymentId)
    return [deployed, restStage(stage, stageId), ...methodSettings(stage, stageId)]
  }
  const api_id = attribute('aws_apigatewayv2_api', 'api')
  if (stage.autoDeploy === true) return [v2Stage(stage, {auto_deploy: true}, stageId)]
  const deployed = deployment('aws_apigatewayv2_deployment', {api_id}, parts, deploymentId)
  return [deployed, v2Stage(stage, {deployment_id: attribute(deployed.type, 'api')}, stageId)]
}

function deployment(
  type: string,
  attributes: Body['attributes'],
  parts: readonly Resource[],
  id: string | undefined,
): Resource {
  const addresses = parts.map((part) => expression(`${part.type}.${part.name}`))
  const lifecycle = {create_before_destroy: true, replace_triggered_by: addresses}
  const blocks = [{name: 'lifecycle', body: {attributes: lifecycle}}]
  return {type, name: 'api', attributes: {...attributes, depends_on: addresses}, blocks, importId: id}
}

function restStage(stage: RestStage, id: string | undefined): Resource {
  const attributes = {
    rest_api_id: attribute('aws_api_gateway_rest_api', 'api'),
    deployment_id: attribute('aws_api_gateway_deployment', 'api'),
    stage_name: stage.stageName,
    description: stage.description,
    variables: filled(stage.variables ?? {}),
    xray_tracing_enabled: stage.tracingEnabled,
    cache_cluster_enabled: stage.cacheClusterEnabled,
    cache_cluster_size: stage.cacheClusterSize,
    client_certificate_id: stage.clientCertificateId,
    tags: filled(stage.tags ?? {}),
  }
  return {type: 'aws_api_gateway_stage', name: 'api', attributes, blocks: accessLog(stage), importId: id}
}

function accessLog({accessLogSettings: settings}: Stage): {name: string; body: Body}[] {
  if (settings === undefined) return []
  const attributes = {destination_arn: settings.destinationArn, format: settings.format}
  return [{name: 'access_log_settings', body: {attributes}}]
}

/** The path of a method comes without its first slash. */
function methodSettings({methodSettings: all = {}}: RestStage, stageId: string | undefined): Resource[] {
  return Object.entries(all).map(([key, settings]): Resource => {
    const [verb = '', path = ''] = key.split(/ (.*)/s)
    const method_path = key === '*/*' ? key : `${path.replace(/^\//, '')}/${verb}`
    const attributes = {
      rest_api_id: attribute('aws_api_gateway_rest_api', 'api'),
      stage_name: attribute('aws_api_gateway_stage', 'api', 'stage_name'),
      method_path,
    }
    const blocks = [{name: 'settings', body: {attributes: settingAttributes(settings)}}]
    const name = key === '*/*' ? 'all' : resourceName(key)
    return {
      type: 'aws_api_gateway_method_settings',
      name,
      attributes,
      blocks,
      importId: stageId && `${stageId}/${method_path}`,
    }
  })
}

function settingAttributes(settings: MethodSettings): Body['attributes'] {
  return {
    metrics_enabled: settings.metricsEnabled,
    logging_level: settings.loggingLevel,
    data_trace_enabled: settings.dataTraceEnabled,
    throttling_burst_limit: settings.throttlingBurstLimit,
    throttling_rate_limit: settings.throttlingRateLimit,
    caching_enabled: settings.cachingEnabled,
    cache_ttl_in_seconds: settings.cacheTtlInSeconds,
    cache_data_encrypted: settings.cacheDataEncrypted,
    require_authorization_for_cache_control: settings.requireAuthorizationForCacheControl,
    unauthorized_cache_control_header_strategy: settings.unauthorizedCacheControlHeaderStrategy,
  }
}

function v2Stage(stage: HttpStage | WebSocketStage, serves: Body['attributes'], id: string | undefined): Resource {
  const attributes = {
    ...{api_id: attribute('aws_apigatewayv2_api', 'api'), name: stage.stageName},
    ...serves,
    description: stage.description,
    stage_variables: filled(stage.stageVariables ?? {}),
    client_certificate_id: stage.kind === 'webSocketStage' ? stage.clientCertificateId : undefined,
    tags: filled(stage.tags ?? {}),
  }
  const usual = stage.defaultRouteSettings
  const blocks = [
    ...accessLog(stage),
    ...(usual === undefined ? [] : [{name: 'default_route_settings', body: {attributes: routeAttributes(usual)}}]),
    ...Object.entries(stage.routeSettings ?? {}).map(([route_key, settings]) => {
      return {name: 'route_settings', body: {attributes: {route_key, ...routeAttributes(settings)}}}
    }),
  ]
  return {type: 'aws_apigatewayv2_stage', name: 'api', attributes, blocks, importId: id}
}

function routeAttributes(settings: RouteSettings): Body['attributes'] {
  return {
    detailed_metrics_enabled: settings.detailedMetricsEnabled,
    logging_level: settings.loggingLevel,
    data_trace_enabled: settings.dataTraceEnabled,
    throttling_burst_limit: settings.throttlingBurstLimit,
    throttling_rate_limit: settings.throttlingRateLimit,
  }
}
