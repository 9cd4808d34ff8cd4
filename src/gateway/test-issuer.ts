import {createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign} from 'node:crypto'
import type {KeyObject} from 'node:crypto'
import {ApigwError} from '../errors/apigw-error.js'
import type {TestToken, TestTokenRequest} from '../model/gateway-admin.js'
import type {Store} from './store/store.js'

const keySetting = ['testIssuerKey']
const trustedSetting = ['testIssuerTrusted']

/** Path of the issuer below the gateway's URL; its discovery document and keys are served there. */
export const issuerPath = '/_apigw/issuer'

/** AWS takes tokens of any age; a day is the longest that Cognito gives ID and access tokens. */
const longestMs = 24 * 3_600_000

type Keys = {id: string; privateKey: KeyObject; publicKey: KeyObject}

/**
 * Signs tokens for tests. Its key is made when first needed and kept with the gateway's state. Authorizers take its tokens
 * for its own issuer, and for those issuers that were mapped to it by name; all others stay what they are.
 */
export class TestIssuer {
  readonly #store: Store
  #keys: Keys | undefined

  constructor(store: Store) {
    this.#store = store
  }

  /** The public keys, as issuers publish them (RFC 7517). */
  jwks(): {keys: object[]} {
    const {id, publicKey} = this.#load()
    return {keys: [{...publicKey.export({format: 'jwk'}), kid: id, alg: 'RS256', use: 'sig'}]}
  }

  /** The key of a token that names a mapped issuer; undefined for every other issuer and key. */
  keyFor(issuer: string, keyId: string): KeyObject | undefined {
    if (!this.trusted().includes(issuer)) return undefined
    const {id, publicKey} = this.#load()
    return id === keyId ? publicKey : undefined
  }

  /** Issuers whose tokens may come from here. */
  trusted(): string[] {
    const value = this.#store.get('setting', trustedSetting)?.value
    return value === undefined ? [] : (JSON.parse(value) as string[])
  }

  /**
   * Makes a token; `iat`, `exp` and `jti` follow from the gateway's clock unless the claims have them. Throws
   * TEST_TOKEN_INVALID, and TEST_ISSUER_NOT_MAPPED for a foreign issuer that is not (to be) trusted.
   */
  mint(request: unknown, ownIssuer: string, nowMs: number): TestToken {
    const {issuer = ownIssuer, claims, expiresInMs, trust} = checked(request)
    if (issuer !== ownIssuer && !this.trusted().includes(issuer)) {
      if (!trust) throw notMapped(issuer)
      this.#trust(issuer)
    }
    const {id, privateKey} = this.#load()
    const nowSeconds = Math.floor(nowMs / 1000)
    const lifetime = {iat: nowSeconds, exp: nowSeconds + Math.floor(expiresInMs / 1000), jti: randomUUID()}
    const all = {iss: issuer, ...lifetime, ...claims}
    const content = `${encoded({alg: 'RS256', typ: 'JWT', kid: id})}.${encoded(all)}`
    const signature = sign('sha256', Buffer.from(content), privateKey).toString('base64url')
    return {token: `${content}.${signature}`, issuer, claims: all}
  }

  #trust(issuer: string): void {
    const issuers = [...new Set([...this.trusted(), issuer])].sort()
    this.#store.transaction(() => this.#store.put('setting', trustedSetting, {value: JSON.stringify(issuers)}))
  }

  /** The key in the store counts: a reset takes it away, and tokens signed before are worth nothing then. */
  #load(): Keys {
    const kept = this.#store.get('setting', keySetting)?.value
    if (kept !== undefined && this.#keys?.id === (JSON.parse(kept) as StoredKey).id) return this.#keys
    this.#keys = kept === undefined ? this.#make() : toKeys(JSON.parse(kept) as StoredKey)
    return this.#keys
  }

  #make(): Keys {
    const {privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048})
    const stored: StoredKey = {id: randomUUID(), pem: privateKey.export({type: 'pkcs8', format: 'pem'}).toString()}
    this.#store.transaction(() => this.#store.put('setting', keySetting, {value: JSON.stringify(stored)}))
    return toKeys(stored)
  }
}

type StoredKey = {id: string; pem: string}

function toKeys({id, pem}: StoredKey): Keys {
  return {id, privateKey: createPrivateKey(pem), publicKey: createPublicKey(pem)}
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function checked(request: unknown): TestTokenRequest {
  const {issuer, claims, expiresInMs, trust} = (
    typeof request === 'object' && request !== null ? request : {}
  ) as Record<string, unknown>
  const isIssuer = issuer === undefined || (typeof issuer === 'string' && URL.canParse(issuer))
  const areClaims = typeof claims === 'object' && claims !== null && !Array.isArray(claims)
  const isTime = typeof expiresInMs === 'number' && expiresInMs >= -longestMs && expiresInMs <= longestMs
  if (isIssuer && areClaims && isTime) {
    return {
      ...(issuer !== undefined && {issuer}),
      claims: claims as TestTokenRequest['claims'],
      expiresInMs,
      trust: trust === true,
    }
  }
  throw new ApigwError({
    code: 'TEST_TOKEN_INVALID',
    exit: 'usage',
    what: 'No token can be made of that.',
    why: 'It needs claims, a lifetime of at most a day either way, and an issuer that is a URL (or none).',
    fix: 'See the examples of "apigw local token --help".',
  })
}

function notMapped(issuer: string): ApigwError {
  return new ApigwError({
    code: 'TEST_ISSUER_NOT_MAPPED',
    exit: 'usage',
    what: `Authorizers would refuse this token: ${issuer} is not mapped to the test issuer.`,
    why: "The local gateway verifies tokens of that issuer with the issuer's own keys.",
    fix: 'Add --trust to let this gateway take tokens of the test issuer for it, until "apigw local reset".',
  })
}
