import {createClients} from '../../src/aws/clients.js'
import type {Clients} from '../../src/aws/clients.js'
import {serviceOperations} from '../../src/gateway/control/operations.js'
import type {Store} from '../../src/gateway/store/store.js'
import {clientOptions} from './in-process-aws.js'
import {testControlPlane} from './control-plane.js'

/** Clients of apigw on a fresh control plane in this process: real SDK, real wire, no sockets and no waiting. */
export function planeClients(beside: {route53Endpoint?: string} = {}): Clients {
  return planeWithStore(beside).clients
}

/** The same with the store behind it, for what is made by other means than these clients. */
export function planeWithStore(beside: {route53Endpoint?: string} = {}): {clients: Clients; store: Store} {
  const {controlPlane, store} = testControlPlane(serviceOperations)
  const {region, endpoint, credentials, requestHandler} = clientOptions(controlPlane)
  return {clients: createClients({region, endpoint, credentials}, {time: stillTime, requestHandler, ...beside}), store}
}

/** Time that stands still: nothing waits, no jitter. */
export const stillTime = {nowMs: () => 0, random: () => 0, sleep: () => Promise.resolve()}
