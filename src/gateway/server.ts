import {randomBytes, randomUUID} from 'node:crypto'
import {createServer} from 'node:http'
import type {Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {ApigwError} from '../errors/apigw-error.js'
import type {GatewayEvent, GatewayFile, GatewayInvocation, GatewayStatus} from '../model/gateway-admin.js'
import {createAdmin} from './admin.js'
import type {Clock} from './clock.js'
import {CodeDirectory} from './code-directory.js'
import {createControlPlane} from './control/control-plane.js'
import {awaitedOperations, serviceOperations} from './control/operations.js'
import {createConnectionPlane} from './control/management/connection-plane.js'
import type {ConnectionPlaneOptions} from './control/management/connection-plane.js'
import {createWaitingPlane} from './control/waiting-plane.js'
import {createServiceCaller} from './data/services/service-caller.js'
import type {ServiceCredentials} from './data/services/sign-request.js'
import {createBackend} from './data/backend.js'
import {withPrivateBackends} from './data/private-backend.js'
import type {Backend} from './data/backend.js'
import {createDataPlane} from './data/data-plane.js'
import {createRestTester} from './data/rest/rest-tester.js'
import {createFunctionRuntime} from './data/functions/function-runtime.js'
import type {FunctionRuntime} from './data/functions/function-runtime.js'
import {createWebSocketPlane} from './data/websocket/websocket-plane.js'
import type {WebSocketPlane} from './data/websocket/websocket-plane.js'
import {dispatch} from './dispatch.js'
import {EventStream} from './event-stream.js'
import {FunctionLines} from './function-lines.js'
import {accessLogDelivery} from './logs/access-log-delivery.js'
import {functionLogDelivery} from './logs/function-log-delivery.js'
import {LogWriter} from './logs/log-writer.js'
import {RequestMetrics} from './metrics/request-metrics.js'
import {newId} from './new-id.js'
import {createPorts} from './ports.js'
import {takeStateDirectory} from './state-directory.js'
import type {StateDirectory} from './state-directory.js'
import {openClock} from './stored-clock.js'
import {Store} from './store/store.js'
import {TestIssuer} from './test-issuer.js'
import {TraceLog} from './trace-log.js'
import {serveUpgrades} from './upgrade.js'
import {WebSocketSockets} from './websocket-sockets.js'

export type GatewayOptions = {
  /** 0 picks a free one. */
  port: number
  host?: '127.0.0.1'
  /** Absent: the state lives in memory only. */
  stateDirectory?: string
  /** Takes the directory only to be found there, and keeps nothing in it. */
  isEphemeral?: boolean
  /** `none` lets control-plane calls without a signature in. Default `signed`. */
  auth?: 'signed' | 'none'
  /** `aws` answers control-plane calls with 429 as AWS's rates and quotas would. Default `none`. */
  limits?: 'none' | 'aws'
  /** `header` takes x-apigw-source-vpce for a VPC endpoint, by which private APIs are reached. Default `none`. */
  vpcEndpoints?: 'none' | 'header'
  /**
   * Where calls to AWS services go. Default: the addresses of this process's environment (AWS_ENDPOINT_URL_…) and never
   * AWS itself.
   */
  services?: ServiceOptions
  /** Shown in gateway.json and by status. */
  version: string
  /** `always` keeps the trace of every request; default: of those that ask for it, and while somebody follows. */
  recording?: 'asked' | 'always'
  /** One call per answered request of a deployed API; must not throw. */
  onInvocation?: (invocation: GatewayInvocation) => void
  /** One call per line that a function prints; must not throw. */
  onFunctionLog?: (line: {functionName: string; requestId: string; line: string}) => void
  /** Errors that are our own defects. Default: their stack on stderr. */
  onDefect?: (error: unknown, where: string) => void
}

export type ServiceOptions = {
  environment?: Readonly<Record<string, string | undefined>>
  /** The user's own keys: given only when calls to AWS are allowed. */
  awsCredentials?: () => Promise<ServiceCredentials>
}

export type Gateway = {
  /** `http://127.0.0.1:4600` */
  url: string
  port: number
  token: string
  store: Store
  clock: Clock
  /** Tells everyone who listens to `/_apigw/events`. */
  publish: (event: GatewayEvent) => void
  /** Settles when the gateway has closed, for whatever reason. */
  closed: Promise<void>
  /** Finishes running requests (at most `drainMs`), ends the functions and lets the state go. Idempotent. */
  close: () => Promise<void>
}

/** Times a client has: enough for 10 MB over a slow line, too little to hold sockets for nothing. */
const socketLimits = {
  connectionsCheckingInterval: 5_000,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * 1024,
}
const drainMs = 5_000

/**
 * Starts the local gateway: control plane, data plane and its own API on one port of the loopback interface.
 * Throws PORT_IN_USE, STATE_LOCKED, STATE_UNREADABLE and STATE_NEWER_VERSION.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const directory = options.stateDirectory === undefined ? undefined : takeStateDirectory(options.stateDirectory)
  try {
    const store = Store.open(options.isEphemeral === true ? undefined : directory?.storeFile)
    try {
      return await listen(options, store, directory)
    } catch (error) {
      store.close()
      throw error
    }
  } catch (error) {
    directory?.release()
    throw error
  }
}

async function listen(options: GatewayOptions, store: Store, directory: StateDirectory | undefined): Promise<Gateway> {
  const own = {port: 0}
  const runtime = openRuntime(options, store, own)
  const {
    access,
    clock,
    events,
    traces,
    issuer,
    functions,
    metrics,
    logs,
    control,
    connections,
    invoke,
    webSockets: plane,
    sockets,
    onDefect,
  } = runtime
  const token = randomBytes(24).toString('base64url')
  const admin = createAdmin({
    store,
    access,
    clock,
    operations: serviceOperations,
    events,
    traces,
    issuer,
    token,
    status: () => statusOf(file, {store, clock, directory, options}),
    settle: () => {
      metrics.write()
      logs.flush()
    },
    reloadFunctions: functions.reload,
    shutdown: () => void close(),
  })
  const server = createServer({...socketLimits}, (incoming, response) => {
    void dispatch(incoming, response, {store, control, admin, connections, invoke, onDefect})
  })
  serveUpgrades(server, {store, plane, sockets, onDefect})
  const port = await bind(server, options)
  own.port = port
  const url = `http://127.0.0.1:${port}`
  const file: GatewayFile = {pid: process.pid, port, url, token, version: options.version, startedAt: Date.now()}
  directory?.announce(file)
  const {promise: closed, resolve} = deferred()
  const close = once(async () => {
    await closeAll({...runtime, server, store, directory})
    resolve()
  })
  return {url, port, token, store, clock, publish: (event) => events.publish(event), closed, close}
}

/** Everything that answers requests, before there is a socket; `own.port` is known once there is one. */
function openRuntime(options: GatewayOptions, store: Store, own: {readonly port: number}) {
  const clock = openClock(store)
  const events = new EventStream<GatewayEvent>()
  const traces = new TraceLog({always: options.recording === 'always'})
  const issuer = new TestIssuer(store)
  const onDefect = options.onDefect ?? printDefect
  const lines = new FunctionLines()
  const metrics = new RequestMetrics(store, onDefect)
  const logs = new LogWriter({store, nowMs: clock.nowMs, onDefect})
  const code = new CodeDirectory(options.isEphemeral === true ? undefined : options.stateDirectory)
  const functions = createFunctionRuntime({
    store,
    nowMs: clock.nowMs,
    onLog: (line) => {
      lines.add(line)
      logs.write(functionLogDelivery(line, clock.nowMs()))
      const {functionName, requestId, line: text, source} = line
      if (source === 'platform') return
      events.publish({kind: 'functionLog', functionName, requestId, line: text})
      options.onFunctionLog?.({functionName, requestId, line: text})
    },
    ...(process.env.PATH !== undefined && {path: process.env.PATH}),
  })
  const backend = createBackend()
  const {environment = process.env, awsCredentials} = options.services ?? {}
  const isOwn = (url: URL): boolean => isOwnAddress(url, own.port)
  const access = {environment, allowAws: awsCredentials !== undefined, isOwn}
  const callService = createServiceCaller({
    access,
    callBackend: backend.call,
    nowMs: Date.now,
    secretOf: (accessKeyId) => store.get('accessKey', [accessKeyId]),
    ...(awsCredentials !== undefined && {awsCredentials}),
  })
  const ports = createPorts({
    clock,
    functions,
    callBackend: withPrivateBackends(backend.call, store),
    callService,
    publish: (event) => events.publish(event),
    onInvocation: (invocation) => {
      metrics.add(invocation)
      const delivery = accessLogDelivery(invocation)
      if (delivery !== undefined) logs.write(delivery)
      options.onInvocation?.(invocation)
    },
    writeLogs: logs.write,
    recorder: traces,
    findAccessKey: (accessKeyId) => store.get('accessKey', [accessKeyId]),
    testIssuerKey: (name, keyId) => issuer.keyFor(name, keyId),
  })
  const frame = {store, clock, newId, newRequestId: randomUUID, auth: options.auth ?? 'signed', onDefect} as const
  const control = createWaitingPlane({
    ...frame,
    control: createControlPlane({...frame, operations: serviceOperations, limits: options.limits ?? 'none'}),
    awaited: awaitedOperations,
    ports: {
      invokeFunction: functions.invoke,
      random: Math.random,
      codeDirectory: code.path,
      functionLines: lines.of,
      restTester: createRestTester({store, ports}),
    },
    settle: (service) => {
      if (service === 'cloudwatch') metrics.write()
      if (service === 'logs') logs.flush()
    },
  })
  const {invoke} = createDataPlane({store, ports, vpcEndpoints: options.vpcEndpoints ?? 'none'})
  const planes = {control, invoke, ...openWebSockets(createWebSocketPlane({store, ports}), frame)}
  return {access, clock, events, traces, issuer, functions, metrics, logs, code, backend, onDefect, ...planes}
}

/** The connections of WebSocket APIs: their sockets, and the API by which backends reach them. */
function openWebSockets(webSockets: WebSocketPlane, frame: Omit<ConnectionPlaneOptions, 'connections' | 'onCall'>) {
  const {connections, reportCall: onCall} = webSockets
  return {
    webSockets,
    sockets: new WebSocketSockets(webSockets),
    connections: createConnectionPlane({...frame, connections, onCall}),
  }
}

/** Whether a URL leads back to this gateway: a call there would come around for ever. */
function isOwnAddress({hostname, port}: URL, ownPort: number): boolean {
  return port === String(ownPort) && /^(localhost|127\.0\.0\.1|\[::1\]|.*\.localhost)$/.test(hostname)
}

type Parts = {
  server: Server
  events: EventStream<GatewayEvent>
  traces: TraceLog
  functions: FunctionRuntime
  sockets: WebSocketSockets
  metrics: RequestMetrics
  logs: LogWriter
  code: CodeDirectory
  backend: Backend
  store: Store
  directory: StateDirectory | undefined
}

async function closeAll({
  server,
  events,
  traces,
  functions,
  sockets,
  metrics,
  logs,
  code,
  backend,
  store,
  directory,
}: Parts): Promise<void> {
  events.close()
  traces.close()
  const drained = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const hurry = setTimeout(() => server.closeAllConnections(), drainMs)
  await Promise.all([drained, sockets.close(drainMs)])
  clearTimeout(hurry)
  await Promise.all([functions.close(), backend.close()])
  await code.close()
  metrics.close()
  logs.close()
  store.close()
  directory?.release()
}

function bind(server: Server, {port, host = '127.0.0.1'}: GatewayOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(error, port)))
    server.listen({port, host}, () => resolve((server.address() as AddressInfo).port))
  })
}

