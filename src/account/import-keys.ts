import type {Call} from '../plan/call.js'
import {callOf} from './account-call.js'

/** The call that makes keys of a file; `strict` makes an error of rows that AWS does not take. */
export function importCall(body: string, {format, strict}: {format: string; strict: boolean}): Call {
  return callOf('apiKey', 'ImportApiKeys', {body, format, failOnWarnings: strict})
}
