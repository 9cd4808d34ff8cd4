import {readFileSync, statSync} from 'node:fs'
import {isAbsolute} from 'node:path'
import {ApigwError} from '../errors/apigw-error.js'
import type {BackendRecord} from './store/backend-record.js'
import type {Store} from './store/store.js'

const entryLimit = 1000

/** Keeps what a project's `local:` section says, sent as `{directory, vpcLinks, truststores}`. Throws BACKENDS_INVALID. */
export function putBackends(store: Store, body: unknown): BackendRecord {
  const {directory, vpcLinks = {}, truststores = {}} = asObject(body, 'The body')
  if (typeof directory !== 'string' || !isAbsolute(directory)) throw invalid('"directory" is not an absolute path.')
  const files = texts(truststores, 'truststores', isAbsolute, 'an absolute path')
  const record = {
    vpcLinks: texts(vpcLinks, 'vpcLinks', isHttpUrl, 'an HTTP address like http://127.0.0.1:8080'),
    truststores: files,
    truststorePems: Object.fromEntries(Object.entries(files).map(([uri, file]) => [uri, pemOf(uri, file)])),
  }
  store.transaction(() => store.put('backend', [directory], record))
  return record
}

/** Limits of AWS. Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html */
const truststoreLimit = {bytes: 1024 * 1024, certificates: 1000}

function pemOf(uri: string, file: string): string {
  const pem = textOf(uri, file)
  const {length} = pem.split('-----BEGIN ')
  if (length - 1 > truststoreLimit.certificates) {
    throw invalid(`The truststore ${uri} (${file}) has more than ${truststoreLimit.certificates} certificates.`)
  }
  return pem
}

function textOf(uri: string, file: string): string {
  try {
    const {size} = statSync(file)
    if (size <= truststoreLimit.bytes) return readFileSync(file, 'latin1')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw invalid(`The file of the truststore ${uri} cannot be read: ${why}.`)
  }
  throw invalid(`The file of the truststore ${uri} (${file}) is larger than 1 MB.`)
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
