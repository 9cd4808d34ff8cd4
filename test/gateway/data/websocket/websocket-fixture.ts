import type {
  BackendRequest,
  BackendResponse,
  HttpRequest,
  Invocation,
  InvokeRequest,
  InvokeResult,
  LogDelivery,
  Ports,
  ServiceRequest,
} from '../../../../src/gateway/data/ports.js'
import type {ClientSocket} from '../../../../src/gateway/data/websocket/connection.js'
import type {ConnectOutcome} from '../../../../src/gateway/data/websocket/invoke-connect.js'
import {createWebSocketPlane} from '../../../../src/gateway/data/websocket/websocket-plane.js'
import type {OpenedConnection, WebSocketPlane} from '../../../../src/gateway/data/websocket/websocket-plane.js'
import {Store} from '../../../../src/gateway/store/store.js'
import {apiId, deployApi, type ApiParts} from './websocket-records.js'

/** Wednesday, 4 March 2026, 19:15:17.042 UTC. */
export const startMs = Date.UTC(2026, 2, 4, 19, 15, 17, 42)

export type Answers = {
  lambda?: (request: InvokeRequest) => InvokeResult | Promise<InvokeResult>
  backend?: (request: BackendRequest) => BackendResponse | Promise<BackendResponse>
  service?: (request: ServiceRequest) => BackendResponse | Promise<BackendResponse>
}

/** A plane over one deployed API, with a clock that the test moves and everything that left it. */
export type Fixture = {
  store: Store
  plane: WebSocketPlane
  clock: {nowMs: number}
  functionCalls: InvokeRequest[]
  backendCalls: BackendRequest[]
  serviceCalls: ServiceRequest[]
  invocations: Invocation[]
  logs: LogDelivery[]
}

/** Request ids count up in their last digits, so that equal calls print equally. */
export function newFixture(
  parts: ApiParts,
  answers: Answers = {},
  further: Pick<Ports, 'recorder' | 'accountBuckets' | 'connectionBuckets'> = {},
): Fixture {
  const store = Store.open()
  deployApi(store, parts)
  const clock = {nowMs: startMs}
  const functionCalls: InvokeRequest[] = []
  const backendCalls: BackendRequest[] = []
  const serviceCalls: ServiceRequest[] = []
  const invocations: Invocation[] = []
  const logs: LogDelivery[] = []
  let ids = 0
  const ports: Ports = {
    nowMs: () => clock.nowMs,
    newRequestId: () => `${String(++ids).padStart(8, '0')}-2c3d-4b5a-8e7f-001122334455`,
    random: () => 0,
    findAccessKey: (accessKeyId) => store.get('accessKey', [accessKeyId]),
    callBackend: async (request) => {
      backendCalls.push(request)
      if (answers.backend === undefined) throw new Error(`No backend is expected: ${request.url.href}`)
      return answers.backend(request)
    },
    callService: async (request) => {
      serviceCalls.push(request)
      if (answers.service === undefined) throw new Error(`No service is expected: ${request.service}`)
      return answers.service(request)
    },
    invokeFunction: async (request) => {
      functionCalls.push(request)
      if (answers.lambda === undefined) throw new Error(`No function is expected: ${request.functionArn}`)
      return answers.lambda(request)
    },
    onInvocation: (invocation) => invocations.push(invocation),
    writeLogs: (delivery) => logs.push(delivery),
    ...further,
  }
  const plane = createWebSocketPlane({store, ports})
  return {store, plane, clock, functionCalls, backendCalls, serviceCalls, invocations, logs}
}

/** A function that always answers this. */
export function returns(value: unknown): () => InvokeResult {
  return () => ({outcome: 'success', payload: JSON.stringify(value)})
}

/** A function that always throws this. */
export function throws(errorMessage: string): () => InvokeResult {
  return () => ({outcome: 'functionError', payload: JSON.stringify({errorMessage, errorType: 'Error'})})
}

export const upgradeHeaders = [
  ...['Host', 'chat1.execute-api.localhost:4600', 'Connection', 'Upgrade', 'Upgrade', 'websocket'],
  ...['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Version', '13'],
]

export function connect({plane}: Fixture, target = '/prod', headers: readonly string[] = []): Promise<ConnectOutcome> {
  const upgrade: HttpRequest = {
    method: 'GET',
    target,
    rawHeaders: [...upgradeHeaders, ...headers],
    body: Buffer.alloc(0),
    sourceIp: '192.0.2.7',
    protocol: 'HTTP/1.1',
    signal: new AbortController().signal,
  }
  return plane.connect(upgrade, {apiId, isDomain: false, host: 'chat1.execute-api.localhost:4600'})
}

/** What an upgrade request came to: its status and body, or the subprotocol of the connection. */
export async function connectResult(
  fixture: Fixture,
  target?: string,
  headers?: readonly string[],
): Promise<{status: number; body?: unknown; protocol?: string}> {
  const outcome = await connect(fixture, target, headers)
  if (outcome.kind === 'accepted') return {status: 101, ...(outcome.protocol && {protocol: outcome.protocol})}
  const {status, body} = outcome.response
  const text = Buffer.isBuffer(body) ? body.toString() : ''
  return {status, body: text.startsWith('{') ? withoutIds(text) : text}
}

/** A message of the gateway with ids of connections and requests left out. */
export function withoutIds(text: string): string {
  return text.replace(/("(?:connectionId|requestId)":)"[^"]{16}"/g, '$1"…"')
}

/** One open connection as its client sees it. */
export type Client = OpenedConnection & {
  connectionId: string
  sent: string[]
  closings: {code: number; reason: string}[]
  socket: {bufferedBytes: number; isReading: boolean}
}

export async function openClient(fixture: Fixture, target?: string, headers?: readonly string[]): Promise<Client> {
  const outcome = await connect(fixture, target, headers)
  if (outcome.kind === 'refused') throw new Error(`refused with ${outcome.response.status}`)
  const sent: string[] = []
  const closings: {code: number; reason: string}[] = []
  const state = {bufferedBytes: 0, isReading: true}
  const socket: ClientSocket = {
    send: (text) => sent.push(text.toString()),
    bufferedBytes: () => state.bufferedBytes,
    close: (code, reason) => closings.push({code, reason}),
    setReading: (isReading) => {
      state.isReading = isReading
    },
  }
  const opened = fixture.plane.open(outcome.facts, socket)
  return {...opened, connectionId: outcome.facts.connectionId, sent, closings, socket: state}
}

/** Lets everything that has been started finish: no phase of these tests waits for more than promises. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}

/** Sends one message and answers what comes back, ids left out. */
export async function exchange(client: Client, text: string): Promise<string[]> {
  const before = client.sent.length
  client.message(text)
  await settle()
  return client.sent.slice(before).map(withoutIds)
}
