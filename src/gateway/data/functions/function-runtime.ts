import {rm} from 'node:fs/promises'
import type {FunctionRecord} from '../../store/function-record.js'
import {policyStatements, versionOf} from '../../store/function-version.js'
import type {Store} from '../../store/store.js'
import type {InvokeRequest, InvokeResult} from '../ports.js'
import type {FunctionOutput} from './function-log.js'
import {mayInvoke} from './function-permission.js'
import {FunctionPool} from './function-pool.js'
import {maxRequestBytes} from './lambda-error.js'
import {makeOwnedFolder} from './owned-folder.js'
import {sandboxFactory} from './sandbox-factory.js'
import {findWorkerEntry} from './worker-entry.js'

export type FunctionRuntimeOptions = {
  store: Store
  nowMs: () => number
  /** Called with what a function prints; must not throw. */
  onLog: (output: FunctionOutput) => void
  /** PATH for functions and for finding interpreters; the one thing they get of the user's environment. */
  path?: string
  /** In [0, 1): draws the version of an alias that has two. Default Math.random. */
  random?: () => number
  /** Most invocations of one function at a time; more wait. Default 10. */
  concurrency?: number
}

export type FunctionRuntime = {
  /** Rejects with a BackendError when time is over or the caller has gone away, never because of the function. */
  invoke: (request: InvokeRequest) => Promise<InvokeResult>
  /** New requests get freshly loaded code, of one function or of all; requests in flight finish with the old. */
  reload: (functionName?: string) => void
  /** Ends all functions at once. */
  close: () => Promise<void>
}

/** Runs the functions of the store on this machine. Starts nothing before the first invocation. */
export function createFunctionRuntime(options: FunctionRuntimeOptions): FunctionRuntime {
  const runtime = new LocalFunctions(options)
  return {
    invoke: (request) => runtime.invoke(request),
    reload: (functionName) => runtime.reload(functionName),
    close: () => runtime.close(),
  }
}

type Workspace = {cacheDirectory: string; workerFile: string}
type Refusal = Extract<InvokeResult, {outcome: 'refused'}>
/** A pool and the record it was made for: another record means that the function has been changed. */
type Running = {fn: FunctionRecord; pool: FunctionPool}

class LocalFunctions {
  readonly #options: FunctionRuntimeOptions
  /** By `account:region:name:version`. */
  readonly #running = new Map<string, Running>()
  /** Pools that finish their last requests. */
  readonly #retiring = new Set<FunctionPool>()
  #workspace: Promise<Workspace> | undefined

  constructor(options: FunctionRuntimeOptions) {
    this.#options = options
  }

  async invoke(request: InvokeRequest): Promise<InvokeResult> {
    const found = findFunction(this.#options, request)
    if ('outcome' in found) return found
    return this.#poolOf(found).invoke(request)
  }

  reload(functionName?: string): void {
    for (const [key, {fn, pool}] of this.#running) {
      if (functionName !== undefined && fn.functionName !== functionName) continue
      this.#running.delete(key)
      this.#retire(pool)
    }
  }

  async close(): Promise<void> {
    const pools = [...[...this.#running.values()].map(({pool}) => pool), ...this.#retiring]
    this.#running.clear()
    await Promise.all(pools.map((pool) => pool.close()))
    const workspace = await this.#workspace
    if (workspace !== undefined) await rm(workspace.cacheDirectory, {recursive: true, force: true})
  }

  #poolOf(fn: FunctionRecord): FunctionPool {
    const key = `${fn.accountId}:${fn.region}:${fn.functionName}:${fn.version ?? '$LATEST'}`
    const running = this.#running.get(key)
    if (running?.fn === fn) return running.pool
    if (running !== undefined) this.#retire(running.pool)
    const pool = this.#newPool(fn)
    this.#running.set(key, {fn, pool})
    return pool
  }

  #newPool(fn: FunctionRecord): FunctionPool {
    const {nowMs, onLog, path = '/usr/local/bin:/usr/bin:/bin', concurrency = 10} = this.#options
    return new FunctionPool({
      functionName: fn.functionName,
      timeoutSeconds: fn.timeoutSeconds,
      concurrency,
      newSandbox: sandboxFactory(fn, {workspace: () => this.#openWorkspace(), path, nowMs, onLog}),
      nowMs,
      tickMs: () => performance.now(),
    })
  }

  #retire(pool: FunctionPool): void {
    this.#retiring.add(pool)
    void pool.retire().then(() => this.#retiring.delete(pool))
  }

  #openWorkspace(): Promise<Workspace> {
    this.#workspace ??= openWorkspace()
    return this.#workspace
  }
}

async function openWorkspace(): Promise<Workspace> {
  const cacheDirectory = await makeOwnedFolder('apigw-functions')
  return {cacheDirectory, workerFile: await findWorkerEntry(cacheDirectory)}
}

function findFunction(
  {store, random = Math.random}: FunctionRuntimeOptions,
  {functionArn, payload, sourceArn}: InvokeRequest,
): FunctionRecord | Refusal {
  const [, , , region = '', accountId = '', , functionName = '', qualifier] = functionArn.split(':')
  const key = [accountId, region, functionName]
  const latest = store.get('function', key)
  const isOfProject = latest !== undefined && latest.codeSha256 === undefined
  // Aliases of a project's function are made where it is deployed to: here they all are the code that is being worked on.
  const fn = versionOf(store, key, qualifier, random()) ?? (isOfProject ? latest : undefined)
  if (fn === undefined) return refusal('not-found', `Function not found: ${functionArn}`)
  const statements = policyStatements(store, key, qualifier)
  // `deploy` gives a project's functions their permission; whoever uploads a function adds it, as on AWS.
  const isOpen = statements.length > 0 || isOfProject
  if (sourceArn !== undefined && !(isOpen && mayInvoke(statements, sourceArn))) {
    const name = qualifier === undefined ? functionName : `${functionName}:${qualifier}`
    return refusal(
      'no-permission',
      `The resource policy of ${name} does not allow API Gateway to invoke it for ${sourceArn}.`,
    )
  }
  // A UTF-16 unit takes at most three bytes in UTF-8, so short payloads need no counting.
  const mayBeLarge = payload.length * 3 > maxRequestBytes && Buffer.byteLength(payload) > maxRequestBytes
  return mayBeLarge
    ? refusal('too-large', `Request must be smaller than ${maxRequestBytes} bytes for the InvokeFunction operation`)
    : fn
}

function refusal(reason: Refusal['reason'], message: string): Refusal {
  return {outcome: 'refused', reason, message}
}
