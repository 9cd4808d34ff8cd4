import {promisify} from 'node:util'
import {deflate, gzip} from 'node:zlib'
import {lastHeader, withoutHeaders} from '../header-list.js'
import type {HttpResponse} from '../ports.js'
import type {Matched} from './match-method.js'

type Coding = 'gzip' | 'deflate'

const compress: Record<Coding, (body: Buffer) => Promise<Buffer>> = {gzip: promisify(gzip), deflate: promisify(deflate)}

/**
 * Compresses a response that is large enough for the API's minimumCompressionSize, for a client that takes gzip or
 * deflate, unless it is encoded already. Answers the response itself when there is nothing to do.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-enable-compression.html
 */
export function compressResponse({
  response,
  matched,
}: {
  response: HttpResponse
  matched: Matched
}): HttpResponse | Promise<HttpResponse> {
  const {minimumCompressionSize} = matched.deployment.api
  if (minimumCompressionSize === undefined || !Buffer.isBuffer(response.body)) return response
  const {body, headers} = response
  if (body.length === 0 || body.length < minimumCompressionSize) return response
  if (lastHeader(headers, 'content-encoding') !== undefined) return response
  const coding = acceptedCoding(matched.request.headers.last('accept-encoding'))
  return coding === undefined ? response : encode(response, body, coding)
}

async function encode(response: HttpResponse, body: Buffer, coding: Coding): Promise<HttpResponse> {
  const headers = withoutHeaders(response.headers, (name) => name === 'content-length')
  return {...response, headers: [...headers, 'Content-Encoding', coding], body: await compress[coding](body)}
}

/** The coding the client likes best; `identity` counts, and `q=0` excludes. */
function acceptedCoding(header: string | undefined): Coding | undefined {
  let best: {coding: string; weight: number} | undefined
  for (const entry of (header ?? '').split(',')) {
    const [name = '', ...parameters] = entry
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/)
    const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1)
    const coding = name === '*' ? 'gzip' : name
    const isKnown = coding === 'gzip' || coding === 'deflate' || coding === 'identity'
    if (isKnown && weight > 0 && (best === undefined || weight > best.weight)) best = {coding, weight}
  }
  return best?.coding === 'gzip' || best?.coding === 'deflate' ? best.coding : undefined
}
