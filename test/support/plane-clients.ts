import {createClients} from '../../src/aws/clients.js'
import type {Clients} from '../../src/aws/clients.js'
import {restOperations} from '../../src/gateway/control/apigateway/operations.js'
import {apigatewayv2Operations} from '../../src/gateway/control/apigatewayv2/operations.js'
import {clientOptions} from './in-process-aws.js'
import {testControlPlane} from './control-plane.js'

/** Clients of apigw on a fresh control plane in this process: real SDK, real wire, no sockets and no waiting. */
export function planeClients(): Clients {
  const {controlPlane} = testControlPlane({apigateway: restOperations, apigatewayv2: apigatewayv2Operations})
  const {region, endpoint, credentials, requestHandler} = clientOptions(controlPlane)
  return createClients({region, endpoint, credentials}, {time: stillTime, requestHandler})
}

/** Time that stands still: nothing waits, no jitter. */
export const stillTime = {nowMs: () => 0, random: () => 0, sleep: () => Promise.resolve()}
