import {createInterface} from 'node:readline'
import {Readable} from 'node:stream'
import type {Clients} from '../../aws/clients.js'
import type {LocalGateway} from '../../aws/local-gateway.js'
import {ApigwError} from '../../errors/apigw-error.js'
import {followScript, sendLines} from './converse.js'
import {findProjectApi} from '../find-project-api.js'
import type {Project} from '../project.js'
import {stageUrl} from '../stage-url.js'
import {WsConnection} from './ws-connection.js'
import type {WsAddress, WsClosed} from './ws-connection.js'
import {watchConnection} from './ws-events.js'
import type {WsRouted} from './ws-events.js'
import type {WsStep} from './ws-script.js'

/** What happens in a conversation; times are epoch milliseconds. */
export type WsEvent =
  | {kind: 'connected'; atMs: number; url: string; subprotocol?: string}
  | {kind: 'sent' | 'received'; atMs: number; text: string}
  | ({kind: 'routed'; atMs: number} & WsRouted)
  | ({kind: 'closed'; atMs: number} & WsClosed)

/** A conversation that is over. Of long ones the last events are kept; `events` may be fewer than happened. */
export type Conversation = {url: string; closed: WsClosed; events: WsEvent[]}

/** What the command line asks for. `headers` are `Name: value`, `queryParameters` `name=value`. */
export type WsWords = {
  headers: readonly string[]
  queryParameters: readonly string[]
  subprotocols: readonly string[]
  apiKey?: string
  /** Goes as `Authorization: Bearer …`. */
  token?: string
  /** Signs the handshake with the credentials of the target. */
  sign: boolean
  steps: readonly WsStep[]
  timeoutMs: number
  waitMs?: number
}

export type WsMeans = {
  /** The stage of a project, with the gateway when the target is local; or any address. */
  place: {project: Project; gateway: LocalGateway | undefined} | {url: string}
  /** Asked for only where AWS has to be. */
  clients: () => Promise<Clients>
  stdin: Readable
  signal: AbortSignal
  nowMs: () => number
  onEvent: (event: WsEvent) => void
}

const keptEvents = 1_000

/** What the gateway still has to tell after the connection is closed is not waited for any longer. */
const lastEventsMs = 500

/** Connects, follows the script or sends what is typed, and closes. Rejects as WsConnection and the script do. */
export async function converse(words: WsWords, means: WsMeans): Promise<Conversation> {
  const events: WsEvent[] = []
  const tell = (event: WsEvent): void => {
    events.push(event)
    if (events.length > keptEvents) events.shift()
    means.onEvent(event)
  }
  const {address, stage} = await findAddress(words, means)
  const over = new AbortController()
  const onRouted = (routed: WsRouted): void => tell({kind: 'routed', atMs: means.nowMs(), ...routed})
  const watch = stage && watchConnection(stage.gateway, stage, {signal: over.signal, onRouted})
  try {
    await watch?.listening
    const closed = await talk(address, words, {...means, onEvent: tell})
    return {url: address.url.href, closed, events}
  } finally {
    await finishedWithin(watch?.finished, lastEventsMs)
    over.abort()
  }
}

async function talk(address: WsAddress, words: WsWords, means: WsMeans): Promise<WsClosed> {
  const {steps, timeoutMs, waitMs} = words
  const {nowMs, onEvent, signal, stdin} = means
  const connection = await WsConnection.open(address, {
    timeoutMs,
    signal,
    onOpen: (subprotocol) => {
      const chosen = subprotocol === '' ? {} : {subprotocol}
      onEvent({kind: 'connected', atMs: nowMs(), url: address.url.href, ...chosen})
    },
    onFrame: (text) => onEvent({kind: 'received', atMs: nowMs(), text}),
    onClosed: (closed) => onEvent({kind: 'closed', atMs: nowMs(), ...closed}),
  })
  const onSent = (text: string): void => onEvent({kind: 'sent', atMs: nowMs(), text})
  const options = {timeoutMs, waitMs, signal, onSent}
  try {
    if (steps.length > 0) await followScript(connection, steps, options)
    else {
      // The lines of an input that has ended already would never end.
      const lines = createInterface({input: stdin.readableEnded ? Readable.from([]) : stdin, signal})
      await sendLines(connection, lines, options)
      lines.close()
    }
  } finally {
    await connection.close()
  }
  return connection.close()
}

