import type {IncomingHttpHeaders, IncomingMessage, ServerResponse} from 'node:http'
import type {Admin} from './admin.js'
import {addressOf} from './address.js'
import type {Address} from './address.js'
import type {ConnectionPlane} from './control/management/connection-plane.js'
import type {WaitingPlane} from './control/waiting-plane.js'
import {isCrossSite} from './cross-site.js'
import type {DataPlane} from './data/data-plane.js'
import type {HttpResponse} from './data/ports.js'
import {findDomain} from './domain-route.js'
import {findApi} from './find-api.js'
import type {FoundApi} from './find-api.js'
import type {ClientCertificate} from './identity/client-certificate.js'
import {bodyLimitBytes, readBody, SocketRequest} from './socket-request.js'
import type {RefusedClient} from './log-refused-client.js'
import type {Store} from './store/store.js'
import type {ClientOf} from './tls/client-proofs.js'
import type {Turn} from './turn.js'
import {connectionTarget, looseConnectionTarget, webSocketAddress} from './websocket-address.js'
import {jsonResponse, writeResponse} from './write-response.js'

export type Planes = {
  store: Store
  control: WaitingPlane
  admin: Admin
  invoke: DataPlane['invoke']
  /** The @connections API of WebSocket APIs. */
  connections: ConnectionPlane
  clientOf: ClientOf
  turn: Turn
  /** Told about a request to a domain name that leads nowhere, or not for this client. */
  onForbidden: (request: Pick<RefusedClient, 'host' | 'target' | 'header'>, socket: object) => void
  /** Told about what should not have happened; the client gets a 500 without details. */
  onDefect: (error: unknown, where: string) => void
}

/** Answers one request of the socket, whatever happens. */
export async function dispatch(incoming: IncomingMessage, response: ServerResponse, planes: Planes): Promise<void> {
  try {
    const answering = answerTo({incoming, response, planes})
    const answer = answering instanceof Promise ? await answering : answering
    await planes.turn.end
    const writing = writeResponse(response, answer)
    if (writing !== undefined) await writing
  } catch (error) {
    // A client that went away in the middle of its body or of our answer is no defect, and nobody is left to tell.
    if (incoming.destroyed && !incoming.complete) return
    if (response.destroyed) return
    planes.onDefect(error, `${incoming.method ?? ''} ${incoming.url ?? ''}`)
    if (response.headersSent) response.destroy()
    else await writeResponse(response, jsonResponse(500, {message: 'Internal server error'}))
  }
}

type Exchange = {incoming: IncomingMessage; response: ServerResponse; planes: Planes}

/** A promise only where there is something to wait for: most requests have no body. */
function answerTo(exchange: Exchange): HttpResponse | Promise<HttpResponse> {
  const {incoming, planes} = exchange
  // Node.js takes a request line without a version for HTTP/0.9, which no front of AWS speaks.
  if (incoming.httpVersionMajor === 0) return jsonResponse(400, {message: 'Bad Request'})
  const isCustomDomain = (name: string): boolean => findDomain(planes.store, name) !== undefined
  const address = addressOf(incoming.headers.host, incoming.url ?? '/', isCustomDomain, namedApiId(incoming))
  if (address.plane === 'refused') return unknownHost(address.host)
  if (address.plane !== 'data' && isCrossSite(incoming.headers)) return crossSite()
  if (isServiceWorker(incoming.headers)) return noServiceWorker()
  const reading = readBody(incoming, bodyLimitBytes)
  return reading instanceof Promise
    ? reading.then((body) => answerWith(body, address, exchange))
    : answerWith(reading, address, exchange)
}

/** `body` is undefined when it was too large. */
function answerWith(
  body: Buffer | undefined,
  address: Exclude<Address, {plane: 'refused'}>,
  {incoming, response, planes}: Exchange,
): HttpResponse | Promise<HttpResponse> {
  if (body === undefined && address.plane !== 'data') return jsonResponse(413, {message: 'Request Entity Too Large'})
  const request = new SocketRequest(incoming, response, {target: address.target, body})
  return address.plane === 'data'
    ? answerFromApi(address, request, planes, incoming)
    : answerFrom(address, request, planes)
}

/** By which a client of a VPC endpoint's own host says which API it means. */
function namedApiId({headers}: IncomingMessage): string | undefined {
  const {'x-apigw-api-id': apiId} = headers
  return typeof apiId === 'string' && /^[a-z0-9]{1,32}$/.test(apiId) ? apiId : undefined
}

function answerFrom(
  {plane, target}: Extract<Address, {plane: 'control' | 'admin'}>,
  request: SocketRequest,
  planes: Planes,
): HttpResponse | Promise<HttpResponse> {
  if (plane === 'admin') return planes.admin(request)
  const connectionCall = looseConnectionTarget(target)
  if (connectionCall !== undefined) {
    return planes.connections(request.withTarget(connectionCall), {place: undefined, signed: request})
  }
  return planes.control(request)
}

/** A domain without a mapping for the path answers as AWS does. */
function answerFromApi(
  address: Extract<Address, {plane: 'data'}>,
  request: SocketRequest,
  planes: Planes,
  {headers, socket}: IncomingMessage,
): HttpResponse | Promise<HttpResponse> {
  let client: ClientCertificate | undefined
  const found = findApi(planes.store, address, {
    header: (name) => request.headerValues(name),
    isProven: (domain) => (client = planes.clientOf(socket, domain)) !== undefined,
  })
  if (found === undefined) {
    const {host, target} = address
    planes.onForbidden({host, target, header: (name) => request.headerValues(name)}, socket)
    return jsonResponse(403, {message: 'Forbidden'}, ['x-amzn-ErrorType', 'ForbiddenException'])
  }
  const call = connectionCallOf(found, planes.store, headers)
  if (call === undefined) {
    const known = client === undefined ? request : request.withClient(client)
    return planes.invoke(known.withTarget(found.target), found.address)
  }
  if (isCrossSite(headers)) return crossSite()
  return planes.connections(request.withTarget(call.target), {place: call.place, signed: request.asSent()})
}

function connectionCallOf(found: FoundApi, store: Store, headers: IncomingHttpHeaders) {
  if (!found.target.includes('/@connections')) return undefined
  const address = webSocketAddress(store, found, headers.host)
  return address && connectionTarget(address, found.target)
}

function unknownHost(host: string): HttpResponse {
  const message = `The local gateway does not answer for host ${host}. Use localhost, 127.0.0.1, {apiId}.execute-api.localhost or a custom domain name of the gateway.`
  return jsonResponse(403, {message})
}

/**
 * Browsers say so when they fetch the script of a service worker. One of an API that is called by path would share its
 * origin with the console and could stand before it.
 */
function isServiceWorker(headers: IncomingHttpHeaders): boolean {
  if (headers['service-worker'] === undefined) return false
  return !/\.execute-api\.localhost(?::\d+)?$/i.test(headers.host ?? '')
}

function noServiceWorker(): HttpResponse {
  return jsonResponse(403, {message: 'Service workers are served at {apiId}.execute-api.localhost only.'})
}

function crossSite(): HttpResponse {
  return jsonResponse(403, {message: 'Pages of other sites may not call the control plane of the local gateway.'})
}
