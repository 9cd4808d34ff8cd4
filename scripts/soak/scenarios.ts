import {once} from 'node:events'
import {request} from 'undici'
import type {Dispatcher} from 'undici'
import {WebSocket} from 'ws'
import {stageName} from './apis.js'
import type {SoakedApis} from './apis.js'
import type {Fault} from './backend.js'

/** What requests are made with. */
export type Traffic = {
  port: number
  apis: SoakedApis
  dispatcher: Dispatcher
  /** 0 up to 1, exclusive. */
  random: () => number
}

/** One thing that a client does: answers what is wrong with what it got, undefined when all is as it should be. */
export type Scenario = {name: string; share: number; run: (traffic: Traffic) => Promise<string | undefined>}

type Wanted = {method?: 'GET' | 'POST' | 'OPTIONS'; headers?: Record<string, string>; body?: string}
type Answer = {status: number; headers: Readonly<Record<string, string | string[] | undefined>>; body: string}

/** Answers of API Gateway to a backend that fails. Source: docs/aws-facts.md "Integrations". */
const restFaults: Readonly<Record<Fault, number>> = {
  reset: 504,
  half: 504,
  garbage: 504,
  status: 503,
  slow: 504,
  silent: 504,
}
const httpFaults: Readonly<Record<Fault, number>> = {
  reset: 503,
  half: 503,
  garbage: 503,
  status: 503,
  slow: 503,
  silent: 503,
}

const faultyAnswers = {throws: 502, exits: 502, shapeless: 502, late: 502, hangs: 502} as const

/** All traffic of the soak; `share` is how often one is picked beside the others. */
export const scenarios: readonly Scenario[] = [
  {name: 'REST mock', share: 10, run: (traffic) => versioned(traffic, 'rest', '/mock')},
  {name: 'REST template', share: 10, run: template},
  {name: 'REST HTTP proxy', share: 10, run: (traffic) => versioned(traffic, 'rest', '/proxy/pets/7', {method: 'POST'})},
  {name: 'REST cached', share: 8, run: cached},
  {name: 'REST authorized', share: 6, run: authorized},
  {name: 'REST key', share: 5, run: keyed},
  {name: 'REST validated', share: 6, run: validated},
  {name: 'REST Lambda', share: 8, run: restLambda},
  {name: 'REST no such route', share: 2, run: (traffic) => status(traffic, 'rest', '/nowhere', 403)},
  {name: 'REST failing backend', share: 6, run: (traffic) => failing(traffic, 'rest', restFaults)},
  {name: 'REST failing function', share: 1, run: faulty},
  {name: 'HTTP proxy', share: 10, run: (traffic) => versioned(traffic, 'http', '/pets/7')},
  {name: 'HTTP Lambda', share: 6, run: httpLambda},
  {name: 'HTTP CORS', share: 3, run: cors},
  {name: 'HTTP failing backend', share: 5, run: (traffic) => failing(traffic, 'http', httpFaults)},
  {name: 'WebSocket', share: 4, run: converse},
  {name: 'client that goes away', share: 3, run: goAway},
]

function urlOf({port, apis}: Traffic, api: 'rest' | 'http', path: string): string {
  return `http://127.0.0.1:${port}/execute-api/${apis[api].apiId}/${stageName}${path}`
}

async function call(traffic: Traffic, api: 'rest' | 'http', path: string, wanted: Wanted = {}): Promise<Answer> {
  const {method = 'GET', headers = {}, body} = wanted
  const type = body === undefined ? {} : {'content-type': 'application/json'}
  const answer = await request(urlOf(traffic, api, path), {
    ...{method, headers: {...type, ...headers}, dispatcher: traffic.dispatcher},
    ...(body !== undefined && {body}),
  })
  return {status: answer.statusCode, headers: answer.headers, body: await answer.body.text()}
}

/** The answer is 200 and JSON that says which version made it. */
async function versioned(
  traffic: Traffic,
  api: 'rest' | 'http',
  path: string,
  wanted?: Wanted,
): Promise<string | undefined> {
  const judge = traffic.apis[api].window.open()
  const answer = await call(traffic, api, path, wanted)
  return expectStatus(answer, 200) ?? judge(membersOf(answer).version)
}

async function status(
  traffic: Traffic,
  api: 'rest' | 'http',
  path: string,
  wanted: number,
): Promise<string | undefined> {
  return expectStatus(await call(traffic, api, path), wanted)
}

async function template(traffic: Traffic): Promise<string | undefined> {
  const [judgeVersion, judgeRound] = [traffic.apis.rest.window.open(), traffic.apis.rest.rounds.window.open()]
  const name = traffic.random().toString(36).slice(2)
  const answer = await call(traffic, 'rest', `/template/${name}`)
  const {version, round, numbers, name: seen} = membersOf(answer)
  if (answer.status !== 200) return expectStatus(answer, 200)
  if (seen !== name || JSON.stringify(numbers) !== '[1,2,3,4,5]') return `not for ${name}: ${answer.body}`
  return judgeVersion(version) ?? judgeRound(round)
}

/** A cache may answer what was true a second ago, in the version before, but never for another id. */
async function cached(traffic: Traffic): Promise<string | undefined> {
  const id = `pet-${Math.floor(traffic.random() * 20)}`
  const answer = await call(traffic, 'rest', `/cached/${id}`)
  const {path} = membersOf(answer)
  return expectStatus(answer, 200) ?? (path === id ? undefined : `${answer.body} for ${id}`)
}

