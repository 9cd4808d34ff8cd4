import type {Store} from '../../store/store.js'
import type {ConnectionCall, ConnectionPort, HttpRequest, HttpResponse, Ports} from '../ports.js'
import {splitTarget} from '../request-path.js'
import {StageDeployments} from '../stage-deployments.js'
import {compileWebSocketApi} from './compile-websocket-api.js'
import type {CompiledWebSocketApi} from './compiled-websocket-api.js'
import {Connection, type ClientSocket, type ConnectionFacts} from './connection.js'
import {Connections} from './connections.js'
import {invokeConnect, type ConnectOutcome} from './invoke-connect.js'
import {invokeDisconnect} from './invoke-disconnect.js'
import {invokeMessage} from './invoke-message.js'
import {reportConnectionCall} from './report-connection-call.js'
import {openWebSocketStage, type WebSocketDeployment} from './websocket-deployment.js'
import {newWebSocketMemory} from './websocket-memory.js'

/** How a WebSocket API was addressed; without a stage the target begins with it. */
export type WebSocketAddress = {apiId: string; stage?: string; isDomain: boolean; host: string}

export type WebSocketPlane = {
  /** Carries an upgrade request through `$connect`. Rejects only for our own defects. */
  connect: (upgrade: HttpRequest, address: WebSocketAddress) => Promise<ConnectOutcome>
  /** Opens the connection whose upgrade was accepted. */
  open: (facts: ConnectionFacts, socket: ClientSocket) => OpenedConnection
  /** The open connections, for the @connections API. */
  connections: ConnectionPort
  /** Tells the ports of a call of the @connections API. */
  reportCall: (call: ConnectionCall) => void
  /** Closes connections whose time is over, by the gateway's clock. */
  expire: () => void
  /** Closes all connections from our side; the server waits for their sockets. */
  closeAll: () => void
  /** Settles when every `$disconnect` has been told. */
  settled: () => Promise<void>
}

/** What the server tells a connection; it calls nothing after `closed`. */
export type OpenedConnection = {
  /** A whole text message, as sent. */
  message: (text: string) => void
  /** The client has taken what was waiting for it. */
  drained: () => void
  /** Ends it from our side: a frame too large, a binary message. */
  end: (code: number, reason: string) => void
  /** The socket is gone; `code` is 1005 for a client without one, 1006 for a lost connection. */
  closed: (code: number, reason: string) => void
}

/** Serves the deployed WebSocket APIs of the store. */
export function createWebSocketPlane({store, ports}: {store: Store; ports: Ports}): WebSocketPlane {
  const memory = newWebSocketMemory(store)
  const deployments = new StageDeployments<CompiledWebSocketApi, WebSocketDeployment>(store, {
    compile: compileWebSocketApi,
    open: (api, stage) => openWebSocketStage(api, stage, memory),
  })
  const connections = new Connections()
  const ending = new Set<Promise<void>>()

  function receive(connection: Connection, text: string): void {
    if (connection.closing !== undefined) return
    connection.touch()
    const {apiId, stage} = connection.facts
    // Messages run against what the stage serves now: a connection outlives deployments.
    const deployment = deployments.find(apiId, stage)
    if (deployment === undefined) connection.close(1001, 'Going away')
    else void connection.run(invokeMessage(connection, text, deployment, ports))
  }

  function end(connection: Connection, code: number, reason: string): void {
    connections.remove(connection)
    const {apiId, stage} = connection.facts
    const deployment = deployments.find(apiId, stage)
    if (deployment === undefined) return
    const closing = connection.closing ?? {code, reason: reason === '' ? (defaultReasons.get(code) ?? '') : reason}
    const pending = invokeDisconnect(connection, closing, deployment, ports)
    ending.add(pending)
    void pending.finally(() => ending.delete(pending))
  }

  return {
    connect: async (upgrade, address) => {
      if (isTooLong(upgrade, address)) return refused(414, {message: 'Request-URI Too Long'}, ports)
      const {path, query} = splitTarget(upgrade.target)
      const {stageName, below} = stageOf(address, path)
      const deployment = deployments.find(address.apiId, stageName)
      const isClosed = !address.isDomain && deployment?.api.disableExecuteApiEndpoint === true
      // A path below the stage is @connections' alone.
      if (deployment === undefined || isClosed || below.replace(/^\/$/, '') !== '')
        return refused(403, {message: 'Forbidden'}, ports)
      return invokeConnect(upgrade, {query, domainName: address.host}, deployment, ports)
    },
    open: (facts, socket) => {
      const connection = new Connection(facts, socket, ports.nowMs)
      connections.add(connection)
      return {
        message: (text) => receive(connection, text),
        drained: () => connection.drained(),
        end: (code, reason) => connection.close(code, reason),
        closed: (code, reason) => end(connection, code, reason),
      }
    },
    connections,
    reportCall: (call) => {
      const {apiId = call.connection?.facts.apiId, stageName = call.connection?.facts.stage} = call.place ?? {}
      const deployment = apiId === undefined || stageName === undefined ? undefined : deployments.find(apiId, stageName)
      if (deployment !== undefined) reportConnectionCall(call, deployment, ports)
    },
    expire: () => connections.expire(ports.nowMs()),
    closeAll: () => connections.closeAll(1001, 'Going away'),
    settled: async () => {
      while (ending.size > 0) await Promise.all(ending)
    },
  }
}

/** Words for closings without a reason of their own. Source: docs/aws-facts.md "WebSocket", close codes. */
const defaultReasons: ReadonlyMap<number, string> = new Map([
  [1005, 'Client-side close frame status not set'],
  [1006, 'Connection closed abnormally'],
])

function stageOf({stage}: WebSocketAddress, path: string): {stageName: string; below: string} {
  if (stage !== undefined) return {stageName: stage, below: path}
  const [, stageName = '', below = ''] = /^\/+([^/]*)(.*)$/s.exec(path) ?? []
  return {stageName, below}
}

const maxUrlCharacters = 4096

/**
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 * It counts what the address would be on AWS. How AWS answers a longer one is not documented; clients stay outside.
 */
function isTooLong({target}: HttpRequest, {host}: WebSocketAddress): boolean {
  return `wss://${host}${target}`.length > maxUrlCharacters
}

/** Answer of a live host to an upgrade request that reaches no stage of an API: its type is that of the status. */
function refused(status: 403 | 414, body: {message: string}, ports: Ports): {kind: 'refused'; response: HttpResponse} {
  const headers = ['Content-Type', 'application/json', 'x-amzn-RequestId', ports.newRequestId()]
  const errorType = status === 403 ? ['x-amzn-ErrorType', 'ForbiddenException'] : []
  return {
    kind: 'refused',
    response: {status, headers: [...headers, ...errorType], body: Buffer.from(JSON.stringify(body))},
  }
}
