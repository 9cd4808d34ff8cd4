import {SignatureV4} from '@smithy/signature-v4'
import type {Clients} from './clients.js'
import {toApigwError} from './errors.js'

/** One call of a service that speaks AWS's JSON protocol 1.1; `target` is what stands before the operation in its header. */
export type JsonCall = {
  service: string
  operation: string
  target: string
  url: string
  region: string
  input: object
}

/**
 * One signed call with plain JSON, paced as all others are: an SDK client more for one or two operations would cost every
 * installation more than this. Throws what the service refuses as an ApigwError.
 */
export async function jsonCall<Answer extends object>(clients: Clients, call: JsonCall): Promise<Answer> {
  const {service, operation, url} = call
  try {
    // The protocol of the service says what the answer is.
    return (await clients.limiter.run(operation, () => post(clients, call))) as Answer
  } catch (error) {
    throw toApigwError(error, {service, operation, target: new URL(url).host})
  }
}

/** Where a service of a region answers. */
export function serviceUrl(service: string, region: string): string {
  return `https://${service}.${region}.${region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}`
}

const timeoutMs = 30_000

/** Rejects with an error that has the shape of the SDK's. */
async function post(clients: Clients, {service, operation, target, region, input, ...call}: JsonCall): Promise<object> {
  const {credentials, sha256} = (await clients.rest()).config
  const signer = new SignatureV4({credentials, region, service, sha256})
  const url = new URL(call.url)
  const headers = {
    host: url.host,
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `${target}.${operation}`,
  }
  const body = JSON.stringify(input)
  const request = {method: 'POST', protocol: url.protocol, hostname: url.hostname, path: '/', headers, body}
  const signed = await signer.sign(request)
  const response = await fetch(url, {
    method: 'POST',
    headers: signed.headers,
    body,
    signal: AbortSignal.timeout(timeoutMs),
  })
  const text = await response.text()
  // Some operations answer nothing at all.
  if (response.ok) return text === '' ? {} : (JSON.parse(text) as object)
  const {__type = '', message, Message} = errorOf(text)
  const failure = new Error(message ?? Message ?? text.slice(0, 500))
  failure.name = __type.split('#').at(-1) ?? ''
  throw Object.assign(failure, {$metadata: {httpStatusCode: response.status}})
}

type Refusal = {__type?: string; message?: string; Message?: string}

function errorOf(text: string): Refusal {
  try {
    return JSON.parse(text) as Refusal
  } catch (error) {
    // Whatever stands between here and AWS answers with pages of its own.
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
