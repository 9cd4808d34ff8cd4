import type {IntegrationRecord, IntegrationResponseRecord, MethodRecord} from '../../store/rest-records.js'
import {validationResult} from './method-rules.js'
import {entryOf} from './present.js'
import {badRequest} from './refuse.js'

type Scheme = {timeoutLimitMs: number}

/** Default quota for integrations that are answered in one piece; streams may last 15 minutes. */
const limits: Record<'BUFFERED' | 'STREAM', Scheme> = {
  BUFFERED: {timeoutLimitMs: 29_000},
  STREAM: {timeoutLimitMs: 900_000},
}
const minimumTimeoutMs = 50

const httpUri = /^https?:\/\/[^\s/]/
const awsArn = /^arn:[\w-]+:apigateway:/
const awsPathOrAction = /^arn:[\w-]+:apigateway:[^:]*:[^:]+:(path|action)\//
const lambdaInvocation =
  /^arn:[\w-]+:apigateway:[^:]*:lambda:path\/+(2015-03-31\/functions\/(.+)\/invocations|2021-11-15\/functions\/(.+)\/response-streaming-invocations)$/
const lambdaArn = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:\S+$|\$\{stageVariables\./
const firehoseAction = /^arn:[\w-]+:apigateway:[^:]*:firehose:(path|action)\//

const mappingKey = /^integration\.request\.(header|querystring|path)\.\S+$/
const mappingValue =
  /^('.*'|method\.request\.(header|querystring|path|multivalueheader|multivaluequerystring)\.\S+|method\.request\.body(\.\S+)?|context\.\S+|stageVariables\.\S+)$/s
const declaredParameter = /^method\.request\.(header|querystring|path)\./
const responseKey = /^method\.response\.header\.\S+$/
const responseValue =
  /^('.*'|integration\.response\.(header|multivalueheader)\.\S+|integration\.response\.body(\.\S+)?|context\.\S+|stageVariables\.\S+)$/s
const contentType = /^[\w.+*-]+\/[\w.+*-]+(\s*;.*)?$|^\$default$/

/** Refuses an integration that AWS would not put on this method; the order of the checks is AWS's. */
export function checkIntegration(integration: IntegrationRecord, method: MethodRecord): void {
  if (integration.type !== 'MOCK') {
    if (integration.httpMethod === undefined || integration.httpMethod === '') {
      throw badRequest('Enumeration value for HttpMethod must be non-empty')
    }
    checkTarget(integration)
  }
  checkTimeout(integration)
  checkTemplates(integration.requestTemplates)
  checkRequestMapping(integration, method)
}

function checkTarget({type, uri = '', credentials, connectionType, connectionId}: IntegrationRecord): void {
  if (type === 'HTTP' || type === 'HTTP_PROXY') {
    if (!httpUri.test(uri)) throw badRequest('Invalid HTTP endpoint specified for URI')
    if (connectionType === 'VPC_LINK' && (connectionId === undefined || connectionId === '')) {
      throw badRequest('Connection ID must be specified for connection type VPC_LINK')
    }
    return
  }
  if (!uri.startsWith('arn:')) throw badRequest('Invalid ARN specified in the request')
  if (!awsArn.test(uri) || !awsPathOrAction.test(uri)) {
    throw badRequest('AWS ARN for integration must contain path or action')
  }
  if (type === 'AWS_PROXY' && !isLambdaInvocation(uri) && !firehoseAction.test(uri)) {
    throw badRequest(
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
    )
  }
  if (type === 'AWS' && !uri.includes(':lambda:path/') && (credentials === undefined || credentials === '')) {
    throw badRequest('Role ARN must be specified for AWS integrations')
  }
}

function isLambdaInvocation(uri: string): boolean {
  const [, , buffered, streamed] = lambdaInvocation.exec(uri) ?? []
  return lambdaArn.test(buffered ?? streamed ?? '')
}

function checkTimeout({timeoutInMillis, responseTransferMode}: IntegrationRecord): void {
  const {timeoutLimitMs} = limits[responseTransferMode === 'STREAM' ? 'STREAM' : 'BUFFERED']
  if (timeoutInMillis < minimumTimeoutMs || timeoutInMillis > timeoutLimitMs) {
    throw badRequest(`Timeout should be between ${minimumTimeoutMs} ms and ${timeoutLimitMs} ms`)
  }
}

function checkTemplates(templates: Readonly<Record<string, string>> = {}): void {
  for (const type of Object.keys(templates)) {
    if (!contentType.test(type)) throw badRequest(validationResult(`Invalid content type specified: ${type}`))
  }
}

function checkRequestMapping({requestParameters = {}}: IntegrationRecord, method: MethodRecord): void {
  for (const [key, value] of Object.entries(requestParameters)) {
    if (!mappingKey.test(key)) throw invalidExpression(key)
    if (!mappingValue.test(value)) throw invalidExpression(value)
    if (declaredParameter.test(value) && !Object.hasOwn(method.requestParameters ?? {}, value)) {
      throw invalidParameter(value)
    }
  }
}

/** Refuses an integration response that maps to a header which the method response does not declare. */
export function checkIntegrationResponse(response: IntegrationResponseRecord, method: MethodRecord): void {
  checkTemplates(response.responseTemplates)
  const parameters = Object.entries(response.responseParameters ?? {})
  const declared = entryOf(method.methodResponses, response.statusCode)
  if (parameters.length > 0 && declared === undefined) {
    throw badRequest(
      `Invalid mapping expression specified: ${validationResult('No method response exists for method.')}`,
    )
  }
  for (const [key, value] of parameters) {
    if (!responseKey.test(key)) throw invalidExpression(key)
    if (!Object.hasOwn(declared?.responseParameters ?? {}, key)) throw invalidParameter(key)
    if (!responseValue.test(value)) throw invalidExpression(value)
  }
}

function invalidExpression(expression: string): Error {
  return badRequest(
    `Invalid mapping expression specified: ${validationResult(`Invalid mapping expression specified: ${expression}`)}`,
  )
}

function invalidParameter(parameter: string): Error {
  return badRequest(
    `Invalid mapping expression specified: ${validationResult(`Invalid mapping expression parameter specified: ${parameter}`)}`,
  )
}