function cannotListen(error: Error, port: number): Error {
  const code = 'code' in error ? error.code : undefined
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error
  const why = code === 'EADDRINUSE' ? 'Another program listens on it.' : 'The system does not allow it.'
  const fix = 'Stop that program, or pick another port with --port (0 picks a free one).'
  const what = `The gateway cannot listen on port ${port}.`
  return new ApigwError({code: 'PORT_IN_USE', exit: 'failure', what, why, fix}, {cause: error})
}

type StatusParts = {store: Store; clock: Clock; directory: StateDirectory | undefined; options: GatewayOptions}

function statusOf(file: GatewayFile, {store, clock, directory, options}: StatusParts): GatewayStatus {
  const {pid, port, url, version, startedAt} = file
  return {
    pid,
    port,
    url,
    version,
    startedAt,
    ...(directory !== undefined && options.isEphemeral !== true && {stateDirectory: directory.path}),
    auth: options.auth ?? 'signed',
    limits: options.limits ?? 'none',
    clockOffsetMs: clock.offsetMs,
    restApis: store.all('restApi').length,
    httpApis: store.all('v2Api').length,
    functions: store.all('function').length,
  }
}

function printDefect(error: unknown, where: string): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`apigw: defect while answering ${where}\n${text}\n`)
}

function deferred(): {promise: Promise<void>; resolve: () => void} {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return {promise, resolve}
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => (running ??= run())
}
