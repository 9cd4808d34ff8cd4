import {traceHeader} from '../../../model/gateway-trace.js'
import type {IntegrationRecord} from '../../store/rest-records.js'

type IntegrationType = IntegrationRecord['type']

/**
 * Which headers the gateway drops or renames. Sources: developer guide, "Important notes", header table (public copy
 * April 2026); renamed ones as recorded by localstack (tests/aws/services/apigateway, August 2024 and later).
 */
const ofTheConnection = new Set(['content-length', 'connection', 'keep-alive', 'transfer-encoding', 'proxy-connection'])

const droppedFromRequest = new Set([
  ...ofTheConnection,
  'content-md5',
  'expect',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'upgrade',
  'www-authenticate',
  traceHeader,
  // Ours, in place of a network: see vpc-endpoint.ts.
  'x-apigw-source-vpc',
  'x-apigw-source-vpce',
])

const droppedBeforeHttp = new Set([...ofTheConnection, 'host', 'content-encoding', 'via'])

const illegalMappings = new Set(['content-length', 'transfer-encoding', 'x-amzn-trace-id', 'x-amzn-apigateway-api-id'])
const illegalAwsMappings = new Set(['authorization', 'connection', 'expect', 'proxy-authenticate', 'te'])

const droppedMappings = new Set([...ofTheConnection, 'upgrade', 'expect', 'proxy-authenticate', 'te'])

const droppedFromProxyResponse = new Set([
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
])

const remappedFromMock = ['Connection', 'Content-Length', 'Date', 'Server']

const remappedFromProxy = [
  ...remappedFromMock,
  'Authorization',
  'Content-MD5',
  'Max-Forwards',
  'User-Agent',
  'WWW-Authenticate',
  'x-amzn-RequestId',
]

const remappedFromMapped = [
  ...remappedFromMock,
  'Authorization',
  'Content-MD5',
  'Expect',
  'Host',
  'Max-Forwards',
  'Proxy-Authenticate',
  'Trailer',
  'Upgrade',
  'User-Agent',
  'WWW-Authenticate',
]

const remappedNames: Record<IntegrationType, ReadonlyMap<string, string>> = {
  MOCK: newNames(remappedFromMock),
  HTTP: newNames(remappedFromMapped),
  AWS: newNames(remappedFromMapped),
  HTTP_PROXY: newNames(remappedFromProxy),
  AWS_PROXY: newNames(remappedFromProxy),
}

/** Headers that no phase sees, because they describe the connection to the gateway or are never passed on. */
export function isDroppedOnArrival(lowerName: string): boolean {
  return droppedFromRequest.has(lowerName)
}

/** Further headers of the client that HTTP_PROXY backends don't get. */
export function isDroppedBeforeHttp(lowerName: string): boolean {
  return droppedBeforeHttp.has(lowerName)
}

/** Mapped headers that are left out without an error (recorded, but for the ones that name the connection). */
export function isDroppedMapping(lowerName: string, type: IntegrationType): boolean {
  return droppedMappings.has(lowerName) || (type.startsWith('HTTP') && lowerName === 'via')
}

/** Mapping onto these makes the call fail with 500 (recorded). */
export function isIllegalMapping(lowerName: string, type: IntegrationType): boolean {
  return illegalMappings.has(lowerName) || (type.startsWith('AWS') && illegalAwsMappings.has(lowerName))
}

/** Response headers that never reach the client. */
export function isDroppedFromResponse(lowerName: string, type: IntegrationType): boolean {
  return type.endsWith('_PROXY') ? droppedFromProxyResponse.has(lowerName) : lowerName === 'transfer-encoding'
}

/** `x-amzn-Remapped-Date` for a response header that the gateway renames, else undefined. */
export function remappedName(lowerName: string, type: IntegrationType): string | undefined {
  return remappedNames[type].get(lowerName)
}

function newNames(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name.toLowerCase(), `x-amzn-Remapped-${name}`]))
}
