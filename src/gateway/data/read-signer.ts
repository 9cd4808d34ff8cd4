import {authenticate, type Signer} from '../identity/authenticate.js'
import {parseSignature} from '../identity/parse-signature.js'
import type {SignedRequest} from '../identity/signed-request.js'
import type {HttpRequest, Ports} from './ports.js'

/**
 * Who signed a request to an API of `region`; undefined without a signature. Throws a SignatureError for a signature that
 * is wrong, and for keys that are not registered: their secrets are unknown, so nothing proves who they are.
 */
export function readSigner(incoming: HttpRequest, region: string, ports: Ports): Signer | undefined {
  const request = signedPart(incoming)
  const signature = parseSignature(request)
  const scope = {service: 'execute-api', region, nowMs: ports.nowMs()}
  return signature && authenticate(request, signature, ports.findAccessKey, scope)
}

/** What a signature covers: the request as the client sent it. */
export function signedPart({method, target, sentTarget = target, rawHeaders, body}: HttpRequest): SignedRequest {
  return {method, target: sentTarget, rawHeaders, body}
}
