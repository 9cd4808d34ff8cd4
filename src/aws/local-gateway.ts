import {readFileSync} from 'node:fs'
import {request as httpRequest} from 'node:http'
import type {IncomingMessage} from 'node:http'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {text} from 'node:stream/consumers'
import {ApigwError} from '../errors/apigw-error.js'
import type {
  ClockChange,
  GatewayAccessKey,
  GatewayAccessKeySummary,
  GatewayBackends,
  GatewayClock,
  GatewayCoverage,
  GatewayEvent,
  GatewayFile,
  GatewayFunction,
  GatewayFunctionSummary,
  GatewayRoute,
  GatewayStatus,
  TestToken,
  TestTokenRequest,
} from '../model/gateway-admin.js'
import type {GatewayTrace, TraceHead} from '../model/gateway-trace.js'

/**
 * The gateway.json of a state directory; undefined when there is none or it is unreadable. A file is no proof that the
 * gateway still runs: `findGateway` asks it.
 */
export function readGatewayFile(stateDirectory: string): GatewayFile | undefined {
  try {
    return JSON.parse(readFileSync(join(stateDirectory, 'gateway.json'), 'utf8')) as GatewayFile
  } catch {
    // Absent, or left half-written by a crash: either way no gateway is announced.
    return undefined
  }
}

/** The gateway that runs on a state directory now; undefined when its file is absent or left over. */
export async function findGateway(stateDirectory: string): Promise<LocalGateway | undefined> {
  const file = readGatewayFile(stateDirectory)
  if (file === undefined) return undefined
  const gateway = new LocalGateway(file)
  return (await gateway.isRunning(file)) ? gateway : undefined
}

/** How long an answer may take; the gateway is on this machine. */
const timeoutMs = 10_000

/** Client of a running gateway's own API. Methods throw LOCAL_GATEWAY_UNREACHABLE and LOCAL_GATEWAY_REFUSED. */
export class LocalGateway {
  readonly url: string
  readonly #token: string

  constructor({url, token}: Pick<GatewayFile, 'url' | 'token'>) {
    this.url = url
    this.#token = token
  }

  status(): Promise<GatewayStatus> {
    return this.#call<GatewayStatus>('GET', '/_apigw/status')
  }

  /** True when this very gateway answers: a left-over file may name a port that another program has now. */
  async isRunning(file: Pick<GatewayFile, 'startedAt' | 'pid'>): Promise<boolean> {
    try {
      const {pid, startedAt} = await this.status()
      return pid === file.pid && startedAt === file.startedAt
    } catch (error) {
      if (error instanceof ApigwError) return false
      throw error
    }
  }

  functions(): Promise<GatewayFunctionSummary[]> {
    return this.#call<GatewayFunctionSummary[]>('GET', '/_apigw/functions')
  }

  /** Replaces the functions of one project folder; those of other projects stay. */
  putFunctions(directory: string, functions: readonly GatewayFunction[]): Promise<GatewayFunctionSummary[]> {
    return this.#call<GatewayFunctionSummary[]>('PUT', '/_apigw/functions', {directory, functions})
  }

  /** Tells where what lies behind VPC links, and truststores, are on this machine; paths are absolute. */
  async putBackends(directory: string, backends: GatewayBackends): Promise<void> {
    await this.#call('PUT', '/_apigw/backends', {directory, ...backends})
  }

  /** What will fail when the routes of a stage are called, because nothing says where their backends are. */
  warnings(apiId: string, stageName: string): Promise<string[]> {
    const query = new URLSearchParams({apiId, stage: stageName})
    return this.#call<string[]>('GET', `/_apigw/warnings?${query.toString()}`)
  }

  /** New requests run freshly loaded code, of one function or of all. */
  async reloadFunctions(functionName?: string): Promise<void> {
    await this.#call('POST', '/_apigw/functions/reload', functionName === undefined ? {} : {functionName})
  }

  /** Deletes everything: APIs, functions, the clock's offset. */
  async reset(): Promise<void> {
    await this.#call('POST', '/_apigw/reset', {})
  }

  clock(change?: ClockChange): Promise<GatewayClock> {
    return change === undefined
      ? this.#call<GatewayClock>('GET', '/_apigw/clock')
      : this.#call<GatewayClock>('POST', '/_apigw/clock', change)
  }

  /** Registered access keys, oldest first. */
  accessKeys(): Promise<GatewayAccessKeySummary[]> {
    return this.#call<GatewayAccessKeySummary[]>('GET', '/_apigw/access-keys')
  }

  /** Registers a key, or replaces the one with its id. */
  putAccessKey(key: GatewayAccessKey): Promise<GatewayAccessKeySummary> {
    return this.#call<GatewayAccessKeySummary>('PUT', '/_apigw/access-keys', key)
  }

  removeAccessKey(accessKeyId: string): Promise<GatewayAccessKeySummary> {
    return this.#call<GatewayAccessKeySummary>('POST', '/_apigw/access-keys/remove', {accessKeyId})
  }

