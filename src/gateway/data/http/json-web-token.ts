import {verify} from 'node:crypto'
import type {KeyObject} from 'node:crypto'

/** A decoded, not yet verified token. */
export type JsonWebToken = {
  algorithm: string
  keyId: string | undefined
  claims: Readonly<Record<string, unknown>>
  /** What is signed: header and payload as they arrived. */
  signed: string
  signature: Buffer
}

/** Hash by algorithm. HTTP APIs take RSA only (docs/aws-facts.md "Authorization", "JWT"); a list also keeps `none` and HS256 out. */
const hashes: ReadonlyMap<string, string> = new Map([
  ['RS256', 'sha256'],
  ['RS384', 'sha384'],
  ['RS512', 'sha512'],
])

const base64url = /^[A-Za-z0-9_-]*$/

/** Undefined when the text is no JWS in compact form. */
export function decodeToken(text: string): JsonWebToken | undefined {
  const parts = text.split('.')
  const [header = '', payload = '', signature = ''] = parts
  if (parts.length !== 3 || !parts.every((part) => base64url.test(part))) return undefined
  const [decodedHeader, claims] = [decodeObject(header), decodeObject(payload)]
  if (decodedHeader === undefined || claims === undefined) return undefined
  const {alg, kid} = decodedHeader
  return {
    algorithm: typeof alg === 'string' ? alg : '',
    keyId: typeof kid === 'string' ? kid : undefined,
    claims,
    signed: `${header}.${payload}`,
    signature: Buffer.from(signature, 'base64url'),
  }
}

export function isKnownAlgorithm(algorithm: string): boolean {
  return hashes.has(algorithm)
}

/** Whether the owner of this RSA key has signed the token. */
export function hasValidSignature(token: JsonWebToken, key: KeyObject): boolean {
  const hash = hashes.get(token.algorithm)
  if (hash === undefined || key.asymmetricKeyType !== 'rsa') return false
  return verify(hash, Buffer.from(token.signed), key, token.signature)
}

function decodeObject(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    return undefined
  }
}
