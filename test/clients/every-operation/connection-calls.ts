import {find} from './call.js'
import type {OperationCall} from './call.js'

const connection = {ConnectionId: '{connection}'}

/** Every operation of apigatewaymanagementapi; the last one closes the connection. */
export const connectionCalls: readonly OperationCall[] = [
  gone(find('PostToConnection', {...connection, Data: new TextEncoder().encode('hello')}, 'ConnectionId')),
  gone(find('GetConnection', connection, 'ConnectionId')),
  gone(find('DeleteConnection', connection, 'ConnectionId')),
]

/** A connection that is not there any more is gone, and so is one that never was. */
function gone(call: OperationCall): OperationCall {
  return {...call, refused: 'GoneException'}
}
