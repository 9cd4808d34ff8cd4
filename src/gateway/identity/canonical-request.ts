import {createHash} from 'node:crypto'
import type {Signature} from './parse-signature.js'
import {queryPairs, signedHeaderValues, splitSignedTarget} from './signed-request.js'
import type {SignedRequest} from './signed-request.js'

/**
 * The canonical request of SigV4, from the request as it arrived; one character stands for one byte.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function canonicalRequest(request: SignedRequest, signature: Signature): string {
  const {path, query} = splitSignedTarget(request.target)
  const {signedHeaders, form} = signature
  const names = [...signedHeaders].sort()
  const headers = names.map((name) => `${name}:${canonicalHeader(request, name)}\n`)
  return [
    request.method,
    canonicalPath(path),
    canonicalQuery(query, form),
    headers.join(''),
    names.join(';'),
    payloadHash(request, query, form),
  ].join('\n')
}

/**
 * Services other than S3 normalise the path and encode what was sent once more. Source: as above, "Canonical URI".
 */
function canonicalPath(path: string): string {
  const segments: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(encodeBytes(segment))
  }
  const end = segments.length > 0 && path.endsWith('/') ? '/' : ''
  return `/${segments.join('/')}${end}`
}

/** Sorted by encoded name, then value; the signature of a presigned URL does not cover itself. */
function canonicalQuery(query: string, form: Signature['form']): string {
  return queryPairs(query)
    .filter(([name]) => form === 'header' || name !== 'X-Amz-Signature')
    .map(([name, value]): [string, string] => [encodeBytes(name), encodeBytes(value)])
    .sort(([name, value], [otherName, otherValue]) => order(name, otherName) || order(value, otherValue))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** Repeated headers are joined by commas in the order they arrived; runs of blanks count as one. */
function canonicalHeader(request: SignedRequest, name: string): string {
  return signedHeaderValues(request, name)
    .map((value) => value.trim().replace(/\s+/g, ' '))
    .join(',')
}

const unsignedPayload = 'UNSIGNED-PAYLOAD'

/** The body's own hash, whatever the client says it is; only leaving the body unsigned is the client's choice. */
function payloadHash(request: SignedRequest, query: string, form: Signature['form']): string {
  const [header] = signedHeaderValues(request, 'x-amz-content-sha256')
  // Presigning moves headers of this kind into the query.
  const hoisted =
    form === 'query' ? queryPairs(query).find(([name]) => name === 'X-Amz-Content-Sha256')?.[1] : undefined
  const declared = header ?? hoisted
  return declared === unsignedPayload ? unsignedPayload : createHash('sha256').update(request.body).digest('hex')
}

/** RFC 3986: everything but unreserved characters. */
function encodeBytes(text: string): string {
  return text.replace(
    /[^A-Za-z0-9\-._~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}
