import {info, type LogEntry} from './log-entry.js'
import {masked} from './masked.js'

/** A request that may need an API key; `target` is `method 'GET /pets'` or `route 'echo'`. */
export type KeyedRequest = {
  requestId: string
  apiId: string
  stage: string
  apiKey: string | undefined
  isKeyRequired: boolean
  target: string
}

/** That a usage plan is looked for. Source: docs/aws-facts.md "Metrics and logs" (captured September 2026). */
export function keyEntries({requestId, apiId, stage, apiKey, isKeyRequired, target}: KeyedRequest): LogEntry[] {
  const key = masked(apiKey ?? '')
  const verifying = info(`Verifying Usage Plan for request: ${requestId}. API Key: ${key} API Stage: ${apiId}/${stage}`)
  if (isKeyRequired || apiKey !== undefined) return [verifying]
  const free = 'Request will not contribute to throttle or quota limits'
  return [verifying, info(`API Key ${key} authorized because ${target} does not require API Key. ${free}`)]
}

/** That the plan, or its absence, lets the request pass. */
export function planEntry({apiId, stage, apiKey}: Pick<KeyedRequest, 'apiId' | 'stage' | 'apiKey'>): LogEntry {
  return info(`Usage Plan check succeeded for API Key ${masked(apiKey ?? '')} and API Stage ${apiId}/${stage}`)
}
