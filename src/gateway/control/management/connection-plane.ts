import type {
  ConnectionCall,
  ConnectionPort,
  HttpRequest,
  HttpResponse,
  OpenConnection,
  Ports,
} from '../../data/ports.js'
import type {Store} from '../../store/store.js'
import type {V2ApiRecord} from '../../store/v2-records.js'
import {authenticateCall} from '../authenticate-call.js'
import {answer, readInput, withRequestId} from '../control-plane.js'
import type {ControlPlaneOptions} from '../control-plane.js'
import {createMatcher} from '../match-call.js'
import type {MatchedCall} from '../match-call.js'
import type {Members} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {validateInput} from '../validate.js'
import {connectionOperations} from './connection-operations.js'

/** The API and stage in the address of a call; undefined at the gateway's own address, where the id alone decides. */
export type ConnectionPlace = ConnectionCall['place']

/**
 * One call of the @connections API. The target of `request` begins with `/@connections/`; `signed` is the same request as
 * it was sent, which is what its signature covers.
 */
export type ConnectionPlane = (
  request: HttpRequest,
  from: {place: ConnectionPlace; signed: HttpRequest},
) => HttpResponse

export type ConnectionPlaneOptions = Pick<ControlPlaneOptions, 'clock' | 'newRequestId' | 'auth' | 'onDefect'> & {
  store: Store
  connections: ConnectionPort
  onCall: (call: ConnectionCall) => void
  /** The limits of accounts on all their APIs, these calls among them. Absent: they do not hold. */
  accountBuckets?: Ports['accountBuckets']
}

/**
 * The @connections API of WebSocket APIs. A connection can be reached through any stage of its API (captured September
 * 2026), by callers of the API's account.
 */
export function createConnectionPlane(options: ConnectionPlaneOptions): ConnectionPlane {
  const match = createMatcher()
  return (request, {place, signed}) => {
    const requestId = options.newRequestId()
    const startedAtMs = options.clock.nowMs()
    const call = match(request)
    const connectionId = decoded(call.route?.labels.get('connectionId') ?? '')
    const connection = options.connections.find(connectionId)
    const response = respond({request, signed, place, call, connection, requestId}, options)
    const {method, sourceIp} = request
    options.onCall({
      ...{requestId, startedAtMs, connection, place, method, connectionId, sourceIp},
      status: response.status,
    })
    return {...response, headers: [...response.headers, 'x-amz-apigw-id', requestId]}
  }
}

type Asked = {
  request: HttpRequest
  signed: HttpRequest
  place: ConnectionPlace
  call: MatchedCall
  connection: OpenConnection | undefined
  requestId: string
}

function respond(asked: Asked, options: ConnectionPlaneOptions): HttpResponse {
  const {request, call, requestId} = asked
  try {
    return answer(call, run(asked, options), requestId)
  } catch (error) {
    if (!(error instanceof ServiceError)) options.onDefect(error, `${request.method} ${request.target}`)
    // Of a payload too large AWS says nothing but the status (captured September 2026).
    if (error instanceof ServiceError && error.status === 413) {
      return {status: 413, headers: ['x-amzn-RequestId', requestId], body: Buffer.alloc(0)}
    }
    return withRequestId(call.protocol.encodeError(error, requestId), requestId)
  }
}

function run({request, signed, place, call, connection}: Asked, options: ConnectionPlaneOptions): Members {
  const {store, connections, auth} = options
  const operation = call.route?.operation
  const behaviour = operation?.service === 'apigatewaymanagementapi' ? connectionOperations[operation.name] : undefined
  if (behaviour === undefined || operation === undefined) throw new ServiceError('ForbiddenException', 'Forbidden')
  if (place !== undefined && store.get('v2Stage', [place.apiId, place.stageName]) === undefined) {
    throw new ServiceError('ForbiddenException', 'Forbidden')
  }
  const {apiId = '', stageName = ''} = place ?? {apiId: connection?.facts.apiId, stageName: connection?.facts.stage}
  const api = store.get('v2Api', [apiId])
  const question = api && {
    action,
    arn: `${executionArn(api)}/${stageName}/${request.method}/@connections/{connectionId}`,
  }
  const {scope} = authenticateCall(signed, call, options, question)
  const isOwn = auth === 'none' || api?.accountId === scope.accountId
  if (place !== undefined && !isOwn) throw new ServiceError('AccessDeniedException', notAllowed)
  if (api !== undefined && options.accountBuckets?.take(api, options.clock.nowMs()) !== undefined) {
    throw new ServiceError('LimitExceededException', 'Too Many Requests')
  }
  const input = readInput(request, call)
  validateInput(operation, input)
  return behaviour(input, {connections, isVisible: ({facts}) => isOwn && facts.apiId === apiId})
}

const action = 'execute-api:ManageConnections'
const notAllowed = `User is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`

/** AWS asks for the literal text `{connectionId}`: policies for a single id never match (captured September 2026). */
function executionArn({apiId, accountId, region}: V2ApiRecord): string {
  return `arn:aws:execute-api:${region}:${accountId}:${apiId}`
}

/** A label that is no percent-encoded text names no connection; the call itself refuses it. */
function decoded(label: string): string {
  try {
    return decodeURIComponent(label)
  } catch {
    return label
  }
}
