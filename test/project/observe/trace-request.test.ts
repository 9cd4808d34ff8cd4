import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {LocalGateway} from '../../../src/aws/local-gateway.js'
import type {Stage} from '../../../src/model/stage.js'
import {traceHeader} from '../../../src/model/gateway-trace.js'
import {traceRequest} from '../../../src/project/observe/trace-request.js'
import {renderTracedRequest} from '../../../src/render/traced-request.js'
import {restApiOf} from '../../support/many-routes.js'
import {closeObserved, observedGateway} from '../../support/observed-gateway.js'

afterEach(closeObserved)

const logging: Stage = {
  kind: 'restStage',
  stageName: 'prod',
  accessLogSettings: {
    destinationArn: 'arn:aws:logs:eu-west-1:000000000000:log-group:access',
    format: '$context.requestId $context.extendedRequestId $context.httpMethod $context.path $context.status',
  },
  methodSettings: {'*/*': {loggingLevel: 'INFO', dataTraceEnabled: true}},
}
const source = {project: undefined, surroundings: {cwd: '/', env: {}}}
const request = {since: '1h', unmask: false}

test('a request by either of its ids, from its logs alone', async () => {
  const {watching, call} = await observedGateway(restApiOf(2), logging)
  const {headers} = await call({path: '/area0/thing1', headers: {authorization: 'Bearer s3cr3t-token'}})
  const ids = [String(headers['x-amzn-requestid']), String(headers['x-amz-apigw-id'])]
  const traced = await Promise.all(
    ids.map((id) => traceRequest({...watching, source, gateway: undefined}, {...request, id})),
  )
  assert.deepEqual(traced[1]?.trace, traced[0]?.trace)
  const [first = assert.fail()] = traced
  assert.deepEqual([first.seenBy, first.trace.requestId, first.trace.status, first.notes], ['logs', ids[0], 200, []])
  assert.equal(first.trace.path, '/prod/area0/thing1')
  assert.ok(first.trace.phases.some(({name}) => name === 'matchMethod'))
  const text = renderTracedRequest(first, {colour: false})
  assert.match(text, /^GET \/prod\/area0\/thing1 {2}200/)
  assert.doesNotMatch(text, /s3cr3t/)
})

test('the flight recorder is asked first where there is one', async () => {
  const {watching, call, gateway} = await observedGateway(restApiOf(1), logging)
  const {headers} = await call({path: '/area0/thing0', headers: {[traceHeader]: '1', 'x-apigw-token': gateway.token}})
  const id = String(headers['x-amzn-requestid'])
  const local = new LocalGateway(gateway)
  assert.ok((await local.traces()).some((head) => head.requestId === id))
  const {seenBy, trace} = await traceRequest({...watching, source, gateway: local}, {...request, id})
  assert.deepEqual([seenBy, trace.requestId], ['recorder', id])
})

test('what nobody has seen, and what is no id', async () => {
  const {watching} = await observedGateway(restApiOf(1), logging)
  const tracing = {...watching, source, gateway: undefined}
  await assert.rejects(traceRequest(tracing, {...request, id: 'abc'}), {code: 'REQUEST_NOT_FOUND'})
  await assert.rejects(traceRequest(tracing, {...request, id: '"; {$.x=1}'}), {code: 'REQUEST_ID_INVALID'})
})
