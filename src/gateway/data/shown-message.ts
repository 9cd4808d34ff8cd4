import type {BackendRequest, HttpResponse, ServiceRequest} from './ports.js'
import {shownBody, shownHeaders, shownTarget, type Shown} from './shown.js'

/** A call to an HTTP backend. */
export function shownBackendRequest({method, url, target, headers, body}: BackendRequest): Shown {
  const path = shownTarget(target ?? `${url.pathname}${url.search}`)
  return {kind: 'http', method, origin: url.origin, path, headers: shownHeaders(headers), body: shownBody(body)}
}

/** A call to an AWS service, before it is signed. */
export function shownServiceRequest({
  service,
  region,
  method,
  target,
  headers,
  body,
  credentials,
}: ServiceRequest): Shown {
  const path = shownTarget(target)
  return {
    kind: 'service',
    service,
    region,
    method,
    path,
    credentials,
    headers: shownHeaders(headers),
    body: shownBody(body),
  }
}

/** An integration's answer, or the client's response. */
export function shownResponse({status, headers, body}: HttpResponse): Shown {
  return {status, headers: shownHeaders(headers), body: shownBody(body)}
}
