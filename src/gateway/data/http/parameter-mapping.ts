import {parseValueExpression} from './value-expression.js'
import type {ValueExpression} from './value-expression.js'

/** One entry of requestParameters; header names are lower case. `value` is undefined for `remove`. */
export type RequestChange =
  | {action: 'append' | 'overwrite'; place: 'header' | 'querystring'; name: string; value: ValueExpression}
  | {action: 'remove'; place: 'header' | 'querystring'; name: string}
  | {action: 'overwrite'; place: 'path'; value: ValueExpression}

export type ResponseChange =
  | {action: 'append' | 'overwrite'; place: 'header'; name: string; value: ValueExpression}
  | {action: 'remove'; place: 'header'; name: string}
  | {action: 'overwrite'; place: 'statuscode'; value: ValueExpression}

export type RequestMapping = readonly RequestChange[]
export type ResponseMapping = readonly ResponseChange[]

/** Source: developer guide, "Reserved headers" of HTTP API parameter mapping. */
const reserved = new Set([
  'authorization',
  'connection',
  'content-encoding',
  'content-length',
  'content-location',
  'forwarded',
  'keep-alive',
  'origin',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailers',
  'transfer-encoding',
  'upgrade',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'via',
])

/** Parses `{"append:header.x": "$request.path"}`; answers the reason when an entry is none that AWS accepts. */
export function parseRequestMapping(entries: Readonly<Record<string, string>>): RequestMapping | string {
  return collect(Object.entries(entries), ([key, text]) => {
    const [, action, place, name = ''] = /^(append|overwrite|remove):(header|querystring)\.(.+)$/s.exec(key) ?? []
    if (key === 'overwrite:path')
      return withValue(key, text, 'request', (value) => ({action: 'overwrite', place: 'path', value}))
    if (!isChange(action) || (place !== 'header' && place !== 'querystring')) return unknownKey(key)
    const target = place === 'header' ? name.toLowerCase() : name
    if (place === 'header' && isReserved(target)) return reservedKey(key)
    if (action === 'remove') return {action, place, name: target}
    return withValue(key, text, 'request', (value) => ({action, place, name: target, value}))
  })
}

/** The same for the entries of one status code of responseParameters. */
export function parseResponseMapping(entries: Readonly<Record<string, string>>): ResponseMapping | string {
  return collect(Object.entries(entries), ([key, text]) => {
    if (key === 'overwrite:statuscode') {
      return withValue(key, text, 'response', (value) => ({action: 'overwrite', place: 'statuscode', value}))
    }
    const [, action, name = ''] = /^(append|overwrite|remove):header\.(.+)$/s.exec(key) ?? []
    if (!isChange(action)) return unknownKey(key)
    const target = name.toLowerCase()
    if (isReserved(target)) return reservedKey(key)
    if (action === 'remove') return {action, place: 'header', name: target}
    return withValue(key, text, 'response', (value) => ({action, place: 'header', name: target, value}))
  })
}

function collect<Change extends object>(
  entries: readonly [string, string][],
  parse: (entry: [string, string]) => Change | string,
): readonly Change[] | string {
  const changes: Change[] = []
  for (const entry of entries) {
    const change = parse(entry)
    if (typeof change === 'string') return change
    changes.push(change)
  }
  return changes
}

function withValue<Change>(
  key: string,
  text: string,
  side: 'request' | 'response',
  make: (value: ValueExpression) => Change,
): Change | string {
  const value = parseValueExpression(text, side)
  return value === undefined ? `The mapping ${key} has a value that names no source: ${text}` : make(value)
}

function isChange(action: string | undefined): action is 'append' | 'overwrite' | 'remove' {
  return action === 'append' || action === 'overwrite' || action === 'remove'
}

function isReserved(lowerName: string): boolean {
  return reserved.has(lowerName) || /^(?:access-control-|apigw-|x-amz-|x-amzn-)/.test(lowerName)
}

function unknownKey(key: string): string {
  return `The mapping ${key} is none that HTTP APIs know.`
}

function reservedKey(key: string): string {
  return `The mapping ${key} changes a header that API Gateway reserves.`
}
