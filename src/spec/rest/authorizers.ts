import type {Authorizer} from '../../model/rest-api.js'
import {present} from '../../model/present.js'
import {checkAuthorizerUri} from '../check-authorizer.js'
import {child, isMissing, items} from '../cursor.js'
import type {Cursor} from '../cursor.js'
import {checkKeys, readInteger, readText, readTexts, readWord, sortedRecord} from '../reader.js'
import type {Reader} from '../reader.js'
import type {Schemes} from '../security.js'

const types = ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'] as const

/** Members of the extension, of REST and HTTP APIs together: files are moved from one to the other. */
export const authorizerKeys = [
  'authorizerCredentials',
  'authorizerPayloadFormatVersion',
  'authorizerResultTtlInSeconds',
  'authorizerUri',
  'enableSimpleResponses',
  'identitySource',
  'identityValidationExpression',
  'jwtConfiguration',
  'providerARNs',
  'type',
]

/**
 * The authorizers of an API by scheme name, used or not.
 *
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function readAuthorizers(reader: Reader, schemes: Schemes): Record<string, Authorizer> {
  return sortedRecord(
    [...schemes].flatMap(([name, {kind, at}]) => {
      const authorizer = kind === 'authorizer' ? readAuthorizer(reader, at) : undefined
      return authorizer === undefined ? [] : [[name, authorizer] as const]
    }),
  )
}

function readAuthorizer(reader: Reader, scheme: Cursor): Authorizer | undefined {
  const at = child(scheme, 'x-amazon-apigateway-authorizer')
  checkKeys(reader, at, authorizerKeys, 'x-amazon-apigateway-authorizer')
  const type = readWord(reader, child(at, 'type'), types)
  if (type === undefined) {
    if (isMissing(at, 'type')) reader.findings.error(at.path, withoutType)
    return undefined
  }
  if (child(scheme, 'type').value !== 'apiKey') reader.findings.warning(scheme.path, notApiKey)
  const text = (key: string) => readText(reader, child(at, key))
  const authorizer: Authorizer = {type, providerARNs: readTexts(reader, child(at, 'providerARNs')) ?? []}
  const optional = {
    authType: readText(reader, child(scheme, 'x-amazon-apigateway-authtype')),
    authorizerUri: text('authorizerUri'),
    authorizerCredentials: text('authorizerCredentials'),
    identitySource: identitySource(reader, scheme, at, type),
    identityValidationExpression: text('identityValidationExpression'),
    authorizerResultTtlInSeconds: readInteger(reader, child(at, 'authorizerResultTtlInSeconds')),
  }
  checkComplete(reader, at, authorizer)
  if (type !== 'COGNITO_USER_POOLS') checkAuthorizerUri(reader, at, optional.authorizerUri)
  return {...authorizer, ...present(optional)}
}

/** TOKEN and Cognito authorizers look at the header that the scheme names; REQUEST ones say where they look. */
function identitySource(reader: Reader, scheme: Cursor, at: Cursor, type: Authorizer['type']): string | undefined {
  const said = child(at, 'identitySource')
  const own = Array.isArray(said.value)
    ? items(said).map((each) => readText(reader, each) ?? '').join(',') // prettier-ignore
    : readText(reader, said)
  if (own !== undefined && own !== '') return own
  if (type === 'REQUEST') return undefined
  const name = readText(reader, child(scheme, 'name'))
  return name === undefined ? undefined : `method.request.header.${name}`
}

function checkComplete(reader: Reader, at: Cursor, authorizer: Authorizer): void {
  if (authorizer.type === 'COGNITO_USER_POOLS' && isMissing(at, 'providerARNs')) {
    reader.findings.error(at.path, withoutPools)
  }
  if (authorizer.type !== 'COGNITO_USER_POOLS' && isMissing(at, 'authorizerUri')) {
    reader.findings.error(at.path, withoutUri)
  }
}

const withoutType = {
  code: 'SPEC_MISSING_KEY',
  what: 'The authorizer has no type.',
  why: 'It is one of token, request and cognito_user_pools.',
  fix: 'Add "type:".',
}
const withoutUri = {
  code: 'SPEC_MISSING_KEY',
  what: 'The authorizer has no authorizerUri.',
  why: 'Authorizers of the types token and request call a Lambda function.',
  fix: 'Add the invocation ARN of the function as "authorizerUri:".',
}
const withoutPools = {
  code: 'SPEC_MISSING_KEY',
  what: 'The authorizer has no providerARNs.',
  why: 'A Cognito authorizer needs the ARN of at least one user pool.',
  fix: 'Add "providerARNs:" with the ARNs.',
}
const notApiKey = {
  code: 'SPEC_SCHEME_TYPE',
  what: 'The scheme of this authorizer is not of type apiKey.',
  why: 'For REST APIs, API Gateway documents "type: apiKey, in: header" only. The authorizer is used all the same.',
  fix: 'Write "type: apiKey", "in: header" and the name of the header.',
}
