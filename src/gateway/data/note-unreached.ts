import {wantsTrace} from './phase.js'
import type {HttpRequest, HttpResponse, Ports} from './ports.js'
import {lastHeader} from './header-list.js'

/** A request that named no stage that serves it, and why, in one sentence for the developer. */
export type Unreached = {request: HttpRequest; apiId: string; apiKind: 'rest' | 'http'; stage: string; why: string}

/** Passes on the answer to such a request; who wants to see it gets a trace of the one phase there was. No log has it. */
export function noteUnreached({request, why, ...place}: Unreached, response: HttpResponse, ports: Ports): HttpResponse {
  if (!wantsTrace(ports, request)) return response
  const {status, headers} = response
  const requestId = lastHeader(headers, 'x-amzn-requestid') ?? lastHeader(headers, 'apigw-requestid') ?? ''
  const {method, target: path} = request
  const type = status === 404 ? 'NOT_FOUND' : 'FORBIDDEN'
  ports.recorder?.keep({
    ...{requestId, ...place, method, path, status, startedAtMs: ports.nowMs(), durationMs: 0},
    phases: [{name: 'findStage', startedMs: 0, durationMs: 0, input: place, refusal: {type, reason: why, status}}],
  })
  return response
}
