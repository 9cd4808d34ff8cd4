import type {HttpIntegration} from '../../model/http-api.js'
import {present} from '../../model/present.js'
import {child, isMissing, members} from '../cursor.js'
import type {Cursor} from '../cursor.js'
import {
  checkKeys,
  dereference,
  expectObject,
  readInteger,
  readText,
  readTextMap,
  readWord,
  sortedRecord,
} from '../reader.js'
import type {Reader} from '../reader.js'
import {integrationKeys} from '../rest/integration.js'
import {readFormat} from './authorizers.js'

const types = ['AWS', 'AWS_PROXY', 'HTTP', 'HTTP_PROXY', 'MOCK'] as const

/**
 * The integration of an operation with AWS's defaults written out; undefined when there is none, when HTTP APIs do not have
 * its type (a warning, as in AWS's import), or after an error.
 *
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function readHttpIntegration(reader: Reader, operation: Cursor): HttpIntegration | undefined {
  const own = child(operation, 'x-amazon-apigateway-integration')
  if (own.value === undefined || own.value === null || !expectObject(reader, own)) return undefined
  const at = dereference(reader, own)
  if (at === undefined) return undefined
  checkKeys(reader, at, integrationKeys, 'x-amazon-apigateway-integration')
  const type = readWord(reader, child(at, 'type'), types)
  if (isMissing(at, 'type')) reader.findings.error(at.path, withoutType)
  if (type === undefined) return undefined
  if (type !== 'AWS_PROXY' && type !== 'HTTP_PROXY') {
    reader.findings.warning(child(at, 'type').path, unsupported(type))
    return undefined
  }
  const integration = readTyped(reader, at, type)
  checkComplete(reader, at, integration)
  return integration
}

function readTyped(reader: Reader, at: Cursor, type: HttpIntegration['integrationType']): HttpIntegration {
  const text = (key: string) => readText(reader, child(at, key))
  const subtype = text('integrationSubtype')
  const uri = text('uri')
  const method = text('httpMethod')?.toUpperCase()
  const lambda = type === 'AWS_PROXY' && subtype === undefined
  return {
    integrationType: type,
    ...present({
      integrationSubtype: subtype,
      integrationMethod: lambda ? (method ?? 'POST') : method,
      integrationUri: uri,
      credentialsArn: text('credentials'),
      description: text('description'),
      connectionId: text('connectionId'),
      tlsConfig: readTls(reader, child(at, 'tlsConfig')),
    }),
    connectionType: readWord(reader, child(at, 'connectionType'), ['INTERNET', 'VPC_LINK'] as const) ?? 'INTERNET',
    payloadFormatVersion: readFormat(reader, child(at, 'payloadFormatVersion')) ?? '1.0',
    timeoutInMillis: readInteger(reader, child(at, 'timeoutInMillis')) ?? 30_000,
    requestParameters: readTextMap(reader, child(at, 'requestParameters')),
    responseParameters: readResponseParameters(reader, child(at, 'responseParameters')),
  }
}

function readTls(reader: Reader, at: Cursor): HttpIntegration['tlsConfig'] | undefined {
  if (at.value === undefined || !expectObject(reader, at)) return undefined
  const serverNameToVerify = readText(reader, child(at, 'serverNameToVerify'))
  return serverNameToVerify === undefined ? undefined : {serverNameToVerify}
}

function readResponseParameters(reader: Reader, at: Cursor): Record<string, Record<string, string>> {
  if (!expectObject(reader, at)) return {}
  return sortedRecord(members(at).map(([status, each]) => [status, readTextMap(reader, each)] as const))
}

function checkComplete(reader: Reader, at: Cursor, integration: HttpIntegration): void {
  const {integrationType, integrationSubtype, timeoutInMillis} = integration
  if (integrationSubtype === undefined && isMissing(at, 'uri')) reader.findings.error(at.path, withoutUri)
  if (integrationSubtype !== undefined && isMissing(at, 'credentials')) {
    reader.findings.error(at.path, withoutCredentials)
  }
  if (integrationType === 'HTTP_PROXY' && isMissing(at, 'httpMethod')) reader.findings.error(at.path, withoutMethod)
  if (integration.connectionType === 'VPC_LINK' && isMissing(at, 'connectionId')) {
    reader.findings.error(at.path, withoutLink)
  }
  if (timeoutInMillis < 50 || timeoutInMillis > 30_000) {
    reader.findings.error(child(at, 'timeoutInMillis').path, badTimeout)
  }
}

const withoutType = {
  code: 'SPEC_MISSING_KEY',
  what: 'The integration has no type.',
  why: 'For an HTTP API it is http_proxy or aws_proxy.',
  fix: 'Add "type:".',
}
const withoutUri = {
  code: 'SPEC_MISSING_KEY',
  what: 'The integration has no uri.',
  why: 'It needs the address of its backend, or an integrationSubtype.',
  fix: 'Add "uri:".',
}
const withoutCredentials = {
  code: 'SPEC_MISSING_KEY',
  what: 'The integration has no credentials.',
  why: 'An integrationSubtype calls an AWS service, with a role that may do so.',
  fix: 'Add the ARN of the role as "credentials:".',
}
const withoutMethod = {
  code: 'SPEC_MISSING_KEY',
  what: 'The integration has no httpMethod.',
  why: 'Type http_proxy calls its backend with a verb, or ANY.',
  fix: 'Add "httpMethod:".',
}
const withoutLink = {
  code: 'SPEC_MISSING_KEY',
  what: 'The integration has no connectionId.',
  why: 'With "connectionType: VPC_LINK" it needs the id of the VPC link.',
  fix: 'Add "connectionId:".',
}
const badTimeout = {
  code: 'SPEC_OUT_OF_RANGE',
  what: 'The timeout is out of range.',
  why: 'HTTP APIs allow 50 to 30000 milliseconds.',
  fix: 'Write a number in this range.',
}

function unsupported(type: string): {code: string; what: string; why: string; fix: string; aws: string} {
  return {
    code: 'SPEC_INTEGRATION_TYPE',
    what: `HTTP APIs have no integrations of type ${type.toLowerCase()}; the route gets none.`,
    why: 'They have http_proxy and aws_proxy.',
    fix: 'Use one of these, or a REST API ("type: rest" in apigw.yaml).',
    aws: `Unsupported integration type '${type}'. Ignoring.`,
  }
}
