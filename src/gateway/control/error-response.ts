import type {HttpResponse} from '../data/ports.js'
import {errorStatus, ServiceError} from './service-error.js'

/**
 * An error as AWS sends it: the code in `x-amzn-ErrorType`, the text in `message`, and `retryAfterSeconds` as a
 * Retry-After header. Anything that is not a ServiceError becomes InternalFailure without its details.
 */
export function encodeError(error: unknown): HttpResponse {
  const shown = error instanceof ServiceError ? error : new ServiceError('InternalFailure', 'Internal failure.')
  const {retryAfterSeconds, ...members} = shown.members
  const retryAfter = typeof retryAfterSeconds === 'number' ? ['Retry-After', String(retryAfterSeconds)] : []
  return {
    status: errorStatus[shown.code],
    headers: ['x-amzn-ErrorType', shown.code, 'Content-Type', 'application/json', ...retryAfter],
    body: Buffer.from(JSON.stringify({message: shown.message, ...members})),
  }
}
