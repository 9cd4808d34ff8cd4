import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi'
import {addConnection, listConnections, removeConnection} from './connections.mjs'

/** $connect: ws://…?name=Ann. Refuse a client here by another status code; it never becomes a connection then. */
export async function connect(event) {
  const {connectionId} = event.requestContext
  const name = (event.queryStringParameters?.name ?? 'Somebody').slice(0, 40)
  await addConnection({connectionId, name})
  // The new connection itself can be posted to only once this function has returned.
  await broadcast(event, {kind: 'joined', name}, {except: connectionId})
  return {statusCode: 200}
}

/** $disconnect: after the fact, and not always: posting to a connection that is gone tells the same. */
export async function disconnect(event) {
  const {connectionId} = event.requestContext
  const name = await nameOf(connectionId)
  await removeConnection(connectionId)
  await broadcast(event, {kind: 'left', name})
  return {statusCode: 200}
}

/** {"action": "sendMessage", "text": "Hello"}: to everybody, the sender included. */
export async function sendMessage(event) {
  const {text} = JSON.parse(event.body)
  const name = await nameOf(event.requestContext.connectionId)
  await broadcast(event, {kind: 'message', name, text})
  return {statusCode: 200}
}

/** {"action": "who"}: the body of the answer goes to the client that asked. */
export async function who() {
  const connections = await listConnections()
  const names = connections.map(({name}) => name).sort()
  return {statusCode: 200, body: JSON.stringify({kind: 'who', names})}
}

async function broadcast({requestContext}, message, {except} = {}) {
  const client = clientFor(requestContext)
  const Data = JSON.stringify(message)
  const connections = await listConnections()
  const others = connections.filter(({connectionId}) => connectionId !== except)
  await Promise.all(others.map(({connectionId}) => post(client, connectionId, Data)))
}

async function post(client, ConnectionId, Data) {
  try {
    await client.send(new PostToConnectionCommand({ConnectionId, Data}))
  } catch (error) {
    if (!(error instanceof GoneException)) throw error
    await removeConnection(ConnectionId)
  }
}

async function nameOf(connectionId) {
  const connections = await listConnections()
  return connections.find((connection) => connection.connectionId === connectionId)?.name ?? 'Somebody'
}

const clients = new Map()

/** Messages are posted to the address that the client has connected to; on this machine that is plain http. */
function clientFor({domainName, stage}) {
  const isHere = /^(localhost|127\.0\.0\.1|\[::1\]|[^:]+\.localhost)(:\d+)?$/.test(domainName)
  const endpoint = `${isHere ? 'http' : 'https'}://${domainName}/${stage}`
  if (!clients.has(endpoint)) clients.set(endpoint, new ApiGatewayManagementApiClient({endpoint}))
  return clients.get(endpoint)
}
