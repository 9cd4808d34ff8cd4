import type {Api} from '../../model/api.js'
import type {Method} from '../../model/rest-api.js'
import type {RestStage, Stage} from '../../model/stage.js'
import type {Finding} from './finding.js'

/**
 * Cached routes of the stage that pass a parameter of the request to their backend which is no part of the cache key:
 * everyone gets the answer that the first caller got. Templates are not read: they may use a parameter for anything.
 */
export function unkeyedParameters(desired: Api, stage: Stage | undefined): Finding[] {
  if (desired.kind !== 'rest' || stage?.kind !== 'restStage' || stage.cacheClusterEnabled !== true) return []
  return Object.entries(desired.methods).flatMap(([key, method]) => {
    if (!isCached(key, stage)) return []
    return unkeyed(method).map((name): Finding => ({
      rule: 'cache-unkeyed-parameter',
      on: key,
      what: `${name} goes to the backend and is no part of the cache key.`,
    }))
  })
}

/** Only GET is cached unless a method's own settings switch it on. */
function isCached(key: string, {methodSettings = {}}: RestStage): boolean {
  const own = methodSettings[key]?.cachingEnabled
  return own ?? (key.startsWith('GET ') && methodSettings['*/*']?.cachingEnabled === true)
}

/** Path parameters too: API Gateway caches by the resource, not by the path. */
function unkeyed({integration}: Method): string[] {
  const sources = Object.values(integration?.requestParameters ?? {})
  const parameters = sources.filter((source) => /^method\.request\.(path|querystring|header)\./.test(source))
  return [...new Set(parameters)].filter((name) => integration?.cacheKeyParameters.includes(name) !== true)
}
