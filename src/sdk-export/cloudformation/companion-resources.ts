import {thisApi} from '../../model/alarm.js'
import type {Alarm} from '../../model/alarm.js'
import type {Companions} from '../../model/companion.js'
import type {Domain, EndpointType} from '../../model/domain.js'
import type {InvokePermission} from '../../model/invoke-permission.js'
import type {JsonObject} from '../../model/json.js'
import {parseLogGroupArn} from '../../model/log-group.js'
import {present} from '../../model/present.js'
import type {UsagePlan} from '../../model/usage-plan.js'
import {logicalId} from './logical-id.js'
import {ref, tagList} from './resource.js'
import type {Resource, Resources, StackNames} from './resource.js'

/** Resources of what stands beside an API. Values of keys are AWS's to make: none is ever in a template. */
export function companionResources(companions: Companions, names: StackNames): Resources {
  const {usagePlans, apiKeys, usagePlanKeys = {}, domains, permissions = {}, alarms, logGroups = {}} = companions
  const entries: [string, Resource][] = [
    ...Object.entries(usagePlans?.wanted ?? {}).map(([name, plan]) => usagePlan(name, plan, names)),
    ...Object.entries(apiKeys?.wanted ?? {}).map(([name, {tags, ...key}]): [string, Resource] => {
      const {description: Description, enabled: Enabled = true, customerId: CustomerId} = key
      const Properties = present({Name: name, Description, Enabled, CustomerId, Tags: tagList(tags)})
      return [logicalId('ApiKey', name), {Type: 'AWS::ApiGateway::ApiKey', Properties}]
    }),
    ...Object.entries(usagePlanKeys).flatMap(([plan, keys]) => keys.map((key) => usagePlanKey(plan, key))),
    ...Object.entries(domains?.wanted ?? {}).flatMap(([name, domain]) => {
      return domainResources({name, domain, paths: companions.mappings?.[name] ?? []}, names)
    }),
    ...Object.values(permissions).flatMap((each) => each.map((one) => permission(one, names))),
    ...Object.entries(alarms?.wanted ?? {}).map(([name, alarm]) => alarmResource(name, alarm, names)),
    ...Object.entries(logGroups).flatMap(([arn, {retentionDays: RetentionInDays, tags}]): [string, Resource][] => {
      const LogGroupName = parseLogGroupArn(arn)?.name
      if (LogGroupName === undefined) return []
      const Properties = present({LogGroupName, RetentionInDays, Tags: tagList(tags)})
      return [[logicalId('LogGroup', LogGroupName), {Type: 'AWS::Logs::LogGroup', Properties}]]
    }),
  ]
  return Object.fromEntries(entries)
}

function usagePlan(name: string, plan: UsagePlan, {api, stage}: StackNames): [string, Resource] {
  const stages = Object.values(plan.stages ?? {}).map(({methods}) =>
    present({ApiId: ref(api), Stage: stage, Throttle: methods && methodThrottles(methods)}),
  )
  const {description: Description, throttle, quota, tags} = plan
  const Properties = present({
    UsagePlanName: name,
    Description,
    Throttle: throttle && {RateLimit: throttle.rateLimit, BurstLimit: throttle.burstLimit},
    Quota: quota && present({Limit: quota.limit, Offset: quota.offset, Period: quota.period}),
    ApiStages: stages.length === 0 ? undefined : stages,
    Tags: tagList(tags),
  })
  return [logicalId('UsagePlan', name), {Type: 'AWS::ApiGateway::UsagePlan', Properties}]
}

function methodThrottles(methods: Readonly<Record<string, {rateLimit: number; burstLimit: number}>>): JsonObject {
  const entries = Object.entries(methods).map(([key, {rateLimit, burstLimit}]) => {
    const [verb = '', path = ''] = key.split(/ (.*)/s)
    return [`${path}/${verb}`, {RateLimit: rateLimit, BurstLimit: burstLimit}]
  })
  return Object.fromEntries(entries) as JsonObject
}

function usagePlanKey(plan: string, key: string): [string, Resource] {
  const ids = {KeyId: ref(logicalId('ApiKey', key)), UsagePlanId: ref(logicalId('UsagePlan', plan))}
  const Properties = {...ids, KeyType: 'API_KEY'}
  return [logicalId('UsagePlanKey', `${plan}/${key}`), {Type: 'AWS::ApiGateway::UsagePlanKey', Properties}]
}

