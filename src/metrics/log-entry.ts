import type {LogEvent} from '../aws/read/log-events.js'
import {parseAccessLine} from './access-log-format.js'
import type {LogFields} from './access-log-format.js'
import type {LogSource} from './log-source.js'
import {maskFields, maskLine, maskText} from './mask-log.js'

/** One line of a log. What the line does not tell is absent. */
export type LogEntry = {
  timeMs: number
  source: LogSource['kind']
  groupName: string
  message: string
  functionName?: string
  requestId?: string
  /** `GET /pets/{id}`, or a path that no route matched. */
  route?: string
  status?: number
  latencyMs?: number
  sourceIp?: string
  /** Id of the API key, never its value. */
  apiKeyId?: string
  /** All values of an access-log line by variable, `identity.sourceIp`. */
  fields?: LogFields
}

/** A line as an entry; with `unmask` keys and tokens are left as they are. Pure. */
export function toLogEntry(
  source: LogSource,
  {timeMs, message}: Pick<LogEvent, 'timeMs' | 'message'>,
  {unmask}: {unmask: boolean},
): LogEntry {
  const shown = unmask ? message : maskText(message)
  const base = {timeMs, source: source.kind, groupName: source.groupName, message: shown}
  if (source.kind === 'function') return {...base, functionName: source.functionName, ...functionRequest(message)}
  if (source.kind === 'execution') return {...base, ...executionRequest(message)}
  const fields = parseAccessLine(source.format, message)
  if (fields === undefined) return base
  return {
    ...base,
    message: unmask ? message : maskLine(message, fields),
    ...facts(fields),
    fields: unmask ? fields : maskFields(fields),
  }
}

function facts(fields: LogFields) {
  const route = routeOf(fields)
  const status = numberOf(fields.status)
  const latencyMs = numberOf(fields.responseLatency ?? fields.integrationLatency ?? fields['integration.latency'])
  const requestId = fields.requestId ?? fields.extendedRequestId
  const {['identity.sourceIp']: sourceIp, ['identity.apiKeyId']: apiKeyId} = fields
  return {
    ...(requestId !== undefined && {requestId}),
    ...(route !== undefined && {route}),
    ...(status !== undefined && {status}),
    ...(latencyMs !== undefined && {latencyMs}),
    ...(sourceIp !== undefined && {sourceIp}),
    ...(apiKeyId !== undefined && {apiKeyId}),
  }
}

function routeOf({routeKey, httpMethod, resourcePath, path}: LogFields): string | undefined {
  if (routeKey !== undefined) return routeKey
  const place = resourcePath ?? path
  return place === undefined || httpMethod === undefined ? place : `${httpMethod} ${place}`
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined
}

/** Lines of execution logs begin with `(requestId) `. */
function executionRequest(message: string): Pick<LogEntry, 'requestId'> {
  const [, requestId] = /^\(([\w-]{1,128})\) /.exec(message) ?? []
  return requestId === undefined ? {} : {requestId}
}

/** `START RequestId: …`, or the second column of what Node prints. Lambda's own ids, not those of API Gateway. */
function functionRequest(message: string): Pick<LogEntry, 'requestId'> {
  const [, requestId] =
    /^(?:START RequestId: |END RequestId: |REPORT RequestId: |[^\t]{20,30}\t)([\da-f-]{36})\b/.exec(message) ?? []
  return requestId === undefined ? {} : {requestId}
}
