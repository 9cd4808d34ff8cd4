import type {ConnectionPort, OpenConnection} from '../../data/ports.js'
import type {Members} from '../operation.js'
import {ServiceError} from '../service-error.js'

/** What an operation of the @connections API works on. */
export type ConnectionContext = {
  connections: ConnectionPort
  /** Whether the caller may reach a connection: it belongs to the API that was addressed, or to the caller's account. */
  isVisible: (connection: OpenConnection) => boolean
}

export type ConnectionOperation = (input: Members, context: ConnectionContext) => Members

type Input = {connectionId: string; data?: Buffer}

/** Largest message, bytes. Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html */
const maxDataBytes = 128 * 1024

function getConnection(input: Members, context: ConnectionContext): Members {
  const {facts, lastActiveAtMs} = findConnection(input as Input, context)
  const {sourceIp, userAgent = ''} = facts.identity
  return {connectedAt: facts.connectedAt, lastActiveAt: lastActiveAtMs, identity: {sourceIp, userAgent}}
}

/** The message is text, whatever was sent: bytes that are no UTF-8 become U+FFFD (captured September 2026). */
function postToConnection(input: Members, context: ConnectionContext): Members {
  const {data = Buffer.alloc(0)} = input as Input
  if (data.length > maxDataBytes) throw new ServiceError('PayloadTooLargeException', '')
  const connection = findConnection(input as Input, context)
  if (connection.post(Buffer.from(data.toString())) === 'full') {
    throw new ServiceError('LimitExceededException', 'The client does not take the messages that wait for it.')
  }
  return {}
}

function deleteConnection(input: Members, context: ConnectionContext): Members {
  findConnection(input as Input, context).close(1000, 'Connection Closed Normally')
  return {}
}

/** AWS's ids are URL-safe base64 text; what cannot be one is refused (its exact rule is not known). */
const connectionIdForm = /^[A-Za-z0-9_-]{8,64}={0,2}$/

function findConnection({connectionId}: Input, {connections, isVisible}: ConnectionContext): OpenConnection {
  if (!connectionIdForm.test(connectionId)) {
    throw new ServiceError('BadRequestException', `Invalid connectionId: ${connectionId}`)
  }
  const connection = connections.find(connectionId)
  if (connection === undefined || !isVisible(connection)) throw new ServiceError('GoneException', '')
  return connection
}

/** The three operations of the service apigatewaymanagementapi. */
export const connectionOperations: Readonly<Record<string, ConnectionOperation>> = {
  GetConnection: getConnection,
  PostToConnection: postToConnection,
  DeleteConnection: deleteConnection,
}
