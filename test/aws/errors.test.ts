import assert from 'node:assert/strict'
import {test} from 'vitest'
import {isNotFound, toApigwError} from '../../src/aws/errors.js'
import {ApigwError} from '../../src/errors/apigw-error.js'

const request = {service: 'apigateway', operation: 'GetRestApi', target: 'eu-west-1'}

function sdkError(name: string, status: number | undefined, message = name, members: object = {}): Error {
  return Object.assign(new Error(message), {name, $metadata: {httpStatusCode: status}}, members)
}

const cases = [
  {error: sdkError('NotFoundException', 404), code: 'AWS_NOT_FOUND', exit: 'failure'},
  {error: sdkError('BadRequestException', 400), code: 'AWS_BAD_REQUEST', exit: 'failure'},
  {error: sdkError('ValidationException', 400), code: 'AWS_BAD_REQUEST', exit: 'failure'},
  {error: sdkError('ConflictException', 409), code: 'AWS_CONFLICT', exit: 'failure'},
  {error: sdkError('TooManyRequestsException', 429), code: 'AWS_THROTTLED', exit: 'failure'},
  {error: sdkError('LimitExceededException', 429), code: 'AWS_LIMIT_EXCEEDED', exit: 'failure'},
  {error: sdkError('AccessDeniedException', 403), code: 'AWS_ACCESS_DENIED', exit: 'denied'},
  {error: sdkError('UnauthorizedException', 401), code: 'AWS_ACCESS_DENIED', exit: 'denied'},
  {error: sdkError('ExpiredTokenException', 403), code: 'AWS_CREDENTIALS_EXPIRED', exit: 'denied'},
  {error: sdkError('SignatureDoesNotMatch', 403, 'It does not match'), code: 'AWS_CREDENTIALS', exit: 'denied'},
  {
    error: sdkError('InvalidSignatureException', 403, 'Signature expired: 20260101T000000Z is now earlier than'),
    ...{code: 'AWS_CLOCK_WRONG', exit: 'denied'},
  },
  {
    error: sdkError('AccessDenied', 403, 'User: x is not authorized to perform: sts:AssumeRole on resource: y'),
    ...{code: 'AWS_ROLE_REFUSED', exit: 'denied'},
  },
  {
    error: sdkError('AccessDenied', 403, 'Not authorized to perform sts:AssumeRoleWithWebIdentity'),
    ...{code: 'AWS_WEB_IDENTITY', exit: 'denied'},
  },
  {
    error: sdkError(
      'TokenProviderError',
      undefined,
      "Token is expired. To refresh this SSO session run 'aws sso login'",
    ),
    ...{code: 'AWS_SSO_EXPIRED', exit: 'denied'},
  },
  {
    error: sdkError('CredentialsProviderError', undefined, 'Profile admin requires multi-factor authentication'),
    ...{code: 'AWS_MFA_NEEDED', exit: 'denied'},
  },
  {error: sdkError('UnrecognizedClientException', 403), code: 'AWS_CREDENTIALS', exit: 'denied'},
  {error: sdkError('CredentialsProviderError', undefined, 'Could not load'), code: 'AWS_CREDENTIALS', exit: 'denied'},
  {error: new Error('Region is missing'), code: 'AWS_REGION_MISSING', exit: 'usage'},
  {error: sdkError('InternalFailure', 500), code: 'AWS_UNAVAILABLE', exit: 'failure'},
  {error: sdkError('NotImplementedException', 501), code: 'AWS_NOT_IMPLEMENTED', exit: 'failure'},
  {error: sdkError('Error', undefined, 'connect', {code: 'ECONNREFUSED'}), code: 'AWS_NETWORK', exit: 'failure'},
  {error: sdkError('TimeoutError', undefined, 'timed out'), code: 'AWS_NETWORK', exit: 'failure'},
  {error: sdkError('Error', undefined, 'getaddrinfo', {code: 'ENOTFOUND'}), code: 'AWS_NETWORK', exit: 'failure'},
  {error: sdkError('SyntaxError', 200, 'Unexpected token <'), code: 'AWS_ANSWER_UNREADABLE', exit: 'failure'},
  {error: sdkError('SyntaxError', 403, 'Unexpected token <'), code: 'AWS_ANSWER_UNREADABLE', exit: 'failure'},
  {error: sdkError('TypeError', 201, 'of null'), code: 'AWS_ANSWER_UNREADABLE', exit: 'failure'},
  {error: sdkError('UnknownError', 302), code: 'AWS_ANSWER_UNREADABLE', exit: 'failure'},
  {
    error: sdkError('Error', undefined, 'Parse Error', {code: 'HPE_INVALID_CONSTANT'}),
    ...{code: 'AWS_ANSWER_UNREADABLE', exit: 'failure'},
  },
  {error: sdkError('SyntaxError', 502, 'Unexpected token <'), code: 'AWS_UNAVAILABLE', exit: 'failure'},
  {
    error: sdkError('Error', 200, 'aborted', {code: 'ECONNRESET'}),
    ...{code: 'AWS_NETWORK', exit: 'failure'},
  },
  {
    error: new Error('wrapped', {cause: Object.assign(new Error('reset'), {code: 'ECONNRESET'})}),
    code: 'AWS_NETWORK',
    exit: 'failure',
  },
]

for (const {error, code, exit} of cases) {
  test(`toApigwError: ${error.name} "${error.message}" is ${code}`, () => {
    const mapped = toApigwError(error, request)
    assert.ok(mapped instanceof ApigwError)
    assert.deepEqual([mapped.code, mapped.exit, mapped.cause], [code, exit, error])
    assert.match(mapped.why, /[.!?]$/)
    assert.notEqual(mapped.fix, '')
  })
}

test('toApigwError: says which operation of which service failed, in the words of AWS', () => {
  const mapped = toApigwError(sdkError('NotFoundException', 404, 'Invalid API identifier specified 1:x'), request)
  assert.ok(mapped instanceof ApigwError)
  assert.deepEqual(
    [mapped.what, mapped.why],
    ['GetRestApi (apigateway, eu-west-1) failed.', 'Invalid API identifier specified 1:x.'],
  )
})

const ownErrors = [new TypeError('x is not a function'), 'thrown text', undefined]

for (const error of ownErrors) {
  test(`toApigwError: ${String(error)} is our defect and stays as it is`, () => {
    assert.equal(toApigwError(error, request), error)
  })
}

test('isNotFound: only for the answer that a thing does not exist', () => {
  const found = [404, 400].map((status) => toApigwError(sdkError('X', status), request))
  assert.deepEqual([...found, new Error('404')].map(isNotFound), [true, false, false])
})
