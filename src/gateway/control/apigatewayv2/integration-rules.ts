import type {HttpIntegrationRecord, V2ApiRecord} from '../../store/v2-records.js'
import {present} from '../apigateway/present.js'
import {badRequest} from '../apigateway/refuse.js'

/** The members of an integration that a caller sets. */
export type IntegrationSettings = Omit<
  HttpIntegrationRecord,
  'integrationId' | 'timeoutInMillis' | 'apiGatewayManaged' | 'integrationResponseSelectionExpression'
> & {timeoutInMillis?: number}

const verbs = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ANY'])
const limitsMs = {HTTP: {default: 30_000, maximum: 30_000}, WEBSOCKET: {default: 29_000, maximum: 29_000}}
const minimumTimeoutMs = 50

/** An integration with AWS's defaults for its kind of API, or AWS's refusal. */
export function checkedIntegration(
  api: V2ApiRecord,
  input: IntegrationSettings,
): Omit<HttpIntegrationRecord, 'integrationId'> {
  if (input.integrationMethod !== undefined && !verbs.has(input.integrationMethod)) {
    throw badRequest(`Invalid HTTP method specified: ${input.integrationMethod}`)
  }
  return api.protocolType === 'HTTP' ? httpIntegration(input) : webSocketIntegration(input)
}

function httpIntegration(input: IntegrationSettings): Omit<HttpIntegrationRecord, 'integrationId'> {
  const {integrationType, integrationSubtype, connectionType = 'INTERNET'} = input
  if (integrationType !== 'HTTP_PROXY' && integrationType !== 'AWS_PROXY') {
    // Text: https://github.com/aws/aws-cli/issues/6363 (2021-08-27)
    throw badRequest(
      'Currently, an API with a protocol type of HTTP may only be associated with proxy integrations (AWS_PROXY, HTTP_PROXY)',
    )
  }
  if (integrationType === 'HTTP_PROXY') checkHttpTarget(input, connectionType)
  else if (integrationSubtype === undefined) checkFunctionTarget(input)
  checkVpcLink(input, connectionType)
  const payloadFormatVersion = checkedPayloadFormat(input)
  // Lambda is always invoked with POST, and AWS reads that back; a first-class service action has no verb.
  const isFunction = integrationType === 'AWS_PROXY' && integrationSubtype === undefined
  const integrationMethod = input.integrationMethod ?? (isFunction ? 'POST' : undefined)
  const timeoutInMillis = checkedTimeout(input, 'HTTP')
  return present({...input, connectionType, integrationMethod, payloadFormatVersion, timeoutInMillis})
}

function checkHttpTarget({integrationUri = ''}: IntegrationSettings, connectionType: string): void {
  if (connectionType === 'VPC_LINK') {
    if (!integrationUri.startsWith('arn:')) throw badRequest('Invalid ARN specified in the request')
  } else if (!isHttpUrl(integrationUri)) throw badRequest('Invalid HTTP endpoint specified for URI')
}

/** Placeholders may stand for any part behind the scheme: `https://${stageVariables.host}/{proxy}`. */
function isHttpUrl(uri: string): boolean {
  return /^https?:\/\/[^\s/]+/i.test(uri) && URL.canParse(uri.replace(/\$?\{[^}]*\}/g, 'x'))
}

function checkFunctionTarget({integrationUri}: IntegrationSettings): void {
  if (integrationUri?.startsWith('arn:') !== true) throw badRequest('Invalid ARN specified in the request')
}

function checkVpcLink({connectionId}: IntegrationSettings, connectionType: string): void {
  if (connectionType === 'VPC_LINK' && connectionId === undefined) {
    throw badRequest('ConnectionId is required when ConnectionType is VPC_LINK.')
  }
}

function checkedPayloadFormat({
  integrationType,
  integrationSubtype,
  payloadFormatVersion,
}: IntegrationSettings): string {
  const version = payloadFormatVersion ?? '1.0'
  const allowed = integrationType === 'AWS_PROXY' && integrationSubtype === undefined ? ['1.0', '2.0'] : ['1.0']
  if (!allowed.includes(version)) {
    throw badRequest(`PayloadFormatVersion ${version} is not supported for this integration.`)
  }
  return version
}

function checkedTimeout({timeoutInMillis}: IntegrationSettings, protocol: keyof typeof limitsMs): number {
  const {default: byDefault, maximum} = limitsMs[protocol]
  const timeout = timeoutInMillis ?? byDefault
  if (!Number.isInteger(timeout) || timeout < minimumTimeoutMs || timeout > maximum) {
    throw badRequest(`Timeout should be between ${minimumTimeoutMs} ms and ${maximum} ms`)
  }
  return timeout
}

function webSocketIntegration(input: IntegrationSettings): Omit<HttpIntegrationRecord, 'integrationId'> {
  const {integrationType, integrationUri = ''} = input
  if (integrationType.startsWith('HTTP') && !isHttpUrl(integrationUri)) {
    throw badRequest('Invalid HTTP endpoint specified for URI')
  }
  if (integrationType.startsWith('AWS') && !integrationUri.startsWith('arn:')) {
    throw badRequest('Invalid ARN specified in the request')
  }
  return present({
    ...input,
    connectionType: input.connectionType ?? (integrationType === 'MOCK' ? undefined : 'INTERNET'),
    passthroughBehavior: input.passthroughBehavior ?? 'WHEN_NO_MATCH',
    payloadFormatVersion: input.payloadFormatVersion ?? '1.0',
    timeoutInMillis: checkedTimeout(input, 'WEBSOCKET'),
    integrationResponseSelectionExpression: responseSelection(integrationType),
  })
}

/** Proxy integrations pass their answer through, so they select no response. */
function responseSelection(integrationType: string): string | undefined {
  if (integrationType === 'AWS') return '${integration.response.body.errorMessage}'
  return integrationType.endsWith('_PROXY') ? undefined : '${integration.response.statuscode}'
}
