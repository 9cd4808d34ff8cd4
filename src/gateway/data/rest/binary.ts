import {isUtf8} from 'node:buffer'
import {mediaType} from '../header-list.js'
import type {ContentHandling} from './compiled-api.js'
import {GatewayError} from './gateway-error.js'

/** Bytes of a body, and whether the gateway takes them for text (UTF-8) or binary. */
export type Payload = {bytes: Buffer; isBinary: boolean}

/** Whether a media type is on the API's list of binary types; the comparison is exact, `*\/*` stands for all. */
export function isBinaryType(binaryMediaTypes: ReadonlySet<string>, header: string | undefined): boolean {
  if (binaryMediaTypes.size === 0) return false
  const type = mediaType(header) ?? 'application/json'
  return binaryMediaTypes.has(type) || binaryMediaTypes.has('*/*')
}

/**
 * A request body on its way to the integration. `isBinary` says what its Content-Type is.
 * Source: developer guide "Content type conversions", first table (docs/aws-facts.md "Integrations").
 */
export function convertRequest(body: Buffer, isBinary: boolean, handling: ContentHandling | undefined): Payload {
  if (isBinary) return handling === 'CONVERT_TO_TEXT' ? asBase64(body) : {bytes: body, isBinary: true}
  return handling === 'CONVERT_TO_BINARY' ? fromBase64(body, 'request') : asText(body)
}

/**
 * A response body on its way to the client. `isBinary` says what its Content-Type is, `wantsBinary` what the first type
 * of the client's Accept is. Source: the second table.
 */
export function convertResponse(
  body: Buffer,
  isBinary: boolean,
  wantsBinary: boolean,
  handling: ContentHandling | undefined,
): Payload {
  if (isBinary) {
    const staysBinary = handling === 'CONVERT_TO_BINARY' || (handling === undefined && wantsBinary)
    return staysBinary ? {bytes: body, isBinary: true} : asBase64(body)
  }
  const decodes = handling === 'CONVERT_TO_BINARY' || (handling === undefined && wantsBinary)
  return decodes ? fromBase64(body, 'response') : asText(body)
}

/** A template reads text; a binary body reaches it only as base64. */
export function binaryTemplate(side: 'request' | 'response'): GatewayError {
  return new GatewayError({
    type: 'API_CONFIGURATION_ERROR',
    reason: `Execution failed due to configuration error: Unable to transform ${side}: its body is binary. Set contentHandling to CONVERT_TO_TEXT.`,
    logged: [`Execution failed due to configuration error: Unable to transform ${side}`],
  })
}

function asText(body: Buffer): Payload {
  // Bytes that are no UTF-8 are lost as on AWS: that is what binaryMediaTypes exist for.
  return {bytes: body.length === 0 || isUtf8(body) ? body : Buffer.from(body.toString()), isBinary: false}
}

function asBase64(body: Buffer): Payload {
  return {bytes: Buffer.from(body.toString('base64')), isBinary: false}
}

function fromBase64(body: Buffer, which: 'request' | 'response'): Payload {
  const text = body.toString('latin1').replace(/[\r\n]/g, '')
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    throw new GatewayError({
      type: 'API_CONFIGURATION_ERROR',
      reason: `Execution failed due to configuration error: Unable to base64 decode the ${which} body.`,
    })
  }
  return {bytes: Buffer.from(text, 'base64'), isBinary: true}
}
