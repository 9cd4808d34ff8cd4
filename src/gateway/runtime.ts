import {randomUUID} from 'node:crypto'
import {ApigwError} from '../errors/apigw-error.js'
import type {GatewayEvent} from '../model/gateway-admin.js'
import type {Clock} from './clock.js'
import {CodeDirectory} from './code-directory.js'
import {createControlPlane} from './control/control-plane.js'
import {createConnectionPlane} from './control/management/connection-plane.js'
import type {ConnectionPlaneOptions} from './control/management/connection-plane.js'
import {CallLimits} from './control/call-limits.js'
import {awaitedOperations, serviceOperations} from './control/operations.js'
import {createWaitingPlane} from './control/waiting-plane.js'
import {AccountBuckets} from './data/account-buckets.js'
import {createBackend} from './data/backend.js'
import {createDataPlane} from './data/data-plane.js'
import {createFunctionRuntime} from './data/functions/function-runtime.js'
import type {FunctionRuntime} from './data/functions/function-runtime.js'
import type {Ports} from './data/ports.js'
import {findClientCertificate} from './data/client-certificate.js'
import {withPrivateBackends} from './data/private-backend.js'
import {createRestTester} from './data/rest/rest-tester.js'
import {createServiceCaller} from './data/services/service-caller.js'
import {newConnectionThrottle} from './data/websocket/limit-connections.js'
import {createWebSocketPlane} from './data/websocket/websocket-plane.js'
import type {WebSocketPlane} from './data/websocket/websocket-plane.js'
import {EventStream} from './event-stream.js'
import {FunctionLines} from './function-lines.js'
import type {GatewayOptions} from './gateway-options.js'
import {accessLogDelivery} from './logs/access-log-delivery.js'
import {functionLogDelivery} from './logs/function-log-delivery.js'
import {LogWriter} from './logs/log-writer.js'
import {RequestMetrics} from './metrics/request-metrics.js'
import {newId} from './new-id.js'
import {createPorts} from './ports.js'
import {openClock} from './stored-clock.js'
import type {Store} from './store/store.js'
import {TestIssuer} from './test-issuer.js'
import {TraceLog} from './trace-log.js'
import {Turn} from './turn.js'
import {WebSocketSockets} from './websocket-sockets.js'

/** Everything of a gateway that answers requests, apart from its socket. */
export type Runtime = ReturnType<typeof openRuntime>

/** What the process around the gateway is; the port is known once there is a socket. */
export type Host = {
  readonly port: number
  environment: Readonly<Record<string, string | undefined>>
  /** The machine's own time. */
  nowMs: () => number
}

/** Puts a gateway together, before there is a socket. */
export function openRuntime(options: GatewayOptions, store: Store, host: Host) {
  const clock = openClock(store)
  const turn = new Turn()
  const onDefect = options.onDefect ?? printDefect
  const watch = openWatch(options, {store, clock, onDefect})
  const functions = openFunctions(options, {store, clock, watch, path: host.environment.PATH})
  const backend = createBackend((id) => findClientCertificate(store, id))
  const {environment = host.environment, awsCredentials} = options.services ?? {}
  const access = {
    environment,
    allowAws: awsCredentials !== undefined,
    isOwn: (url: URL): boolean => isOwnAddress(url, host.port),
  }
  const secretOf: Ports['findAccessKey'] = (accessKeyId) => store.get('accessKey', [accessKeyId])
  const issuer = new TestIssuer(store)
  const ports = createPorts({
    clock,
    functions,
    callBackend: withPrivateBackends(backend.call, store),
    callService: createServiceCaller({
      access,
      callBackend: backend.call,
      nowMs: host.nowMs,
      secretOf,
      ...(awsCredentials !== undefined && {awsCredentials}),
    }),
    publish: (event) => watch.events.publish(event),
    onInvocation: watch.onInvocation,
    writeLogs: watch.logs.write,
    recorder: watch.traces,
    findAccessKey: secretOf,
    testIssuerKey: (name, keyId) => issuer.keyFor(name, keyId),
    // Off unless asked for: AWS raises these limits per account, and load tests here measure this machine.
    ...(options.limits === 'aws' && {
      accountBuckets: new AccountBuckets(),
      connectionBuckets: new AccountBuckets(() => newConnectionThrottle),
    }),
  })
  const planes = openPlanes(options, {store, clock, watch, functions, ports, turn, onDefect})
  return {access, clock, turn, issuer, functions, backend, onDefect, ...watch, ...planes}
}

