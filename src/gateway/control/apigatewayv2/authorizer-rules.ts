import type {HttpAuthorizerRecord, V2ApiRecord} from '../../store/v2-records.js'
import {badRequest} from '../apigateway/refuse.js'

/** The members of an authorizer that a caller sets. */
export type AuthorizerSettings = Omit<HttpAuthorizerRecord, 'authorizerId'>

const defaultTtlSeconds = 300
const maximumTtlSeconds = 3600

/** An authorizer with AWS's defaults for its kind of API, or AWS's refusal. Texts: captured answers of September 2026. */
export function checkedAuthorizer({protocolType}: V2ApiRecord, input: AuthorizerSettings): AuthorizerSettings {
  if (input.name.length === 0 || input.name.length > 128) {
    throw badRequest('Invalid Authorizer name. Must be between 1 and 128 characters.')
  }
  if (protocolType === 'WEBSOCKET') return webSocketAuthorizer(input)
  if (input.authorizerType === 'JWT') return jwtAuthorizer(input)
  if (input.authorizerType === 'REQUEST') return requestAuthorizer(input)
  throw badRequest('Invalid authorizer type. Only JWT authorizer type is supported on HTTP protocol Apis.')
}

function jwtAuthorizer(input: AuthorizerSettings): AuthorizerSettings {
  const {issuer = '', audience = []} = input.jwtConfiguration ?? {}
  if (issuer === '') throw badRequest('Issuer is a required parameter for JWT authorizer')
  if (!/^https?:\/\/[^\s/]+/.test(issuer))
    throw badRequest(`Invalid issuer: ${issuer}. Issuer must be a valid https URL`)
  if (audience.length > 50) throw badRequest('Maximum number of audiences for a JWT authorizer is 50.')
  checkSources(input.identitySource)
  return input
}

function requestAuthorizer(input: AuthorizerSettings): AuthorizerSettings {
  const {authorizerPayloadFormatVersion: version, enableSimpleResponses, identitySource = []} = input
  checkUri(input)
  if (version === undefined)
    throw badRequest('AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer')
  if (version !== '1.0' && version !== '2.0')
    throw badRequest(`AuthorizerPayloadFormatVersion ${version} is not supported`)
  if (enableSimpleResponses === true && version !== '2.0') {
    throw badRequest('EnableSimpleResponses can only be set for AuthorizerPayloadFormatVersion "2.0".')
  }
  const authorizerResultTtlInSeconds =
    input.authorizerResultTtlInSeconds ?? (identitySource.length > 0 ? defaultTtlSeconds : 0)
  if (authorizerResultTtlInSeconds < 0 || authorizerResultTtlInSeconds > maximumTtlSeconds) {
    throw badRequest('Authorizer result TTL outside allowable range. TTL must be between 0 and 3600 seconds.')
  }
  if (authorizerResultTtlInSeconds > 0 && identitySource.length === 0) {
    throw badRequest('Identity source must be set if authorizer caching is enabled (TTL is greater than 0)')
  }
  checkSources(identitySource)
  return {...input, authorizerResultTtlInSeconds, enableSimpleResponses: enableSimpleResponses ?? false}
}

function checkUri({authorizerUri, authorizerCredentialsArn}: AuthorizerSettings): void {
  if (authorizerUri === undefined || !isFunctionUri(authorizerUri)) throw badRequest('Invalid authorizer URI')
  if (authorizerCredentialsArn !== undefined && !/^arn:[^:]+:iam::[^:]*:role\/.+/.test(authorizerCredentialsArn)) {
    throw badRequest('Invalid role ARN')
  }
}

function isFunctionUri(uri: string): boolean {
  return /^arn:[^:]+:apigateway:[^:]+:lambda:path\/2015-03-31\/functions\/.+\/invocations$/.test(uri)
}

const source = /^\$(request\.(header|querystring)|context|stageVariables)\.\S+$/

function checkSources(sources: readonly string[] | undefined): void {
  const invalid = sources?.find((expression) => !source.test(expression))
  if (invalid === undefined) return
  throw badRequest(
    `Invalid identity source expression: ${invalid}. The source must be a request header, request querystring, stage variable or context parameter`,
  )
}

const notForWebSocket = [
  ['AuthorizerPayloadFormatVersion', 'authorizerPayloadFormatVersion'],
  ['AuthorizerResultTtlInSeconds', 'authorizerResultTtlInSeconds'],
  ['EnableSimpleResponses', 'enableSimpleResponses'],
  ['JwtConfiguration', 'jwtConfiguration'],
] as const

const webSocketSource = /^(route\.request\.(querystring|header)|stageVariables|context)\.[a-zA-Z0-9._-]+$/

function webSocketAuthorizer(input: AuthorizerSettings): AuthorizerSettings {
  if (input.authorizerType !== 'REQUEST') {
    throw badRequest('Invalid authorizer type. Only REQUEST authorizer type is supported on WEBSOCKET protocol Apis.')
  }
  for (const [shown, name] of notForWebSocket) {
    if (input[name] !== undefined) throw badRequest(`${shown} cannot be set for WEBSOCKET protocol Apis.`)
  }
  checkUri(input)
  const invalid = input.identitySource?.find((expression) => !webSocketSource.test(expression))
  if (invalid !== undefined) {
    throw badRequest(
      `Invalid request identity source expression: ${invalid}. The sources must be separated by comma, and each source must be either a request parameter, matching 'route.request.querystring|header.[a-zA-Z0-9._-]+', or a stage variable, matching 'stageVariables.[a-zA-Z0-9._-]+', or a context parameter, matching 'context.[a-zA-Z0-9._-]+'`,
    )
  }
  return input
}
