import {fork} from 'node:child_process'
import {Worker} from 'node:worker_threads'
import type {GatewayMessages, WorkerMessage, WorkerStart} from './worker-protocol.js'

/** Where a Node.js handler runs: a thread, or a process for native code that cannot be loaded into a thread. */
export type HandlerHost = {
  send: (messages: GatewayMessages) => void
  /** Ends it at once. */
  stop: () => Promise<unknown>
}

export type HandlerHostOptions = {
  entryFile: string
  start: WorkerStart
  environment: Record<string, string>
  memoryMb: number
}

export type HandlerHostEvents = {
  onMessage: (message: WorkerMessage) => void
  /** What native code prints past the handler's own streams. */
  onText: (text: string) => void
  onError: (error: unknown) => void
  /** `reason` is `exit status 1` or `signal: killed`; undefined for an end without a reason. */
  onExit: (reason: string | undefined) => void
}

export function startThread(
  {entryFile, start, environment, memoryMb}: HandlerHostOptions,
  {onMessage, onError, onExit}: HandlerHostEvents,
): HandlerHost {
  const worker = new Worker(entryFile, {
    workerData: start,
    env: environment,
    // The module graph is the function's own: flags of the gateway (such as --import tsx) are not for it.
    execArgv: [],
    argv: [],
    stdin: false,
    resourceLimits: {maxOldGenerationSizeMb: memoryMb},
  })
  let isOutOfMemory = false
  worker.on('message', onMessage)
  worker.on('error', (error) => {
    isOutOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    onError(error)
  })
  worker.on('exit', (code) => onExit(isOutOfMemory ? 'signal: killed' : exitReason(code)))
  return {send: (messages) => worker.postMessage(messages), stop: () => worker.terminate()}
}

export function startProcess(
  {entryFile, start, environment, memoryMb}: HandlerHostOptions,
  {onMessage, onText, onError, onExit}: HandlerHostEvents,
): HandlerHost {
  const child = fork(entryFile, [JSON.stringify(start)], {
    env: environment,
    execArgv: [`--max-old-space-size=${memoryMb}`],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  child.stdout?.setEncoding('utf8').on('data', onText)
  child.stderr?.setEncoding('utf8').on('data', onText)
  child.on('message', (message) => onMessage(message as WorkerMessage))
  child.once('error', onError)
  // `close` and not `exit`: the last output has arrived.
  child.once('close', (code, signal) => onExit(signal === null ? exitReason(code ?? 1) : signalReason(signal)))
  return {
    // What is sent to a process that has ended is answered by its end.
    send: (messages) => void child.send([...messages], () => undefined),
    stop: () => {
      child.kill('SIGKILL')
      return ended
    },
  }
}

function exitReason(code: number): string | undefined {
  return code === 0 ? undefined : `exit status ${code}`
}

const signalNames: Readonly<Record<string, string>> = {SIGKILL: 'killed', SIGABRT: 'aborted'}

function signalReason(signal: string): string {
  return `signal: ${signalNames[signal] ?? signal}`
}
