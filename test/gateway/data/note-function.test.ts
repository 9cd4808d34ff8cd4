import assert from 'node:assert/strict'
import {test} from 'vitest'
import {BackendError} from '../../../src/gateway/data/ports.js'
import type {InvokeRequest, InvokeResult} from '../../../src/gateway/data/ports.js'
import {newDeployment, newPorts, send} from './http/http-fixture.js'
import {deploy, lambdaProxy, mock, portsOf} from './rest/rest-fixture.js'
import {exchange, newFixture, openClient} from './websocket/websocket-fixture.js'
import {mocking} from './websocket/websocket-records.js'

type Lambda = (request: InvokeRequest) => Promise<InvokeResult>

/** The id by which the last invocation of a route knows its function, beside the one that the function was given. */
const kinds: {name: string; run: (lambda: Lambda) => Promise<string | undefined>}[] = [
  {
    name: 'REST',
    run: async (lambda) => {
      const {call, ports} = deploy(
        {routes: {'GET /': lambdaProxy()}},
        portsOf({lambda: (_event, request) => lambda(request)}),
      )
      await call('/')
      return ports.invocations[0]?.functionRequestId
    },
  },
  {
    name: 'HTTP',
    run: async (lambda) => {
      const ports = newPorts({invokeFunction: lambda})
      await send(newDeployment({routes: [{routeKey: 'GET /pets'}]}), ports, 'GET /pets')
      return ports.invocations[0]?.functionRequestId
    },
  },
  {
    name: 'WebSocket',
    run: async (lambda) => {
      const fixture = newFixture({routes: {echo: {}}}, {lambda})
      await exchange(await openClient(fixture), '{"action":"echo"}')
      return fixture.invocations.at(-1)?.functionRequestId
    },
  },
]

const outcomes: {name: string; answer: () => Promise<InvokeResult>}[] = [
  {name: 'answered', answer: () => Promise.resolve({outcome: 'success', payload: '{"statusCode":200}'})},
  {name: 'failed', answer: () => Promise.resolve({outcome: 'functionError', payload: '{"errorMessage":"no"}'})},
  {
    name: 'answered what is no answer',
    answer: () => Promise.resolve({outcome: 'success', payload: '{"statusCode":"x"}'}),
  },
  {name: 'took too long', answer: () => Promise.reject(new BackendError('timeout', 'late'))},
]

for (const kind of kinds) {
  for (const {name, answer} of outcomes) {
    test(`a request of a ${kind.name} API names the invocation of its function, which ${name}`, async () => {
      let given: string | undefined
      const noted = await kind.run((request) => {
        given = request.requestId
        return answer()
      })
      assert.deepEqual([typeof given, noted], ['string', given])
    })
  }
}

test('a request that calls no function names none', async () => {
  const {call, ports} = deploy({routes: {'GET /': mock()}}, portsOf())
  await call('/')
  const fixture = newFixture({routes: {echo: mocking('hi')}})
  await exchange(await openClient(fixture), '{"action":"echo"}')
  const noted = [...ports.invocations, ...fixture.invocations].map((invocation) => 'functionRequestId' in invocation)
  assert.deepEqual(noted, [false, false, false])
})
