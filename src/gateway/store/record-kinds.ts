import type {AccessKeyRecord} from './access-key-record.js'
import type {AlarmHistoryRecord, AlarmRecord, DashboardRecord} from './alarm-record.js'
import type {FunctionAliasRecord, FunctionPolicyStatement, FunctionRecord} from './function-record.js'
import type {BackendRecord} from './backend-record.js'
import type {LogChunkRecord, LogGroupRecord, LogStreamRecord} from './log-record.js'
import type {MetricPointRecord, MetricSeriesRecord} from './metric-record.js'
import type {
  HttpAuthorizerRecord,
  HttpDeploymentRecord,
  HttpIntegrationRecord,
  HttpRouteRecord,
  HttpSnapshot,
  HttpStageRecord,
  PortalRecord,
  RouteResponseRecord,
  RoutingRuleRecord,
  V2ApiRecord,
  V2IntegrationResponseRecord,
  V2ModelRecord,
  V2VpcLinkRecord,
} from './v2-records.js'
import type {
  AccountRecord,
  ApiKeyRecord,
  ApiMappingRecord,
  CacheGenerationRecord,
  ClientCertificateRecord,
  DomainNameAccessAssociationRecord,
  DomainNameRecord,
  UsagePlanKeyRecord,
  UsagePlanRecord,
  UsageRecord,
  VpcLinkRecord,
} from './rest-account-records.js'
import type {
  AuthorizerRecord,
  DeploymentRecord,
  DocumentationPartRecord,
  DocumentationVersionRecord,
  GatewayResponseRecord,
  ModelRecord,
  RequestValidatorRecord,
  ResourceRecord,
  RestApiRecord,
  RestSnapshot,
  StageRecord,
} from './rest-records.js'

/**
 * Every kind of record the store holds, with its key in the comment. Ids of APIs are unique over all accounts and
 * regions, so children are keyed below the API id alone.
 */
export type RecordKinds = {
  /** [restApiId] */
  restApi: RestApiRecord
  /** [restApiId, resourceId] */
  resource: ResourceRecord
  /** [restApiId, modelName] */
  model: ModelRecord
  /** [restApiId, requestValidatorId] */
  requestValidator: RequestValidatorRecord
  /** [restApiId, authorizerId] */
  authorizer: AuthorizerRecord
  /** [restApiId, responseType] */
  gatewayResponse: GatewayResponseRecord
  /** [restApiId, documentationPartId] */
  documentationPart: DocumentationPartRecord
  /** [restApiId, version] */
  documentationVersion: DocumentationVersionRecord
  /** [restApiId, deploymentId] */
  deployment: DeploymentRecord
  /** [restApiId, deploymentId] */
  restSnapshot: RestSnapshot
  /** [restApiId, stageName] */
  stage: StageRecord
  /** [restApiId, stageName] */
  cacheGeneration: CacheGenerationRecord
  /** [accountId, region] */
  account: AccountRecord
  /** [accountId, region, apiKeyId] */
  apiKey: ApiKeyRecord
  /** [accountId, region, usagePlanId] */
  usagePlan: UsagePlanRecord
  /** [usagePlanId, apiKeyId] */
  usagePlanKey: UsagePlanKeyRecord
  /** [usagePlanId, apiKeyId, day as YYYY-MM-DD] */
  usage: UsageRecord
  /** [domain name; of a private one `name+id`] */
  domainName: DomainNameRecord
  /** [domain name as above, mapping key] */
  apiMapping: ApiMappingRecord
  /** [accountId, region, vpcLinkId] */
  vpcLink: VpcLinkRecord
  /** [accountId, region, clientCertificateId] */
  clientCertificate: ClientCertificateRecord
  /** [accountId, region, association ARN] */
  domainNameAccessAssociation: DomainNameAccessAssociationRecord
  /** [apiId] */
  v2Api: V2ApiRecord
  /** [apiId, routeId] */
  route: HttpRouteRecord
  /** [apiId, integrationId] */
  integration: HttpIntegrationRecord
  /** [apiId, authorizerId] */
  v2Authorizer: HttpAuthorizerRecord
  /** [apiId, deploymentId] */
  v2Deployment: HttpDeploymentRecord
  /** [apiId, deploymentId] */
  httpSnapshot: HttpSnapshot
  /** [apiId, stageName] */
  v2Stage: HttpStageRecord
  /** [apiId, modelId] */
  v2Model: V2ModelRecord
  /** [apiId, routeId, routeResponseId] */
  routeResponse: RouteResponseRecord
  /** [apiId, integrationId, integrationResponseId] */
  integrationResponse: V2IntegrationResponseRecord
  /** [accountId, region, vpcLinkId] */
  v2VpcLink: V2VpcLinkRecord
  /** [domain name as above, routingRuleId] */
  routingRule: RoutingRuleRecord
  /** [accountId, region, portalId] */
  portal: PortalRecord
  /** [accountId, region, portalProductId] */
  portalProduct: PortalRecord
  /** [portalProductId, productPageId] */
  productPage: PortalRecord
  /** [portalProductId, productRestEndpointPageId] */
  productRestEndpointPage: PortalRecord
  /** [portalProductId] */
  portalProductPolicy: {policyDocument: string}
  /** [accountId, region, functionName] */
  function: FunctionRecord
  /** [accountId, region, functionName, version] */
  functionVersion: FunctionRecord
  /** [accountId, region, functionName, alias] */
  functionAlias: FunctionAliasRecord
  /** [accountId, region, functionName, version or alias, statementId] */
  qualifiedPermission: FunctionPolicyStatement
  /** [absolute folder of a project] */
  backend: BackendRecord
  /** [accountId, region, functionName, statementId] */
  functionPermission: FunctionPolicyStatement
  /** [accountId, region, metric as metric-series.ts writes it] */
  metricSeries: MetricSeriesRecord
  /** [accountId, region, metric as above, start of the minute] */
  metricPoint: MetricPointRecord
  /** [accountId, region, alarmName] */
  alarm: AlarmRecord
  /** [accountId, region, sequence] */
  alarmHistory: AlarmHistoryRecord & {sequence: number}
  /** [accountId, dashboardName] */
  dashboard: DashboardRecord
  /** [accountId, region, logGroupName] */
  logGroup: LogGroupRecord
  /** [accountId, region, logGroupName, logStreamName] */
  logStream: LogStreamRecord
  /** [accountId, region, logGroupName, logStreamName, sequence of its first event] */
  logChunk: LogChunkRecord
  /** [accessKeyId]; ids are unique over all accounts, as on AWS */
  accessKey: AccessKeyRecord
  /** [name]: small facts about the store itself, such as the clock's offset. */
  setting: {value: string}
}

export type RecordKind = keyof RecordKinds

/** Owner of a record: every AWS object lives in one account and region. */
export type Scope = {accountId: string; region: string}
