/** The API answered with a status of 400 or above. */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  /** `body` is parsed when it is JSON. */
  constructor(
    readonly operation: string,
    readonly status: number,
    readonly headers: Headers,
    readonly body: unknown,
  ) {
    super(`${operation} was answered with ${status}${messageOf(body)}`)
  }

  /** How API Gateway names the request, for its logs. */
  get requestId(): string | undefined {
    return this.headers.get('x-amzn-requestid') ?? this.headers.get('apigw-requestid') ?? undefined
  }

  /** What API Gateway calls the refusal when it is its own: `ForbiddenException`. */
  get type(): string | undefined {
    return this.headers.get('x-amzn-errortype') ?? undefined
  }
}

/** No answer came: the network failed. The cause is what fetch says. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'

  constructor(operation: string, cause: unknown) {
    super(`${operation} got no answer: ${cause instanceof Error ? cause.message : String(cause)}`, {cause})
  }
}

/** An attempt took longer than `timeoutMs`. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'

  constructor(operation: string, timeoutMs: number) {
    super(`${operation} got no answer within ${timeoutMs} ms`)
  }
}

/** The call cannot be made as it is: a path parameter or the credentials are missing. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

function messageOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return ''
  const {message, Message} = body as {message?: unknown; Message?: unknown}
  const text = message ?? Message
  return typeof text === 'string' ? `: ${text}` : ''
}
