import type {Store} from '../../store/store.js'
import {requestTimeFormatter} from '../request-time.js'
import {ApiKeyIndex} from '../rest/api-key-index.js'
import {UsageMeter} from '../rest/usage-meter.js'
import {TokenBuckets} from '../token-buckets.js'

/** What WebSocket APIs remember between events, for all APIs and stages of one gateway. Lives as long as the gateway. */
export type WebSocketMemory = {
  buckets: TokenBuckets
  apiKeys: ApiKeyIndex
  usage: UsageMeter
  requestTime: (epochMs: number) => string
}

export function newWebSocketMemory(store: Store): WebSocketMemory {
  const apiKeys = new ApiKeyIndex(store)
  return {
    buckets: new TokenBuckets(),
    apiKeys,
    usage: new UsageMeter(store, (before, after) => apiKeys.skip(before, after)),
    requestTime: requestTimeFormatter(),
  }
}
