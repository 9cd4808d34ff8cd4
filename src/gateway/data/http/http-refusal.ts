/** Statuses and bodies of HTTP APIs' own answers; they cannot be customised. Source: docs/aws-facts.md "Gateway responses", "HTTP API". */
const refusals = {
  BAD_REQUEST: {status: 400, message: 'Bad Request'},
  UNAUTHORIZED: {status: 401, message: 'Unauthorized'},
  ACCESS_DENIED: {status: 403, message: 'Forbidden'},
  NOT_FOUND: {status: 404, message: 'Not Found'},
  REQUEST_TOO_LARGE: {status: 413, message: 'Request Entity Too Large'},
  THROTTLED: {status: 429, message: 'Too Many Requests'},
  REQUEST_HEADERS_TOO_LARGE: {status: 431, message: 'Request Header Fields Too Large'},
  AUTHORIZER_FAILURE: {status: 500, message: 'Internal Server Error'},
  INTEGRATION_FAILURE: {status: 500, message: 'Internal Server Error'},
  API_CONFIGURATION_ERROR: {status: 500, message: 'Internal Server Error'},
  INTERNAL_ERROR: {status: 500, message: 'Internal Server Error'},
  INTEGRATION_UNAVAILABLE: {status: 503, message: 'Service Unavailable'},
} as const

export type HttpRefusalType = keyof typeof refusals

/** How a phase of an HTTP API refuses. `message` is the reason in one sentence for the developer; clients don't see it. */
export class HttpRefusal extends Error {
  readonly type: HttpRefusalType
  /** Alternating names and values besides those every answer has. */
  readonly headers: readonly string[]
  /** What AWS's access log says of it: the reason, where AWS's own words are not known. */
  readonly logged: string
  /** Id of the Lambda invocation that went wrong; noted by who made it. */
  functionRequestId: string | undefined

  constructor(
    type: HttpRefusalType,
    reason: string,
    options: ErrorOptions & {headers?: readonly string[]; logged?: string} = {},
  ) {
    super(reason, options)
    this.name = 'HttpRefusal'
    this.type = type
    this.headers = options.headers ?? []
    this.logged = options.logged ?? reason
  }

  get status(): number {
    return refusals[this.type].status
  }

  /** What clients are told. */
  get shownMessage(): string {
    return refusals[this.type].message
  }

  /** `{"message":"Not Found"}` */
  get body(): string {
    return JSON.stringify({message: this.shownMessage})
  }
}
