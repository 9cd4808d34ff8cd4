/** Keys of an AWS identity; `sessionToken` for temporary ones. */
export type Credentials = {accessKeyId: string; secretAccessKey: string; sessionToken?: string}

/** Who signs for which region, and when (epoch milliseconds). */
export type Signing = {credentials: Credentials; region: string; nowMs: number}

const service = 'execute-api'
const algorithm = 'AWS4-HMAC-SHA256'

/**
 * Adds AWS's Signature Version 4 to the headers of a request to API Gateway. Signed are the host, the type of the
 * content and everything that begins with x-amz-: what a fetch implementation may add or change is left out.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export async function signHeaders(
  request: {method: string; url: URL; headers: Headers; body: Uint8Array<ArrayBuffer> | undefined},
  signing: Signing,
): Promise<void> {
  const {method, url, headers, body = new Uint8Array()} = request
  const {accessKeyId, sessionToken} = signing.credentials
  const time = timeOf(signing.nowMs)
  headers.set('x-amz-date', time)
  if (sessionToken !== undefined) headers.set('x-amz-security-token', sessionToken)
  const signed = [['host', url.host] as const, ...headers].filter(([name]) => isSigned(name)).sort(byName)
  const names = signed.map(([name]) => name).join(';')
  const canonical = [
    method,
    canonicalPath(url),
    canonicalQuery(url),
    ...signed.map(([name, value]) => `${name}:${value.trim().replaceAll(/\s+/g, ' ')}`),
    '',
    names,
    hex(await sha256(body)),
  ].join('\n')
  const {scope, signature} = await sign(canonical, time, signing)
  headers.set('authorization', `${algorithm} Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`) // prettier-ignore
}

/** A URL that is signed in its query, for connections that cannot send headers. Valid for `expiresSeconds`. */
export async function presign(url: URL, expiresSeconds: number, signing: Signing): Promise<URL> {
  const {accessKeyId, sessionToken} = signing.credentials
  const time = timeOf(signing.nowMs)
  const signed = new URL(url)
  const parameters = {
    'X-Amz-Algorithm': algorithm,
    'X-Amz-Credential': `${accessKeyId}/${scopeOf(time, signing.region)}`,
    'X-Amz-Date': time,
    'X-Amz-Expires': String(expiresSeconds),
    ...(sessionToken !== undefined && {'X-Amz-Security-Token': sessionToken}),
    'X-Amz-SignedHeaders': 'host',
  }
  signed.search = [...pairsOf(url), ...Object.entries(parameters).map(([name, value]) => `${encode(name)}=${encode(value)}`)].join('&') // prettier-ignore
  const canonical = ['GET', canonicalPath(signed), canonicalQuery(signed), `host:${url.host}`, '', 'host', hex(await sha256(new Uint8Array()))] // prettier-ignore
  const {signature} = await sign(canonical.join('\n'), time, signing)
  signed.search = `${signed.search.slice(1)}&X-Amz-Signature=${signature}`
  return signed
}

/**
 * The region in an address of AWS, if it is one: `a1b2.execute-api.eu-west-1.amazonaws.com`, that of a VPC endpoint
 * (`vpce-1.execute-api.eu-west-1.vpce.amazonaws.com`), or one in China (`.amazonaws.com.cn`).
 */
export function regionOf({hostname}: URL): string | undefined {
  return /\.execute-api\.([a-z0-9-]+)\.(?:vpce\.)?amazonaws\.com(?:\.cn)?$/.exec(hostname)?.[1]
}

/** Encoding as AWS wants it: all but letters, digits and `-._~`. */
export function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

async function sign(canonical: string, time: string, {credentials, region}: Signing) {
  const scope = scopeOf(time, region)
  const text = [algorithm, time, scope, hex(await sha256(bytes(canonical)))].join('\n')
  let key: Uint8Array<ArrayBuffer> = bytes(`AWS4${credentials.secretAccessKey}`)
  for (const part of scope.split('/')) key = await hmac(key, part)
  return {scope, signature: hex(await hmac(key, text))}
}

function scopeOf(time: string, region: string): string {
  return `${time.slice(0, 8)}/${region}/${service}/aws4_request`
}

function isSigned(name: string): boolean {
  return name === 'host' || name === 'content-type' || name.startsWith('x-amz-')
}

function byName([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return one < other ? -1 : 1
}

/** The path is encoded once more: only S3 signs it as it is sent. */
function canonicalPath(url: URL): string {
  return url.pathname.split('/').map(encode).join('/')
}

function canonicalQuery(url: URL): string {
  const pairs = pairsOf(url).map((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    return [name, value] as const
  })
  return pairs
    .sort(([one, first], [other, second]) => (one === other ? compare(first, second) : compare(one, other)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

function pairsOf(url: URL): string[] {
  return url.search === '' ? [] : url.search.slice(1).split('&')
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}

/** `20300131T235959Z` */
function timeOf(nowMs: number): string {
  return new Date(nowMs).toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

async function sha256(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', data))
}

async function hmac(key: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await crypto.subtle.importKey('raw', key, {name: 'HMAC', hash: 'SHA-256'}, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytes(text)))
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text))
}

function hex(data: Uint8Array): string {
  return Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
