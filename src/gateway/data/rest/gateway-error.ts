import {gatewayResponseTypes, type GatewayResponseDefault, type GatewayResponseType} from './gateway-response-type.js'

/** How a phase refuses: the gateway response type, and what differs from AWS's built-in answer of that type. */
export type Refusal = {
  type: GatewayResponseType
  /** Why, in one sentence for the developer. */
  reason: string
  /** What AWS's execution log says of it, a text per line; the reason, where AWS's own words are not known. */
  logged?: readonly string[]
  /** What the client reads. */
  message?: string | null
  status?: number
  errorType?: string
  /** `$context.error.validationErrorString`. */
  validationErrors?: string
  /** Help that AWS would not send, for the header `x-apigw-local-hint`. */
  hint?: string
}

/** A refusal on its way to becoming an HTTP answer; thrown by phases, turned into HTTP in one place. */
export class GatewayError extends Error {
  readonly type: GatewayResponseType
  readonly reason: string
  readonly logged: readonly string[]
  readonly clientMessage: string | null
  readonly status: number
  readonly errorType: string
  readonly validationErrors: string | undefined
  readonly hint: string | undefined
  /** What a Lambda function answered that could not be used; noted by who read it, for the execution log. */
  received: string | undefined
  /** Id by which the function knows the call that went wrong; noted like `received`. */
  endpointRequestId: string | undefined

  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(refusal.reason, options)
    this.name = 'GatewayError'
    const builtIn: GatewayResponseDefault = gatewayResponseTypes[refusal.type]
    this.type = refusal.type
    this.reason = refusal.reason
    this.logged = refusal.logged ?? [refusal.reason]
    this.clientMessage = refusal.message === undefined ? builtIn.message : refusal.message
    this.status = refusal.status ?? builtIn.status ?? 500
    this.errorType = refusal.errorType ?? builtIn.errorType
    this.validationErrors = refusal.validationErrors
    this.hint = refusal.hint
  }
}
