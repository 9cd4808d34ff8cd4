import type {InvokeRequest} from '../ports.js'

export type SandboxResult = {
  outcome: 'success' | 'functionError'
  payload: string
  /** Milliseconds of the invocation by the sandbox's own clock, where it has one: a busy gateway learns late of the end. */
  tookMs?: number
  /** False when the sandbox has ended or cannot be trusted any more: it takes no further invocation. */
  reusable: boolean
}

/** One invocation on its way through a sandbox: `begin` and then `end`, each once, or `giveBack` instead of both. */
export type Assignment = {
  readonly request: InvokeRequest
  /** It is the one that runs from now on. */
  begin: () => void
  end: (result: SandboxResult) => void
  giveBack: () => void
}

/** One place where one function runs, one invocation at a time: a worker thread or a process. */
export type Sandbox = {
  /** Where its text goes, also what is said about it from outside. */
  readonly output: SandboxOutput
  /** Whether it takes invocations in advance, while one runs, and begins them one after the other. */
  readonly takesAhead: boolean
  /** Loads the function. Answers Lambda's error payload when that fails; never rejects. */
  start: () => Promise<string | undefined>
  /** Called when started and free, or in advance. What has begun is ended also when the sandbox ends. */
  run: (assignment: Assignment) => void
  /** Gives back, in order, what it was given in advance and has not begun. */
  takeBack: () => void
  /** Ends it at once, whatever it is doing; a run in progress answers an exit error. */
  stop: () => Promise<void>
}

/** What every kind of sandbox is given. */
export type SandboxOptions = {
  /** Milliseconds one invocation may take; the pool enforces it, the handler sees what is left. */
  timeoutMs: number
  output: SandboxOutput
  /** The sandbox ended on its own. */
  onEnd: (sandbox: Sandbox) => void
}

/** Where text that a handler prints goes. */
export type SandboxOutput = {
  /** The function was loaded. */
  initialized: (tookMs: number) => void
  /** Text from now on belongs to this invocation. */
  begin: (requestId: string) => void
  write: (text: string) => void
  /** The invocation is over, after so many milliseconds where the sandbox knows: a line without its end is complete. */
  flush: (tookMs?: number) => void
}