/** What happened: for those who follow it now, and for those who ask later. */
type Watch = ReturnType<typeof openWatch>
type Frame = {store: Store; clock: Clock; onDefect: (error: unknown, where: string) => void}

function openWatch(options: GatewayOptions, {store, clock, onDefect}: Frame) {
  const metrics = new RequestMetrics(store, onDefect)
  const logs = new LogWriter({store, nowMs: clock.nowMs, onDefect})
  const onInvocation: Ports['onInvocation'] = (invocation) => {
    metrics.add(invocation)
    const delivery = accessLogDelivery(invocation)
    if (delivery !== undefined) logs.write(delivery)
    options.onInvocation?.(invocation)
  }
  return {
    events: new EventStream<GatewayEvent>(),
    traces: new TraceLog({always: options.recording === 'always'}),
    lines: new FunctionLines(),
    metrics,
    logs,
    onInvocation,
  }
}

function openFunctions(
  options: GatewayOptions,
  {store, clock, watch, path}: {store: Store; clock: Clock; watch: Watch; path: string | undefined},
): FunctionRuntime {
  const {lines, logs, events} = watch
  return createFunctionRuntime({
    store,
    nowMs: clock.nowMs,
    onLog: (output) => {
      lines.add(output)
      logs.write(functionLogDelivery(output))
      const {functionName, requestId} = output
      for (const {text: line, source} of output.lines) {
        if (source === 'platform') continue
        events.publish({kind: 'functionLog', functionName, requestId, line})
        options.onFunctionLog?.({functionName, requestId, line})
      }
    },
    ...(path !== undefined && {path}),
  })
}

type PlaneParts = Frame & {watch: Watch; functions: FunctionRuntime; ports: Ports; turn: Turn}

function openPlanes(options: GatewayOptions, {store, clock, watch, functions, ports, turn, onDefect}: PlaneParts) {
  const {metrics, logs, lines} = watch
  const code = new CodeDirectory(options.isEphemeral === true ? undefined : options.stateDirectory)
  const frame = {store, clock, newId, newRequestId: randomUUID, auth: options.auth ?? 'signed', onDefect} as const
  const limits = options.limits === 'aws' ? new CallLimits() : undefined
  const control = createWaitingPlane({
    ...frame,
    limits,
    control: createControlPlane({...frame, operations: serviceOperations, limits}),
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
  const {accountBuckets} = ports
  const webSockets = openWebSockets(createWebSocketPlane({store, ports}), turn, {...frame, accountBuckets})
  return {code, control, invoke, ...webSockets}
}

/** The connections of WebSocket APIs: their sockets, and the API by which backends reach them. */
function openWebSockets(
  webSockets: WebSocketPlane,
  turn: Turn,
  frame: Omit<ConnectionPlaneOptions, 'connections' | 'onCall'>,
) {
  const {connections, reportCall: onCall} = webSockets
  return {
    webSockets,
    sockets: new WebSocketSockets(webSockets, turn),
    connections: createConnectionPlane({...frame, connections, onCall}),
  }
}

/** Ends what is left once the sockets are closed: functions, connections to backends, and what waits to be written. */
export async function closeRuntime({functions, backend, code, metrics, logs}: Runtime): Promise<void> {
  await Promise.all([functions.close(), backend.close()])
  await code.close()
  metrics.close()
  logs.close()
}

/** Whether a URL leads back to this gateway: a call there would come around for ever. */
function isOwnAddress({hostname, port}: URL, ownPort: number): boolean {
  return port === String(ownPort) && /^(localhost|127\.0\.0\.1|\[::1\]|.*\.localhost)$/.test(hostname)
}

function printDefect(error: unknown, where: string): void {
  process.stderr.write(`apigw: ${defectText(error, where)}\n`)
}

/** What the machine refuses is no defect of ours: a full disk has a sentence, not a stack. */
function defectText(error: unknown, where: string): string {
  if (error instanceof ApigwError) return `${error.code} while answering ${where}: ${error.what} ${error.why}`
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `defect while answering ${where}\n${text}`
}
