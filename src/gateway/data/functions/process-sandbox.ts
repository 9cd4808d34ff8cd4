import {spawn} from 'node:child_process'
import type {ChildProcess} from 'node:child_process'
import {errorPayload, exitPayload} from './lambda-error.js'
import {RuntimeApi} from './runtime-api.js'
import type {Assignment, Sandbox, SandboxOptions, SandboxOutput, SandboxResult} from './sandbox.js'

export type ProcessSandboxOptions = SandboxOptions & {
  command: string
  parameters: readonly string[]
  directory: string
  environment: Record<string, string>
}

/** A function of any runtime as a child process that speaks the Lambda Runtime API. */
export class ProcessSandbox implements Sandbox {
  readonly #options: ProcessSandboxOptions
  readonly #api: RuntimeApi
  #child: ChildProcess | undefined
  #exited: Promise<void> = Promise.resolve()
  #started: ((failure: string | undefined) => void) | undefined
  #current: Assignment | undefined

  constructor(options: ProcessSandboxOptions) {
    this.#options = options
    this.#api = new RuntimeApi({
      onReady: () => this.#started?.(undefined),
      onInitError: (payload) => this.#started?.(payload),
      onResult: (outcome, payload) => afterOutput(() => this.#settle({outcome, payload, reusable: true})),
    })
  }

  async start(): Promise<string | undefined> {
    const address = await this.#api.listen()
    const {command, parameters, directory, environment} = this.#options
    return new Promise((resolve) => {
      this.#started = (failure) => {
        this.#started = undefined
        resolve(failure)
      }
      const child = spawn(command, parameters, {
        cwd: directory,
        env: {...environment, AWS_LAMBDA_RUNTIME_API: address},
        stdio: ['ignore', 'pipe', 'pipe'],
        // A group of its own: what the process has started ends with it.
        detached: true,
      })
      this.#watch(child)
    })
  }

  /** The Runtime API hands invocations over one by one. */
  get takesAhead(): boolean {
    return false
  }

  run(assignment: Assignment): void {
    const {requestId, functionArn, payload, onChunk} = assignment.request
    const {output, timeoutMs} = this.#options
    this.#current = assignment
    output.begin(requestId)
    assignment.begin()
    // The process reads its own clock: the gateway's may have been advanced.
    const deadlineMs = Math.floor(performance.timeOrigin + performance.now() + timeoutMs)
    this.#api.offer({requestId, functionArn, payload, deadlineMs, ...(onChunk !== undefined && {onChunk})})
  }

  /** It was given nothing in advance. */
  takeBack(): void {}

  get output(): SandboxOutput {
    return this.#options.output
  }

  async stop(): Promise<void> {
    const pid = this.#child?.pid
    if (pid !== undefined && this.#child?.exitCode === null && this.#child.signalCode === null) killGroup(pid)
    await this.#exited
    this.#api.close()
  }

  #watch(child: ChildProcess): void {
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.#options.output.write(text))
    }
    this.#exited = new Promise((resolve) => {
      child.once('error', (error) => {
        this.#started?.(entrypointPayload(this.#options.command, error))
        resolve()
      })
      // `close` and not `exit`: the last lines of output have arrived.
      child.once('close', (code, signal) => {
        this.#end(code, signal)
        resolve()
      })
    })
  }

  #end(code: number | null, signal: NodeJS.Signals | null): void {
    const reason = signal === null ? `exit status ${code ?? 1}` : `signal: ${signal === 'SIGKILL' ? 'killed' : signal}`
    const payload = exitPayload(this.#current?.request.requestId ?? '', code === 0 ? undefined : reason)
    this.#started?.(payload)
    this.#settle({outcome: 'functionError', payload, reusable: false})
    this.#api.close()
    this.#options.onEnd(this)
  }

  #settle(result: SandboxResult): void {
    const assignment = this.#current
    this.#current = undefined
    this.#options.output.flush()
    assignment?.end(result)
  }
}

/** What was printed before the result lies in a pipe, which is read in the next turn of the event loop at the latest. */
function afterOutput(act: () => void): void {
  setImmediate(() => setImmediate(act))
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    // It has ended in the meantime: what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

function entrypointPayload(command: string, error: Error): string {
  return errorPayload({
    errorType: 'Runtime.InvalidEntrypoint',
    errorMessage: `Error: ${command} cannot be started: ${error.message}. It is looked for in PATH.`,
  })
}
