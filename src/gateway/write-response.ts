import type {ServerResponse} from 'node:http'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import type {HttpResponse} from './data/ports.js'

/**
 * Sends an answer. A streamed body is read no faster than the client takes it, and is ended when the client goes away.
 * Rejects when a header can't be sent (nothing has been written then) or the stream fails midway.
 */
export async function writeResponse(response: ServerResponse, {status, headers, body}: HttpResponse): Promise<void> {
  if (!Buffer.isBuffer(body)) {
    response.writeHead(status, [...headers])
    await pipeline(Readable.from(body), response)
    return
  }
  const mayHaveLength = status !== 204 && status !== 304 && status >= 200
  const hasLength = headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'content-length')
  const length = mayHaveLength && !hasLength ? ['Content-Length', String(body.length)] : []
  response.writeHead(status, [...headers, ...length])
  response.end(mayHaveLength ? body : undefined)
}

/** A short JSON answer of the server itself. */
export function jsonResponse(status: number, value: unknown, headers: readonly string[] = []): HttpResponse {
  return {status, headers: ['Content-Type', 'application/json', ...headers], body: Buffer.from(JSON.stringify(value))}
}
