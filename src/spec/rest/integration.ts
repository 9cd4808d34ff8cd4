import type {IntegrationResponse, RestIntegration} from '../../model/rest-api.js'
import {present} from '../../model/present.js'
import {child, isMissing, members} from '../cursor.js'
import type {Cursor} from '../cursor.js'
import {
  checkKeys,
  dereference,
  expectObject,
  readBoolean,
  readInteger,
  readText,
  readTextMap,
  readTexts,
  readWord,
  sortedRecord,
} from '../reader.js'
import type {Reader} from '../reader.js'
import {checkIntegration} from './check-integration.js'

const types = ['AWS', 'AWS_PROXY', 'HTTP', 'HTTP_PROXY', 'MOCK'] as const
const passthrough = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const
const contentHandlings = ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'] as const

/** Members of the extension, of REST and HTTP APIs together: files are moved from one to the other. */
export const integrationKeys = [
  'cacheKeyParameters',
  'cacheNamespace',
  'connectionId',
  'connectionType',
  'contentHandling',
  'credentials',
  'description',
  'httpMethod',
  'integrationSubtype',
  'integrationTarget',
  'passthroughBehavior',
  'payloadFormatVersion',
  'requestParameters',
  'requestTemplates',
  'responseParameters',
  'responseTransferMode',
  'responses',
  'timeoutInMillis',
  'tlsConfig',
  'type',
  'uri',
]
const responseKeys = ['contentHandling', 'responseParameters', 'responseTemplates', 'statusCode']

/**
 * The integration of an operation with AWS's defaults written out; undefined when there is none, or after an error.
 *
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function readIntegration(
  reader: Reader,
  operation: Cursor,
): {integration: RestIntegration; at: Cursor} | undefined {
  const own = child(operation, 'x-amazon-apigateway-integration')
  if (own.value === undefined || own.value === null || !expectObject(reader, own)) return undefined
  const at = dereference(reader, own)
  if (at === undefined) return undefined
  checkKeys(reader, at, integrationKeys, 'x-amazon-apigateway-integration')
  const type = readWord(reader, child(at, 'type'), types)
  if (type === undefined) {
    if (isMissing(at, 'type')) reader.findings.error(at.path, withoutType)
    return undefined
  }
  const integration = readTyped(reader, at, type)
  checkIntegration(reader, at, integration)
  return {integration, at}
}

function readTyped(reader: Reader, at: Cursor, type: RestIntegration['type']): RestIntegration {
  const text = (key: string) => readText(reader, child(at, key))
  const mock = type === 'MOCK'
  return {
    type,
    ...present({
      httpMethod: mock ? undefined : text('httpMethod')?.toUpperCase(),
      uri: mock ? undefined : text('uri'),
      credentials: text('credentials'),
      connectionType: mock
        ? undefined
        : (readWord(reader, child(at, 'connectionType'), ['INTERNET', 'VPC_LINK'] as const) ?? 'INTERNET'),
      connectionId: text('connectionId'),
      integrationTarget: text('integrationTarget'),
      contentHandling: readWord(reader, child(at, 'contentHandling'), contentHandlings),
      cacheNamespace: text('cacheNamespace'),
      responseTransferMode: readWord(reader, child(at, 'responseTransferMode'), ['BUFFERED', 'STREAM'] as const),
      tlsConfig: readTls(reader, child(at, 'tlsConfig')),
    }),
    requestParameters: readParameters(reader, child(at, 'requestParameters')),
    requestTemplates: readTextMap(reader, child(at, 'requestTemplates')),
    passthroughBehavior: readWord(reader, child(at, 'passthroughBehavior'), passthrough) ?? 'WHEN_NO_MATCH',
    cacheKeyParameters: readTexts(reader, child(at, 'cacheKeyParameters')) ?? [],
    timeoutInMillis: readInteger(reader, child(at, 'timeoutInMillis')) ?? 29000,
    responses: readResponses(reader, child(at, 'responses')),
  }
}

/** Only texts count: AWS leaves numbers and booleans out, and `checkParameterTypes` says so. */
function readParameters(reader: Reader, at: Cursor): Record<string, string> {
  const all = readTextMap(reader, at)
  const texts = members(at).flatMap(([name, {value}]) => (typeof value === 'string' ? [name] : []))
  return sortedRecord(Object.entries(all).filter(([name]) => texts.includes(name)))
}

function readTls(reader: Reader, at: Cursor): RestIntegration['tlsConfig'] | undefined {
  if (at.value === undefined || !expectObject(reader, at)) return undefined
  const insecure = readBoolean(reader, child(at, 'insecureSkipVerification'))
  return insecure === undefined ? undefined : {insecureSkipVerification: insecure}
}

/** The file keys them by pattern, AWS by status code: of two patterns with one code the later one stays. */
function readResponses(reader: Reader, at: Cursor): Record<string, IntegrationResponse> {
  if (!expectObject(reader, at)) return {}
  const responses = new Map<string, IntegrationResponse>()
  for (const [pattern, each] of members(at)) {
    if (!expectObject(reader, each)) continue
    checkKeys(reader, each, responseKeys, 'An integration response')
    const statusCode = readText(reader, child(each, 'statusCode')) ?? (/^\d{3}$/.test(pattern) ? pattern : undefined)
    if (statusCode === undefined) {
      reader.findings.error(each.path, withoutStatus)
      continue
    }
    if (responses.has(statusCode)) reader.findings.warning(each.path, sameStatus(statusCode))
    responses.set(statusCode, readResponse(reader, pattern, each))
  }
  return sortedRecord(responses)
}

function readResponse(reader: Reader, pattern: string, at: Cursor): IntegrationResponse {
  return {
    ...present({
      selectionPattern: pattern === 'default' || pattern === '' ? undefined : pattern,
      contentHandling: readWord(reader, child(at, 'contentHandling'), contentHandlings),
    }),
    responseParameters: readTextMap(reader, child(at, 'responseParameters')),
    responseTemplates: readTextMap(reader, child(at, 'responseTemplates')),
  }
}

const withoutType = {
  code: 'SPEC_MISSING_KEY',
  what: 'The integration has no type.',
  why: 'It is one of aws, aws_proxy, http, http_proxy and mock.',
  fix: 'Add "type:".',
  aws: 'Enumeration value for type must be non-empty',
}
const withoutStatus = {
  code: 'SPEC_MISSING_KEY',
  what: 'The integration response has no statusCode.',
  why: 'It says which method response is answered.',
  fix: 'Add "statusCode:".',
}

function sameStatus(statusCode: string): {code: string; part: 'key'; what: string; why: string; fix: string} {
  return {
    code: 'SPEC_SAME_STATUS',
    part: 'key',
    what: `A response above already answers ${statusCode}; this one replaces it.`,
    why: 'API Gateway keeps one integration response for each status code.',
    fix: 'Join the two patterns with "|", or answer another code.',
  }
}
