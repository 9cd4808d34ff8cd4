import type {Clients} from '../../aws/clients.js'
import {readCacheCluster} from '../../aws/read/cache-cluster.js'
import type {CacheCluster} from '../../aws/read/cache-cluster.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {LiveApi} from '../../model/live-api.js'
import type {RestStage} from '../../model/stage.js'
import type {Rhythm} from '../observe/observed-stage.js'
import type {Wanted} from '../edit/make-calls.js'

/** A stage that may have a cache. Throws CACHE_REST_ONLY: HTTP and WebSocket APIs have none. */
export function requireCache({kind, api, apiId}: LiveApi): void {
  if (kind === 'rest') return
  throw new ApigwError({
    code: 'CACHE_REST_ONLY',
    exit: 'usage',
    what: `${api.name} (${apiId}) has no cache.`,
    why: 'AWS caches answers only for stages of REST APIs.',
    fix: 'Put CloudFront before the API, or let the backend cache.',
  })
}

/** The call that empties a cache of the stage. */
export function flushCalls({apiId: restApiId}: LiveApi, stageName: string, which: 'answers' | 'authorizers'): Wanted {
  const operation = which === 'answers' ? 'FlushStageCache' : 'FlushStageAuthorizersCache'
  const address = `stage/${stageName}`
  const input = {restApiId, stageName}
  return {names: [stageName], calls: [{address, service: 'rest', operation, input, ids: [], gives: []}]}
}

/** The API whose stage has a cache of this size that answers GET requests, or none; other settings stay. */
export function withCache(live: LiveApi, stageName: string, cache: {sizeGb: string} | 'off'): LiveApi {
  requireCache(live)
  const stages = live.stages.map((each) => {
    return each.stage.kind === 'restStage' && each.stage.stageName === stageName
      ? {...each, stage: cache === 'off' ? withoutCluster(each.stage) : withCluster(each.stage, cache.sizeGb)}
      : each
  })
  return {...live, stages}
}

function withCluster(stage: RestStage, cacheClusterSize: string): RestStage {
  const all = {...stage.methodSettings?.['*/*'], cachingEnabled: true}
  return {...stage, cacheClusterEnabled: true, cacheClusterSize, methodSettings: {...stage.methodSettings, '*/*': all}}
}

/** Methods stop to ask for a cache in the call that takes it away. */
function withoutCluster(stage: RestStage): RestStage {
  const settings = Object.entries(stage.methodSettings ?? {}).map(([key, each]) => {
    return [key, each.cachingEnabled === true ? {...each, cachingEnabled: false} : each] as const
  })
  return {...stage, cacheClusterEnabled: false, methodSettings: Object.fromEntries(settings)}
}

const pauseMs = 10_000
/** AWS takes about four minutes; half an hour of looks is more than any was seen to take. */
const mostLooks = 180

/** Waits until AWS has made or removed the cache. Throws CACHE_CHANGING when it takes too long, or at Ctrl-C. */
export async function settledCache(read: () => Promise<CacheCluster>, {pause, signal}: Rhythm): Promise<CacheCluster> {
  for (let looks = 1; ; looks += 1) {
    const cache = await read()
    if (cache.status === 'AVAILABLE' || cache.status === 'NOT_AVAILABLE') return cache
    if (looks === mostLooks || signal.aborted) throw stillChanging(cache)
    await pause(pauseMs)
  }
}

/** The cache of a stage as it is. */
export function stageCache(clients: Clients, live: LiveApi, stageName: string): Promise<CacheCluster> {
  requireCache(live)
  return readCacheCluster(clients, live.apiId, stageName)
}

function stillChanging({stageName, status}: CacheCluster): ApigwError {
  return new ApigwError({
    code: 'CACHE_CHANGING',
    exit: 'running',
    what: `AWS still changes the cache of stage ${stageName} (${status}).`,
    why: 'Making or removing a cache takes some minutes; the change itself was accepted.',
    fix: `Look again with: apigw cache status --stage ${stageName}`,
  })
}
