import {headerText, isHeaderName} from '../header-list.js'
import {GatewayError} from './gateway-error.js'
import type {Answer} from './outgoing.js'

const members: ReadonlySet<string> = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded'])

/**
 * Reads what a Lambda function answered to a proxy integration. Scalars are taken as text like Jackson does; anything
 * else that is not of the documented form is a 502 with AWS's log line.
 * Source: docs/aws-facts.md "Integrations" (rules recorded by localstack, test_apigateway_integrations.py).
 */
export function parseProxyAnswer(payload: string): Answer {
  const response = parseObject(payload)
  const keys = Object.keys(response)
  if (keys.length === 0 || keys.some((key) => !members.has(key))) throw malformed()
  return {
    status: statusOf(response.statusCode),
    headers: headersOf(response.headers, response.multiValueHeaders),
    body: Buffer.from(response.body === undefined || response.body === null ? '' : scalar(response.body)),
    selectBy: '',
    isBase64Encoded: flag(response.isBase64Encoded),
  }
}

const metadataMembers: ReadonlySet<string> = new Set(['statusCode', 'headers', 'multiValueHeaders', 'cookies'])

/** Reads the metadata of a streamed answer; what is not of the documented form is a 500. */
export function parseStreamMetadata(text: string): Pick<Answer, 'status' | 'headers'> {
  try {
    const metadata = parseObject(text)
    if (Object.keys(metadata).some((key) => !metadataMembers.has(key))) throw malformed()
    const cookies = metadata.cookies ?? []
    if (!Array.isArray(cookies)) throw malformed()
    const setCookies = cookies.flatMap((cookie: unknown) => ['Set-Cookie', headerText(scalar(cookie))])
    const headers = [...headersOf(metadata.headers, metadata.multiValueHeaders), ...setCookies]
    return {status: statusOf(metadata.statusCode), headers}
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    throw new GatewayError({type: 'DEFAULT_5XX', reason: error.reason}, {cause: error})
  }
}

function parseObject(payload: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(payload)
  } catch (error) {
    throw malformed(error)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed()
  return value as Record<string, unknown>
}

function statusOf(value: unknown): number {
  if (value === undefined || value === null) return 200
  const status =
    typeof value === 'number' ? value : typeof value === 'string' && /^\d{3}$/.test(value.trim()) ? Number(value) : NaN
  if (!Number.isInteger(status) || status < 100 || status > 599) throw malformed()
  return status
}

/** Both maps together; where both have a name, multiValueHeaders wins (developer guide, Lambda proxy output format). */
function headersOf(single: unknown, multiple: unknown): string[] {
  const several = entriesOf(multiple).map(([name, values]) => {
    if (!Array.isArray(values)) throw malformed()
    return [name, values.map((value: unknown) => scalar(value))] as const
  })
  const taken = new Set(several.map(([name]) => name.toLowerCase()))
  const list: string[] = []
  const add = (name: string, value: string) => {
    if (!isHeaderName(name)) throw malformed()
    list.push(name, headerText(value))
  }
  for (const [name, value] of entriesOf(single)) {
    const text = value === null ? '' : scalar(value)
    if (!taken.has(name.toLowerCase())) add(name, text)
  }
  for (const [name, values] of several) for (const value of values) add(name, value)
  return list
}

function entriesOf(map: unknown): [string, unknown][] {
  if (map === undefined || map === null) return []
  if (typeof map !== 'object' || Array.isArray(map)) throw malformed()
  return Object.entries(map)
}

function scalar(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw malformed()
}

function flag(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === 'false') return false
  if (value === true || value === 'true') return true
  throw malformed()
}

function malformed(cause?: unknown): GatewayError {
  return new GatewayError(
    {
      type: 'DEFAULT_5XX',
      status: 502,
      reason: 'Execution failed due to configuration error: Malformed Lambda proxy response',
    },
    {cause},
  )
}
