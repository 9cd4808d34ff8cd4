import assert from 'node:assert/strict'
import {createServer} from 'node:http'
import type {Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {text} from 'node:stream/consumers'
import {afterEach, test} from 'vitest'
import {readTrail} from '../../../src/project/observe/read-trail.js'
import {restApiOf} from '../../support/many-routes.js'
import {closeObserved, observedGateway} from '../../support/observed-gateway.js'

let server: Server | undefined

afterEach(async () => {
  server?.close()
  await closeObserved()
})

type Seen = {target: unknown; authorization: unknown; body: {NextToken?: string; LookupAttributes?: unknown}}

/** As much of CloudTrail as answers in order. */
async function trailOf(answers: readonly {status: number; body: object}[]): Promise<{endpoint: string; seen: Seen[]}> {
  const seen: Seen[] = []
  const started = createServer((request, response) => {
    void text(request).then((body) => {
      const {'x-amz-target': target, authorization} = request.headers
      const {status, body: answer} = answers[seen.length] ?? {status: 500, body: {}}
      seen.push({target, authorization, body: JSON.parse(body) as Seen['body']})
      response.writeHead(status, {'content-type': 'application/x-amz-json-1.1'}).end(JSON.stringify(answer))
    })
  })
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return {endpoint: `http://127.0.0.1:${(started.address() as AddressInfo).port}`, seen}
}

test('who changed an API, over pages and a throttled call, signed', async () => {
  const {watching, apiId} = await observedGateway(restApiOf(1), {kind: 'restStage', stageName: 'prod'})
  const event = (EventName: string) => {
    const CloudTrailEvent = JSON.stringify({requestParameters: {restApiId: apiId}})
    return {EventName, EventTime: 5, Username: 'ann', ReadOnly: 'false', CloudTrailEvent}
  }
  const {endpoint, seen} = await trailOf([
    {status: 200, body: {Events: [event('UpdateStage')], NextToken: 'next'}},
    {status: 400, body: {__type: 'com.amazonaws.cloudtrail#ThrottlingException', message: 'Rate exceeded'}},
    {status: 200, body: {Events: [event('DeleteMethod')]}},
  ])
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
  const {endpoint} = await trailOf([{status: 400, body: {__type: 'AccessDeniedException', Message: 'not you'}}])
  await assert.rejects(readTrail(watching, {since: '1h', endpoint}), {code: 'AWS_ACCESS_DENIED', why: 'not you.'})
  await assert.rejects(readTrail(watching, {since: '1h'}), {code: 'TRAIL_NOT_LOCAL'})
})
