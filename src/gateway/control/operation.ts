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
