import {thisApi} from '../../model/alarm.js'
import type {Alarm} from '../../model/alarm.js'
import type {Companions} from '../../model/companion.js'
import type {Domain} from '../../model/domain.js'
import type {InvokePermission} from '../../model/invoke-permission.js'
import {parseLogGroupArn} from '../../model/log-group.js'
import type {UsagePlan} from '../../model/usage-plan.js'
import {template} from './hcl.js'
import type {Body, Expression} from './hcl.js'
import {attribute, filled, listed, resourceName} from './resource.js'
import type {Resource} from './resource.js'

/** How the rest finds the API and the name of its stage; `executionArn` is what permissions begin with. */
export type ApiAddress = {api: Expression; stage: Expression; executionArn: Expression}

/** What stands beside an API. Values of keys are AWS's to make: none is ever in a configuration. */
export function companionResources(companions: Companions, address: ApiAddress): Resource[] {
  const {
    usagePlans,
    apiKeys,
    usagePlanKeys = {},
    domains,
    mappings,
    permissions = {},
    alarms,
    logGroups = {},
  } = companions
  return [
    ...Object.entries(usagePlans?.wanted ?? {}).map(([name, plan]) => usagePlan(name, plan, address)),
    ...Object.entries(apiKeys?.wanted ?? {}).map(([name, key]): Resource => {
      const {description, enabled, customerId: customer_id, tags = {}} = key
      const attributes = {name, description, enabled, customer_id, tags: filled(tags)}
      return {type: 'aws_api_gateway_api_key', name: resourceName(name), attributes}
    }),
    ...Object.entries(usagePlanKeys).flatMap(([plan, keys]) => keys.map((key) => usagePlanKey(plan, key))),
    ...Object.entries(domains?.wanted ?? {}).flatMap(([name, domain]) => [
      domainResource(name, domain),
      ...(mappings?.[name] ?? []).map((path) => mappingResource(name, path, {domain, address})),
    ]),
    ...Object.values(permissions).flatMap((each) => each.map((one) => permission(one, address))),
    ...Object.entries(alarms?.wanted ?? {}).map(([name, alarm]) => alarmResource(name, alarm, address)),
    ...Object.entries(logGroups).flatMap(([arn, {retentionDays: retention_in_days, tags = {}}]): Resource[] => {
      const name = parseLogGroupArn(arn)?.name
      if (name === undefined) return []
      const attributes = {name, retention_in_days, tags: filled(tags)}
      return [{type: 'aws_cloudwatch_log_group', name: resourceName(name), attributes}]
    }),
  ]
}

function usagePlan(name: string, plan: UsagePlan, {api, stage}: ApiAddress): Resource {
  const {description, throttle, quota, stages = {}, tags = {}} = plan
  const block = (blockName: string, attributes: Body['attributes']) => ({name: blockName, body: {attributes}})
  const blocks = [
    ...Object.values(stages).map(({methods = {}}) => {
      const limits = Object.entries(methods).map(([key, {rateLimit: rate_limit, burstLimit: burst_limit}]) => {
        const [verb = '', path = ''] = key.split(/ (.*)/s)
        return block('throttle', {path: `${path}/${verb}`, rate_limit, burst_limit})
      })
      return {name: 'api_stages', body: {attributes: {api_id: api, stage}, blocks: limits}}
    }),
    ...(quota === undefined ? [] : [block('quota_settings', {...quota})]),
    ...(throttle === undefined
      ? []
      : [block('throttle_settings', {rate_limit: throttle.rateLimit, burst_limit: throttle.burstLimit})]),
  ]
  const attributes = {name, description, tags: filled(tags)}
  return {type: 'aws_api_gateway_usage_plan', name: resourceName(name), attributes, blocks}
}

function usagePlanKey(plan: string, key: string): Resource {
  const attributes = {
    key_id: attribute('aws_api_gateway_api_key', resourceName(key)),
    key_type: 'API_KEY',
    usage_plan_id: attribute('aws_api_gateway_usage_plan', resourceName(plan)),
  }
  return {type: 'aws_api_gateway_usage_plan_key', name: resourceName(`${plan}/${key}`), attributes}
}

