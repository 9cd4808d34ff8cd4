import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {localFunction} from './local-function.js'
import type {LocalFunction} from './local-function.js'

const open: LocalFunction[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((fn) => fn.close()))
})

/** What Node.js does with an add-on that knows nothing of threads, without a compiler for one. */
const addOn = `
const {isMainThread} = require('node:worker_threads')
if (!isMainThread) {
  const refusal = new Error("Module did not self-register: '/var/task/native.node'.")
  throw Object.assign(refusal, {code: 'ERR_DLOPEN_FAILED'})
}
`

function start(body: string, settings: Parameters<typeof localFunction>[1] = {}): LocalFunction {
  const source = `${addOn}\nlet runs = 0\nexports.handler = async (event, context) => {\n${body}\n}\n`
  const fn = localFunction({'index.js': source}, settings)
  open.push(fn)
  return fn
}

test('native code: a handler that no thread can load runs in a process, warm, with its output and environment', async () => {
  const fn = start(
    `
  runs += 1
  console.log('run', runs)
  return {runs, table: process.env.TABLE, home: process.env.USER, argv: process.argv.length, sent: event.sent}`,
    {environment: {TABLE: 'pets'}},
  )
  await fn.invoke()
  assert.deepEqual(await fn.invoke({sent: 'ä'}, {requestId: 'r-2'}), {
    outcome: 'success',
    payload: '{"runs":2,"table":"pets","argv":2,"sent":"ä"}',
  })
  assert.deepEqual(fn.lines, ['r-1: run 1', 'r-2: run 2'])
})

test('native code: what a streaming handler writes in its process is passed on piece by piece', async () => {
  const source = `${addOn}
exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  stream.write('one')
  stream.end('two')
})`
  const fn = localFunction({'index.js': source})
  open.push(fn)
  const chunks: string[] = []
  const onChunk = (chunk: Uint8Array): Promise<void> => {
    chunks.push(Buffer.from(chunk).toString())
    return Promise.resolve()
  }
  assert.deepEqual(await fn.invoke({}, {onChunk}), {outcome: 'success', payload: ''})
  assert.deepEqual(chunks, ['one', 'two'])
})

const ends = [
  {name: 'throws', body: "throw new TypeError('no')", error: {errorType: 'TypeError', errorMessage: 'no'}},
  {
    name: 'exits',
    body: 'process.exit(3)',
    error: {
      errorType: 'Runtime.ExitError',
      errorMessage: 'RequestId: r-1 Error: Runtime exited with error: exit status 3',
    },
  },
  {
    name: 'is killed',
    body: "process.kill(process.pid, 'SIGKILL')\n  await new Promise(() => setInterval(() => {}, 1000))",
    error: {
      errorType: 'Runtime.ExitError',
      errorMessage: 'RequestId: r-1 Error: Runtime exited with error: signal: killed',
    },
  },
  {
    name: 'hangs',
    body: 'for (;;);',
    settings: {timeoutSeconds: 0.2},
    error: {
      errorType: 'Sandbox.Timedout',
      errorMessage: '2026-01-02T03:04:05.006Z r-1 Task timed out after 0.20 seconds',
    },
  },
]
for (const {name, body, settings, error} of ends) {
  test(`native code: a handler that ${name} in its process answers Lambda's error, and the next one runs`, async () => {
    const fn = start(`if (event.well) return 'well'\n  ${body}`, settings)
    const result = await fn.invoke()
    assert.equal(result.outcome, 'functionError')
    const {errorType, errorMessage} = JSON.parse(result.payload) as typeof error
    assert.deepEqual({errorType, errorMessage}, error)
    assert.deepEqual(await fn.invoke({well: true}), {outcome: 'success', payload: '"well"'})
  })
}

test('native code: an add-on that a process cannot load either is an error of the function', async () => {
  const fn = start('return 1')
  fn.write({'index.js': addOn.replace('if (!isMainThread)', 'if (true)')})
  const result = await fn.invoke()
  assert.match(result.outcome === 'functionError' ? result.payload : '', /did not self-register/)
})
