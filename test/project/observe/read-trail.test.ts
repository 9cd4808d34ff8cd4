import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {readTrail} from '../../../src/project/observe/read-trail.js'
import {restApiOf} from '../../support/many-routes.js'
import {jsonService} from '../../support/json-service.js'
import type {JsonService} from '../../support/json-service.js'
import {closeObserved, observedGateway} from '../../support/observed-gateway.js'

let service: JsonService | undefined

afterEach(async () => {
  service?.close()
  await closeObserved()
})

test('who changed an API, over pages and a throttled call, signed', async () => {
  const {watching, apiId} = await observedGateway(restApiOf(1), {kind: 'restStage', stageName: 'prod'})
  const event = (EventName: string) => {
    const CloudTrailEvent = JSON.stringify({requestParameters: {restApiId: apiId}})
    return {EventName, EventTime: 5, Username: 'ann', ReadOnly: 'false', CloudTrailEvent}
  }
  service = await jsonService([
    {status: 200, body: {Events: [event('UpdateStage')], NextToken: 'next'}},
    {status: 400, body: {__type: 'com.amazonaws.cloudtrail#ThrottlingException', message: 'Rate exceeded'}},
    {status: 200, body: {Events: [event('DeleteMethod')]}},
  ])
  const {endpoint, seen} = service
  const {entries, truncated} = await readTrail(watching, {since: '1h', endpoint})
  assert.deepEqual([entries.map(({operation}) => operation), truncated], [['UpdateStage', 'DeleteMethod'], false])
  assert.deepEqual(
    seen.map(({body}) => body.NextToken),
    [undefined, 'next', 'next'],
  )
  const [first = assert.fail()] = seen
  assert.equal(first.target, 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents')
  assert.match(String(first.authorization), /^AWS4-HMAC-SHA256 Credential=000000000000\/\d{8}\/eu-west-1\/cloudtrail\//)
})

test('what CloudTrail refuses is told in its words, and the local gateway has none', async () => {
  const {watching} = await observedGateway(restApiOf(1), {kind: 'restStage', stageName: 'prod'})
  service = await jsonService([{status: 400, body: {__type: 'AccessDeniedException', Message: 'not you'}}])
  const {endpoint} = service
  await assert.rejects(readTrail(watching, {since: '1h', endpoint}), {code: 'AWS_ACCESS_DENIED', why: 'not you.'})
  await assert.rejects(readTrail(watching, {since: '1h'}), {code: 'TRAIL_NOT_LOCAL'})
})
