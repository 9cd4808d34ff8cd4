/** What Lambda answers for a failed function: the payload of an invocation whose outcome is `functionError`. */
export type LambdaError = {
  errorType: string
  errorMessage: string
  trace?: readonly string[]
}

/** Response payloads above this many bytes are refused. Source: Lambda quotas, 6 MB plus room for the envelope. */
export const maxResponseBytes = 6_291_556

/** Request payloads above this many bytes are refused by Lambda's Invoke. Source: Lambda quotas. */
export const maxRequestBytes = 6_291_456

/** JSON text with the members in Lambda's order. */
export function errorPayload({errorType, errorMessage, trace}: LambdaError): string {
  return JSON.stringify({errorType, errorMessage, ...(trace === undefined ? {} : {trace})})
}

/** Lambda's payload for whatever a Node.js handler threw: errors by name, other values by their type and text. */
export function thrownPayload(thrown: unknown): string {
  if (thrown instanceof Error) return errorPayload(describeError(thrown))
  return errorPayload({errorType: typeof thrown, errorMessage: textOf(thrown), trace: []})
}

/** One of the runtime's own failures; the trace starts with the type, as in Lambda's Node.js runtime. */
export function runtimeErrorPayload(errorType: string, errorMessage: string, stack?: string): string {
  const frames = (stack ?? '').split('\n').slice(1)
  return errorPayload({errorType, errorMessage, trace: [`${errorType}: ${errorMessage}`, ...frames]})
}

/** The sandbox ended in the middle of an invocation; `reason` is `exit status 1` or `signal: killed`. */
export function exitPayload(requestId: string, reason?: string): string {
  const text =
    reason === undefined ? 'Runtime exited without providing a reason' : `Runtime exited with error: ${reason}`
  return errorPayload({errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${text}`})
}

export function tooLargePayload(): string {
  return errorPayload({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`,
  })
}

function describeError(error: Error): LambdaError {
  return {
    errorType: safely(() => error.name, 'Error'),
    errorMessage: safely(() => error.message, ''),
    trace: safely(() => error.stack ?? '', '').split('\n'),
  }
}

/** Handlers may throw objects whose getters or toString throw in turn. */
function textOf(value: unknown): string {
  return safely(() => String(value), `a value of type ${typeof value} without a text`)
}

function safely(read: () => unknown, otherwise: string): string {
  try {
    const value = read()
    return typeof value === 'string' ? value : otherwise
  } catch {
    return otherwise
  }
}
