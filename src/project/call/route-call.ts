import http from 'node:http'
import type {IncomingMessage} from 'node:http'
import https from 'node:https'
import {buffer} from 'node:stream/consumers'
import {ApigwError} from '../../errors/apigw-error.js'
import {readWord} from '../read-word.js'

/** A request to a deployed route. `headers` and `queryParameters` are `name -> value` pairs in order, repeats allowed. */
export type RouteCall = {
  method: string
  url: URL
  headers: readonly (readonly [string, string])[]
  body: Uint8Array | undefined
}

/** The answer as it came; `latencyMs` is until its last byte. */
export type RouteAnswer = {
  url: string
  status: number
  statusText: string
  /** As sent, in order, repeats included. */
  headers: readonly (readonly [string, string])[]
  body: Buffer
  latencyMs: number
}

/** What the command line gives: `Name: value` headers, `name=value` parameters, text, `@file` or `-` (stdin) as data. */
export type CallWords = {
  method: string
  path: string
  headers: readonly string[]
  queryParameters: readonly string[]
  data?: string
}

/** A request from the words of the command line; `base` is the URL of the stage, `http://…/execute-api/a1b2/dev`. */
export async function parseCall(words: CallWords, base: string, stdin: AsyncIterable<Uint8Array>): Promise<RouteCall> {
  const method = words.method.toUpperCase()
  if (!/^[A-Z]{1,16}$/.test(method)) throw wrongWord('METHOD', words.method, 'It is a verb: GET, POST, ...')
  const headers = words.headers.map((header) => splitPair(header, ':', '--header'))
  const body = words.data === undefined ? undefined : await readData(words.data, stdin)
  const typed = headers.some(([name]) => name.toLowerCase() === 'content-type')
  return {
    method,
    url: callUrl(words, base),
    headers: body !== undefined && !typed ? [...headers, ['content-type', 'application/json']] : headers,
    body,
  }
}

export type SendOptions = {nowMs: () => number; timeoutMs: number; /** Ctrl-C. */ signal: AbortSignal}

/**
 * Sends it and reads the whole answer; redirects are the caller's to follow. Throws CALL_FAILED when there is
 * none, and INTERRUPTED when the signal fired.
 *
 * Not fetch: that adds headers of its own, refuses a body with GET and hides repeated response headers.
 */
export async function sendCall(call: RouteCall, options: SendOptions): Promise<RouteAnswer> {
  const {nowMs, timeoutMs, signal} = options
  const startedAt = nowMs()
  // Not AbortSignal.timeout: Node.js 20 may collect it as garbage inside AbortSignal.any, and the call would hang.
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(), timeoutMs)
  try {
    const response = await send(call, AbortSignal.any([signal, over.signal]))
    const body = await buffer(response)
    return {
      url: call.url.href,
      status: response.statusCode ?? 0,
      statusText: response.statusMessage ?? '',
      headers: pairs(response.rawHeaders),
      body,
      latencyMs: Math.round(nowMs() - startedAt),
    }
  } catch (error) {
    throw signal.aborted ? interrupted(call, error) : callFailed(call, error)
  } finally {
    clearTimeout(timer)
  }
}

function send({method, url, headers, body}: RouteCall, signal: AbortSignal): Promise<IncomingMessage> {
  const {request} = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const length = body === undefined ? [] : ['content-length', String(body.length)]
    const all = [...defaultHeaders(url, headers), ...headers.flat(), ...length]
    // One request, one connection: nothing stays open behind a command that has printed its answer.
    const outgoing = request(url, {method, headers: all, agent: false, signal})
    outgoing.once('response', resolve)
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}

/** With headers given as a list Node.js adds none, not even Host. */
function defaultHeaders(url: URL, headers: RouteCall['headers']): string[] {
  const given = new Set(headers.map(([name]) => name.toLowerCase()))
  const defaults = [
    ['host', url.host],
    ['accept', '*/*'],
    ['user-agent', 'apigw'],
  ]
  return defaults.filter(([name = '']) => !given.has(name)).flat()
}

function pairs(rawHeaders: readonly string[]): [string, string][] {
  return rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  )
}

function callUrl({path, queryParameters}: CallWords, base: string): URL {
  if (!path.startsWith('/')) throw wrongWord('PATH', path, 'It starts with a slash: /pets')
  // Appended as text: resolving against the base would drop the stage.
  const url = new URL(`${base}${path}`)
  for (const parameter of queryParameters) url.searchParams.append(...splitPair(parameter, '=', '--query-param'))
  return url
}

function splitPair(text: string, separator: string, flag: string): [string, string] {
  const at = text.indexOf(separator)
  if (at < 1) throw wrongWord(flag, text, `It needs a name and a value: ${flag} 'name${separator}value'`)
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

async function readData(data: string, stdin: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  try {
    return await readWord(data, stdin)
  } catch (error) {
    throw wrongWord('--data', data, `${error instanceof Error ? error.message : String(error)}.`, error)
  }
}

function wrongWord(where: string, word: string, why: string, cause?: unknown): ApigwError {
  const what = `${JSON.stringify(word)} does not do for ${where}.`
  const fix = 'See the examples of "apigw call --help".'
  return new ApigwError({code: 'CALL_WORDS', exit: 'usage', what, why, fix}, {cause})
}

function interrupted({method, url}: RouteCall, cause: unknown): ApigwError {
  const what = `${method} ${url.href} was not waited for.`
  return new ApigwError(
    {code: 'INTERRUPTED', exit: 'interrupted', what, why: 'The command was interrupted.', fix: ''},
    {cause},
  )
}

function callFailed({method, url}: RouteCall, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  const timedOut = error.code === 'ABORT_ERR' || error.code === 23
  return new ApigwError(
    {
      code: 'CALL_FAILED',
      exit: 'failure',
      what: `${method} ${url.href} got no answer.`,
      why: timedOut ? 'It took longer than --timeout allows.' : `${error.message}.`,
      fix: `Check that ${url.host} can be reached from here, or raise --timeout.`,
    },
    {cause: error},
  )
}
