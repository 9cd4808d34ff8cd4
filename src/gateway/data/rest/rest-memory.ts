import type {CacheGenerationRecord} from '../../store/rest-account-records.js'
import type {Store} from '../../store/store.js'
import {ExpiringMap} from '../http/expiring-map.js'
import {IssuerKeys} from '../http/issuer-keys.js'
import {requestTimeFormatter} from '../request-time.js'
import {TokenBuckets} from '../token-buckets.js'
import {ApiKeyIndex} from './api-key-index.js'
import type {AuthorizerAnswer} from './authorizer-answer.js'
import {ResponseCache} from './response-cache.js'
import {UsageMeter} from './usage-meter.js'

/** What REST APIs remember between requests, for all APIs and stages of one gateway. Lives as long as the gateway. */
export type RestMemory = {
  buckets: TokenBuckets
  authorizerAnswers: ExpiringMap<AuthorizerAnswer>
  issuerKeys: IssuerKeys
  apiKeys: ApiKeyIndex
  usage: UsageMeter
  /** Answers that stages keep (their cache clusters). */
  responses: ResponseCache
  /** The second in which a stage last took its guaranteed trace, by API and stage. */
  traceSeconds: Map<string, number>
  requestTime: (epochMs: number) => string
  /** How often the caches of a stage were flushed. */
  cacheGeneration: (apiId: string, stageName: string) => Readonly<CacheGenerationRecord>
}

/** Authorizer answers kept at a time, over all APIs. */
const maxAnswers = 10_000

/** For all stages together; AWS's smallest cache cluster has half a gigabyte for one. */
const maxResponseBytes = 64 * 1024 * 1024

const neverFlushed: CacheGenerationRecord = {stageCache: 0, authorizersCache: 0}

export function newRestMemory(store: Store): RestMemory {
  const apiKeys = new ApiKeyIndex(store)
  return {
    buckets: new TokenBuckets(),
    authorizerAnswers: new ExpiringMap(maxAnswers),
    issuerKeys: new IssuerKeys(),
    apiKeys,
    usage: new UsageMeter(store, (before, after) => apiKeys.skip(before, after)),
    responses: new ResponseCache(maxResponseBytes),
    traceSeconds: new Map(),
    requestTime: requestTimeFormatter(),
    cacheGeneration: (apiId, stageName) => store.get('cacheGeneration', [apiId, stageName]) ?? neverFlushed,
  }
}
