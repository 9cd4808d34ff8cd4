import type {ServerResponse} from 'node:http'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {setMissingHeader} from './data/header-list.js'
import type {HttpResponse} from './data/ports.js'

/**
 * Sends an answer. A streamed body is read no faster than the client takes it, and is ended when the client goes away;
 * only then there is something to wait for. Throws when a header can't be sent (nothing has been written then), rejects
 * when the stream fails midway.
 */
export function writeResponse(
  response: ServerResponse,
  {status, headers, body}: HttpResponse,
): Promise<void> | undefined {
  if (!Buffer.isBuffer(body)) {
    response.writeHead(status, [...headers])
    return pipeline(Readable.from(body), response)
  }
  const mayHaveLength = status !== 204 && status !== 304 && status >= 200
  const list = [...headers]
  if (mayHaveLength) setMissingHeader(list, 'Content-Length', String(body.length))
  response.writeHead(status, list)
  if (!mayHaveLength) response.end()
  // Node.js puts the text of a body behind that of the headers and writes both at once.
  else if (body.length <= shortBytes) response.end(body.toString('latin1'), 'latin1')
  else response.end(body)
  return undefined
}

/** Beyond this the copy costs more than a second buffer in the write. */
const shortBytes = 4096

/** A short JSON answer of the server itself. */
export function jsonResponse(status: number, value: unknown, headers: readonly string[] = []): HttpResponse {
  return {status, headers: ['Content-Type', 'application/json', ...headers], body: Buffer.from(JSON.stringify(value))}
}
