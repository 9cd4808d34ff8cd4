import type {Ports, RestTester} from '../data/ports.js'
import type {Principal} from '../identity/principal.js'
import type {Scope} from '../store/record-kinds.js'
import type {Store} from '../store/store.js'

/**
 * Members of an operation's input or output in lower camel case, as AWS documents them (`restApiId`, `patchOperations`;
 * for apigatewayv2 too). Timestamps are epoch milliseconds, blobs are Buffers. The codec has already checked types,
 * required members and enums against the service model.
 */
export type Members = Readonly<Record<string, unknown>>

/** What an operation may use besides its input. One call runs in one store transaction. */
export type OperationContext = {
  store: Store
  scope: Scope
  /** Who calls; keys that nobody registered are the root of their account. */
  principal: Principal
  nowMs: number
  /** New id of `length` lower-case letters and digits, as AWS makes them (default 10). */
  newId: (length?: number) => string
}

/** Behaviour of one operation; refuses by throwing a ServiceError. Input is narrowed by the handler's own type. */
export type Operation = (input: Members, context: OperationContext) => Members

/** Operation name -> behaviour. Operations of the service model that are missing here answer NotImplementedException. */
export type Operations = Readonly<Record<string, Operation>>

/** An operation whose behaviour names its own input type: the codec has checked the input against the service model. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- it is where the narrowing is written down
export function operation<Input extends Members>(
  behaviour: (input: Input, context: OperationContext) => Members,
): Operation {
  return (input, context) => behaviour(input as Input, context)
}

/** What reaches beyond the store, for the operations that wait for it. */
export type ControlPorts = {
  invokeFunction: Ports['invokeFunction']
  /** In [0, 1): draws the version of an alias that has two. */
  random: () => number
  /** Existing folder for the code of uploaded functions; a new one in each run while the state lives in memory only. */
  codeDirectory: () => Promise<string>
  /** Last lines that an invocation printed, oldest first. */
  functionLines: (requestId: string) => readonly string[]
  restTester: RestTester
}

export type AwaitedContext = OperationContext & {
  requestId: string
  signal: AbortSignal
  ports: ControlPorts
  /** A header of the call, by its name in lower case. */
  header: (lowerName: string) => string | undefined
}

/**
 * Behaviour that waits for something besides the store: files, or a function's answer. Calls interleave while it waits;
 * what it writes, it writes in transactions of its own, after checking again what it relies on.
 */
export type AwaitedOperation = (input: Members, context: AwaitedContext) => Promise<Members>

export type AwaitedOperations = Readonly<Record<string, AwaitedOperation>>

/** The counterpart of `operation` for one that waits. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- it is where the narrowing is written down
export function awaitedOperation<Input extends Members>(
  behaviour: (input: Input, context: AwaitedContext) => Promise<Members>,
): AwaitedOperation {
  return (input, context) => behaviour(input as Input, context)
}
