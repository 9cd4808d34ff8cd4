import type {Bucket} from '../token-bucket.js'
import type {AuthorizerResult} from './authorizer-result.js'
import {ExpiringMap} from './expiring-map.js'
import {IssuerKeys} from './issuer-keys.js'

/** Authorizer results kept at a time, over all APIs. */
const maxResults = 10_000

/** What HTTP APIs remember between requests, for all APIs and stages of one gateway. Lives as long as the gateway. */
export type HttpMemory = {
  /** Throttling by `apiId/stage/routeKey`. */
  buckets: Map<string, Bucket>
  /** By `apiId/stage/` (authorizerCachePrefix), authorizer and identity. */
  authorizerResults: ExpiringMap<AuthorizerResult>
  issuerKeys: IssuerKeys
}

export function newHttpMemory(): HttpMemory {
  return {buckets: new Map(), authorizerResults: new ExpiringMap(maxResults), issuerKeys: new IssuerKeys()}
}

/** Pass it to `authorizerResults.deleteAll` for ResetAuthorizersCache. */
export function authorizerCachePrefix(apiId: string, stageName: string): string {
  return `${apiId}/${stageName}/`
}
