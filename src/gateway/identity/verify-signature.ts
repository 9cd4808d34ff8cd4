import {createHash, createHmac, timingSafeEqual} from 'node:crypto'
import {canonicalRequest} from './canonical-request.js'
import {basicFormat} from './parse-signature.js'
import type {Signature} from './parse-signature.js'
import {SignatureError} from './signature-error.js'
import type {SignedRequest} from './signed-request.js'

/** What the verifier knows of the signer. */
export type SigningKey = {
  secretAccessKey: string
  /** Temporary credentials have one, which every request has to carry. */
  sessionToken?: string
  /** Epoch milliseconds after which temporary credentials are refused. */
  expiresAtMs?: number
}

/** Service and region that a signature has to name; undefined accepts any. */
export type SigningScope = {service: string | undefined; region: string | undefined; nowMs: number}

/** How far the clocks of client and service may be apart. Source: the texts of AWS's refusals (`… - 5 min.`). */
const skewMinutes = 5
const skewMs = skewMinutes * 60_000

/**
 * Verifies a SigV4 signature; returns when it is right and throws a SignatureError with AWS's text otherwise. Pure.
 * The refusal of a wrong signature shows what should have been signed, as AWS does: it contains no secret.
 */
export function verifySignature(
  request: SignedRequest,
  signature: Signature,
  key: SigningKey,
  {service, region, nowMs}: SigningScope,
): void {
  if (service !== undefined && signature.service !== service) {
    throw invalid(`Credential should be scoped to correct service: '${service}'. `)
  }
  if (region !== undefined && signature.region !== region) {
    throw invalid(`Credential should be scoped to a valid region, not '${signature.region}'. `)
  }
  checkTime(signature, nowMs)
  checkToken(signature, key, nowMs)
  const canonical = canonicalRequest(request, signature)
  const toSign = stringToSign(signature, canonical)
  if (!isEqual(sign(signature, key.secretAccessKey, toSign), signature.signature)) throw mismatch(canonical, toSign)
}

function checkTime({form, timestamp, signedAtMs, expiresSeconds}: Signature, nowMs: number): void {
  const now = basicFormat(nowMs)
  if (signedAtMs > nowMs + skewMs) {
    throw invalid(
      `Signature not yet current: ${timestamp} is still later than ${basicFormat(nowMs + skewMs)} (${now} + ${skewMinutes} min.)`,
    )
  }
  if (form === 'query' && expiresSeconds !== undefined) {
    const endMs = signedAtMs + expiresSeconds * 1000
    if (nowMs > endMs) throw invalid(`Signature expired: ${basicFormat(endMs)} is now earlier than ${now}`)
    return
  }
  if (signedAtMs < nowMs - skewMs) {
    throw invalid(
      `Signature expired: ${timestamp} is now earlier than ${basicFormat(nowMs - skewMs)} (${now} - ${skewMinutes} min.)`,
    )
  }
}

function checkToken({sessionToken}: Signature, key: SigningKey, nowMs: number): void {
  const isRight =
    key.sessionToken === undefined
      ? sessionToken === undefined || sessionToken === ''
      : sessionToken !== undefined && isEqual(key.sessionToken, sessionToken)
  if (!isRight) {
    throw new SignatureError('UnrecognizedClient', 'The security token included in the request is invalid.')
  }
  if (key.expiresAtMs !== undefined && nowMs >= key.expiresAtMs) {
    throw new SignatureError('ExpiredToken', 'The security token included in the request is expired')
  }
}

function stringToSign({date, region, service, timestamp}: Signature, canonical: string): string {
  const hash = createHash('sha256').update(canonical, 'latin1').digest('hex')
  return `AWS4-HMAC-SHA256\n${timestamp}\n${date}/${region}/${service}/aws4_request\n${hash}`
}

function sign({date, region, service}: Signature, secret: string, toSign: string): string {
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`)
  return hmac(key, toSign).toString('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest()
}

/** In a time that tells nothing about where they differ. */
function isEqual(wanted: string, given: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(wanted), digest(given))
}

function mismatch(canonical: string, toSign: string): SignatureError {
  return invalid(
    `The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.

The Canonical String for this request should have been
'${canonical}'

The String-to-Sign should have been
'${toSign}'
`,
  )
}

function invalid(message: string): SignatureError {
  return new SignatureError('InvalidSignature', message)
}
