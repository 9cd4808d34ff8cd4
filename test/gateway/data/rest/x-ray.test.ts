import assert from 'node:assert/strict'
import {test} from 'vitest'
import {deploy, lambdaProxy, methodOf, portsOf, returns, stageOf} from './rest-fixture.js'

const own = 'Root=1-5e5ffe45-000000000000400080000000'
const client = 'Root=1-67891233-abcdef012345678912345678'
// The last digits of the request id, which counts up.
const segment = 'Parent=8000000000000001'

// Header of the X-Ray developer guide; sampling by its default rule. `random` is 0.5, so only the first of a second is taken.
const cases = [
  {name: 'without tracing gets a root', tracingEnabled: false, sent: undefined, seen: own},
  {name: 'without tracing keeps what its client says', tracingEnabled: false, sent: `${client};Sampled=1`},
  {
    name: 'without tracing keeps Self',
    tracingEnabled: false,
    sent: `Self=1-67891234-12456789abcdef012345678;${client}`,
  },
  {name: 'without tracing replaces what is no trace', tracingEnabled: false, sent: 'Root=mine', seen: own},
  {name: 'with tracing is sampled', tracingEnabled: true, sent: undefined, seen: `${own};${segment};Sampled=1`},
  {name: 'with tracing keeps the root', tracingEnabled: true, sent: client, seen: `${client};${segment};Sampled=1`},
  {
    name: 'with tracing keeps a decision against',
    tracingEnabled: true,
    sent: `${client};Parent=463ac35c9f6413ad;Sampled=0`,
    seen: `${client};${segment};Sampled=0`,
  },
  {
    name: 'with tracing puts its segment in the place of Self and Parent',
    tracingEnabled: true,
    sent: `Self=1-67891234-12456789abcdef012345678;${client};Parent=463ac35c9f6413ad;Sampled=1`,
    seen: `${client};${segment};Sampled=1`,
  },
]

for (const {name, tracingEnabled, sent, seen = sent} of cases) {
  test(`X-Amzn-Trace-Id: a stage ${name}`, async () => {
    const routes = {
      'GET /lambda': lambdaProxy(),
      'GET /http': methodOf({type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'http://backend.example'}),
    }
    const headers = sent === undefined ? [] : ['X-Amzn-Trace-Id', sent]
    const api = () => deploy({routes}, portsOf({lambda: returns({statusCode: 200})}), stageOf({tracingEnabled}))
    const [lambda, http] = [api(), api()]
    const answer = await lambda.call('/lambda', {headers})
    await http.call('/http', {headers})
    const event = JSON.parse(lambda.ports.functionCalls[0]?.payload ?? '') as {headers: Record<string, string>}
    const [call] = http.ports.backendCalls
    const at = call?.headers.indexOf('X-Amzn-Trace-Id') ?? -1
    assert.deepEqual(
      {
        event: event.headers['X-Amzn-Trace-Id'],
        backend: call?.headers[at + 1],
        answer: answer.headers['x-amzn-trace-id'],
      },
      {event: seen, backend: seen, answer: seen},
    )
  })
}

test('the default rule takes the first request of a second, and 5 % of the others', async () => {
  let [nowMs, random] = [1_000_000, 0.05]
  const format = '$context.requestId $context.xrayTraceId'
  const destinationArn = 'arn:aws:logs:eu-west-1:123456789012:log-group:access'
  const ports = portsOf({lambda: returns({statusCode: 200}), nowMs: () => nowMs, random: () => random})
  const stage = stageOf({tracingEnabled: true, accessLogSettings: {destinationArn, format}})
  const api = deploy({routes: {'GET /': lambdaProxy()}}, ports, stage)
  const sampled = async () => (await api.call('/')).headers['x-amzn-trace-id']?.split(';').at(-1)
  assert.deepEqual([await sampled(), await sampled()], ['Sampled=1', 'Sampled=0'])
  random = 0.049
  assert.equal(await sampled(), 'Sampled=1')
  random = 0.5
  nowMs += 1000
  assert.deepEqual([await sampled(), await sampled()], ['Sampled=1', 'Sampled=0'])
  // The log knows the trace, not what was decided about it.
  assert.match(ports.invocations[0]?.accessLog?.line ?? '', / Root=1-000003e8-[0-9a-f]{24}$/)
})