async function authorized(traffic: Traffic): Promise<string | undefined> {
  const judge = traffic.apis.rest.window.open()
  const cases = [
    ['allow', 200],
    ['deny', 403],
    ['N0T-VALID', 401],
    [undefined, 401],
  ] as const
  const [authorization, wanted] = pick(cases, traffic.random())
  const headers: Record<string, string> = authorization === undefined ? {} : {authorization}
  const answer = await call(traffic, 'rest', '/authorized', {headers})
  return expectStatus(answer, wanted) ?? (wanted === 200 ? judge(membersOf(answer).version) : undefined)
}

async function keyed(traffic: Traffic): Promise<string | undefined> {
  const judge = traffic.apis.rest.window.open()
  const isKnown = traffic.random() < 0.7
  const headers = {'x-api-key': isKnown ? traffic.apis.rest.apiKey : 'somebody-else'}
  const answer = await call(traffic, 'rest', '/keyed', {headers})
  return expectStatus(answer, isKnown ? 200 : 403) ?? (isKnown ? judge(membersOf(answer).version) : undefined)
}

async function validated(traffic: Traffic): Promise<string | undefined> {
  const judge = traffic.apis.rest.window.open()
  const cases = [
    ['{"id": 7, "name": "rex-the-dog"}', 200],
    ['{"id": 0}', 400],
    ['{"id":', 400],
    [`{"id": 1, "name": "${'a'.repeat(30)}!"}`, 400],
  ] as const
  const [body, wanted] = pick(cases, traffic.random())
  const answer = await call(traffic, 'rest', '/validated', {method: 'POST', body})
  return expectStatus(answer, wanted) ?? (wanted === 200 ? judge(membersOf(answer).version) : undefined)
}

async function restLambda(traffic: Traffic): Promise<string | undefined> {
  const body = JSON.stringify({word: 'x'.repeat(Math.floor(traffic.random() * 10_000))})
  const answer = await call(traffic, 'rest', '/lambda', {method: 'POST', body})
  return expectStatus(answer, 200) ?? (membersOf(answer).echo === body ? undefined : 'not the body that was sent')
}

async function httpLambda(traffic: Traffic): Promise<string | undefined> {
  return versioned(traffic, 'http', '/lambda')
}

async function failing(
  traffic: Traffic,
  api: 'rest' | 'http',
  answers: Readonly<Record<Fault, number>>,
): Promise<string | undefined> {
  const [fault, wanted] = pick(Object.entries(answers), traffic.random())
  return status(traffic, api, `/fault/${fault}`, wanted)
}

async function faulty(traffic: Traffic): Promise<string | undefined> {
  const [kind, wanted] = pick(Object.entries(faultyAnswers), traffic.random())
  return status(traffic, 'rest', `/faulty?kind=${kind}`, wanted)
}

async function cors(traffic: Traffic): Promise<string | undefined> {
  const headers = {origin: 'https://shop.example', 'access-control-request-method': 'GET'}
  const answer = await call(traffic, 'http', '/pets/7', {method: 'OPTIONS', headers})
  const allowed = answer.headers['access-control-allow-origin']
  return expectStatus(answer, 204) ?? (allowed === headers.origin ? undefined : `allows ${String(allowed)}`)
}

/** A connection of a few messages; each answer is of a version that may be seen, and for this connection. */
async function converse(traffic: Traffic): Promise<string | undefined> {
  const {port, apis, random} = traffic
  const socket = new WebSocket(`ws://127.0.0.1:${port}/execute-api/${apis.webSocket.apiId}/${stageName}`)
  try {
    await once(socket, 'open')
    let connection: unknown
    for (let left = 1 + Math.floor(random() * 5); left > 0; left -= 1) {
      const judge = apis.webSocket.window.open()
      socket.send(JSON.stringify({action: 'hello', left}))
      const text = await nextMessage(socket)
      const members = parsed(text)
      connection ??= members.connection
      const wrong = judge(members.version) ?? (members.connection === connection ? undefined : 'for another connection')
      if (wrong !== undefined) return `${wrong}: ${text}`
    }
    return undefined
  } finally {
    // Some leave without a word.
    if (random() < 0.3) socket.terminate()
    else socket.close()
  }
}

/** Rejects when the connection ends before. */
function nextMessage(socket: WebSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once('message', (data: Buffer) => resolve(data.toString()))
    socket.once('close', (code) => reject(new Error(`The connection was closed with ${code}.`)))
  })
}

/** Asks for what takes long and hangs up: nobody hears the answer, and nothing may be kept for it. */
async function goAway(traffic: Traffic): Promise<string | undefined> {
  const api = traffic.random() < 0.5 ? 'rest' : 'http'
  const {dispatcher, random} = traffic
  const signal = AbortSignal.timeout(1 + Math.floor(random() * 100))
  try {
    const answer = await request(urlOf(traffic, api, '/fault/silent'), {dispatcher, signal})
    await answer.body.dump()
    return answer.statusCode >= 500 ? undefined : `${answer.statusCode} of a backend that is silent`
  } catch (error) {
    if (signal.aborted) return undefined
    throw error
  }
}

function expectStatus({status: seen, body, headers}: Answer, wanted: number): string | undefined {
  if (seen === wanted) return undefined
  return `${seen} instead of ${wanted}: ${body.slice(0, 200)} ${String(headers['x-amzn-errortype'] ?? '')}`
}

function membersOf({body}: Answer): Readonly<Record<string, unknown>> {
  return parsed(body)
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
  } catch {
    return {}
  }
}

function pick<Entry>(entries: readonly Entry[], random: number): Entry {
  const picked = entries[Math.floor(random * entries.length)]
  if (picked === undefined) throw new Error('There is nothing to pick from.')
  return picked
}
