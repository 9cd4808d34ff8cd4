import {headerText, isHeaderName} from '../header-list.js'
import type {PayloadVersion} from './compiled-http-api.js'
import type {HttpAnswer} from './http-answer.js'
import {HttpRefusal} from './http-refusal.js'

type Members = Readonly<Record<string, unknown>>

/**
 * Reads what a function answered. Format 2.0 infers an answer from anything that has no `statusCode`, even from text that
 * is no JSON; 1.0 insists on `statusCode`. Unknown members are passed over.
 * Source: developer guide, "Lambda function response for format 1.0 / 2.0"; recorded by aws-lambda-dotnet's test tool.
 */
export function parseLambdaAnswer(payload: string, version: PayloadVersion): HttpAnswer {
  const value = parseJson(payload)
  if (isMembers(value) && value.statusCode !== undefined && value.statusCode !== null) return structured(value, version)
  if (version === '1.0') throw malformed('statusCode is missing')
  const body = typeof value === 'string' ? value : payload
  return {status: 200, headers: ['content-type', 'application/json'], body: Buffer.from(body)}
}

function structured(answer: Members, version: PayloadVersion): HttpAnswer {
  const {isBase64Encoded} = answer
  const headers = [
    ...singleHeaders(answer.headers),
    ...(version === '1.0' ? multipleHeaders(answer.multiValueHeaders) : cookieHeaders(answer.cookies)),
  ]
  const unique = version === '1.0' ? withoutRepeatedPairs(headers) : headers
  const hasType = unique.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'content-type')
  const text = answer.body === undefined || answer.body === null ? '' : scalar(answer.body, 'body')
  return {
    status: statusOf(answer.statusCode),
    // Recorded: what has no content type is plain text, whatever it looks like.
    headers: hasType ? unique : [...unique, 'content-type', 'text/plain; charset=utf-8'],
    body: Buffer.from(text, isTrue(isBase64Encoded) ? 'base64' : 'utf8'),
  }
}

function statusOf(value: unknown): number {
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value
  if (typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599) return status
  throw malformed(`statusCode is ${JSON.stringify(value)}`)
}

function singleHeaders(map: unknown): string[] {
  return membersOf(map, 'headers').flatMap(([name, value]) =>
    value === null ? [] : headerPair(name, scalar(value, `header ${name}`)),
  )
}

function multipleHeaders(map: unknown): string[] {
  return membersOf(map, 'multiValueHeaders').flatMap(([name, values]) => {
    if (!Array.isArray(values)) throw malformed(`multiValueHeaders.${name} is no list`)
    return values.flatMap((value: unknown) => headerPair(name, scalar(value, `header ${name}`)))
  })
}

function cookieHeaders(cookies: unknown): string[] {
  if (cookies === undefined || cookies === null) return []
  if (!Array.isArray(cookies)) throw malformed('cookies is no list')
  return cookies.flatMap((cookie: unknown) => ['set-cookie', headerText(scalar(cookie, 'a cookie'))])
}

/** Both maps are merged; what stands in both with the same value appears once. */
function withoutRepeatedPairs(headers: readonly string[]): string[] {
  const seen = new Set<string>()
  const kept: string[] = []
  for (let index = 0; index < headers.length; index += 2) {
    const [name = '', value = ''] = headers.slice(index, index + 2)
    const key = JSON.stringify([name.toLowerCase(), value])
    // Set-Cookie and the like may repeat within multiValueHeaders only by different values.
    if (!seen.has(key)) kept.push(name, value)
    seen.add(key)
  }
  return kept
}

function headerPair(name: string, value: string): string[] {
  if (!isHeaderName(name)) throw malformed(`${JSON.stringify(name)} is no header name`)
  return [name, headerText(value)]
}

function membersOf(map: unknown, what: string): [string, unknown][] {
  if (map === undefined || map === null) return []
  if (!isMembers(map)) throw malformed(`${what} is no object`)
  return Object.entries(map)
}

function scalar(value: unknown, what: string): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw malformed(`${what} is neither text nor a number`)
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true'
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseJson(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return undefined
  }
}

function malformed(detail: string): HttpRefusal {
  return new HttpRefusal(
    'INTEGRATION_FAILURE',
    `The Lambda function answered in a format that API Gateway does not understand: ${detail}.`,
  )
}