async function finishedWithin(finished: Promise<void> | undefined, limitMs: number): Promise<void> {
  if (finished === undefined) return
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs)
  })
  await Promise.race([finished, limit])
  clearTimeout(timer)
}

/** `stage` is one of the local gateway. */
type LocalStage = {apiId: string; stageName: string; gateway: LocalGateway}
type Base = {base: string; region: () => Promise<string>; stage?: LocalStage}

async function findAddress(words: WsWords, means: WsMeans): Promise<{address: WsAddress; stage?: LocalStage}> {
  const {base, region, stage} =
    'url' in means.place ? givenBase(means.place.url, means) : await stageBase(means.place, means)
  const url = new URL(base)
  for (const parameter of words.queryParameters) url.searchParams.append(...splitPair(parameter, '=', '--query-param'))
  const plain = [
    ...words.headers.map((header) => splitPair(header, ':', '--header')),
    ...(words.apiKey === undefined ? [] : [['x-api-key', words.apiKey] as const]),
    ...(words.token === undefined ? [] : [['authorization', `Bearer ${words.token}`] as const]),
  ]
  const headers = words.sign ? [...plain, ...(await signature(url, await region(), means))] : plain
  return {address: {url, headers, subprotocols: words.subprotocols}, ...(stage !== undefined && {stage})}
}

async function stageBase(
  {project, gateway}: Exclude<WsMeans['place'], {url: string}>,
  {clients}: WsMeans,
): Promise<Base> {
  const {target, stageName, settings} = project
  if (settings.type !== 'websocket') throw notWebSocket(settings.name)
  const {apiId} = await findProjectApi(project, await clients())
  const region = target.region ?? (await (await clients()).region())
  const gatewayUrl = gateway && {gatewayUrl: gateway.url}
  return {
    base: stageUrl({kind: 'websocket', apiId, stageName, region, ...gatewayUrl}),
    region: () => Promise.resolve(region),
    ...(gateway && {stage: {apiId, stageName, gateway}}),
  }
}

/** The region of a signature is in the names of AWS's own addresses. */
function givenBase(url: string, {clients}: WsMeans): Base {
  if (!URL.canParse(url) || !/^wss?:$/.test(new URL(url).protocol)) {
    throw wrongWord('URL', url, 'It begins with ws:// or wss://.')
  }
  const [, region] = /\.execute-api\.([a-z0-9-]+)\.amazonaws\./.exec(new URL(url).host) ?? []
  return {base: url, region: async () => region ?? (await clients()).region()}
}

/** Source: developer guide, "Control access to WebSocket APIs with IAM authorization": the handshake is signed as a GET. */
async function signature(url: URL, region: string, {clients, nowMs}: WsMeans): Promise<[string, string][]> {
  const credentials = await (await (await clients()).http()).config.credentials()
  const {signRequest} = await import('../../gateway/data/services/sign-request.js')
  const flat = await signRequest(
    {method: 'GET', url, target: `${url.pathname}${url.search}`, headers: ['host', url.host], body: Buffer.alloc(0)},
    {credentials, signingName: 'execute-api', region, nowMs: nowMs()},
  )
  return flat
    .flatMap((name, index): [string, string][] => (index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : []))
    .filter(([name]) => name.toLowerCase() !== 'host')
}

function splitPair(text: string, separator: string, flag: string): [string, string] {
  const at = text.indexOf(separator)
  if (at < 1) throw wrongWord(flag, text, `It needs a name and a value: ${flag} 'name${separator}value'`)
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

function wrongWord(where: string, word: string, why: string): ApigwError {
  const what = `${JSON.stringify(word)} does not do for ${where}.`
  return new ApigwError({code: 'WS_WORDS', exit: 'usage', what, why, fix: 'See the examples of "apigw ws --help".'})
}

function notWebSocket(name: string): ApigwError {
  return new ApigwError({
    code: 'KIND_NOT_SUPPORTED',
    exit: 'usage',
    what: `${name} is no WebSocket API.`,
    why: 'Its routes answer single requests.',
    fix: 'Use "apigw call METHOD PATH".',
  })
}
