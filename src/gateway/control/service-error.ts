/** Codes of the services' error shapes and of the frame in front of them; each has one HTTP status. */
export const errorStatus = {
  BadRequestException: 400,
  ValidationException: 400,
  SerializationException: 400,
  UnauthorizedException: 401,
  AccessDeniedException: 403,
  MissingAuthenticationTokenException: 403,
  InvalidSignatureException: 403,
  NotFoundException: 404,
  UnknownOperationException: 404,
  ConflictException: 409,
  LimitExceededException: 429,
  TooManyRequestsException: 429,
  InternalFailure: 500,
  NotImplementedException: 501,
  ServiceUnavailableException: 503,
} as const

export type ErrorCode = keyof typeof errorStatus

/** A refusal of the control plane: becomes AWS's error shape on the wire. `message` is AWS's text. */
export class ServiceError extends Error {
  readonly code: ErrorCode
  /** Further members of the error shape, such as `retryAfterSeconds` or `resourceType`. */
  readonly members: Readonly<Record<string, unknown>>

  constructor(
    code: ErrorCode,
    message: string,
    members: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'ServiceError'
    this.code = code
    this.members = members
  }
}
