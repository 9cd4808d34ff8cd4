import {gunzipSync} from 'node:zlib'
import type {HttpRequest, HttpResponse} from '../data/ports.js'
import {encodeOutput} from './codec.js'
import type {EncodedOutput} from './codec.js'
import {encodeError} from './error-response.js'
import type {Members} from './operation.js'
import {decodeForm, encodeXml, encodeXmlError} from './query-codec.js'
import {headerOf} from './request-header.js'
import {errorStatus, ServiceError, shownError} from './service-error.js'
import type {WireOperation} from './shape.js'

/** How a client speaks: what it sends as the codec's JSON document, and what it reads. */
export type Protocol = {
  readBody: (request: HttpRequest, operation: WireOperation) => Buffer
  encodeOutput: (operation: WireOperation, output: Members, requestId: string) => EncodedOutput
  encodeError: (error: unknown, requestId: string) => HttpResponse
}

/** AWS allows 6 MB for a definition; everything else is far smaller. */
const bodyLimitBytes = 10 * 1024 * 1024

/** Paths and verbs: the services of API Gateway, and Lambda. */
export const restJson: Protocol = {
  readBody: ({body}) => {
    if (body.length > bodyLimitBytes) throw new ServiceError('BadRequestException', 'Request body is too large.')
    return body
  },
  encodeOutput,
  encodeError,
}

/** Lambda's errors say besides whose fault they are. */
export const lambdaRestJson: Protocol = {
  ...restJson,
  encodeError: (error) => {
    const {code, message, members, status} = shownError(error)
    const type = status < 500 ? 'User' : 'Service'
    return encodeError(new ServiceError(code, message, {Type: type, ...members}, {status}))
  },
}

/** AWS JSON 1.0 of CloudWatch; its errors also name the code of the older query protocol. */
export const cloudwatchJson = jsonProtocol('application/x-amz-json-1.0', (code) => ({
  status: errorStatus[code],
  headers: queryErrorHeader(code),
}))

/** AWS JSON 1.1 of CloudWatch Logs, where every error of the caller is a 400. */
export const logsJson = jsonProtocol('application/x-amz-json-1.1', (code) => ({
  status: errorStatus[code] < 500 ? 400 : errorStatus[code],
  headers: [],
}))

/** What older clients of CloudWatch speak. */
export const cloudwatchQuery = queryProtocol('http://monitoring.amazonaws.com/doc/2010-08-01/')

/** What every client of STS speaks. */
export const stsQuery = queryProtocol('https://sts.amazonaws.com/doc/2011-06-15/')

/** The query protocol: a form in, XML of the service's namespace out. */
function queryProtocol(namespace: string): Protocol {
  return {
    readBody: (request, {input}) =>
      Buffer.from(JSON.stringify(decodeForm(input, new URLSearchParams(plainBody(request).toString('utf8'))))),
    encodeOutput: (operation, output, requestId) => ({
      headers: ['Content-Type', 'text/xml'],
      body: encodeXml(operation, output, {namespace, requestId}),
    }),
    encodeError: (error, requestId) => {
      const {code, message} = shownError(error)
      const type = errorStatus[code] < 500 ? 'Sender' : 'Receiver'
      const body = encodeXmlError({type, code: queryCode(code), message}, {namespace, requestId})
      return {status: errorStatus[code], headers: ['Content-Type', 'text/xml'], body}
    },
  }
}

type ErrorHead = {status: number; headers: readonly string[]}

function jsonProtocol(contentType: string, head: (code: ServiceError['code']) => ErrorHead): Protocol {
  return {
    readBody: (request) => plainBody(request),
    encodeOutput: (operation, output) => ({
      headers: ['Content-Type', contentType],
      body: encodeOutput(operation, output).body,
    }),
    encodeError: (error) => {
      const {code, message, members} = shownError(error)
      const {status, headers} = head(code)
      const body = Buffer.from(JSON.stringify({__type: code, message, ...members}))
      return {status, headers: ['x-amzn-ErrorType', code, 'Content-Type', contentType, ...headers], body}
    },
  }
}

/** Clients compress large bodies (PutMetricData); what a small one unpacks to is bounded like any other. */
export function plainBody(request: HttpRequest): Buffer {
  if (headerOf(request, 'content-encoding')?.trim().toLowerCase() !== 'gzip') return request.body
  try {
    return gunzipSync(request.body, {maxOutputLength: bodyLimitBytes})
  } catch (error) {
    throw new ServiceError('SerializationException', 'The body is not gzip of at most 10 MB.', {}, {cause: error})
  }
}

/** Codes whose name in the query protocol differs. Source: trait awsQueryError of the SDK's service model. */
const queryCodes: Readonly<Partial<Record<ServiceError['code'], string>>> = {
  // The frame's own. Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CommonErrors.html
  AccessDeniedException: 'AccessDenied',
  ExpiredTokenException: 'ExpiredToken',
  IncompleteSignatureException: 'IncompleteSignature',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  UnrecognizedClientException: 'InvalidClientTokenId',
  DashboardInvalidInputError: 'InvalidParameterInput',
  DashboardNotFoundError: 'ResourceNotFound',
  InvalidFormatFault: 'InvalidFormat',
  InvalidParameterCombinationException: 'InvalidParameterCombination',
  InvalidParameterValueException: 'InvalidParameterValue',
  LimitExceededFault: 'LimitExceeded',
  MissingRequiredParameterException: 'MissingParameter',
  ValidationException: 'ValidationError',
}

/** The header that tells the code and fault of the older query protocol. */
export function queryErrorHeader(code: ServiceError['code']): string[] {
  return ['x-amzn-query-error', `${queryCode(code)};${errorStatus[code] < 500 ? 'Sender' : 'Receiver'}`]
}

function queryCode(code: ServiceError['code']): string {
  return queryCodes[code] ?? code
}
