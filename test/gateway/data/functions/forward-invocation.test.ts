import assert from 'node:assert/strict'
import {afterAll, test} from 'vitest'
import {createBackend} from '../../../../src/gateway/data/backend.js'
import {forwardingInvoke} from '../../../../src/gateway/data/functions/forward-invocation.js'
import type {InvokeRequest, InvokeResult} from '../../../../src/gateway/data/ports.js'
import {createServiceCaller} from '../../../../src/gateway/data/services/service-caller.js'
import {standInKeys, startStandIn} from '../../../support/aws-stand-in.js'
import type {StandInAnswer} from '../../../support/aws-stand-in.js'

const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:elsewhere:live'
const request: InvokeRequest = {
  functionArn,
  payload: '{"a":1}',
  requestId: 'r',
  timeoutMs: 5000,
  client: new AbortController(),
}
const unknown: InvokeResult = {outcome: 'refused', reason: 'not-found', message: `Function not found: ${functionArn}`}

const backend = createBackend()
afterAll(() => backend.close())

/** What an invocation comes to when the function is not here and Lambda's stand-in answers this. */
async function forwarded(answer: StandInAnswer | undefined): Promise<{result: InvokeResult; paths: string[]}> {
  const aws = await startStandIn({lambda: () => answer ?? {}})
  const callService = createServiceCaller({
    access: {
      environment: {...standInKeys, ...(answer !== undefined && {AWS_ENDPOINT_URL_LAMBDA: aws.url})},
      allowAws: false,
      isOwn: () => false,
    },
    callBackend: backend.call,
    nowMs: Date.now,
  })
  const result = await forwardingInvoke(() => Promise.resolve(unknown), callService)(request)
  await aws.close()
  return {result, paths: aws.calls.map(({path, body}) => `${path} ${body.toString()}`)}
}

const cases: {name: string; answer: StandInAnswer; result: InvokeResult}[] = [
  {name: 'a result', answer: {body: '{"b":2}'}, result: {outcome: 'success', payload: '{"b":2}'}},
  {
    name: 'an error of the function',
    answer: {headers: {'x-amz-function-error': 'Unhandled'}, body: '{"errorMessage":"no"}'},
    result: {outcome: 'functionError', payload: '{"errorMessage":"no"}'},
  },
  ...(
    [
      [404, 'not-found'],
      [403, 'no-permission'],
      [429, 'throttled'],
      [413, 'too-large'],
    ] as const
  ).map(([status, reason]) => ({
    name: `status ${status}`,
    answer: {status, body: 'why'},
    result: {outcome: 'refused' as const, reason, message: `Lambda answered ${status} for ${functionArn}: why`},
  })),
]

for (const {name, answer, result} of cases) {
  test(`a function that is not here is invoked at AWS_ENDPOINT_URL_LAMBDA: ${name}`, async () => {
    const outcome = await forwarded(answer)
    assert.deepEqual(outcome.result, result)
    const path = `/2015-03-31/functions/${encodeURIComponent(functionArn)}/invocations`
    assert.deepEqual(outcome.paths, [`${path} {"a":1}`])
  })
}

test('a failure of the service is no answer of the function', async () => {
  await assert.rejects(forwarded({status: 500, body: 'oops'}), /Lambda answered 500/)
})

test('without an address the function is not found, and the message says what to set', async () => {
  const {result, paths} = await forwarded(undefined)
  assert.deepEqual(paths, [])
  assert.deepEqual(result, {
    outcome: 'refused',
    reason: 'not-found',
    message: `Function not found: ${functionArn}. It is not among the functions of apigw.yaml, and calls go nowhere else. The local gateway does not call lambda at AWS. Set AWS_ENDPOINT_URL_LAMBDA to the address of a stand-in, or start the gateway with --allow-aws.`,
  })
})
