import {Readable} from 'node:stream'
import {HttpResponse} from '@smithy/core/protocols'
import type {HttpRequest as SdkRequest} from '@smithy/core/protocols'
import type {WaitingPlane} from '../../src/gateway/control/waiting-plane.js'

/** Options that let a real AWS SDK client talk to a control plane of this process: signed, serialised, no sockets. */
export function clientOptions(controlPlane: WaitingPlane) {
  return {
    region: 'eu-west-1',
    endpoint: 'http://127.0.0.1',
    credentials: {accessKeyId: 'AKIATEST', secretAccessKey: 'secret'},
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: SdkRequest) => ({response: await answer(controlPlane, request)}),
      metadata: {handlerProtocol: 'http/1.1'},
    },
  }
}

async function answer(controlPlane: WaitingPlane, request: SdkRequest): Promise<HttpResponse> {
  const {status, headers, body} = await controlPlane({
    method: request.method,
    target: request.path + queryText(request.query),
    rawHeaders: Object.entries(request.headers).flat(),
    body: toBuffer(request.body),
    sourceIp: '127.0.0.1',
    protocol: 'HTTP/1.1',
    signal: new AbortController().signal,
  })
  const pairs = headers.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), headers[index + 1] ?? '']] : [],
  )
  return new HttpResponse({
    statusCode: status,
    headers: Object.fromEntries(pairs) as Record<string, string>,
    body: Buffer.isBuffer(body) ? Readable.from(body.length === 0 ? [] : [body]) : Readable.from(body),
  })
}

function toBuffer(body: unknown): Buffer {
  // A view, because the SDK's bodies warn when their string methods are touched.
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  return Buffer.from(typeof body === 'string' ? body : '')
}

function queryText(query: SdkRequest['query']): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value ?? ''].flat().map((entry) => `${encodeURIComponent(name)}=${encodeURIComponent(entry)}`),
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}
