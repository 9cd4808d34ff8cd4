import type {HttpAuthorizer} from '../../model/http-api.js'
import type {JsonObject} from '../../model/json.js'
import {present} from '../../model/present.js'
import type {Call} from '../call.js'
import type {Change} from '../change.js'
import {httpCall} from './http-call.js'

/** An authorizer of an HTTP or WebSocket API; those of WebSocket APIs have fewer members. */
export function httpAuthorizerCalls(change: Change): Call[] {
  const {address, name} = change
  if (change.action === 'create') {
    const gives = [{member: 'AuthorizerId', kind: 'authorizer' as const, name}]
    return [httpCall(address, 'CreateAuthorizer', {Name: name, ...members(change.after as HttpAuthorizer)}, {gives})]
  }
  const ids = [{at: ['AuthorizerId'], kind: 'authorizer' as const, name}]
  if (change.action === 'delete') return [httpCall(address, 'DeleteAuthorizer', {}, {ids})]
  const cleared = emptied(members(change.before as HttpAuthorizer))
  return [httpCall(address, 'UpdateAuthorizer', {...cleared, ...members(change.after as HttpAuthorizer)}, {ids})]
}

/** UpdateAuthorizer keeps what it is not given: texts that are no longer there are cleared by an empty text. */
function emptied(old: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(old)
      .filter(([, value]) => typeof value === 'string')
      .map(([key]) => [key, '']),
  )
}

function members(authorizer: HttpAuthorizer): JsonObject {
  const {jwtConfiguration: jwt} = authorizer
  return present({
    AuthorizerType: authorizer.authorizerType,
    AuthorizerUri: authorizer.authorizerUri,
    AuthorizerCredentialsArn: authorizer.authorizerCredentialsArn,
    AuthorizerPayloadFormatVersion: authorizer.authorizerPayloadFormatVersion,
    AuthorizerResultTtlInSeconds: authorizer.authorizerResultTtlInSeconds,
    EnableSimpleResponses: authorizer.enableSimpleResponses,
    IdentitySource: authorizer.identitySource,
    JwtConfiguration: jwt && present({Issuer: jwt.issuer, Audience: jwt.audience}),
  })
}
