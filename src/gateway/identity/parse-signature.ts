import {createHash} from 'node:crypto'
import {SignatureError} from './signature-error.js'
import {queryPairs, signedHeaderValues, splitSignedTarget} from './signed-request.js'
import type {SignedRequest} from './signed-request.js'

/** A SigV4 signature as a request carries it, in its Authorization header or in its query (presigned URL). */
export type Signature = {
  form: 'header' | 'query'
  accessKeyId: string
  /** `20261121`, `eu-west-1`, `execute-api`. */
  date: string
  region: string
  service: string
  /** Lower case, in the order given. */
  signedHeaders: readonly string[]
  /** Hex. */
  signature: string
  /** `20261121T060000Z` */
  timestamp: string
  signedAtMs: number
  /** Only of presigned URLs; undefined also where they name none. */
  expiresSeconds: number | undefined
  sessionToken: string | undefined
}

type Words = {
  form: Signature['form']
  credential: string
  signedHeaders: string
  signature: string
  date: string
  expires: string | undefined
  sessionToken: string | undefined
}

const algorithm = 'AWS4-HMAC-SHA256'

/**
 * Reads the signature of a request without verifying it; undefined when the request carries none. Throws a
 * SignatureError for one that is malformed, with the texts AWS's services answer.
 */
export function parseSignature(request: SignedRequest): Signature | undefined {
  const words = wordsOf(request)
  if (words === undefined) return undefined
  const elements = words.credential.split('/')
  const [accessKeyId = '', date = '', region = '', service = '', term = ''] = elements
  if (elements.length !== 5 || accessKeyId === '') {
    throw incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${shown(words.credential)}'`,
    )
  }
  if (term !== 'aws4_request') {
    throw invalid(`Credential should be scoped with a valid terminator: 'aws4_request', not '${shown(term)}'.`)
  }
  const {timestamp, signedAtMs} = parseDate(words.date)
  if (!timestamp.startsWith(date) || date.length !== 8) {
    throw invalid(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${shown(date)}' != '${timestamp.slice(0, 8)}', from '${timestamp}'.`,
    )
  }
  const signedHeaders = words.signedHeaders.toLowerCase().split(';')
  if (!signedHeaders.includes('host')) {
    throw invalid(`'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.`)
  }
  const {form, signature, sessionToken} = words
  const expiresSeconds = words.expires === undefined ? undefined : parseExpires(words.expires)
  const scope = {accessKeyId, date, region, service}
  return {form, ...scope, signedHeaders, signature, timestamp, signedAtMs, expiresSeconds, sessionToken}
}

function wordsOf(request: SignedRequest): Words | undefined {
  const [authorization] = signedHeaderValues(request, 'authorization')
  if (authorization !== undefined) return headerWords(authorization, request)
  const {query} = splitSignedTarget(request.target)
  if (!/x-amz-(?:algorithm|credential|signature)=/i.test(query)) return undefined
  return queryWords(new Map(queryPairs(query)))
}

function headerWords(authorization: string, request: SignedRequest): Words {
  const [scheme = '', rest] = split(authorization.trim(), /\s+/)
  refuseAsymmetric(scheme)
  const parameters = keyValues(rest ?? '', authorization)
  const [date] = [...signedHeaderValues(request, 'x-amz-date'), ...signedHeaderValues(request, 'date')]
  const wanted = ['Credential', 'Signature', 'SignedHeaders'].filter((name) => !parameters.get(name))
  const missing = wanted.map((name) => `Authorization header requires '${name}' parameter.`)
  if (!date) missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
  if (missing.length > 0) {
    throw incomplete(
      `${missing.join(' ')} (Hashed with SHA-256 and encoded with Base64) Authorization=${hashed(authorization)}`,
    )
  }
  if (scheme !== algorithm) throw incomplete(`Unsupported AWS 'algorithm': '${shown(scheme)}'.`)
  return {
    form: 'header',
    credential: parameters.get('Credential') ?? '',
    signedHeaders: parameters.get('SignedHeaders') ?? '',
    signature: parameters.get('Signature') ?? '',
    date: date ?? '',
    expires: undefined,
    sessionToken: signedHeaderValues(request, 'x-amz-security-token')[0],
  }
}

