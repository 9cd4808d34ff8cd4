import {SignatureV4} from '@smithy/signature-v4'
import type {Clients} from './clients.js'
import {toApigwError} from './errors.js'

/** One call of a service that has no SDK client here. `region` and `service` are those of its signature. */
export type SignedCall = {
  service: string
  operation: string
  region: string
  method: 'GET' | 'POST'
  url: URL
  headers?: Readonly<Record<string, string>>
  body?: string
  /** AWS's error code and text in an answer that is an error. */
  failureOf: (text: string) => {name: string; message: string | undefined}
}

const timeoutMs = 30_000

/** The text of the answer, at the pace of the limiter. Rejects with the ApigwError of what AWS says. */
export async function signedCall(clients: Clients, call: SignedCall): Promise<string> {
  const {service, operation, url} = call
  try {
    return await clients.limiter.run(operation, () => sendSigned(clients, call))
  } catch (error) {
    throw toApigwError(error, {service, operation, target: url.host})
  }
}

/** Rejects with an error that has the shape of the SDK's. */
async function sendSigned(clients: Clients, call: SignedCall): Promise<string> {
  const {service, region, method, url, body, failureOf} = call
  const {credentials, sha256} = (await clients.rest()).config
  const signer = new SignatureV4({credentials, region, service, sha256})
  const signed = await signer.sign({
    ...{method, protocol: url.protocol, hostname: url.hostname, path: url.pathname},
    query: Object.fromEntries(url.searchParams),
    headers: {host: url.host, ...call.headers},
    ...(body !== undefined && {body}),
  })
  const signal = AbortSignal.timeout(timeoutMs)
  const response = await fetch(url, {method, headers: signed.headers, signal, ...(body !== undefined && {body})})
  const text = await response.text()
  if (response.ok) return text
  const {name, message = text.slice(0, 500)} = failureOf(text)
  throw Object.assign(new Error(message), {name, $metadata: {httpStatusCode: response.status}})
}
