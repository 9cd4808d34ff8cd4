import type {GatewayMessages, WorkerMessage} from './worker-protocol.js'

/** How a handler's side talks to the gateway: of a worker thread its MessagePort, of a process its IPC channel. */
export type WorkerPort = {
  postMessage: (message: WorkerMessage) => void
  on: (event: 'message', listener: (messages: GatewayMessages) => void) => unknown
  /** Whether waiting for the gateway keeps the event loop alive. */
  ref: () => void
  unref: () => void
}

/** The channel to the gateway that forked this process; undefined in a process that nobody forked. */
export function processPort(): WorkerPort | undefined {
  if (process.send === undefined) return undefined
  // A gateway that was killed takes its functions with it.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  return {
    postMessage: (message) => process.send?.(message),
    on: (event, listener) => process.on(event, listener),
    ref: () => process.channel?.ref(),
    unref: () => process.channel?.unref(),
  }
}
