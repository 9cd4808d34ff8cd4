import type {IncomingMessage, ServerResponse} from 'node:http'
import type {Admin} from './admin.js'
import {addressOf} from './address.js'
import type {Address} from './address.js'
import type {WaitingPlane} from './control/waiting-plane.js'
import {isCrossSite} from './cross-site.js'
import type {DataPlane} from './data/data-plane.js'
import type {HttpResponse} from './data/ports.js'
import {findDomain, routeDomain} from './domain-route.js'
import {bodyLimitBytes, readBody, SocketRequest} from './socket-request.js'
import type {Store} from './store/store.js'
import {jsonResponse, writeResponse} from './write-response.js'

export type Planes = {
  store: Store
  control: WaitingPlane
  admin: Admin
  invoke: DataPlane['invoke']
  /** Told about what should not have happened; the client gets a 500 without details. */
  onDefect: (error: unknown, where: string) => void
}

/** Answers one request of the socket, whatever happens. */
export async function dispatch(incoming: IncomingMessage, response: ServerResponse, planes: Planes): Promise<void> {
  try {
    await writeResponse(response, await answerTo(incoming, response, planes))
  } catch (error) {
    // A client that went away in the middle of its body or of our answer is no defect, and nobody is left to tell.
    if (incoming.destroyed && !incoming.complete) return
    if (response.destroyed) return
    planes.onDefect(error, `${incoming.method ?? ''} ${incoming.url ?? ''}`)
    if (response.headersSent) response.destroy()
    else await writeResponse(response, jsonResponse(500, {message: 'Internal server error'}))
  }
}

async function answerTo(incoming: IncomingMessage, response: ServerResponse, planes: Planes): Promise<HttpResponse> {
  const isCustomDomain = (name: string): boolean => findDomain(planes.store, name) !== undefined
  const address = addressOf(incoming.headers.host, incoming.url ?? '/', isCustomDomain)
  if (address.plane === 'refused') return unknownHost(address.host)
  if (address.plane !== 'data' && isCrossSite(incoming.headers)) return crossSite()
  const body = await readBody(incoming, bodyLimitBytes)
  if (body === undefined && address.plane !== 'data') return jsonResponse(413, {message: 'Request Entity Too Large'})
  const request = new SocketRequest(incoming, response, {target: address.target, body})
  return answerFrom(address, request, planes)
}

function answerFrom(
  address: Exclude<Address, {plane: 'refused'}>,
  request: SocketRequest,
  planes: Planes,
): HttpResponse | Promise<HttpResponse> {
  if (address.plane === 'control') return planes.control(request)
  if (address.plane === 'admin') return planes.admin(request)
  if (address.style !== 'domain') return planes.invoke(request, address)
  return answerFromDomain(address.host, request, planes)
}

/** A domain without a mapping for the path answers as AWS does. */
function answerFromDomain(host: string, request: SocketRequest, planes: Planes): HttpResponse | Promise<HttpResponse> {
  const domain = findDomain(planes.store, host)
  const header = (name: string): string[] => request.headerValues(name)
  const route = domain && routeDomain(planes.store, domain, {target: request.target, header})
  if (route === undefined) return jsonResponse(403, {message: 'Forbidden'}, ['x-amzn-ErrorType', 'ForbiddenException'])
  const {target, ...mapped} = route
  return planes.invoke(request.withTarget(target), {...mapped, style: 'domain', host})
}

function unknownHost(host: string): HttpResponse {
  const message = `The local gateway does not answer for host ${host}. Use localhost, 127.0.0.1, {apiId}.execute-api.localhost or a custom domain name of the gateway.`
  return jsonResponse(403, {message})
}

function crossSite(): HttpResponse {
  return jsonResponse(403, {message: 'Pages of other sites may not call the control plane of the local gateway.'})
}
