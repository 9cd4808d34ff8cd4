import {randomUUID} from 'node:crypto'
import type {GatewayEvent} from '../model/gateway-admin.js'
import type {Clock} from './clock.js'
import {forwardingInvoke} from './data/functions/forward-invocation.js'
import type {FunctionRuntime} from './data/functions/function-runtime.js'
import type {Invocation, Ports, Recorder} from './data/ports.js'

export type PortOptions = {
  clock: Clock
  functions: FunctionRuntime
  callBackend: Ports['callBackend']
  callService: Ports['callService']
  publish: (event: GatewayEvent) => void
  onInvocation: (invocation: Invocation) => void
  writeLogs: Ports['writeLogs']
  recorder: Recorder
  findAccessKey: Ports['findAccessKey']
  testIssuerKey: NonNullable<Ports['testIssuerKey']>
  accountBuckets?: NonNullable<Ports['accountBuckets']>
  connectionBuckets?: NonNullable<Ports['connectionBuckets']>
}

/** Everything the data plane reaches beyond its snapshots, wired to this process. */
export function createPorts({clock, functions, publish, onInvocation, ...calls}: PortOptions): Ports {
  return {
    nowMs: clock.nowMs,
    newRequestId: randomUUID,
    random: Math.random,
    ...calls,
    invokeFunction: forwardingInvoke(functions.invoke, calls.callService),
    onInvocation: (invocation) => {
      publish({kind: 'invocation', invocation})
      onInvocation(invocation)
    },
  }
}
