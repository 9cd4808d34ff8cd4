import type {Method, RestIntegration} from '../../model/rest-api.js'
import {child, isMissing, members} from '../cursor.js'
import type {Cursor} from '../cursor.js'
import type {Finding} from '../findings.js'
import type {Reader} from '../reader.js'

/** What AWS refuses in an integration by itself. Source: answers of PutIntegration, recorded in public test suites. */
export function checkIntegration(reader: Reader, at: Cursor, integration: RestIntegration): void {
  const {type, uri, connectionType, timeoutInMillis} = integration
  if (type === 'MOCK') return
  if (isMissing(at, 'httpMethod')) reader.findings.error(at.path, withoutMethod)
  if (isMissing(at, 'uri')) reader.findings.error(at.path, withoutUri(type))
  if (uri !== undefined) checkUri(reader, child(at, 'uri'), type, uri)
  if (connectionType === 'VPC_LINK' && isMissing(at, 'connectionId')) reader.findings.error(at.path, withoutLink)
  if (timeoutInMillis < 50) reader.findings.error(child(at, 'timeoutInMillis').path, shortTimeout)
  if (timeoutInMillis > 29_000 && integration.responseTransferMode !== 'STREAM') {
    reader.findings.warning(child(at, 'timeoutInMillis').path, longTimeout)
  }
}