type DomainInput = {name: string; domain: Domain; paths: readonly string[]}

function domainResources({name, domain, paths}: DomainInput, names: StackNames): [string, Resource][] {
  const {certificateArn, endpointType = 'REGIONAL', securityPolicy, mutualTls, tags} = domain
  const id = logicalId('DomainName', name)
  const isRegional = endpointType === 'REGIONAL'
  const Properties = present({
    DomainName: name,
    EndpointConfiguration: {Types: [endpointType]},
    RegionalCertificateArn: isRegional ? certificateArn : undefined,
    CertificateArn: isRegional ? undefined : certificateArn,
    SecurityPolicy: securityPolicy,
    MutualTlsAuthentication:
      mutualTls && present({TruststoreUri: mutualTls.truststoreUri, TruststoreVersion: mutualTls.truststoreVersion}),
    Tags: tagList(tags),
  })
  const Type = endpointType === 'PRIVATE' ? 'AWS::ApiGateway::DomainNameV2' : 'AWS::ApiGateway::DomainName'
  const mappings = paths.map((path): [string, Resource] => {
    return [logicalId('Mapping', `${name}/${path}`), mappingOf(id, path, names)[endpointType]]
  })
  return [[id, {Type, Properties}], ...mappings]
}

/** A regional domain takes API mappings, an edge-optimized one base path mappings, a private one those of its own. */
function mappingOf(id: string, path: string, {api, stage: Stage}: StackNames): Record<EndpointType, Resource> {
  const BasePath = path === '' ? undefined : path
  const apiMapping = present({DomainName: ref(id), ApiId: ref(api), Stage, ApiMappingKey: BasePath})
  const basePath = present({DomainName: ref(id), RestApiId: ref(api), Stage, BasePath})
  const ownArn = {'Fn::GetAtt': [id, 'DomainNameArn']}
  const isolated = present({DomainNameArn: ownArn, RestApiId: ref(api), Stage, BasePath})
  return {
    REGIONAL: {Type: 'AWS::ApiGatewayV2::ApiMapping', Properties: apiMapping},
    EDGE: {Type: 'AWS::ApiGateway::BasePathMapping', Properties: basePath},
    PRIVATE: {Type: 'AWS::ApiGateway::BasePathMappingV2', Properties: isolated},
  }
}

function permission({functionArn, source}: InvokePermission, {api}: StackNames): [string, Resource] {
  const SourceArn = {
    'Fn::Join': [
      '',
      [
        'arn:',
        ref('AWS::Partition'),
        ':execute-api:',
        ref('AWS::Region'),
        ':',
        ref('AWS::AccountId'),
        ':',
        ref(api),
        `/${source}`,
      ],
    ],
  }
  const Properties = {
    Action: 'lambda:InvokeFunction',
    FunctionName: functionArn,
    Principal: 'apigateway.amazonaws.com',
    SourceArn,
  }
  return [
    logicalId('Permission', `${functionArn.split(':').slice(6).join(':')} ${source}`),
    {Type: 'AWS::Lambda::Permission', Properties},
  ]
}

function alarmResource(name: string, {dimensions, statistic, ...alarm}: Alarm, {api}: StackNames): [string, Resource] {
  const Properties = present({
    AlarmName: name,
    AlarmDescription: alarm.description,
    Namespace: 'AWS/ApiGateway',
    MetricName: alarm.metricName,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({
      Name,
      Value: Value === thisApi ? ref(api) : Value,
    })),
    ...(statistic.startsWith('p') ? {ExtendedStatistic: statistic} : {Statistic: statistic}),
    ComparisonOperator: alarm.comparisonOperator,
    Threshold: alarm.threshold,
    Period: alarm.period,
    EvaluationPeriods: alarm.evaluationPeriods,
    TreatMissingData: alarm.treatMissingData,
    AlarmActions: alarm.alarmActions,
    OKActions: alarm.okActions,
    InsufficientDataActions: alarm.insufficientDataActions,
    ActionsEnabled: alarm.actionsEnabled,
    DatapointsToAlarm: alarm.datapointsToAlarm,
    Unit: alarm.unit,
  })
  return [logicalId('Alarm', name), {Type: 'AWS::CloudWatch::Alarm', Properties}]
}
