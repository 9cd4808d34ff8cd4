import {homedir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import type {Clients} from '../aws/clients.js'
import type {LocalGateway} from '../aws/local-gateway.js'
import type {LoadedSettings} from '../config/load-settings.js'
import type {Target, TargetFlags} from '../config/resolve-target.js'
import type {Settings} from '../config/settings.js'
import {ApigwError} from '../errors/apigw-error.js'
import {askChoice, askText, askYes} from '../ui/prompt.js'
import {gatewayWords} from './gateway-words.js'
import type {GatewayFlags} from './gateway-words.js'
import {listenForInterruption} from './interruption.js'
import {askMissing, silence} from './missing-value.js'
import type {Asking, Missing, Said} from './missing-value.js'

/** Flags of src/cli/flags.ts as a command has parsed them. */
export type ContextFlags = TargetFlags &
  GatewayFlags & {
    yes?: boolean
    'no-input'?: boolean
    json?: boolean
    state?: string | undefined
    port?: number | undefined
  }

/** A project as its apigw.yaml says, and where this command works. `folder` and `file` are absolute. */
export type Project = {folder: string; file: string; settings: Settings; target: Target; stageName: string}

/** What the context tells while it works: a pause that AWS's limits ask for. */
export type ContextListeners = {onWait: (wait: {operation: string; ms: number; because: string}) => void}

/** A project with the means to work on it. */
export type Opened = {
  project: Project
  clients: Clients
  gateway: LocalGateway | undefined
  surroundings: Surroundings
  signal: AbortSignal
  nowMs: () => number
}

/** How a command that takes an API finds out which. `project` is undefined outside of one. */
export type ApiChoice = {
  clients: Clients
  project: Project | undefined
  askWhich: (choices: readonly {name: string; value: string}[]) => Promise<string>
  /** Which stage of several; throws `refusal` where nobody can be asked. */
  askStage: (names: readonly string[], refusal: ApigwError) => Promise<string>
}

/** For commands that watch an API: which one, which stage if one was said, and the clock that stamps what they see. */
export type Watching = ApiChoice & {isLocal: boolean; stageName: string | undefined; nowMs: () => Promise<number>}

/** Where a command works that needs no project. `folder` keeps its journals: the project's, or the current one. */
export type Anywhere = ApiChoice & {
  folder: string
  target: Target
  gateway: LocalGateway | undefined
  signal: AbortSignal
  nowMs: () => number
}

/** A project whose definition says where things are; undefined outside of one. */
export type TraceSource = {project: Project | undefined; surroundings: Surroundings}

type Surroundings = {cwd: string; env: Readonly<Record<string, string | undefined>>}

/** What commands share while they run. Each part is made when it is first asked for, and its code loaded only then. */
export class Context {
  readonly #flags: ContextFlags
  readonly #listeners: ContextListeners
  readonly #said: Said[] = []
  #project: Promise<Project> | undefined
  #target: Promise<Target> | undefined
  #clients: Promise<Clients> | undefined
  #gateway: Promise<LocalGateway> | undefined
  #interrupted: AbortSignal | undefined
  #readFirst: (() => Promise<unknown>) | undefined

  constructor(flags: ContextFlags, listeners: ContextListeners) {
    this.#flags = flags
    this.#listeners = listeners
  }

  /** Calls made to AWS so far, by operation; undefined when no client was needed. */
  async calls(): Promise<Readonly<Record<string, number>> | undefined> {
    return (await this.#clients)?.limiter.calls.byOperation
  }

  /** The value that the command line left out: asked for on a terminal, an error elsewhere. */
  async ask<Value>(missing: Missing<Value>): Promise<Value> {
    const answer = await askMissing(missing, this.#asking)
    if (missing.said !== undefined) this.#said.push(missing.said(answer))
    return answer
  }

  /** The answers so far, as they are said without being asked. */
  get said(): readonly Said[] {
    return this.#said
  }

  get #asking(): Asking {
    const {yes = false, 'no-input': noInput = false, json = false} = this.#flags
    return {yes, noInput, json}
  }

  /** Goes on only after a yes, or with --yes; a no ends the command as an interruption does. */
  async confirm(question: string): Promise<void> {
    const answer = await this.ask({
      flag: '--yes to do it without asking',
      what: `An answer to "${question}"`,
      fallback: true,
      question: () => askYes(question),
    })
    if (!answer) throw declined()
  }

  /** Goes on only when the name of what is deleted was typed, with --confirm or when asked; or with --yes. */
  async confirmName(name: string, question: string, given: string | undefined): Promise<void> {
    const typed =
      given ??
      (await this.ask({
        flag: `--confirm ${name}`,
        what: `The name "${name}", typed as an answer to "${question}"`,
        fallback: name,
        question: () => askText(`${question} Type ${name} to do it.`, {}),
      }))
    if (typed !== name) throw declined(`The name is ${name}, not ${typed}.`)
  }

  /** Asks on a terminal before AWS is changed; a pipeline has decided by running the command. */
  async confirmOnAws(question: string): Promise<void> {
    const {target} = await this.target()
    if (target === 'aws' && silence(this.#asking) === undefined) await this.confirm(question)
  }

  /** Another context with the same words, which reads the files again; the interruption is the same. */
  renewed(): Context {
    const renewed = new Context(this.#flags, this.#listeners)
    renewed.#interrupted = this.interrupted
    return renewed
  }

  /** The same words on another stage; an interruption ends both. */
  onStage(stageName: string): Context {
    const other = new Context({...this.#flags, stage: stageName}, this.#listeners)
    other.#interrupted = this.interrupted
    return other
  }

  /** Works on the local gateway, whatever the stage says. */
  assumeLocal(): void {
    this.#flags.target = 'local'
  }

  /** Works on this stage unless the command line names one. */
  assumeStage(stageName: string): void {
    this.#flags.stage ??= stageName
  }

  /** Region of the environment, for questions that need a default. */
  get usualRegion(): string {
    return process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'eu-west-1'
  }

  /** For commands that take an API: where to look, and whom to ask when neither words nor project name one. */
  async apiChoice(): Promise<ApiChoice> {
    return {
      clients: await this.clients(),
      project: await this.projectIfAny(),
      askWhich: (choices) =>
        this.ask({
          flag: 'the id or name of an API',
          what: 'The API',
          question: () => askChoice('Which API?', choices),
          said: (word) => ({arg: 'api', word}),
        }),
      askStage: (names, refusal) =>
        this.ask({
          flag: '--stage NAME',
          what: 'The stage',
          question: () => askChoice('Which stage?', names.map((name) => ({name, value: name}))), // prettier-ignore
          said: (name) => ({flags: ['--stage', name]}),
          refusal,
        }),
    }
  }

  /** For commands that watch an API. */
  async watching(): Promise<Watching> {
    const choice = await this.apiChoice()
    const {target, stageName, origins} = await this.target()
    const {from} = origins.stageName ?? {}
    return {
      ...choice,
      isLocal: target === 'local',
      stageName: from === 'flag' || from === 'environment' ? stageName : undefined,
      nowMs: (await this.watchingAccount()).nowMs,
    }
  }

  /** For commands that watch an account. The local gateway has a clock of its own, which stamps what it counts and logs. */
  async watchingAccount(): Promise<Pick<Watching, 'clients' | 'nowMs'>> {
    const {target, endpoint} = await this.target()
    const gateway = target === 'local' && endpoint === undefined ? await this.gateway() : undefined
    const nowMs = async () => (gateway === undefined ? Date.now() : (await gateway.clock()).nowMs)
    return {clients: await this.clients(), nowMs}
  }

  /** The same for one request, with the flight recorder of the local gateway. */
  async tracing(): Promise<Watching & {source: TraceSource; gateway: LocalGateway | undefined}> {
    const watching = await this.watching()
    const {target, endpoint} = await this.target()
    const gateway = target === 'local' && endpoint === undefined ? await this.gateway() : undefined
    return {...watching, gateway, source: {project: watching.project, surroundings: this.surroundings}}
  }

  /** For commands that go on until they are interrupted: a pause ends early, and in peace. */
  get rhythm(): {pause: (ms: number) => Promise<void>; signal: AbortSignal} {
    const signal = this.interrupted
    const pause = async (ms: number) => {
      try {
        await sleep(ms, signal)
      } catch (error) {
        if (!signal.aborted) throw error
      }
    }
    return {pause, signal}
  }

  /** The project of this folder or above; undefined outside of one. */
  async projectIfAny(): Promise<Project | undefined> {
    const {findSettings} = await import('../config/load-settings.js')
    return (await findSettings(process.cwd())) === undefined ? undefined : this.project()
  }

  /**
   * All that most commands on a project need; `gateway` when the target is local. `readFirst` reads the files that a
   * command needs, before a gateway is started for nothing.
   */
  async open(readFirst?: (files: Pick<Opened, 'project' | 'surroundings'>) => Promise<unknown>): Promise<Opened> {
    const project = await this.project()
    if (readFirst !== undefined) this.#readFirst = () => readFirst({project, surroundings: this.surroundings})
    const gateway = project.target.target === 'local' ? await this.gateway() : undefined
    const {surroundings, interrupted: signal} = this
    return {project, clients: await this.clients(), gateway, surroundings, signal, nowMs: this.nowMs}
  }

  /** All that commands on one API need, inside a project or outside; `gateway` when the target is this machine's. */
  async openAnywhere(): Promise<Anywhere> {
    const target = await this.target()
    const choice = await this.apiChoice()
    const isOwn = target.target === 'local' && target.endpoint === undefined
    const gateway = isOwn ? await this.gateway() : undefined
    const folder = choice.project?.folder ?? process.cwd()
    return {...choice, folder, target, gateway, signal: this.interrupted, nowMs: this.nowMs}
  }

  readonly nowMs = (): number => Date.now()

  /** What files are read in: where they are named from, and the variables that `${env.X}` may ask for. */
  get surroundings(): Surroundings {
    return {cwd: process.cwd(), env: process.env}
  }

  /** Fires on the first Ctrl-C. From the first use on, the command must listen: nothing ends it any more but a second one. */
  get interrupted(): AbortSignal {
    this.#interrupted ??= listenForInterruption().signal
    return this.#interrupted
  }

  /** The project of this folder or above. Throws SETTINGS_NOT_FOUND outside of one. */
  project(): Promise<Project> {
    this.#project ??= this.#openProject()
    return this.#project
  }

  /** Where the command works, inside a project or outside. */
  target(): Promise<Target> {
    this.#target ??= this.#resolveTarget()
    return this.#target
  }

  /** SDK clients of the target. A local target's gateway is started when none runs. */
  clients(): Promise<Clients> {
    this.#clients ??= this.#createClients()
    return this.#clients
  }

  /** The running local gateway of this project; started, and said so on stderr, when there is none. */
  gateway(): Promise<LocalGateway> {
    this.#gateway ??= this.#openGateway()
    return this.#gateway
  }

  /** Account and region that local commands work in, whatever target this stage has. */
  async localTarget(): Promise<{accountId: string; region: string}> {
    const {localIdentity} = await import('../config/resolve-target.js')
    const {target, accountId, region} = await this.target()
    return target === 'local' && accountId !== undefined && region !== undefined ? {accountId, region} : localIdentity
  }

  /** The project around this folder, if there is one, whose files say where things are defined. */
  async traceSource(): Promise<TraceSource> {
    this.assumeLocal()
    return {project: await this.projectIfAny(), surroundings: this.surroundings}
  }

  /** Where the local gateway of this project keeps its state; of this folder outside a project. */
  async stateDirectory(): Promise<string> {
    const given = this.#flags.state ?? process.env.APIGW_STATE
    if (given !== undefined) return resolve(given)
    const {findSettings} = await import('../config/load-settings.js')
    const file = await findSettings(process.cwd())
    return join(file === undefined ? process.cwd() : dirname(file), '.apigw', 'local')
  }

  async #openProject(): Promise<Project> {
    const {loadSettings} = await import('../config/load-settings.js')
    const loaded = await loadSettings(process.cwd())
    const target = await this.#targetOf(loaded)
    return {...loaded, folder: dirname(loaded.file), target, stageName: target.stageName ?? 'dev'}
  }

  async #resolveTarget(): Promise<Target> {
    const {findSettings} = await import('../config/load-settings.js')
    const found = await findSettings(process.cwd())
    return found === undefined ? this.#targetOf(undefined) : (await this.project()).target
  }

  async #targetOf(project: LoadedSettings | undefined): Promise<Target> {
    const {resolveTarget} = await import('../config/resolve-target.js')
    const {loadUserSettings, userSettingsFile} = await import('../config/user-settings.js')
    const file = userSettingsFile(process.env, homedir())
    const user = {file, settings: await loadUserSettings(file)}
    return resolveTarget({flags: this.#flags, env: process.env, user, ...(project !== undefined && {project})})
  }

  async #createClients(): Promise<Clients> {
    const {createClients} = await import('../aws/clients.js')
    const target = await this.target()
    const time = {nowMs: Date.now, random: Math.random, sleep}
    const wafEndpoint = process.env.AWS_ENDPOINT_URL_WAFV2
    const route53Endpoint = process.env.AWS_ENDPOINT_URL_ROUTE_53
    const endpoints = {wafEndpoint, route53Endpoint}
    const options = {time, signal: this.interrupted, ...endpoints, ...this.#listeners}
    if (target.target === 'aws') return createClients(target, options)
    const {region, accountId = 'local'} = target
    const endpoint = target.endpoint ?? (await this.gateway()).url
    // The gateway takes a key of twelve digits for the account, and checks no secret.
    const credentials = {accessKeyId: accountId, secretAccessKey: 'local'}
    return createClients({endpoint, credentials, ...(region !== undefined && {region})}, options)
  }

  async #openGateway(): Promise<LocalGateway> {
    const {findGateway} = await import('../aws/local-gateway.js')
    const stateDirectory = await this.stateDirectory()
    const running = await findGateway(stateDirectory)
    if (running !== undefined) return running
    await this.#readFirst?.()
    const {startDetached} = await import('./detached-gateway.js')
    const started = await startDetached({
      stateDirectory,
      program: program(),
      port: this.#flags.port ?? portOf(process.env),
      words: gatewayWords(this.#flags),
    })
    process.stderr.write(`Started the local gateway on ${started.url}. "apigw local stop" ends it.\n`)
    return started
  }
}

function declined(why = 'The question was answered with no.'): ApigwError {
  const what = 'Nothing was changed.'
  return new ApigwError({
    code: 'DECLINED',
    exit: 'interrupted',
    what,
    why,
    fix: '',
  })
}

/** The script that is running: bin/run.js, or bin/dev.js while the tool itself is developed. */
function program(): string {
  const [, script] = process.argv
  if (script === undefined) throw new Error('The process has no script to start the gateway with.')
  return script
}

/** Commands that have no --port find the wish in the environment. */
function portOf({APIGW_PORT: port}: NodeJS.ProcessEnv): number | undefined {
  return port !== undefined && /^\d{1,5}$/.test(port) ? Number(port) : undefined
}

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, {...(signal !== undefined && {signal})})
}