const domainType = 'aws_api_gateway_domain_name'

function domainResource(name: string, domain: Domain): Resource {
  const {certificateArn, endpointType = 'REGIONAL', securityPolicy: security_policy, mutualTls, tags = {}} = domain
  const isRegional = endpointType === 'REGIONAL'
  const attributes = {
    ...{domain_name: name, security_policy, tags: filled(tags)},
    regional_certificate_arn: isRegional ? certificateArn : undefined,
    certificate_arn: isRegional ? undefined : certificateArn,
  }
  const truststore = {truststore_uri: mutualTls?.truststoreUri, truststore_version: mutualTls?.truststoreVersion}
  const blocks = [
    {name: 'endpoint_configuration', body: {attributes: {types: [endpointType]}}},
    ...(mutualTls === undefined ? [] : [{name: 'mutual_tls_authentication', body: {attributes: truststore}}]),
  ]
  return {type: domainType, name: resourceName(name), attributes, blocks}
}

/** A regional domain takes API mappings, the others base path mappings; a private one is named by its id too. */
function mappingResource(
  domainName: string,
  path: string,
  {domain, address}: {domain: Domain; address: ApiAddress},
): Resource {
  const {endpointType = 'REGIONAL'} = domain
  const name = resourceName(`${domainName}/${path}`)
  const own = resourceName(domainName)
  const shared = {api_id: address.api, domain_name: attribute(domainType, own, 'domain_name')}
  if (endpointType === 'REGIONAL') {
    const attributes = {...shared, stage: address.stage, api_mapping_key: path === '' ? undefined : path}
    return {type: 'aws_apigatewayv2_api_mapping', name, attributes}
  }
  const attributes = {
    ...shared,
    domain_name_id: endpointType === 'PRIVATE' ? attribute(domainType, own, 'domain_name_id') : undefined,
    stage_name: address.stage,
    base_path: path === '' ? undefined : path,
  }
  return {type: 'aws_api_gateway_base_path_mapping', name, attributes}
}

function permission({functionArn, source}: InvokePermission, {executionArn}: ApiAddress): Resource {
  const [functionName, qualifier] = [functionArn.split(':').slice(0, 7).join(':'), functionArn.split(':')[7]]
  const attributes = {
    action: 'lambda:InvokeFunction',
    function_name: functionName,
    qualifier,
    principal: 'apigateway.amazonaws.com',
    source_arn: template(executionArn, `/${source}`),
  }
  const name = resourceName(`${functionArn.split(':').slice(6).join(':')} ${source}`)
  return {type: 'aws_lambda_permission', name, attributes}
}

function alarmResource(name: string, {dimensions, statistic, ...alarm}: Alarm, {api}: ApiAddress): Resource {
  const values = Object.entries(dimensions).map(([key, value]) => [key, value === thisApi ? api : value])
  const attributes = {
    ...{alarm_name: name, alarm_description: alarm.description, namespace: 'AWS/ApiGateway'},
    metric_name: alarm.metricName,
    dimensions: Object.fromEntries(values) as Record<string, string | Expression>,
    ...(statistic.startsWith('p') ? {extended_statistic: statistic} : {statistic}),
    comparison_operator: alarm.comparisonOperator,
    threshold: alarm.threshold,
    period: alarm.period,
    evaluation_periods: alarm.evaluationPeriods,
    datapoints_to_alarm: alarm.datapointsToAlarm,
    treat_missing_data: alarm.treatMissingData,
    unit: alarm.unit,
    actions_enabled: alarm.actionsEnabled,
    alarm_actions: listed(alarm.alarmActions ?? []),
    ok_actions: listed(alarm.okActions ?? []),
    insufficient_data_actions: listed(alarm.insufficientDataActions ?? []),
  }
  return {type: 'aws_cloudwatch_metric_alarm', name: resourceName(name), attributes}
}
