import type {HttpStageRecord, RouteSettingsRecord, V2ApiRecord} from '../../store/v2-records.js'
import {present} from '../apigateway/present.js'
import {badRequest, notFound} from '../apigateway/refuse.js'
import {checkedTags} from '../apigateway/tag-rules.js'
import type {OperationContext} from '../operation.js'
import {mergedMap} from './merge.js'

/** The members of a stage that a caller sets. */
export type StageSettings = Partial<
  Pick<
    HttpStageRecord,
    | 'accessLogSettings'
    | 'autoDeploy'
    | 'clientCertificateId'
    | 'defaultRouteSettings'
    | 'deploymentId'
    | 'description'
    | 'routeSettings'
    | 'stageVariables'
  >
>

/** A new stage with AWS's defaults, checked but not stored. */
export function newStage(
  {stageName, tags, ...input}: StageSettings & {stageName: string; tags?: Record<string, string>},
  api: V2ApiRecord,
  context: OperationContext,
): HttpStageRecord {
  const record: HttpStageRecord = present({
    ...input,
    stageName: checkedName(api, stageName),
    autoDeploy: input.autoDeploy ?? false,
    createdDate: context.nowMs,
    lastUpdatedDate: context.nowMs,
    defaultRouteSettings: {...defaultSettings(api), ...input.defaultRouteSettings},
    routeSettings: input.routeSettings ?? {},
    stageVariables: mergedMap(undefined, input.stageVariables),
    tags: checkedTags(tags),
  })
  checkStage(context, api, record)
  return record
}

/**
 * What AWS reads back for a stage whose route settings nobody has touched: no throttling limits, as the acceptance
 * tests of Terraform's provider find (hashicorp/terraform-provider-aws internal/service/apigatewayv2/stage_test.go).
 */
function defaultSettings({protocolType}: V2ApiRecord): RouteSettingsRecord {
  if (protocolType === 'HTTP') return {detailedMetricsEnabled: false}
  return {detailedMetricsEnabled: false, dataTraceEnabled: false, loggingLevel: 'OFF'}
}

function checkedName({protocolType}: V2ApiRecord, stageName: string): string {
  if (protocolType === 'HTTP' && stageName === '$default') return stageName
  if (/^[A-Za-z0-9_-]{1,128}$/.test(stageName)) return stageName
  throw badRequest('Stage name only allows a-zA-Z0-9_- and must have between 1 and 128 characters')
}

/** The rules that a new and a changed stage share. */
export function checkStage(context: OperationContext, api: V2ApiRecord, stage: HttpStageRecord): void {
  const {store} = context
  if (stage.deploymentId !== undefined && store.get('v2Deployment', [api.apiId, stage.deploymentId]) === undefined) {
    throw notFound('Invalid Deployment identifier specified')
  }
  const routeKeys = new Set(store.list('route', [api.apiId]).map(({routeKey}) => routeKey))
  for (const routeKey of Object.keys(stage.routeSettings)) {
    if (!routeKeys.has(routeKey)) {
      throw notFound(`Unable to find Route by key ${routeKey} within the provided RouteSettings`)
    }
  }
  for (const settings of [stage.defaultRouteSettings, ...Object.values(stage.routeSettings)]) {
    checkRouteSettings(api, settings)
  }
  checkVariables(stage.stageVariables ?? {})
  checkAccessLog(stage.accessLogSettings)
}

function checkRouteSettings({protocolType}: V2ApiRecord, settings: RouteSettingsRecord): void {
  const logs = settings.dataTraceEnabled === true || (settings.loggingLevel ?? 'OFF') !== 'OFF'
  if (protocolType === 'HTTP' && logs) throw badRequest('Execution logs are not supported on protocolType HTTP')
  const {throttlingBurstLimit = 0, throttlingRateLimit = 0} = settings
  if (throttlingBurstLimit < 0 || throttlingRateLimit < 0) throw badRequest('Throttling limits must not be negative')
}

/** Limits: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
function checkVariables(variables: Readonly<Record<string, string>>): void {
  const entries = Object.entries(variables)
  if (entries.length > 100) throw badRequest('A stage can have at most 100 stage variables')
  for (const [name, value] of entries) {
    if (!/^\w{1,64}$/.test(name)) throw badRequest(`Invalid stage variable name: ${name}`)
    if (!/^[A-Za-z0-9\-._~:/?#&=,]{1,512}$/.test(value)) throw badRequest(`Invalid stage variable value: ${value}`)
  }
}

const prefix = 'The following errors are found in Access Log Format: '

/** Texts: captured answers of September 2026. A malformed ARN is reported before the format. */
function checkAccessLog(settings: HttpStageRecord['accessLogSettings']): void {
  if (settings === undefined) return
  const {destinationArn, format} = settings
  if (!destinationArn || !format) throw badRequest('Access Log value missing. Expected destinationArn and format.')
  if (!destinationArn.startsWith('arn:')) {
    throw badRequest(`Invalid ARN specified in the request. ARNs must start with 'arn:': ${destinationArn}`)
  }
  if (!/^arn:[^:]+:(logs:[^:]*:[^:]*:log-group:|firehose:[^:]*:[^:]*:deliverystream\/)/.test(destinationArn)) {
    throw badRequest(
      'Invalid ARN specified in the request. The ARN must be a valid CloudWatch Logs log group or Kinesis Data Firehose delivery stream ARN.',
    )
  }
  if (!/\$(context\.|\{context\.)(requestId|extendedRequestId)\b/.test(format)) {
    throw badRequest(
      `${prefix}Access Log format must include either $context.requestId or $context.extendedRequestId : '${format}'`,
    )
  }
  if (/[\r\n]/.test(format)) throw badRequest(`${prefix}Access Log format must be single line: '${format}'`)
}
