import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {BackendError} from '../../../../src/gateway/data/ports.js'
import {localFunction} from './local-function.js'
import type {LocalFunction} from './local-function.js'

const open: LocalFunction[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((fn) => fn.close()))
})

function start(...parameters: Parameters<typeof localFunction>): LocalFunction {
  const fn = localFunction(...parameters)
  open.push(fn)
  return fn
}

const hello = {'index.mjs': "export const handler = async () => 'hello'"}
const hello1 = {outcome: 'success', payload: '"hello"'}

test('function runtime: an unknown function is not found', async () => {
  const fn = start(hello)
  const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:other'
  assert.deepEqual(await fn.invoke({}, {functionArn}), {
    outcome: 'refused',
    reason: 'not-found',
    message: `Function not found: ${functionArn}`,
  })
})

const statement = {sid: 'gateway', action: 'lambda:InvokeFunction', principal: 'apigateway.amazonaws.com'}
const policies = [
  {name: 'no policy at all', permissions: [], isAllowed: true},
  {name: 'any API', permissions: [statement], isAllowed: true},
  {
    name: 'this API by wildcard',
    permissions: [{...statement, sourceArn: 'arn:aws:execute-api:eu-west-1:123456789012:api1/*/GET/*'}],
    isAllowed: true,
  },
  {
    name: 'another API',
    permissions: [{...statement, sourceArn: 'arn:aws:execute-api:eu-west-1:123456789012:api2/*'}],
    isAllowed: false,
  },
  {name: 'another service', permissions: [{...statement, principal: 's3.amazonaws.com'}], isAllowed: false},
  {name: 'another action', permissions: [{...statement, action: 'lambda:GetFunction'}], isAllowed: false},
  {
    name: 'a wildcard that would have to cross a colon',
    permissions: [{...statement, sourceArn: 'arn:aws:execute-api:*:api1/prod/GET/pets'}],
    isAllowed: false,
  },
]

for (const {name, permissions, isAllowed} of policies) {
  test(`function runtime: a resource policy with ${name} ${isAllowed ? 'allows' : 'refuses'} the call`, async () => {
    const fn = start(hello, {permissions})
    const result = await fn.invoke()
    if (isAllowed) assert.deepEqual(result, hello1)
    else assert.equal(result.outcome === 'refused' && result.reason, 'no-permission')
  })
}

test('function runtime: a payload above 6 MB is refused before the function starts', async () => {
  const fn = start(hello)
  assert.deepEqual(await fn.invoke('x'.repeat(6_291_456)), {
    outcome: 'refused',
    reason: 'too-large',
    message: 'Request must be smaller than 6291456 bytes for the InvokeFunction operation',
  })
})

test('function runtime: the time limit of the integration ends the wait and not the function', async () => {
  const fn = start(
    {
      'index.mjs': `
        let finished = 0
        export const handler = async (event) => {
          await new Promise((resolve) => setTimeout(resolve, event.ms))
          return finished++
        }`,
    },
    {concurrency: 1},
  )
  await fn.invoke({ms: 0})
  await assert.rejects(
    fn.invoke({ms: 100}, {timeoutMs: 20}),
    (error) => error instanceof BackendError && error.reason === 'timeout',
  )
  // The only sandbox was busy with the abandoned request, which has counted.
  assert.deepEqual(await fn.invoke({ms: 0}), {outcome: 'success', payload: '2'})
})

test('function runtime: a request whose caller went away while it waited is not run', async () => {
  const fn = start(
    {
      'index.mjs': `
        let runs = 0
        export const handler = async () => {
          await new Promise((resolve) => setTimeout(resolve, 50))
          return ++runs
        }`,
    },
    {concurrency: 1},
  )
  const controller = new AbortController()
  const first = fn.invoke()
  const abandoned = fn.invoke({}, {client: controller})
  controller.abort()
  const last = fn.invoke()
  await assert.rejects(abandoned, (error) => error instanceof BackendError && error.reason === 'network')
  assert.deepEqual(await first, {outcome: 'success', payload: '1'})
  assert.deepEqual(await last, {outcome: 'success', payload: '2'})
})

test('function runtime: more waiting requests than there is room for are throttled', async () => {
  const fn = start(
    {'index.mjs': 'export const handler = async () => new Promise((resolve) => setTimeout(resolve, 20_000))'},
    {concurrency: 1},
  )
  const accepted = Array.from({length: 1000}, () => fn.invoke().catch((error: unknown) => error))
  assert.deepEqual(await fn.invoke(), {outcome: 'refused', reason: 'throttled', message: 'Rate Exceeded.'})
  await fn.close()
  assert.ok(
    (await Promise.all(accepted)).every((answer) => answer instanceof BackendError || 'payload' in (answer as object)),
  )
})

test('function runtime: after a reload new requests run the new code and old ones finish', async () => {
  const fn = start({
    'index.mjs':
      "export const handler = async (event) => { await new Promise((resolve) => setTimeout(resolve, event.ms)); return 'old' }",
  })
  await fn.invoke({ms: 0})
  const slow = fn.invoke({ms: 300})
  fn.write({'index.mjs': "export const handler = async () => 'new'"})
  fn.runtime.reload('another-function')
  fn.runtime.reload('probe')
  assert.deepEqual(await fn.invoke(), {outcome: 'success', payload: '"new"'})
  assert.deepEqual(await slow, {outcome: 'success', payload: '"old"'})
})

test('function runtime: requests that wait during a reload are answered by the code they were accepted for', async () => {
  const fn = start(
    {
      'index.mjs':
        "export const handler = async () => { await new Promise((resolve) => setTimeout(resolve, 20)); return 'old' }",
    },
    {concurrency: 1},
  )
  const waiting = Array.from({length: 5}, () => fn.invoke())
  fn.runtime.reload()
  fn.write({'index.mjs': "export const handler = async () => 'new'"})
  const answers = await Promise.all([...waiting, fn.invoke()])
  assert.equal(answers.filter(({outcome}) => outcome === 'success').length, 6)
  assert.deepEqual(answers.at(-1), {outcome: 'success', payload: '"new"'})
})

test('function runtime: a changed record takes effect with the next request', async () => {
  const fn = start({'index.mjs': 'export const handler = async () => process.env.TABLE ?? null'})
  assert.deepEqual(await fn.invoke(), {outcome: 'success', payload: 'null'})
  fn.change({environment: {TABLE: 'pets'}})
  assert.deepEqual(await fn.invoke(), {outcome: 'success', payload: '"pets"'})
})
