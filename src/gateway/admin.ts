import {timingSafeEqual} from 'node:crypto'
import {ApigwError} from '../errors/apigw-error.js'
import type {GatewayEvent, GatewayStatus} from '../model/gateway-admin.js'
import {backendWarnings} from './backend-warnings.js'
import {putBackends} from './backend-registration.js'
import type {Clock} from './clock.js'
import {consoleFile} from './console/console-files.js'
import {recentMetrics} from './console/recent-metrics.js'
import type {ServiceOperations} from './control/control-plane.js'
import {coverageOf} from './control/coverage.js'
import type {HttpRequest, HttpResponse} from './data/ports.js'
import type {ServiceAccess} from './data/services/service-endpoint.js'
import type {EventStream} from './event-stream.js'
import {featureCoverage} from './feature-coverage.js'
import {functionSummaries, putFunctions} from './function-registration.js'
import {callableRoutes} from './routes.js'
import {accessKeySummaries, putAccessKey, removeAccessKey} from './identity/access-key.js'
import {changeClock, clockState} from './stored-clock.js'
import type {Store} from './store/store.js'
import {issuerPath, type TestIssuer} from './test-issuer.js'
import type {Masking, TraceLog} from './trace-log.js'
import {jsonResponse} from './write-response.js'

/** What the gateway's own API works on. */
export type AdminOptions = {
  store: Store
  access: ServiceAccess
  clock: Clock
  operations: ServiceOperations
  events: EventStream<GatewayEvent>
  traces: TraceLog
  issuer: TestIssuer
  status: () => GatewayStatus
  /** Needed in `x-apigw-token` by every call that changes something (registered functions run as this user) or reads traces. */
  token: string
  /** Brings metrics and logs that wait in memory into the store. */
  settle: () => void
  reloadFunctions: (functionName?: string) => void
  shutdown: () => void
}

/** Answers `/_apigw/…`. Never throws for what a client sent. */
export type Admin = (request: HttpRequest) => HttpResponse

type Handler = (request: HttpRequest, options: AdminOptions) => HttpResponse

const bodyLimitBytes = 1024 * 1024

/** How far back the metrics of the console reach. */
const shownMinutes = 30

const handlers: Readonly<Record<string, Handler>> = {
  'GET /_apigw/status': (_request, {status}) => jsonResponse(200, status()),
  'GET /_apigw/functions': (_request, {store}) => jsonResponse(200, functionSummaries(store)),
  'PUT /_apigw/functions': (request, options) => {
    putFunctions(options.store, bodyOf(request), options.clock.nowMs())
    options.reloadFunctions()
    return jsonResponse(200, functionSummaries(options.store))
  },
  'PUT /_apigw/backends': (request, {store}) => jsonResponse(200, putBackends(store, bodyOf(request))),
  'GET /_apigw/warnings': ({target}, {store, access}) => {
    const query = new URLSearchParams(target.split('?')[1])
    return jsonResponse(200, backendWarnings(store, access, query.get('apiId') ?? '', query.get('stage') ?? ''))
  },
  'POST /_apigw/functions/reload': (request, {reloadFunctions}) => {
    const {functionName} = objectOf(bodyOf(request))
    reloadFunctions(typeof functionName === 'string' ? functionName : undefined)
    return jsonResponse(200, {})
  },
  'POST /_apigw/reset': (_request, {store, clock, traces, settle, reloadFunctions}) => {
    // What waits to be written belongs to the state that goes.
    settle()
    store.transaction(() => store.clear())
    clock.reset()
    traces.clear()
    reloadFunctions()
    return jsonResponse(200, {})
  },
  'GET /_apigw/access-keys': (_request, {store}) => jsonResponse(200, accessKeySummaries(store)),
  'PUT /_apigw/access-keys': (request, {store, clock}) =>
    jsonResponse(200, putAccessKey(store, bodyOf(request), clock.nowMs())),
  'POST /_apigw/access-keys/remove': (request, {store}) => jsonResponse(200, removeAccessKey(store, bodyOf(request))),
  'GET /_apigw/clock': (_request, {clock}) => jsonResponse(200, clockState(clock)),
  'POST /_apigw/clock': (request, {store, clock}) => {
    changeClock(store, clock, bodyOf(request))
    return jsonResponse(200, clockState(clock))
  },
  'POST /_apigw/token': (request, {issuer, clock, status}) =>
    jsonResponse(200, issuer.mint(bodyOf(request), `${status().url}${issuerPath}`, clock.nowMs())),
  [`GET ${issuerPath}/.well-known/openid-configuration`]: (_request, {status}) => {
    const own = `${status().url}${issuerPath}`
    return jsonResponse(200, {
      issuer: own,
      jwks_uri: `${own}/.well-known/jwks.json`,
      id_token_signing_alg_values_supported: ['RS256'],
      subject_types_supported: ['public'],
    })
  },
  [`GET ${issuerPath}/.well-known/jwks.json`]: (_request, {issuer}) => jsonResponse(200, issuer.jwks()),
  'GET /_apigw/coverage': (_request, {operations}) =>
    jsonResponse(200, {operations: coverageOf(operations), features: featureCoverage()}),
  'GET /_apigw/routes': (_request, {store, status}) => jsonResponse(200, callableRoutes(store, status().url)),
  'GET /_apigw/metrics': (_request, {store, clock, settle}) => {
    settle()
    return jsonResponse(200, recentMetrics(store, {nowMs: clock.nowMs(), minutes: shownMinutes}))
  },
  'GET /_apigw/events': (request, {events}) => lineStream(events.lines(request.signal)),
  'GET /_apigw/traces': (_request, {traces}) => jsonResponse(200, traces.heads()),
  'GET /_apigw/trace': (request, {traces}) => {
    const {requestId, masking} = traceQuery(request)
    return jsonResponse(200, {trace: traces.find(requestId, masking) ?? null})
  },
  'GET /_apigw/trace/events': (request, {traces}) =>
    lineStream(traces.lines(request.signal, traceQuery(request).masking)),
  'POST /_apigw/shutdown': (_request, {shutdown}) => {
    shutdown()
    return jsonResponse(202, {})
  },
}

