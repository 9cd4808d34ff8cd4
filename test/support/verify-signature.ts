import {createHash, createHmac} from 'node:crypto'
import type {IncomingMessage} from 'node:http'

export type Signed = {accessKeyId: string; region: string; service: string}

/**
 * Checks a Signature Version 4 from what went over the wire, by AWS's description and without any signing library.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function verifySignature(request: IncomingMessage, body: Buffer, secretOf: Record<string, string>): Signed {
  const {authorization = '', 'x-amz-date': date = '', 'x-amz-content-sha256': payloadHash} = request.headers
  const [, accessKeyId = '', day = '', region = '', service = '', names = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? []
  const secret = secretOf[accessKeyId]
  if (secret === undefined) throw new Error(`No such access key in: ${authorization}`)
  if (!names.split(';').includes('host')) throw new Error('The host is not signed.')
  if (payloadHash !== undefined && payloadHash !== sha256(body)) throw new Error('The body is not the signed one.')
  const [path = '/', query = ''] = (request.url ?? '/').split('?')
  const headers = names.split(';').map((name) => `${name}:${headerText(request, name)}\n`)
  const canonical = [
    request.method,
    // Every service but S3 escapes the path once more.
    service === 's3' ? path : path.split('/').map(encodeURIComponent).join('/'),
    query.split('&').filter(Boolean).map(withEquals).sort().join('&'),
    headers.join(''),
    names,
    sha256(body),
  ].join('\n')
  const scope = `${day}/${region}/${service}/aws4_request`
  const text = ['AWS4-HMAC-SHA256', String(date), scope, sha256(canonical)].join('\n')
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`)
  if (hmac(key, text).toString('hex') !== signature) throw new Error(`Signature does not match for:\n${canonical}`)
  return {accessKeyId, region, service}
}

function withEquals(pair: string): string {
  return pair.includes('=') ? pair : `${pair}=`
}

function headerText(request: IncomingMessage, name: string): string {
  return (request.headersDistinct[name] ?? []).map((value) => value.trim().replace(/ +/g, ' ')).join(',')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}
