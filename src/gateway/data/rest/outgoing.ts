import type {BackendRequest, ServiceRequest} from '../ports.js'
import type {StreamLimits} from '../stream-limits.js'
import type {HeaderList} from '../header-list.js'

/** What goes to the integration, completely mapped. */
export type Outgoing =
  /** `text` is the rendered request template, or the body itself where there is none. */
  | {kind: 'mock'; text: string}
  /** `limits`: the answer is streamed to the client, within them. */
  | {kind: 'http'; request: BackendRequest; limits?: StreamLimits}
  | {kind: 'service'; request: ServiceRequest}
  /** `asynchronous`: called without waiting for its result (X-Amz-Invocation-Type: Event). */
  | {
      kind: 'lambda'
      functionArn: string
      payload: string
      timeoutMs: number
      isProxy: boolean
      asynchronous: boolean
      limits?: StreamLimits
    }

/** What came back. */
export type Answer = {
  status: number
  headers: HeaderList
  body: Buffer
  /** The body of a streamed answer, in place of `body`. */
  stream?: AsyncIterable<Uint8Array>
  /** The text that selection patterns are compared with. */
  selectBy: string
  /** Lambda proxy only: the body is base64 text that may be decoded. */
  isBase64Encoded: boolean
  /** Lambda proxy only: what the function answered, before it was read. */
  received?: string | undefined
  /** Id by which the service or function knows the call; backends may name one in their headers. */
  requestId?: string | undefined
}
