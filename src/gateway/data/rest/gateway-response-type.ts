/** What the gateway itself answers with when it refuses or fails a request. */
export type GatewayResponseDefault = {
  /** Absent for the two catch-all types, whose errors bring their own. */
  status?: number
  /** `$context.error.message`; null is what AWS puts there for authorizer failures. */
  message: string | null
  /** Value of the header x-amzn-ErrorType. */
  errorType: string
  /** Answers made after the integration engine took over write `{"message": …}` with a blank. */
  spaced: boolean
}

/**
 * The 21 gateway response types of REST APIs with AWS's built-in answers.
 * Source: developer guide "Gateway response types"; texts, header and spacing as recorded by localstack
 * (tests/aws/services/apigateway) and public captures of 2026.
 */
export const gatewayResponseTypes = {
  ACCESS_DENIED: {
    status: 403,
    message: 'User is not authorized to access this resource',
    errorType: 'AccessDeniedException',
    spaced: false,
  },
  API_CONFIGURATION_ERROR: {
    status: 500,
    message: 'Internal server error',
    errorType: 'InternalServerErrorException',
    spaced: true,
  },
  AUTHORIZER_CONFIGURATION_ERROR: {
    status: 500,
    message: null,
    errorType: 'AuthorizerConfigurationException',
    spaced: false,
  },
  AUTHORIZER_FAILURE: {status: 500, message: null, errorType: 'AuthorizerConfigurationException', spaced: false},
  BAD_REQUEST_BODY: {status: 400, message: 'Invalid request body', errorType: 'BadRequestException', spaced: true},
  BAD_REQUEST_PARAMETERS: {
    status: 400,
    message: 'Missing required request parameters',
    errorType: 'BadRequestException',
    spaced: true,
  },
  DEFAULT_4XX: {message: 'Bad Request', errorType: 'BadRequestException', spaced: true},
  DEFAULT_5XX: {message: 'Internal server error', errorType: 'InternalServerErrorException', spaced: true},
  EXPIRED_TOKEN: {
    status: 403,
    message: 'The security token included in the request is expired',
    errorType: 'ExpiredTokenException',
    spaced: false,
  },
  INTEGRATION_FAILURE: {
    status: 504,
    message: 'Network error communicating with endpoint',
    errorType: 'InternalServerErrorException',
    spaced: true,
  },
  INTEGRATION_TIMEOUT: {
    status: 504,
    message: 'Endpoint request timed out',
    errorType: 'InternalServerErrorException',
    spaced: true,
  },
  INVALID_API_KEY: {status: 403, message: 'Forbidden', errorType: 'ForbiddenException', spaced: false},
  INVALID_SIGNATURE: {
    status: 403,
    message:
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    errorType: 'InvalidSignatureException',
    spaced: false,
  },
  MISSING_AUTHENTICATION_TOKEN: {
    status: 403,
    message: 'Missing Authentication Token',
    errorType: 'MissingAuthenticationTokenException',
    spaced: false,
  },
  QUOTA_EXCEEDED: {status: 429, message: 'Limit Exceeded', errorType: 'LimitExceededException', spaced: false},
  REQUEST_TOO_LARGE: {
    status: 413,
    message: 'HTTP content length exceeded 10485760 bytes.',
    errorType: 'RequestTooLargeException',
    spaced: true,
  },
  RESOURCE_NOT_FOUND: {
    status: 404,
    message: 'Resource not found',
    errorType: 'ResourceNotFoundException',
    spaced: false,
  },
  THROTTLED: {status: 429, message: 'Too Many Requests', errorType: 'TooManyRequestsException', spaced: false},
  UNAUTHORIZED: {status: 401, message: 'Unauthorized', errorType: 'UnauthorizedException', spaced: false},
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message: 'Unsupported Media Type',
    errorType: 'BadRequestException',
    spaced: true,
  },
  WAF_FILTERED: {status: 403, message: 'Forbidden', errorType: 'ForbiddenException', spaced: false},
} as const satisfies Record<string, GatewayResponseDefault>

export type GatewayResponseType = keyof typeof gatewayResponseTypes
