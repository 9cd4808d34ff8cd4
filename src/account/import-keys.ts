import type {Call} from '../plan/call.js'
import {callOf} from './account-call.js'

/** The call that makes keys of a file; `strict` makes an error of rows that AWS does not take. */
export function importCall(body: string, {format, strict}: {format: string; strict: boolean}): Call {
  return callOf('apiKey', 'ImportApiKeys', {body, format, failOnWarnings: strict})
}

/** What AWS answered: ids of the keys, each once (AWS tells the key of a repeated row once for each row), and its warnings. */
export function importedKeys({ids = [], warnings = []}: {ids?: readonly string[]; warnings?: readonly string[]}): {
  keyIds: readonly string[]
  importWarnings: readonly string[]
} {
  return {keyIds: [...new Set(ids)], importWarnings: warnings}
}
