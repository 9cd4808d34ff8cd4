import {createHash, createHmac} from 'node:crypto'
import {HttpRequest} from '@smithy/core/protocols'
import {SignatureV4} from '@smithy/signature-v4'

export type Credentials = {accessKeyId: string; secretAccessKey: string; sessionToken?: string | undefined}

/** The SDK's own signer, for execute-api in eu-west-1 unless told otherwise. */
export function sdkSigner(
  {accessKeyId, secretAccessKey, sessionToken}: Credentials,
  {service = 'execute-api', region = 'eu-west-1'} = {},
): SignatureV4 {
  const credentials = {accessKeyId, secretAccessKey, ...(sessionToken !== undefined && {sessionToken})}
  return new SignatureV4({service, region, credentials, sha256: Sha256})
}

export type Signing = {
  method?: string
  /** With the port, as in the Host header. */
  host: string
  /** Path and query; the query has no repeated names. */
  target: string
  body?: string
  nowMs: number
  region?: string
  service?: string
}

/** Headers that sign a request, alternating names and values; Host is not among them. */
export async function signHeaders(
  credentials: Credentials,
  {method = 'GET', host, target, body = '', nowMs, region = 'eu-west-1', service = 'execute-api'}: Signing,
): Promise<string[]> {
  const [path = '/', query = ''] = target.split('?')
  const request = new HttpRequest({
    ...{method, path, query: Object.fromEntries(new URLSearchParams(query)), body},
    ...{protocol: 'http:', hostname: host, headers: {host}},
  })
  const signed = await sdkSigner(credentials, {service, region}).sign(request, {signingDate: new Date(nowMs)})
  return Object.entries(signed.headers)
    .filter(([name]) => name !== 'host')
    .flat()
}

class Sha256 {
  readonly #hash
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret))
  }
  update(data: Uint8Array): void {
    this.#hash.update(data)
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest())
  }
  reset(): void {
    throw new Error('Nobody resets it.')
  }
}

function bytes(secret: string | ArrayBuffer | ArrayBufferView): string | Buffer {
  if (typeof secret === 'string') return secret
  return ArrayBuffer.isView(secret)
    ? Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength)
    : Buffer.from(secret)
}
