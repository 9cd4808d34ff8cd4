import type {HttpAuthorizer} from '../model/http-api.js'
import type {Authorizer} from '../model/rest-api.js'
import type {WebSocketAuthorizer} from '../model/web-socket-api.js'

/** Where a client puts the token that an authorizer asks for; `prefix` stands before it. */
export type TokenPlace = {in: 'header' | 'query'; name: string; prefix: '' | 'Bearer '}

/** The first header or query parameter that an authorizer looks at; undefined when it looks at something else. */
export function tokenPlace(authorizer: Authorizer | HttpAuthorizer | WebSocketAuthorizer): TokenPlace | undefined {
  const isJwt = 'authorizerType' in authorizer && authorizer.authorizerType === 'JWT'
  const prefix = isJwt ? 'Bearer ' : ''
  const usual = isJwt || ('type' in authorizer && authorizer.type !== 'REQUEST')
  const [, place, name = 'Authorization'] = source.exec([authorizer.identitySource ?? ''].flat().join(',')) ?? []
  if (place === undefined && !usual) return undefined
  return {in: place === 'querystring' ? 'query' : 'header', name, prefix}
}

/** `method.request.header.X`, `$request.querystring.y`, `route.request.header.Z`. */
const source = /request\.(header|querystring)\.([^,\s]+)/
