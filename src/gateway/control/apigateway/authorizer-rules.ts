import type {AuthorizerRecord} from '../../store/rest-records.js'
import {badRequest} from './refuse.js'

const authorizerUri = /^arn:[\w-]+:apigateway:[\w-]+:lambda:path\/+2015-03-31\/functions\/.+\/invocations$/
const userPoolArn = /^arn:[\w-]+:cognito-idp:[\w-]+:\d{12}:userpool\/\S+$/
const tokenSource = /^method\.request\.header\.\S+$/
const requestSource =
  /^(method\.request\.(header|querystring|multivalueheader|multivaluequerystring)\.\S+|stageVariables\.\S+|context\.\S+)$/
const maximumTtlSeconds = 3600

/** Refuses an authorizer that AWS would not keep. */
export function checkAuthorizer(authorizer: AuthorizerRecord): void {
  const {name, type, authorizerResultTtlInSeconds: ttl} = authorizer
  if (name.trim() === '') throw badRequest('Authorizer name cannot be blank')
  if (ttl !== undefined && !(Number.isInteger(ttl) && ttl >= 0 && ttl <= maximumTtlSeconds)) {
    throw badRequest(
      `Authorizer result TTL outside allowable range. TTL must be between 0 and ${maximumTtlSeconds} seconds.`,
    )
  }
  if (type === 'COGNITO_USER_POOLS') checkUserPools(authorizer)
  else checkLambdaAuthorizer(authorizer)
}

function checkUserPools({providerARNs = []}: AuthorizerRecord): void {
  if (providerARNs.length === 0) throw badRequest('No Provider ARNs specified')
  const invalid = providerARNs.find((arn) => !userPoolArn.test(arn))
  if (invalid !== undefined) throw badRequest(`Invalid Cognito Provider ARN: ${invalid}`)
}

function checkLambdaAuthorizer(authorizer: AuthorizerRecord): void {
  const {type, authorizerUri: uri = '', authorizerResultTtlInSeconds: ttl, identitySource = ''} = authorizer
  if (!authorizerUri.test(uri)) {
    throw badRequest(uri.startsWith('arn:') ? 'Invalid Authorizer URI' : `Invalid Authorizer URI: ${uri}`)
  }
  const sources = identitySource.split(',').map((source) => source.trim())
  if (type === 'TOKEN') {
    if (!tokenSource.test(identitySource)) throw invalidSource(identitySource)
  } else if (identitySource !== '') {
    const invalid = sources.find((source) => !requestSource.test(source))
    if (invalid !== undefined) throw invalidSource(invalid)
  } else if (ttl !== 0) {
    throw badRequest('Identity source must be set if authorizer caching is enabled (TTL is greater than 0)')
  }
}

function invalidSource(source: string): Error {
  return badRequest(`Invalid mapping expression specified: ${source}`)
}
