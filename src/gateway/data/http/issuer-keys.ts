import {createPublicKey} from 'node:crypto'
import type {KeyObject} from 'node:crypto'
import {isAlive, lifeOf} from '../life.js'
import type {Ports} from '../ports.js'

/** Limits of HTTP APIs: docs/aws-facts.md "Limits". */
const timeoutMs = 1_500
const maxBytes = 150_000
/** AWS may keep public keys for up to two hours. Source: http-api-jwt-authorizer.html */
const keepMs = 7_200_000
/** An unknown key id asks the issuer again, but not more often than this: key ids come from clients. */
const refreshMs = 10_000

type KeySet = {keys: ReadonlyMap<string, KeyObject>; fetchedAtMs: number}

/** Why keys of an issuer could not be had. */
export class IssuerError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'IssuerError'
  }
}

/** The public keys of OpenID Connect issuers, found through their discovery documents and kept. */
export class IssuerKeys {
  readonly #sets = new Map<string, Promise<KeySet>>()

  /** The issuer's key with this id, or that of the test issuer mapped to it; undefined when it has none. Throws IssuerError when the issuer does not answer well. */
  async find(issuer: string, keyId: string, ports: Ports): Promise<KeyObject | undefined> {
    const testKey = ports.testIssuerKey?.(issuer, keyId)
    if (testKey !== undefined) return testKey
    const known = await this.#load(issuer, ports, keepMs)
    const key = known.keys.get(keyId)
    if (key !== undefined || isFresh(known, refreshMs, ports)) return key
    const renewed = await this.#load(issuer, ports, refreshMs)
    return renewed.keys.get(keyId)
  }

  /** One fetch at a time per issuer, however many requests wait; a failed one is not kept. */
  async #load(issuer: string, ports: Ports, maxAgeMs: number): Promise<KeySet> {
    const kept = this.#sets.get(issuer)
    if (kept !== undefined && isFresh(await kept, maxAgeMs, ports)) return kept
    // Another request may have started a fetch while this one waited.
    const current = this.#sets.get(issuer)
    if (current !== undefined && current !== kept) return current
    const fetched = fetchKeys(issuer, ports)
    this.#sets.set(issuer, fetched)
    try {
      return await fetched
    } catch (error) {
      if (this.#sets.get(issuer) === fetched) this.#sets.delete(issuer)
      throw error
    }
  }
}

function isFresh({fetchedAtMs}: KeySet, maxAgeMs: number, ports: Ports): boolean {
  return isAlive(lifeOf(fetchedAtMs, maxAgeMs), ports.nowMs())
}

async function fetchKeys(issuer: string, ports: Ports): Promise<KeySet> {
  const discovery = await fetchObject(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, ports)
  if (typeof discovery.jwks_uri !== 'string') throw new IssuerError(`Issuer ${issuer} names no jwks_uri.`)
  const {keys} = await fetchObject(discovery.jwks_uri, ports)
  if (!Array.isArray(keys)) throw new IssuerError(`${discovery.jwks_uri} holds no list of keys.`)
  return {keys: new Map(keys.flatMap(toKey)), fetchedAtMs: ports.nowMs()}
}

async function fetchObject(address: string, ports: Ports): Promise<Readonly<Record<string, unknown>>> {
  if (!URL.canParse(address)) throw new IssuerError(`${address} is no URL.`)
  try {
    const {status, body} = await ports.callBackend({
      method: 'GET',
      url: new URL(address),
      headers: ['Accept', 'application/json'],
      body: Buffer.alloc(0),
      timeoutMs,
      insecureSkipVerification: false,
      client: new AbortController(),
    })
    if (status !== 200) throw new IssuerError(`${address} answered ${status}.`)
    if (body.length > maxBytes) throw new IssuerError(`${address} answered more than ${maxBytes} bytes.`)
    const value: unknown = JSON.parse(body.toString())
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>
    throw new IssuerError(`${address} answered no JSON object.`)
  } catch (error) {
    if (error instanceof IssuerError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new IssuerError(`${address} could not be read: ${reason}`, {cause: error})
  }
}

/** RSA keys for signatures; others, and malformed ones, are passed over as AWS does. */
function toKey(jwk: unknown): [string, KeyObject][] {
  if (typeof jwk !== 'object' || jwk === null) return []
  const {kid, kty, use} = jwk as Readonly<Record<string, unknown>>
  if (typeof kid !== 'string' || kty !== 'RSA' || (use !== undefined && use !== 'sig')) return []
  try {
    return [[kid, createPublicKey({key: jwk as Record<string, string>, format: 'jwk'})]]
  } catch {
    return []
  }
}