function checkUri(reader: Reader, at: Cursor, type: RestIntegration['type'], uri: string): void {
  // What stays unresolved is told elsewhere; a stage variable may hold anything.
  if (uri.startsWith('${')) return
  if (type === 'HTTP' || type === 'HTTP_PROXY') {
    if (!/^https?:\/\/[^/]/i.test(uri)) reader.findings.error(at.path, notUrl(uri))
    return
  }
  if (!uri.startsWith('arn:')) reader.findings.error(at.path, notArn(uri))
  else if (!/^arn:[^:]*:apigateway:[^:]*:[^:]+:(path|action)\//.test(uri)) reader.findings.error(at.path, noAction(uri))
  else if (type === 'AWS_PROXY' && !/^arn:[^:]*:apigateway:[^:]*:(lambda:path\/|firehose:action\/)/.test(uri)) {
    reader.findings.error(at.path, notLambda(uri))
  }
}

const methodParameter = /^method\.request\.(path|querystring|header)\.(.+)$/

/** What AWS refuses in an integration because its method does not declare a parameter. */
export function checkRequestMapping(
  reader: Reader,
  at: Cursor,
  declared: Method['requestParameters'],
  integration: RestIntegration,
): void {
  for (const [target, expression] of Object.entries(integration.requestParameters)) {
    const known = !methodParameter.test(expression) || Object.hasOwn(declared, expression)
    if (!known) reader.findings.error([...at.path, 'requestParameters', target], undeclared(expression))
  }
}

/** What AWS refuses in integration responses because the method does not declare a status code or header. */
export function checkResponseMapping(
  reader: Reader,
  at: Cursor,
  responses: Method['responses'],
  integration: RestIntegration,
): void {
  // Proxy answers go out as they are; exports of real APIs have a leftover 200 here that no method response matches.
  if (integration.type.endsWith('_PROXY')) return
  for (const [status, response] of Object.entries(integration.responses)) {
    const path = [...at.path, 'responses', response.selectionPattern ?? 'default']
    const declared = Object.hasOwn(responses, status) ? responses[status] : undefined
    const headers = Object.keys(response.responseParameters)
    if (declared === undefined) {
      if (headers.length > 0) reader.findings.error(path, undeclaredStatus(status))
      else reader.findings.warning(path, unanswered(status))
      continue
    }
    for (const header of headers) {
      const known = !header.startsWith('method.response.header.') || Object.hasOwn(declared.responseParameters, header)
      if (!known) reader.findings.error([...path, 'responseParameters', header], undeclaredHeader(header, status))
    }
  }
}

const withoutMethod: Finding = {
  code: 'SPEC_MISSING_KEY',
  what: 'The integration has no httpMethod.',
  why: 'Every type but mock calls its backend with a verb; Lambda functions are called with POST.',
  fix: 'Add "httpMethod:".',
  aws: 'Enumeration value for HttpMethod must be non-empty',
}
const withoutLink: Finding = {
  code: 'SPEC_MISSING_KEY',
  what: 'The integration has no connectionId.',
  why: 'With "connectionType: VPC_LINK" it needs the id of the VPC link.',
  fix: 'Add "connectionId:".',
}
const shortTimeout: Finding = {
  code: 'SPEC_OUT_OF_RANGE',
  what: 'The timeout is too short.',
  why: 'API Gateway allows 50 to 29000 milliseconds.',
  fix: 'Write a number in this range.',
}
const longTimeout: Finding = {
  code: 'SPEC_OUT_OF_RANGE',
  what: 'The timeout is longer than 29 seconds.',
  why: 'API Gateway allows that only for regional and private APIs whose account quota was raised.',
  fix: 'Write at most 29000, or ask AWS to raise the quota.',
}

function withoutUri(type: string): Finding {
  return {
    code: 'SPEC_MISSING_KEY',
    what: 'The integration has no uri.',
    why: `Type ${type.toLowerCase()} needs the address of its backend.`,
    fix: 'Add "uri:".',
    aws: type.startsWith('HTTP') ? 'Invalid HTTP endpoint specified for URI' : 'Invalid ARN specified in the request',
  }
}

function notUrl(uri: string): Finding {
  return {
    code: 'SPEC_BAD_URI',
    what: `"${uri}" is not an HTTP address.`,
    why: 'Types http and http_proxy call a URL that begins with http:// or https://.',
    fix: 'Write the whole URL.',
    aws: 'Invalid HTTP endpoint specified for URI',
  }
}

function notArn(uri: string): Finding {
  return {
    code: 'SPEC_BAD_URI',
    what: `"${uri}" is not an ARN.`,
    why: 'Types aws and aws_proxy call an AWS service by its ARN.',
    fix: 'Write arn:aws:apigateway:{region}:{service}:path/… or :action/….',
    aws: 'Invalid ARN specified in the request',
  }
}

function noAction(uri: string): Finding {
  const lambda = /^arn:[^:]*:lambda:/.test(uri)
  const invocation = `arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/${uri}/invocations`
  return {
    code: 'SPEC_BAD_URI',
    what: `"${uri}" is not the ARN of an action.`,
    why: 'REST APIs want arn:aws:apigateway:{region}:{service}:path/… or :action/….',
    fix: lambda ? `Write "${invocation}".` : 'Write the ARN in this form.',
    aws: 'AWS ARN for integration must contain path or action',
  }
}

function notLambda(uri: string): Finding {
  return {
    code: 'SPEC_BAD_URI',
    what: `"${uri}" does not invoke a Lambda function.`,
    why: 'Type aws_proxy calls Lambda functions and Firehose streams only.',
    fix: 'Use type aws for other services, with mapping templates.',
    aws: "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
  }
}

/**
 * Warns of request parameters that are numbers or booleans, which the import leaves out; of the verb and path that the
 * integration is for. AWS's line: captured 2025-07-02.
 */
export function checkParameterTypes(reader: Reader, at: Cursor, {verb, path}: {verb: string; path: string}): void {
  for (const [name, {value, path: place}] of members(at)) {
    if (typeof value !== 'number' && typeof value !== 'boolean') continue
    reader.findings.warning(place, {
      code: 'SPEC_PARAMETER_IGNORED',
      what: `The request parameter ${name} is not a text, so API Gateway leaves it out.`,
      why: `It is ${String(value)}; a parameter is mapped from an expression or from a text in single quotes.`,
      fix: `Write "'${String(value)}'".`,
      aws: `Invalid format for 'requestParameters'. Expected type string for property '${name}' of resource '${path}' and method '${verb}' but got '${String(value)}'`,
    })
  }
}

function undeclared(expression: string): Finding {
  return {
    code: 'SPEC_UNDECLARED_PARAMETER',
    what: `The method does not declare ${expression}.`,
    why: 'An integration can only use parameters that its method declares.',
    fix: `Add a parameter "${expression.split('.').slice(3).join('.')}" to the operation.`,
    aws: `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: ${expression}]`,
  }
}

function undeclaredStatus(status: string): Finding {
  return {
    code: 'SPEC_UNDECLARED_RESPONSE',
    part: 'key',
    what: `The operation does not declare the response ${status}.`,
    why: 'An integration response that sets headers needs a method response with the same status code.',
    fix: `Add "${status}" to the responses of the operation.`,
    aws: 'Invalid mapping expression specified: Validation Result: warnings : [], errors : [No method response exists for method.]',
  }
}

/** API Gateway keeps such a response; whoever meets it gets an internal error. */
function unanswered(status: string): Finding {
  return {
    code: 'SPEC_UNDECLARED_RESPONSE',
    part: 'key',
    what: `The operation does not declare the response ${status}.`,
    why: 'When the integration answers so, API Gateway finds no method response and answers 500.',
    fix: `Add "${status}" to the responses of the operation.`,
  }
}

function undeclaredHeader(header: string, status: string): Finding {
  return {
    code: 'SPEC_UNDECLARED_HEADER',
    part: 'key',
    what: `The response ${status} does not declare the header ${header.slice('method.response.header.'.length)}.`,
    why: 'An integration response can only set headers that its method response declares.',
    fix: `Add it under responses: "${status}": headers: of the operation.`,
    aws: `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: ${header}]`,
  }
}
