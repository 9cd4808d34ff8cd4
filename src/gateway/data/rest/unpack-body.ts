import {promisify} from 'node:util'
import {gunzip, inflate, type ZlibOptions} from 'node:zlib'
import {GatewayError} from './gateway-error.js'
import type {Matched} from './match-method.js'

const unpack: ReadonlyMap<string, (body: Buffer, options: ZlibOptions) => Promise<Buffer>> = new Map([
  ['gzip', promisify<Buffer, ZlibOptions, Buffer>(gunzip)],
  ['deflate', promisify<Buffer, ZlibOptions, Buffer>(inflate)],
])

/** API Gateway's largest payload, before and after unpacking. */
const maxOutputLength = 10 * 1024 * 1024

/**
 * Unpacks a compressed request body where the API has compression switched on; the rest of the pipeline sees plain
 * bytes. An unknown coding or broken data is a 415. Answers the request itself when there is nothing to do.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-enable-compression.html
 */
export function unpackBody(matched: Matched): Matched | Promise<Matched> {
  const {request, deployment} = matched
  if (deployment.api.minimumCompressionSize === undefined || request.body.length === 0) return matched
  const coding = request.headers.last('content-encoding')?.trim().toLowerCase()
  return coding === undefined || coding === '' || coding === 'identity' ? matched : unpacked(matched, coding)
}

async function unpacked(matched: Matched, coding: string): Promise<Matched> {
  const {request} = matched
  const decode = unpack.get(coding)
  if (decode === undefined)
    throw unsupported(`The request's Content-Encoding ${coding} is not gzip, deflate or identity.`)
  try {
    const body = await decode(request.body, {maxOutputLength})
    return {...matched, request: {...request, body, headers: request.headers.without('content-encoding')}}
  } catch (error) {
    const isTooLarge = error instanceof RangeError
    if (isTooLarge)
      throw new GatewayError({type: 'REQUEST_TOO_LARGE', reason: 'The unpacked body is too large.'}, {cause: error})
    throw unsupported(`The request body is not valid ${coding} data.`, error)
  }
}

function unsupported(reason: string, cause?: unknown): GatewayError {
  return new GatewayError({type: 'UNSUPPORTED_MEDIA_TYPE', reason}, {cause})
}
