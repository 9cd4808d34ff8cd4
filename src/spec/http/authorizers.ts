import type {HttpAuthorizer} from '../../model/http-api.js'
import {present} from '../../model/present.js'
import {checkAuthorizerUri, checkHttpIdentitySources} from '../check-authorizer.js'
import {child, isMissing} from '../cursor.js'
import type {Cursor} from '../cursor.js'
import {checkKeys, readBoolean, readInteger, readText, readTexts, readWord, sortedRecord} from '../reader.js'
import type {Reader} from '../reader.js'
import {authorizerKeys} from '../rest/authorizers.js'
import type {Schemes} from '../security.js'

/**
 * The authorizers of an HTTP API by scheme name, used or not.
 *
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export function readHttpAuthorizers(reader: Reader, schemes: Schemes): Record<string, HttpAuthorizer> {
  return sortedRecord(
    [...schemes].flatMap(([name, {kind, at}]) => {
      const authorizer = kind === 'authorizer' ? readAuthorizer(reader, at) : undefined
      return authorizer === undefined ? [] : [[name, authorizer] as const]
    }),
  )
}

function readAuthorizer(reader: Reader, scheme: Cursor): HttpAuthorizer | undefined {
  const at = child(scheme, 'x-amazon-apigateway-authorizer')
  checkKeys(reader, at, authorizerKeys, 'x-amazon-apigateway-authorizer')
  const type = readWord(reader, child(at, 'type'), ['REQUEST', 'JWT'] as const)
  if (type === undefined) {
    if (isMissing(at, 'type')) reader.findings.error(at.path, withoutType)
    return undefined
  }
  return type === 'JWT' ? readJwt(reader, scheme, at) : readRequest(reader, at)
}

function readJwt(reader: Reader, scheme: Cursor, at: Cursor): HttpAuthorizer {
  const said = child(at, 'jwtConfiguration')
  checkKeys(reader, said, ['audience', 'issuer'], 'jwtConfiguration')
  const issuer = readText(reader, child(said, 'issuer')) ?? openIdIssuer(reader, scheme)
  const audience = readTexts(reader, child(said, 'audience')) ?? []
  if (issuer === undefined && isMissing(said, 'issuer')) reader.findings.error(at.path, withoutIssuer)
  return {
    authorizerType: 'JWT',
    identitySource: identitySource(reader, at),
    jwtConfiguration: {...present({issuer}), audience},
  }
}

/** The issuer of an OpenID Connect scheme is its discovery URL without the well-known part. */
function openIdIssuer(reader: Reader, scheme: Cursor): string | undefined {
  return readText(reader, child(scheme, 'openIdConnectUrl'))?.replace(/\/\.well-known\/openid-configuration\/?$/, '')
}

function readRequest(reader: Reader, at: Cursor): HttpAuthorizer {
  const text = (key: string) => readText(reader, child(at, key))
  const uri = text('authorizerUri')
  if (isMissing(at, 'authorizerUri')) reader.findings.error(at.path, withoutUri)
  checkAuthorizerUri(reader, at, uri)
  const format = readFormat(reader, child(at, 'authorizerPayloadFormatVersion'))
  if (isMissing(at, 'authorizerPayloadFormatVersion')) reader.findings.warning(at.path, withoutFormat)
  const simple = readBoolean(reader, child(at, 'enableSimpleResponses'))
  if (simple === true && format !== '2.0') reader.findings.error(child(at, 'enableSimpleResponses').path, simpleNeeds2)
  return {
    authorizerType: 'REQUEST',
    ...present({
      authorizerUri: uri,
      authorizerCredentialsArn: text('authorizerCredentials'),
      authorizerPayloadFormatVersion: format ?? '1.0',
      authorizerResultTtlInSeconds: readInteger(reader, child(at, 'authorizerResultTtlInSeconds')),
      enableSimpleResponses: simple,
    }),
    identitySource: identitySource(reader, at),
  }
}

function identitySource(reader: Reader, at: Cursor): string[] {
  const said = readTexts(reader, child(at, 'identitySource')) ?? []
  const sources = said
    .flatMap((source) => source.split(','))
    .map((source) => source.trim())
    .filter((source) => source !== '')
  checkHttpIdentitySources(reader, at, sources)
  return sources
}

/** 1.0 and 2.0 may be written as numbers. */
export function readFormat(reader: Reader, at: Cursor): string | undefined {
  const written = readText(reader, at)
  if (written === undefined) return undefined
  const version = /^\d+$/.test(written) ? `${written}.0` : written
  if (version !== '1.0' && version !== '2.0') reader.findings.error(at.path, badFormat(written))
  return version
}

const withoutType = {
  code: 'SPEC_MISSING_KEY',
  what: 'The authorizer has no type.',
  why: 'For an HTTP API it is request or jwt.',
  fix: 'Add "type:".',
}
const withoutIssuer = {
  code: 'SPEC_MISSING_KEY',
  what: 'The JWT authorizer has no issuer.',
  why: 'Tokens are checked with the keys of their issuer.',
  fix: 'Add "jwtConfiguration: {issuer: …, audience: […]}".',
}
const withoutUri = {
  code: 'SPEC_MISSING_KEY',
  what: 'The authorizer has no authorizerUri.',
  why: 'A request authorizer calls a Lambda function.',
  fix: 'Add the invocation ARN of the function as "authorizerUri:".',
}
const withoutFormat = {
  code: 'SPEC_PAYLOAD_FORMAT',
  what: 'The authorizer has no authorizerPayloadFormatVersion.',
  why: 'API Gateway wants one for HTTP APIs; 1.0 is used.',
  fix: 'Add "authorizerPayloadFormatVersion: \'2.0\'" (or 1.0).',
}
const simpleNeeds2 = {
  code: 'SPEC_PAYLOAD_FORMAT',
  what: 'Simple responses need payload format 2.0.',
  why: 'With format 1.0 an authorizer answers with an IAM policy.',
  fix: 'Write "authorizerPayloadFormatVersion: \'2.0\'".',
}

function badFormat(written: string): {code: string; what: string; why: string; fix: string} {
  return {
    code: 'SPEC_UNKNOWN_VALUE',
    what: `"${written}" is not a payload format version.`,
    why: 'There are 1.0 and 2.0.',
    fix: 'Use one of these.',
  }
}
