import {dirname} from 'node:path'
import type {LocalGateway} from '../../aws/local-gateway.js'
import type {Problem} from '../../errors/problem.js'
import type {GatewayEvent, GatewayRoute} from '../../model/gateway-admin.js'
import type {Plan} from '../../plan/plan.js'
import {carryOut} from '../deploy/carry-out.js'
import type {CarryOutOptions} from '../deploy/carry-out.js'
import type {Surroundings} from '../desired-api.js'
import {planProject} from '../deploy/plan-project.js'
import {ownOutput} from '../deploy/own-output.js'
import {watchFolders} from './watch-folders.js'
import type {FolderWatch} from './watch-folders.js'

/** What there is to tell about a session; `ms` is how long it took. */
export type DevEvent =
  | {
      kind: 'serving'
      project: string
      stage: string
      url: string
      /** The same over TLS, where the gateway speaks it. */
      secureUrl?: string
      routes: readonly GatewayRoute[]
    }
  /** An empty plan is told when someone waits for a word: after a failure, or when asked to deploy again. */
  | {kind: 'deployed'; plan: Plan; ms: number}
  | {kind: 'reloaded'; paths: readonly string[]; ms: number}
  | {kind: 'warnings'; problems: readonly Problem[]}
  /** Backends of which nothing says where they are. */
  | {kind: 'unreachable'; warnings: readonly string[]}
  | GatewayEvent

export type DevMeans = Omit<CarryOutOptions, 'onProgress' | 'gateway'> & {
  gateway: LocalGateway
  surroundings: Surroundings
}

export type DevOptions = {
  /** Reads the project again: apigw.yaml may have changed. */
  open: () => Promise<DevMeans>
  gateway: LocalGateway
  /** Folder of the project. */
  folder: string
  nowMs: () => number
  say: (event: DevEvent) => void
  /** A deploy that failed: the last good version goes on serving. */
  onFailure: (error: unknown) => void
  /** The gateway has stopped: somebody said `apigw local stop`. */
  onLost: () => void
}

/** `http:` becomes `https:`, `ws:` becomes `wss:`, at the gateway's address for both. */
function securedUrl(url: string, httpsUrl: string): string {
  const {protocol, pathname} = new URL(url)
  const origin = protocol === 'ws:' ? httpsUrl.replace(/^https/, 'wss') : httpsUrl
  return `${origin}${pathname}`
}

/** Long enough for an editor to finish writing, too short to be noticed. */
const settleMs = 20

/**
 * Keeps the local gateway at what the files say: deploys at the start and whenever the definition or apigw.yaml
 * changes, reloads functions when anything else does. One thing at a time; what happens meanwhile is done next.
 */
export class DevSession {
  readonly #options: DevOptions
  readonly #stop = new AbortController()
  #watch: FolderWatch | undefined
  #definitionFiles: ReadonlySet<string> = new Set()
  #queue: Promise<void> = Promise.resolve()
  /** The user waits for a word, even if nothing is to be done. */
  #isAwaited = false
  #url: string | undefined
  #page: string | undefined

  constructor(options: DevOptions) {
    this.#options = options
  }

  /** Address of the stage, once it was deployed. */
  get url(): string | undefined {
    return this.#url
  }

  /** Something a browser can show: the first route that needs no parameter; a WebSocket API has no page. */
  get page(): string | undefined {
    return this.#page ?? (this.#url?.startsWith('http') === true ? this.#url : undefined)
  }

  /** Resolves after the first deploy, well done or not; from then on the files are watched. */
  async start(): Promise<void> {
    const {folder, onFailure} = this.#options
    void this.#tellEvents()
    this.#watch = watchFolders([folder], {
      settleMs,
      onChange: (paths) => void this.#enqueue(() => this.#onChange(paths)),
      isForeign: ownOutput(),
      onError: (_folder, error) => onFailure(error),
    })
    await this.reload()
  }

  /** Deploys and loads the functions afresh, whatever has changed. */
  reload(): Promise<void> {
    return this.#enqueue(async () => {
      this.#isAwaited = true
      await this.#deploy()
      await this.#options.gateway.reloadFunctions()
    })
  }

  /** Waits for a deploy under way. */
  async close(): Promise<void> {
    this.#watch?.close()
    this.#stop.abort()
    await this.#queue
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(work).catch((error: unknown) => {
      this.#definitionFiles = new Set()
      this.#isAwaited = true
      if (!this.#stop.signal.aborted) this.#options.onFailure(error)
    })
    return this.#queue
  }

  async #onChange(paths: readonly string[]): Promise<void> {
    const {gateway, nowMs, say} = this.#options
    const startedAt = nowMs()
    if (paths.some((path) => this.#isDefinition(path))) return this.#deploy()
    await gateway.reloadFunctions()
    say({kind: 'reloaded', paths, ms: nowMs() - startedAt})
  }

  /** After a failure any file may be the one that the definition could not find. */
  #isDefinition(path: string): boolean {
    return this.#definitionFiles.size === 0 || this.#definitionFiles.has(path)
  }

  async #deploy(): Promise<void> {
    const {open, gateway, nowMs, say, folder} = this.#options
    const startedAt = nowMs()
    const means = await open()
    const planned = await planProject(means.project, means.clients, {...means.surroundings, nowMs, reach: 'stage'})
    this.#follow(folder, planned.files)
    if (planned.warnings.length > 0) say({kind: 'warnings', problems: planned.warnings})
    if (this.#url === undefined) {
      const {allowLogging} = await import('../../aws/allow-logging.js')
      await allowLogging(await means.clients.rest())
    }
    const {apiId, stage, localWarnings} = await carryOut(planned, {...means, onProgress: () => undefined})
    if ((planned.plan.changes.length > 0 || this.#isAwaited) && this.#url !== undefined)
      say({kind: 'deployed', plan: planned.plan, ms: nowMs() - startedAt})
    this.#isAwaited = false
    if (localWarnings.length > 0) say({kind: 'unreachable', warnings: localWarnings})
    if (stage === undefined) return
    const isFirst = stage.url !== this.#url
    this.#url = stage.url
    const routes = (await gateway.routes()).filter((route) => route.apiId === apiId && route.stage === stage.stageName)
    const shown = routes.filter(({kind, method}) => kind !== 'websocket' && /^(GET|ANY)$/.test(method))
    this.#page = shown.find(({path}) => !path.includes('{'))?.url
    if (!isFirst) return
    const {httpsUrl} = await gateway.status()
    const secureUrl = httpsUrl === undefined ? {} : {secureUrl: securedUrl(stage.url, httpsUrl)}
    const {name: project} = means.project.settings
    say({kind: 'serving', project, stage: stage.stageName, url: stage.url, ...secureUrl, routes})
  }

  #follow(folder: string, files: readonly string[]): void {
    this.#definitionFiles = new Set(files)
    this.#watch?.follow([...new Set([folder, ...files.map((file) => dirname(file))])])
  }

  async #tellEvents(): Promise<void> {
    const {gateway, say, onFailure, onLost} = this.#options
    try {
      for await (const event of gateway.events(this.#stop.signal)) say(event)
    } catch (error) {
      if (!this.#stop.signal.aborted) onFailure(error)
    }
    if (!this.#stop.signal.aborted) onLost()
  }
}
