import {Ansis} from 'ansis'
import type {GatewayTrace} from '../model/gateway-trace.js'
import {printable} from './printable.js'

/** An answer of a route. */
export type AnswerView = {
  url: string
  status: number
  statusText: string
  headers: readonly (readonly [string, string])[]
  body: Buffer
  latencyMs: number
  /** Of a call with --trace. */
  trace?: GatewayTrace
}

/**
 * The answer as JSON. Headers by lower-case name, repeated ones joined with a comma, Set-Cookie apart; a JSON body as a
 * value, other text as a string, bytes as base64.
 */
export type AnswerJson = Omit<AnswerView, 'body' | 'headers'> & {
  headers: Record<string, string>
  cookies: string[]
  body: unknown
  bodyEncoding: 'json' | 'text' | 'base64'
}

/** `200 OK  12 ms  http://…`: what was asked and what came back. Pure. */
export function renderAnswerLine(
  {status, statusText, latencyMs, url}: AnswerView,
  {colour}: {colour: boolean},
): string {
  const paint = new Ansis(colour ? 1 : 0)
  const said = printable(`${status} ${statusText}`.trim())
  return `${status >= 400 ? paint.red(said) : paint.green(said)}  ${latencyMs} ms  ${paint.dim(url)}`
}

/** The body as it came, after status and headers when asked for; on a terminal it ends with a line end. Pure. */
export function renderAnswer(answer: AnswerView, {include, endLine}: {include: boolean; endLine: boolean}): Buffer {
  const {status, statusText, headers, body} = answer
  const head = [`HTTP/1.1 ${status} ${statusText}`.trim(), ...headers.map(([name, value]) => `${name}: ${value}`), '']
  const tail = endLine && body.length > 0 && body.at(-1) !== 0x0a ? '\n' : ''
  return Buffer.concat([Buffer.from(include ? `${head.join('\n')}\n` : ''), body, Buffer.from(tail)])
}

export function answerJson({body, headers, ...answer}: AnswerView): AnswerJson {
  const named = headers.map(([name, value]) => ({name: name.toLowerCase(), value}))
  const joined: Record<string, string> = {}
  for (const {name, value} of named.filter((header) => header.name !== 'set-cookie')) {
    joined[name] = joined[name] === undefined ? value : `${joined[name]}, ${value}`
  }
  const cookies = named.filter(({name}) => name === 'set-cookie').map(({value}) => value)
  return {...answer, headers: joined, cookies, ...readBody(body)}
}

function readBody(body: Buffer): {body: unknown; bodyEncoding: AnswerJson['bodyEncoding']} {
  const text = body.toString('utf8')
  if (!Buffer.from(text).equals(body)) return {body: body.toString('base64'), bodyEncoding: 'base64'}
  try {
    return {body: JSON.parse(text) as unknown, bodyEncoding: 'json'}
  } catch {
    // Most bodies that are no JSON are meant to be something else.
    return {body: text, bodyEncoding: 'text'}
  }
}
