import type {HttpResponse} from '../data/ports.js'
import {shownError} from './service-error.js'

/**
 * An error as AWS sends it: the code in `x-amzn-ErrorType`, the text in `message`, and `retryAfterSeconds` as a
 * Retry-After header. Anything that is not a ServiceError becomes InternalFailure without its details.
 */
export function encodeError(error: unknown): HttpResponse {
  const shown = shownError(error)
  const {retryAfterSeconds, ...members} = shown.members
  const retryAfter = typeof retryAfterSeconds === 'number' ? ['Retry-After', String(retryAfterSeconds)] : []
  return {
    status: shown.status,
    headers: ['x-amzn-ErrorType', shown.code, 'Content-Type', 'application/json', ...retryAfter],
    body: Buffer.from(JSON.stringify({message: shown.message, ...members})),
  }
}
