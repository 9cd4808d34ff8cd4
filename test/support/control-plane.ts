import assert from 'node:assert/strict'
import {ApiGatewayV2Client} from '@aws-sdk/client-apigatewayv2'
import {apigatewayv2Operations} from '../../src/gateway/control/apigatewayv2/operations.js'
import {CallLimits} from '../../src/gateway/control/call-limits.js'
import {createControlPlane} from '../../src/gateway/control/control-plane.js'
import type {ControlPlane, ServiceOperations} from '../../src/gateway/control/control-plane.js'
import {Store} from '../../src/gateway/store/store.js'
import {clientOptions} from './in-process-aws.js'

/** 2023-11-14T22:13:20Z: when everything happens unless a test moves the clock. */
export const testNowMs = 1_700_000_000_000

export type TestControlPlane = {
  controlPlane: ControlPlane
  store: Store
  clock: {nowMs: () => number; advance: (byMs: number) => void}
}

/** A control plane over an empty store in memory. Ids count up: `a000000001`, `a000000002`, … */
export function testControlPlane(
  operations: ServiceOperations = {apigatewayv2: apigatewayv2Operations},
  limits: 'none' | 'aws' = 'none',
): TestControlPlane {
  const store = Store.open()
  let nowMs = testNowMs
  let ids = 0
  const clock = {nowMs: () => nowMs, advance: (byMs: number) => void (nowMs += byMs)}
  const controlPlane = createControlPlane({
    store,
    clock,
    newId: (length = 10) => `a${String(++ids).padStart(length - 1, '0')}`,
    newRequestId: () => '00000000-0000-4000-8000-000000000000',
    operations,
    auth: 'signed',
    limits: limits === 'aws' ? new CallLimits() : undefined,
    onDefect: (error) => assert.fail(error as Error),
  })
  return {controlPlane, store, clock}
}

/** A real client of apigatewayv2 on a fresh control plane. */
export function testV2Client(): TestControlPlane & {client: ApiGatewayV2Client} {
  const plane = testControlPlane()
  return {...plane, client: new ApiGatewayV2Client(clientOptions(plane.controlPlane))}
}

/** The error of a refused call as `Code status message`; fails when the call succeeds. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call
  } catch (error) {
    const {name, message, $metadata} = error as {name: string; message: string; $metadata?: {httpStatusCode?: number}}
    return `${name} ${$metadata?.httpStatusCode ?? '-'} ${message}`
  }
  return assert.fail('The call was not refused.')
}
