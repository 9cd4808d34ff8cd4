import {randomBytes, randomUUID} from 'node:crypto'
import {createServer} from 'node:http'
import type {Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {cannotListen} from '../errors/cannot-listen.js'
import type {GatewayEvent, GatewayFile, GatewayStatus} from '../model/gateway-admin.js'
import {createAdmin} from './admin.js'
import type {Clock} from './clock.js'
import {serviceOperations} from './control/operations.js'
import {dispatch} from './dispatch.js'
import type {Planes} from './dispatch.js'
import type {GatewayOptions} from './gateway-options.js'
import {refusedClientLog} from './log-refused-client.js'
import {closeRuntime, openRuntime} from './runtime.js'
import type {Runtime} from './runtime.js'
import {takeStateDirectory} from './state-directory.js'
import type {StateDirectory} from './state-directory.js'
import {Store} from './store/store.js'
import {ClientProofs} from './tls/client-proofs.js'
import {createClientOf, openTls} from './tls/open-tls.js'
import type {GatewayTls} from './tls/open-tls.js'
import {followUnusedConnections} from './unused-connections.js'
import {serveUpgrades} from './upgrade.js'

export type {GatewayOptions}

export type Gateway = {
  /** `http://127.0.0.1:4600` */
  url: string
  /** `https://localhost:4600`, and the file of the authority behind it where there is one, with the option `tls`. */
  httpsUrl?: string
  authorityFile?: string
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
  const host = {port: 0, environment: process.env, nowMs: Date.now}
  const runtime = openRuntime(options, store, host)
  const {access, clock, turn, events, traces, issuer, functions, metrics, logs, onDefect} = runtime
  const {control, connections, invoke, webSockets: plane, sockets} = runtime
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
  const proofs = new ClientProofs()
  const clientOf = createClientOf(store, proofs, clock)
  const onForbidden: Planes['onForbidden'] = (request, socket) => {
    const reason = proofs.reasonOf(socket)
    const asked = {...request, requestId: randomUUID(), atMs: clock.nowMs()}
    const log = reason === undefined ? undefined : refusedClientLog(store, {...asked, reason})
    if (log !== undefined) logs.write(log)
  }
  const planes = {store, control, admin, connections, clientOf, turn, invoke, onForbidden, onDefect}
  const server = createServer({...socketLimits}, (incoming, response) => void dispatch(incoming, response, planes))
  const closeUnused = followUnusedConnections(server)
  serveUpgrades(server, {store, plane, sockets, clientOf, onDefect})
  const {isEphemeral = false} = options
  const stateDirectory = isEphemeral ? undefined : directory?.path
  const tls = options.tls === true ? await openTls(server, {store, proofs, stateDirectory, nowMs: Date.now}) : undefined
  const port = await bind(server, options)
  host.port = port
  const url = `http://127.0.0.1:${port}`
  const secure = tls && {
    httpsUrl: `https://localhost:${port}`,
    ...(tls.authorityFile !== undefined && {authorityFile: tls.authorityFile}),
  }
  const file: GatewayFile = {
    ...{pid: process.pid, port, url, ...secure},
    ...{token, version: options.version, startedAt: Date.now()},
  }
  directory?.announce(file)
  const {promise: closed, resolve} = deferred()
  const close = once(async () => {
    await closeAll({runtime, server, closeUnused, tls, store, directory})
    resolve()
  })
  return {url, ...secure, port, token, store, clock, publish: (event) => events.publish(event), closed, close}
}

type Parts = {
  runtime: Runtime
  server: Server
  closeUnused: () => void
  tls: GatewayTls | undefined
  store: Store
  directory: StateDirectory | undefined
}

async function closeAll({runtime, server, closeUnused, tls, store, directory}: Parts): Promise<void> {
  runtime.events.close()
  runtime.traces.close()
  const drained = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  closeUnused()
  tls?.front.closeWaiting()
  const hurry = setTimeout(() => {
    server.closeAllConnections()
    tls?.front.closeAll()
  }, drainMs)
  await Promise.all([drained, runtime.sockets.close(drainMs)])
  clearTimeout(hurry)
  await closeRuntime(runtime)
  store.close()
  directory?.release()
}

function bind(server: Server, {port, host = '127.0.0.1'}: GatewayOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen('The gateway', error, port)))
    server.listen({port, host}, () => resolve((server.address() as AddressInfo).port))
  })
}

type StatusParts = {store: Store; clock: Clock; directory: StateDirectory | undefined; options: GatewayOptions}

function statusOf(file: GatewayFile, {store, clock, directory, options}: StatusParts): GatewayStatus {
  const {pid, port, url, version, startedAt, httpsUrl, authorityFile} = file
  return {
    ...{pid, port, url, version, startedAt},
    ...(httpsUrl !== undefined && {httpsUrl}),
    ...(authorityFile !== undefined && {authorityFile}),
    ...(directory !== undefined && options.isEphemeral !== true && {stateDirectory: directory.path}),
    auth: options.auth ?? 'signed',
    limits: options.limits ?? 'none',
    clockOffsetMs: clock.offsetMs,
    restApis: store.all('restApi').length,
    httpApis: store.all('v2Api').length,
    functions: store.all('function').length,
  }
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
