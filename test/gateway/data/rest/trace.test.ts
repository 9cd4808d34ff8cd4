import assert from 'node:assert/strict'
import {test} from 'vitest'
import {TraceLog} from '../../../../src/gateway/trace-log.js'
import {deploy, lambdaArn, lambdaProxy, methodOf, mock, portsOf, returns, stageOf} from './rest-fixture.js'
import type {SnapshotParts} from './rest-fixture.js'

function newApi(parts: SnapshotParts, {always = true, stage = stageOf()} = {}) {
  const log = new TraceLog({always})
  const lambda = returns({statusCode: 201, body: 'made', headers: {'Set-Cookie': 'session=1'}})
  const ports = portsOf({lambda, backend: () => ({status: 404, headers: ['X-Backend', 'b'], body: Buffer.from('{}')})})
  const api = deploy(parts, {...ports, recorder: log}, stage)
  return {log, ports, call: api.call}
}

const phases = (log: TraceLog) => log.find(undefined, 'masked')?.phases ?? []
const decided = (log: TraceLog) => phases(log).map(({name, decidedBy}) => [name, decidedBy])

test('a trace names each phase that had something to do, and the configuration that decided', async () => {
  const {log, call} = newApi({
    routes: {
      'POST /pets/{id}': methodOf(
        {
          type: 'HTTP',
          httpMethod: 'POST',
          uri: 'http://backend.test/p',
          requestTemplates: {'application/json': '{"id": "$input.params(\'id\')"}'},
        },
        [{statusCode: '200'}, {statusCode: '404', selectionPattern: '4..', responseTemplates: {'text/plain': 'gone'}}],
        {requestValidatorId: 'params', requestParameters: {'method.request.path.id': true}},
      ),
    },
  })
  await call('/pets/7?x=1', {method: 'POST', body: '{}'})
  assert.deepEqual(decided(log), [
    ['matchMethod', 'POST /pets/{id}'],
    ['validateRequest', 'POST /pets/{id} requestValidator'],
    ['mapRequest', 'POST /pets/{id} integration.requestTemplates["application/json"]'],
    ['callIntegration', 'POST /pets/{id} integration.uri'],
    ['mapResponse', 'POST /pets/{id} integration.responses["404"].responseTemplates["text/plain"]'],
  ])
})

test('a refused request ends with the phase that refused and the gateway response', async () => {
  const {log, call} = newApi({routes: {'GET /pets': mock({}, {apiKeyRequired: true})}})
  await call('/pets', {headers: ['x-api-key', 'a-secret-key']})
  const trace = log.find(undefined, 'masked')
  assert.equal(trace?.status, 403)
  assert.deepEqual(
    trace.phases.map(({name, refusal}) => [name, refusal?.type]),
    [
      ['matchMethod', undefined],
      ['checkApiKey', 'INVALID_API_KEY'],
      ['toGatewayResponse', undefined],
    ],
  )
  assert.deepEqual(trace.phases[1]?.refusal, {
    type: 'INVALID_API_KEY',
    status: 403,
    reason: 'The API key is not known.',
  })
  assert.doesNotMatch(JSON.stringify(trace), /a-secret-key/)
})

test('keys, tokens and bodies are masked, in the request, the event and the answer', async () => {
  const {log, call} = newApi({routes: {'POST /pets': lambdaProxy()}})
  await call('/pets', {method: 'POST', headers: ['Authorization', 'Bearer tell-nobody'], body: 'my body'})
  const masked = JSON.stringify(log.find(undefined, 'masked'))
  for (const secret of ['tell-nobody', 'my body', 'session=1']) assert.ok(!masked.includes(secret), secret)
  assert.ok(masked.includes(lambdaArn))
  const unmasked = JSON.stringify(log.find(undefined, 'unmasked'))
  for (const secret of ['tell-nobody', 'my body', 'session=1']) assert.ok(unmasked.includes(secret), secret)
})

test('only requests that ask are recorded while nobody follows, and the backend does not see the wish', async () => {
  const route = methodOf({type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'http://backend.test/p'})
  const {log, ports, call} = newApi({routes: {'GET /pets': route}}, {always: false})
  await call('/pets')
  assert.deepEqual(log.heads(), [])
  await call('/pets', {headers: ['X-Apigw-Trace', '1']})
  assert.equal(log.heads().length, 1)
  assert.doesNotMatch(JSON.stringify(ports.backendCalls.map(({headers}) => headers)), /apigw-trace/i)
})

test('a trace of a failing template says where it fails', async () => {
  const broken = mock({responseTemplates: {'application/json': '#if('}})
  const {log, call} = newApi({routes: {'GET /pets': broken}})
  await call('/pets')
  const refused = phases(log).find(({refusal}) => refusal !== undefined)
  assert.equal(refused?.name, 'mapResponse')
  assert.match(refused.refusal?.reason ?? '', /response template for application\/json, line 1/)
})
