import assert from 'node:assert/strict'
import {Readable} from 'node:stream'
import {HttpResponse} from '@smithy/core/protocols'
import type {HttpRequest} from '@smithy/core/protocols'
import {createClients} from '../../src/aws/clients.js'
import type {Clients} from '../../src/aws/clients.js'
import {stillTime} from './plane-clients.js'

/** One answer of AWS: `GET /restapis?limit=500` and what comes back, once. An `error` breaks the connection. */
export type Stub = {
  request: string
  status?: number
  headers?: Readonly<Record<string, string>>
  body?: unknown
  error?: Error
}

export type StubbedClients = {
  clients: Clients
  /** Bodies that were sent, by request, in order. */
  sent: readonly {request: string; body: unknown}[]
  /** Fails when a stub was not asked for. */
  assertAllUsed: () => void
}

/** Real SDK clients of AWS proper whose HTTP handler serves stubs and fails on any other request. */
export function stubbedClients(stubs: readonly Stub[], options: {signal?: AbortSignal} = {}): StubbedClients {
  const left = [...stubs]
  const sent: {request: string; body: unknown}[] = []
  const handle = (request: HttpRequest): Promise<{response: HttpResponse}> => {
    const line = requestLine(request)
    const index = left.findIndex((stub) => stub.request === line)
    const [stub] = index === -1 ? [] : left.splice(index, 1)
    assert.ok(stub, `No stub is left for "${line}". Left: ${left.map((each) => each.request).join(', ')}`)
    sent.push({request: line, body: bodyOf(request.body)})
    if (stub.error !== undefined) return Promise.reject(stub.error)
    const {status: statusCode = 200, headers = {}, body = {}} = stub
    const bytes = Readable.from([Buffer.from(JSON.stringify(body))])
    return Promise.resolve({response: new HttpResponse({statusCode, headers: {...headers}, body: bytes})})
  }
  const clients = createClients(
    {region: 'eu-west-1', credentials: {accessKeyId: 'AKIATEST', secretAccessKey: 'secret'}},
    {...options, time: stillTime, requestHandler: {handle, metadata: {handlerProtocol: 'http/1.1'}}},
  )
  return {
    clients,
    sent,
    assertAllUsed: () => {
      assert.deepEqual(
        left.map(({request}) => request),
        [],
      )
    },
  }
}

/** `x-amzn-errortype` and message, as AWS refuses. */
export function refusing(request: string, status: number, code: string, message: string): Stub {
  return {request, status, headers: {'x-amzn-errortype': code}, body: {message}}
}

function requestLine({method, path, query}: HttpRequest): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value ?? ''].flat().map((entry) => `${name}=${entry}`),
  )
  return `${method} ${path}${pairs.length === 0 ? '' : `?${pairs.sort().join('&')}`}`
}

function bodyOf(body: unknown): unknown {
  if (body === undefined) return undefined
  const text = typeof body === 'string' ? body : Buffer.from(body as Uint8Array).toString('utf8')
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