  /** A token of the gateway's test issuer. */
  mintToken(request: TestTokenRequest): Promise<TestToken> {
    return this.#call<TestToken>('POST', '/_apigw/token', request)
  }

  coverage(): Promise<GatewayCoverage> {
    return this.#call<GatewayCoverage>('GET', '/_apigw/coverage')
  }

  routes(): Promise<GatewayRoute[]> {
    return this.#call<GatewayRoute[]>('GET', '/_apigw/routes')
  }

  /**
   * Requests and function lines from now on; ends with the gateway or the signal. Listens once the first `next` is
   * called, and tells `onListening` when nothing from there on is missed.
   */
  events(signal?: AbortSignal, onListening?: () => void): AsyncGenerator<GatewayEvent> {
    return this.#lines<GatewayEvent>('/_apigw/events', signal, onListening)
  }

  async *#lines<Line>(path: string, signal?: AbortSignal, onListening?: () => void): AsyncGenerator<Line> {
    const incoming = await this.#open('GET', path, {...(signal && {signal})})
    onListening?.()
    try {
      for await (const line of createInterface({input: incoming})) {
        if (line !== '') yield JSON.parse(line) as Line
      }
    } catch (error) {
      if (signal?.aborted !== true) throw unreachable(this.url, error)
    } finally {
      incoming.destroy()
    }
  }

  /** What the recorder has of one request, or of the last one; undefined when it has nothing. */
  async trace(requestId: string | undefined, {unmask}: {unmask: boolean}): Promise<GatewayTrace | undefined> {
    const query = new URLSearchParams({...(requestId !== undefined && {id: requestId}), unmask: String(unmask)})
    const {trace} = await this.#call<{trace: GatewayTrace | null}>('GET', `/_apigw/trace?${query.toString()}`)
    return trace ?? undefined
  }

  /** Requests that the recorder knows, newest first. */
  traces(): Promise<TraceHead[]> {
    return this.#call<TraceHead[]>('GET', '/_apigw/traces')
  }

  /** Traces from now on: every request is recorded meanwhile. Ends with the gateway or the signal. */
  followTraces(signal: AbortSignal, {unmask}: {unmask: boolean}): AsyncGenerator<GatewayTrace> {
    return this.#lines<GatewayTrace>(`/_apigw/trace/events?unmask=${String(unmask)}`, signal)
  }

  /** Returns as soon as the gateway has begun to stop. */
  async shutdown(): Promise<void> {
    await this.#call('POST', '/_apigw/shutdown', {})
  }

  async #call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const incoming = await this.#open(method, path, {body, timeoutMs})
    const answer = await text(incoming)
    if (incoming.statusCode !== 200 && incoming.statusCode !== 202) throw refused(`${method} ${path}`, incoming, answer)
    return JSON.parse(answer) as Answer
  }

  #open(
    method: string,
    path: string,
    options: {body?: object | undefined; timeoutMs?: number; signal?: AbortSignal},
  ): Promise<IncomingMessage> {
    const {signal, timeoutMs: timeout} = options
    const headers = {'x-apigw-token': this.#token, 'content-type': 'application/json'}
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => reject(unreachable(this.url, error))
      const outgoing = httpRequest(
        new URL(path, this.url),
        {method, headers, agent: false, ...(timeout && {timeout}), ...(signal && {signal})},
        resolve,
      )
      outgoing.on('error', fail)
      outgoing.on('timeout', () => outgoing.destroy(new Error(`No answer within ${timeoutMs / 1000} seconds`)))
      outgoing.end(options.body === undefined ? undefined : JSON.stringify(options.body))
    })
  }
}

function unreachable(url: string, cause: unknown): ApigwError {
  const fields = {
    code: 'LOCAL_GATEWAY_UNREACHABLE',
    exit: 'failure' as const,
    what: `The local gateway at ${url} does not answer.`,
    why: cause instanceof Error ? `${cause.message}.` : String(cause),
    fix: 'Start it with "apigw local start".',
  }
  return new ApigwError(fields, {cause})
}

function refused(call: string, incoming: IncomingMessage, body: string): ApigwError {
  const {message = body, why, fix} = refusalOf(body)
  return new ApigwError({
    code: 'LOCAL_GATEWAY_REFUSED',
    exit: 'failure',
    what: `The local gateway refused ${call} with status ${incoming.statusCode ?? 0}.`,
    why: why === undefined ? message : `${message} ${why}`,
    fix: fix ?? 'Check that the gateway and this command have the same version ("apigw local status").',
  })
}

function refusalOf(body: string): {message?: string; why?: string; fix?: string} {
  try {
    return JSON.parse(body) as {message?: string; why?: string; fix?: string}
  } catch {
    // Another program than our gateway answers on this port: its body is all there is to show.
    return {}
  }
}
