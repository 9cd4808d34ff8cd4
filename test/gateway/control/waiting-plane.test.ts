import assert from 'node:assert/strict'
import {APIGatewayClient, GetRestApisCommand, TestInvokeMethodCommand} from '@aws-sdk/client-api-gateway'
import {test} from 'vitest'
import {restOperations} from '../../../src/gateway/control/apigateway/operations.js'
import {CallLimits} from '../../../src/gateway/control/call-limits.js'
import {createControlPlane} from '../../../src/gateway/control/control-plane.js'
import {awaitedOperation} from '../../../src/gateway/control/operation.js'
import type {ControlPorts} from '../../../src/gateway/control/operation.js'
import {createWaitingPlane} from '../../../src/gateway/control/waiting-plane.js'
import {Store} from '../../../src/gateway/store/store.js'
import {refusal, testNowMs} from '../../support/control-plane.js'
import {clientOptions} from '../../support/in-process-aws.js'

const unused = (): never => assert.fail('nothing beyond the store is needed here')
const ports: ControlPorts = {
  invokeFunction: unused,
  random: unused,
  codeDirectory: unused,
  functionLines: unused,
  restTester: {method: unused, authorizer: unused},
}

test('with limits, calls that wait and calls that do not draw on the same rate of the account', async () => {
  const frame = {
    store: Store.open(),
    clock: {nowMs: () => testNowMs},
    newId: () => 'a000000001',
    newRequestId: () => '00000000-0000-4000-8000-000000000000',
    auth: 'signed',
    limits: new CallLimits(),
    onDefect: (error: unknown) => assert.fail(error as Error),
  } as const
  const TestInvokeMethod = awaitedOperation(() => Promise.resolve({status: 204}))
  const plane = createWaitingPlane({
    ...frame,
    control: createControlPlane({...frame, operations: {apigateway: restOperations}}),
    awaited: {apigateway: {TestInvokeMethod}},
    ports,
    settle: () => undefined,
  })
  const client = new APIGatewayClient(clientOptions(plane))
  const testMethod = new TestInvokeMethodCommand({restApiId: 'a', resourceId: 'b', httpMethod: 'GET'})
  for (let sent = 0; sent < 39; sent += 1) await client.send(new GetRestApisCommand({}))
  assert.equal((await client.send(testMethod)).status, 204)
  assert.equal(await refusal(client.send(testMethod)), 'TooManyRequestsException 429 Too Many Requests')
})