/** What requests held: not for everyone on this machine. */
const privateReads: ReadonlySet<string> = new Set([
  'GET /_apigw/traces',
  'GET /_apigw/trace',
  'GET /_apigw/trace/events',
])

/** The gateway's own API. Reading is open to this machine; changing and reading traces need the token of gateway.json. */
export function createAdmin(options: AdminOptions): Admin {
  return (request) => {
    const [path = ''] = request.target.split('?')
    const call = `${request.method} ${path}`
    const handler = handlers[call]
    const file = request.method === 'GET' ? consoleFile(path) : undefined
    if (file !== undefined) return file
    if (handler === undefined) return unknownPath(request.method, path)
    const isOpen = request.method === 'GET' && !privateReads.has(call)
    if (!isOpen && !hasToken(request, options.token)) return noToken()
    if (request.body.length > bodyLimitBytes) return jsonResponse(413, {message: 'The body is larger than 1 MB.'})
    try {
      return handler(request, options)
    } catch (error) {
      if (!(error instanceof ApigwError)) throw error
      return jsonResponse(400, {code: error.code, message: error.what, why: error.why, fix: error.fix})
    }
  }
}

/** `id` absent means the last one. */
function traceQuery({target}: HttpRequest): {requestId: string | undefined; masking: Masking} {
  const query = new URLSearchParams(target.split('?')[1] ?? '')
  return {requestId: query.get('id') ?? undefined, masking: query.get('unmask') === 'true' ? 'unmasked' : 'masked'}
}

function lineStream(lines: AsyncIterable<Buffer>): HttpResponse {
  return {status: 200, headers: ['Content-Type', 'application/x-ndjson', 'Cache-Control', 'no-store'], body: lines}
}

function unknownPath(method: string, path: string): HttpResponse {
  const known = Object.keys(handlers).filter((handler) => handler.endsWith(` ${path}`))
  if (known.length === 0) return jsonResponse(404, {message: `The gateway has nothing at ${path}.`})
  const allowed = known.map((handler) => handler.split(' ')[0]).join(', ')
  return jsonResponse(405, {message: `${path} does not answer ${method}.`}, ['Allow', allowed])
}

function noToken(): HttpResponse {
  return jsonResponse(403, {
    message: 'This call needs the header x-apigw-token with the token of gateway.json in the state directory.',
  })
}

function hasToken(request: HttpRequest, token: string): boolean {
  const index = request.rawHeaders.findIndex(
    (name, position) => position % 2 === 0 && name.toLowerCase() === 'x-apigw-token',
  )
  const given = Buffer.from(index === -1 ? '' : (request.rawHeaders[index + 1] ?? ''))
  const wanted = Buffer.from(token)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function bodyOf(request: HttpRequest): unknown {
  if (request.body.length === 0) return {}
  try {
    return JSON.parse(request.body.toString('utf8'))
  } catch (error) {
    throw invalidBody('It is not JSON.', error)
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value))
  throw invalidBody('It is not a JSON object.')
}

function invalidBody(why: string, cause?: unknown): ApigwError {
  const what = 'The body of the call cannot be read.'
  return new ApigwError({code: 'ADMIN_BODY_INVALID', exit: 'usage', what, why, fix: 'Send a JSON object.'}, {cause})
}