/** `Credential=…, SignedHeaders=…, Signature=…`; commas with or without blanks. */
function keyValues(text: string, authorization: string): ReadonlyMap<string, string> {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '')
  return new Map(
    parts.map((part) => {
      const [name = '', value] = split(part, '=')
      if (value !== undefined) return [name, value]
      throw incomplete(
        `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hashed(authorization)}'.`,
      )
    }),
  )
}

function queryWords(parameters: ReadonlyMap<string, string>): Words {
  const names = ['Algorithm', 'Credential', 'Signature', 'SignedHeaders', 'Date']
  const missing = names.filter((name) => !parameters.get(`X-Amz-${name}`))
  if (missing.length > 0) {
    const texts = missing.map((name) => `AWS query-string parameters must include 'X-Amz-${name}'.`)
    throw incomplete(`${texts.join(' ')} Re-examine the query-string parameters.`)
  }
  const value = (name: string): string => parameters.get(`X-Amz-${name}`) ?? ''
  refuseAsymmetric(value('Algorithm'))
  if (value('Algorithm') !== algorithm) {
    throw incomplete(`Unsupported AWS 'algorithm': '${shown(value('Algorithm'))}'.`)
  }
  return {
    form: 'query',
    credential: value('Credential'),
    signedHeaders: value('SignedHeaders'),
    signature: value('Signature'),
    date: value('Date'),
    expires: parameters.get('X-Amz-Expires'),
    sessionToken: parameters.get('X-Amz-Security-Token'),
  }
}

/** Its keys are derived on AWS's side for many regions; a gateway on one machine has no use for them. */
function refuseAsymmetric(scheme: string): void {
  if (scheme !== 'AWS4-ECDSA-P256-SHA256') return
  throw new SignatureError(
    'InvalidSignature',
    `Unsupported AWS 'algorithm': '${scheme}'.`,
    'The local gateway verifies SigV4 (AWS4-HMAC-SHA256), not SigV4a: let the client sign for one region.',
  )
}

/** ISO 8601 basic format; a Date header may also have the form of HTTP. */
function parseDate(text: string): {timestamp: string; signedAtMs: number} {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? []
  const isBasic = year !== undefined
  const atMs = Date.parse(isBasic ? `${year}-${month}-${day}T${hour}:${minute}:${second}Z` : text)
  const isHttpDate = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text)
  if (Number.isNaN(atMs) || !(isBasic || isHttpDate)) {
    throw incomplete(
      `Date must be in ISO-8601 'basic format'. Got '${shown(text)}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    )
  }
  return {timestamp: basicFormat(atMs), signedAtMs: atMs}
}

/** `20261121T060000Z` */
export function basicFormat(atMs: number): string {
  return new Date(atMs).toISOString().replace(/[-:]|\.\d{3}/g, '')
}

const longestSeconds = 7 * 24 * 3600

function parseExpires(text: string): number {
  if (/^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= longestSeconds) return Number(text)
  throw incomplete(`X-Amz-Expires must be a number of seconds between 1 and ${longestSeconds}.`)
}

/** Text before and after the first separator; one element when there is none. */
function split(text: string, separator: string | RegExp): string[] {
  const at = text.search(separator)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

function hashed(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('base64')
}

/** Words of the client are repeated in messages, but not at any length. */
function shown(text: string): string {
  return text.slice(0, 200)
}

function incomplete(message: string): SignatureError {
  return new SignatureError('IncompleteSignature', message)
}

function invalid(message: string): SignatureError {
  return new SignatureError('InvalidSignature', message)
}
