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
export function verifyingEntry({requestId, apiId, stage, apiKey = ''}: KeyedRequest): LogEntry {
  return info(`Verifying Usage Plan for request: ${requestId}. API Key: ${masked(apiKey)} API Stage: ${apiId}/${stage}`)
}

/** That the plan, or its absence, lets the request pass; one that is throttled has none of these (public log of February 2019). */
export function planEntries({apiId, stage, apiKey, isKeyRequired, target}: KeyedRequest): LogEntry[] {
  const key = masked(apiKey ?? '')
  const free = 'Request will not contribute to throttle or quota limits'
  const isFree = !isKeyRequired && apiKey === undefined
  return [
    ...(isFree ? [info(`API Key ${key} authorized because ${target} does not require API Key. ${free}`)] : []),
    info(`Usage Plan check succeeded for API Key ${key} and API Stage ${apiId}/${stage}`),
  ]
}
