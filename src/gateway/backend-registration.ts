import {isAbsolute} from 'node:path'
import {ApigwError} from '../errors/apigw-error.js'
import type {BackendRecord} from './store/backend-record.js'
import type {Store} from './store/store.js'

const entryLimit = 1000

/** Keeps what a project's `local:` section says, sent as `{directory, vpcLinks, truststores}`. Throws BACKENDS_INVALID. */
export function putBackends(store: Store, body: unknown): BackendRecord {
  const {directory, vpcLinks = {}, truststores = {}} = asObject(body, 'The body')
  if (typeof directory !== 'string' || !isAbsolute(directory)) throw invalid('"directory" is not an absolute path.')
  const record = {
    vpcLinks: texts(vpcLinks, 'vpcLinks', isHttpUrl, 'an HTTP address like http://127.0.0.1:8080'),
    truststores: texts(truststores, 'truststores', isAbsolute, 'an absolute path'),
  }
  store.transaction(() => store.put('backend', [directory], record))
  return record
}

function isHttpUrl(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text)
}

function texts(
  value: unknown,
  name: string,
  isValid: (text: string) => boolean,
  shape: string,
): Record<string, string> {
  const entries = Object.entries(asObject(value, `"${name}"`))
  if (entries.length > entryLimit) throw invalid(`"${name}" has more than ${entryLimit} entries.`)
  return Object.fromEntries(
    entries.map(([key, text]) => {
      if (typeof text !== 'string' || !isValid(text)) throw invalid(`"${name}" of ${key} is not ${shape}.`)
      return [key, text]
    }),
  )
}

function asObject(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value))
  throw invalid(`${what} is not an object.`)
}

function invalid(why: string): ApigwError {
  return new ApigwError({
    code: 'BACKENDS_INVALID',
    exit: 'usage',
    what: 'The addresses of the project cannot be registered.',
    why,
    fix: 'Correct the section "local:" of apigw.yaml.',
  })
}
