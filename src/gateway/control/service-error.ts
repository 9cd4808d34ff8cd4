import {ApigwError} from '../../errors/apigw-error.js'

/** Codes of the services' error shapes and of the frame in front of them; each has one HTTP status. */
export const errorStatus = {
  BadRequestException: 400,
  ValidationException: 400,
  SerializationException: 400,
  CodeStorageExceededException: 400,
  DashboardInvalidInputError: 400,
  InvalidFormatFault: 400,
  InvalidNextToken: 400,
  InvalidParameterCombinationException: 400,
  InvalidParameterException: 400,
  InvalidParameterValueException: 400,
  InvalidRequestContentException: 400,
  LimitExceededFault: 400,
  MissingRequiredParameterException: 400,
  PolicyLengthExceededException: 400,
  ResourceAlreadyExistsException: 400,
  TooManyTagsException: 400,
  UnauthorizedException: 401,
  AccessDeniedException: 403,
  ExpiredTokenException: 403,
  IncompleteSignatureException: 403,
  ForbiddenException: 403,
  InvalidSignatureException: 403,
  MissingAuthenticationTokenException: 403,
  UnrecognizedClientException: 403,
  DashboardNotFoundError: 404,
  NotFoundException: 404,
  ResourceNotFound: 404,
  ResourceNotFoundException: 404,
  UnknownOperationException: 404,
  ConflictException: 409,
  ResourceConflictException: 409,
  GoneException: 410,
  PreconditionFailedException: 412,
  PayloadTooLargeException: 413,
  RequestTooLargeException: 413,
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
  readonly status: number
  /** Further members of the error shape, such as `retryAfterSeconds` or `resourceType`. */
  readonly members: Readonly<Record<string, unknown>>

  constructor(
    code: ErrorCode,
    message: string,
    members: Readonly<Record<string, unknown>> = {},
    /** `status` is for the few answers of AWS whose status is not their code's. */
    {status, ...options}: ErrorOptions & {status?: number} = {},
  ) {
    super(message, options)
    this.name = 'ServiceError'
    this.code = code
    this.status = status ?? errorStatus[code]
    this.members = members
  }
}

/** A refusal of a call whose work stays done all the same: its transaction commits, its answer is the refusal. */
export class LateRefusal extends ServiceError {}

/**
 * What a client may see of an error: anything that is not a refusal becomes InternalFailure, and only what was written for
 * people (a full disk) with its words.
 */
export function shownError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  const isTold = error instanceof ApigwError
  return new ServiceError('InternalFailure', isTold ? `${error.what} ${error.why} ${error.fix}` : 'Internal failure.')
}
