import {createHash, createHmac} from 'node:crypto'
import {SignatureV4} from '@smithy/signature-v4'
import {parseQuery} from '../query-string.js'

/** Keys that calls are signed with. */
export type ServiceCredentials = {accessKeyId: string; secretAccessKey: string; sessionToken?: string}

export type SignableRequest = {
  method: string
  url: URL
  /** Path and query as they go on the wire. */
  target: string
  headers: readonly string[]
  body: Buffer
}

export type SigningScope = {
  credentials: ServiceCredentials
  signingName: string
  region: string
  nowMs: number
}

/** The request's headers with those of a Signature Version 4, alternating names and values. */
export async function signRequest(request: SignableRequest, scope: SigningScope): Promise<string[]> {
  const {credentials, signingName, region, nowMs} = scope
  const signer = new SignatureV4({
    credentials,
    region,
    service: signingName,
    sha256: NodeSha256,
    // S3 signs the path as it is sent; all others sign it escaped once more.
    uriEscapePath: signingName !== 's3',
    applyChecksum: true,
  })
  const {url, target} = request
  const [path = '/', query = ''] = splitOnce(target, '?')
  const {headers} = await signer.sign(
    {
      method: request.method,
      protocol: url.protocol,
      hostname: url.hostname,
      path,
      query: queryBag(query),
      headers: headerBag(request.headers, url.host),
      body: request.body,
    },
    {signingDate: new Date(nowMs)},
  )
  return Object.entries(headers).flat()
}

/** A header that came twice is signed as one, as it will be read. */
function headerBag(headers: readonly string[], host: string): Record<string, string> {
  const bag: Record<string, string> = {}
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index] ?? ''
    const value = headers[index + 1] ?? ''
    bag[name] = bag[name] === undefined ? value : `${bag[name]},${value}`
  }
  return {...bag, host}
}

function queryBag(query: string): Record<string, string | string[]> {
  const bag = new Map<string, string[]>()
  for (const [name, value] of parseQuery(query)) bag.set(name, [...(bag.get(name) ?? []), value])
  return Object.fromEntries([...bag].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]))
}

function splitOnce(text: string, separator: string): string[] {
  const index = text.indexOf(separator)
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}

/** The hash that the signer asks for, by Node's own. */
class NodeSha256 {
  readonly #secret: string | ArrayBuffer | ArrayBufferView | undefined
  #chunks: Buffer[] = []

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = secret
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#chunks.push(bytesOf(data))
  }

  digest(): Promise<Uint8Array> {
    const hash = this.#secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(this.#secret))
    return Promise.resolve(hash.update(Buffer.concat(this.#chunks)).digest())
  }

  reset(): void {
    this.#chunks = []
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data)
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data)
}
