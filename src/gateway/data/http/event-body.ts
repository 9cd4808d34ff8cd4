import {isUtf8} from 'node:buffer'
import {firstHeader, mediaType} from '../header-list.js'
import type {ParsedRequest} from './parse-http-request.js'

const textTypes = new Set(['application/json', 'application/xml', 'application/javascript'])

/**
 * A request body in a Lambda event. Only `text/*` and three application types are text; everything else is base 64, also
 * form data and bodies without a content type (measured on AWS, ministack pull request 766, June 2026).
 */
export function encodeBody({body, headers}: ParsedRequest): {body: string | undefined; isBase64Encoded: boolean} {
  if (body.length === 0) return {body: undefined, isBase64Encoded: false}
  const type = mediaType(firstHeader(headers, 'content-type')) ?? ''
  const isText = (type.startsWith('text/') || textTypes.has(type)) && isUtf8(body)
  return {body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText}
}
