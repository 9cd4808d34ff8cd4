import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import type {InvokeResult} from '../../../../src/gateway/data/ports.js'
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

/** The error without its trace, which holds paths. */
function errorOf(result: InvokeResult): unknown {
  assert.equal(result.outcome, 'functionError')
  const {errorType, errorMessage} = JSON.parse(result.payload) as {
    errorType: string
    errorMessage: string
  }
  return {errorType, errorMessage}
}

const faults = [
  {
    name: 'throws an error',
    body: "class OutOfPets extends Error { name = 'OutOfPets' }; throw new OutOfPets('none left')",
    error: {errorType: 'OutOfPets', errorMessage: 'none left'},
  },
  {name: 'throws a string', body: "throw 'oops'", error: {errorType: 'string', errorMessage: 'oops'}},
  {
    name: 'throws an object that cannot be printed',
    body: "throw {toString() { throw new Error('no') }}",
    error: {errorType: 'object', errorMessage: 'a value of type object without a text'},
  },
  {
    name: 'answers a circular value',
    body: 'const circle = {}; circle.self = circle; return circle',
    error: {errorType: 'Error', errorMessage: 'Unable to stringify response body'},
  },
  {
    name: 'answers a BigInt',
    body: 'return 1n',
    error: {errorType: 'Error', errorMessage: 'Unable to stringify response body'},
  },
  {
    name: 'answers more than 6 MB',
    body: "return 'x'.repeat(6_300_000)",
    error: {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    },
  },
  {
    name: 'answers 20 MB',
    body: "return {body: 'x'.repeat(20 * 1024 * 1024)}",
    error: {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    },
  },
  {
    name: 'exits with a code',
    body: 'process.exit(3)',
    error: {
      errorType: 'Runtime.ExitError',
      errorMessage: 'RequestId: r-1 Error: Runtime exited with error: exit status 3',
    },
  },
  {
    name: 'exits without a code',
    body: 'process.exit()',
    error: {
      errorType: 'Runtime.ExitError',
      errorMessage: 'RequestId: r-1 Error: Runtime exited without providing a reason',
    },
  },
  {
    name: 'throws where nobody can catch it',
    body: "setTimeout(() => { throw new TypeError('late') }, 1); await new Promise(() => {})",
    error: {errorType: 'TypeError', errorMessage: 'late'},
  },
  {
    name: 'leaves a rejection unhandled',
    body: "Promise.reject(new Error('lost')); await new Promise((resolve) => setTimeout(resolve, 5000))",
    error: {errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: lost'},
  },
  {
    name: 'runs for ever',
    body: 'for (;;) {}',
    settings: {timeoutSeconds: 0.2},
    error: {
      errorType: 'Sandbox.Timedout',
      errorMessage: '2026-01-02T03:04:05.006Z r-1 Task timed out after 0.20 seconds',
    },
  },
  {
    name: 'waits for ever',
    body: 'await new Promise((resolve) => setTimeout(resolve, 60_000))',
    settings: {timeoutSeconds: 0.2},
    error: {
      errorType: 'Sandbox.Timedout',
      errorMessage: '2026-01-02T03:04:05.006Z r-1 Task timed out after 0.20 seconds',
    },
  },
  {
    name: 'takes more memory than it has',
    body: 'const hoard = []; for (;;) hoard.push(new Array(10_000).fill({}))',
    settings: {memoryMb: 20},
    error: {
      errorType: 'Runtime.ExitError',
      errorMessage: 'RequestId: r-1 Error: Runtime exited with error: signal: killed',
    },
  },
]

for (const {name, body, settings, error} of faults) {
  test(`node faults: a handler that ${name}, and the next request is answered`, async () => {
    const fn = start(
      {'index.mjs': `export const handler = async (event) => { if (event.ok) return 'ok'; ${body} }`},
      settings,
    )
    assert.deepEqual(errorOf(await fn.invoke()), error)
    assert.deepEqual(await fn.invoke({ok: true}, {requestId: 'r-2'}), {outcome: 'success', payload: '"ok"'})
  })
}

test('node faults: a sandbox that breaks after its answer gets no further request', async () => {
  const fn = start(
    {
      'index.mjs': `
        import {threadId} from 'node:worker_threads'
        export const handler = async (event) => {
          if (event.break) setTimeout(() => { console.log('breaks'); throw new Error('late') }, 1)
          return threadId
        }`,
    },
    {concurrency: 1},
  )
  const first = await fn.invoke({break: true})
  while (fn.lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  const second = await fn.invoke({}, {requestId: 'r-2'})
  assert.equal(second.outcome, 'success')
  assert.notDeepEqual(second, first)
})

test('node faults: a callback error answers at once, with its stack', async () => {
  const fn = start({
    'index.js':
      "exports.handler = (event, context, callback) => { setTimeout(() => {}, 60_000); callback(new RangeError('far')) }",
  })
  const result = await fn.invoke()
  assert.deepEqual(errorOf(result), {errorType: 'RangeError', errorMessage: 'far'})
})

test('node faults: stack traces of TypeScript name the source and its line', async () => {
  const fn = start(
    {
      'src/index.ts':
        'type Unused = string\n\nexport const handler = async (event: {a: number}) => {\n  throw new Error(`a is ${event.a}`)\n}\n',
    },
    {handler: 'src/index.handler'},
  )
  const result = await fn.invoke({a: 1})
  const {trace} = JSON.parse(result.outcome === 'functionError' ? result.payload : '') as {trace: string[]}
  assert.equal(trace[0], 'Error: a is 1')
  assert.match(trace[1] ?? '', /src\/index\.ts:4:9/)
})

const loading = [
  {
    name: 'a missing file',
    files: {},
    errorType: 'Runtime.ImportModuleError',
    message: /^Error: Cannot find module 'index': no index\{\.ts,.*\} in \//,
  },
  {
    name: 'a missing import',
    files: {'index.mjs': "import './nowhere.mjs'\nexport const handler = async () => 1"},
    errorType: 'Runtime.ImportModuleError',
    message: /Cannot find module '.*nowhere\.mjs' imported from/,
  },
  {
    name: 'a missing package in TypeScript',
    files: {'index.ts': "import 'no-such-package'\nexport const handler = async () => 1"},
    errorType: 'Runtime.ImportModuleError',
    message: /^Error: index\.ts:1:8: Could not resolve "no-such-package"/,
  },
  {
    name: 'a missing export',
    files: {'index.mjs': 'export const other = async () => 1'},
    errorType: 'Runtime.HandlerNotFound',
    message: /^index\.handler is undefined or not exported$/,
  },
  {
    name: 'an export that is no function',
    files: {'index.mjs': 'export const handler = 1'},
    errorType: 'Runtime.HandlerNotFound',
    message: /^index\.handler is not a function$/,
  },
  {
    name: 'a syntax error in JavaScript',
    files: {'index.mjs': 'export const handler = async () => {'},
    errorType: 'Runtime.UserCodeSyntaxError',
    message: /^SyntaxError: Unexpected end of input$/,
  },
  {
    name: 'a syntax error in TypeScript',
    files: {'index.ts': 'export const handler = async () => {\n  return [1'},
    errorType: 'Runtime.UserCodeSyntaxError',
    message: /^SyntaxError: index\.ts:2:12: /,
  },
  {
    name: 'a module that throws',
    files: {'index.mjs': "throw new TypeError('no table')"},
    errorType: 'TypeError',
    message: /^no table$/,
  },
  {
    name: 'a module that exits',
    files: {'index.mjs': 'process.exit(4)'},
    errorType: 'Runtime.ExitError',
    message: /Runtime exited with error: exit status 4$/,
  },
  {
    name: 'a handler name without an export',
    files: {},
    settings: {handler: 'index'},
    errorType: 'Runtime.MalformedHandlerName',
    message: /^'index' is not a valid handler name\./,
  },
  {
    name: 'a handler outside the folder',
    files: {},
    settings: {handler: '../index.handler'},
    errorType: 'Runtime.MalformedHandlerName',
    message: /^'\.\.\/index\.handler' is not a valid handler name\./,
  },
  {
    name: 'a runtime that does not run here',
    files: {},
    settings: {runtime: 'java21'},
    errorType: 'Runtime.NotSupported',
    message: /^Runtime java21 of function probe does not run on this machine/,
  },
]

for (const {name, files, settings, errorType, message} of loading) {
  test(`node faults: ${name} is told as Lambda tells it`, async () => {
    const fn = start(files, settings)
    const error = errorOf(await fn.invoke()) as {errorType: string; errorMessage: string}
    assert.equal(error.errorType, errorType)
    assert.match(error.errorMessage, message)
  })
}

test('node faults: a handler that could not load is tried again once its file is there', async () => {
  const fn = start({})
  assert.equal((await fn.invoke()).outcome, 'functionError')
  fn.write({'index.mjs': "export const handler = async () => 'here'"})
  assert.deepEqual(await fn.invoke(), {outcome: 'success', payload: '"here"'})
})

test('node faults: output above the limit of one invocation is cut, and the next invocation prints again', async () => {
  const fn = start({
    'index.mjs':
      "export const handler = async (event) => { for (let n = 0; n < event.lines; n += 1) console.log('x'.repeat(9999)) }",
  })
  await fn.invoke({lines: 1000})
  assert.equal(fn.lines.length, 401)
  assert.match(fn.lines.at(-1) ?? '', /^r-1: \[output above 4000000 characters per invocation is dropped\]$/)
  await fn.invoke({lines: 2}, {requestId: 'r-2'})
  assert.equal(fn.lines.length, 403)
})

test('node faults: what a failed stream goes on writing reaches no later response', async () => {
  const fn = start({
    'index.mjs': `
      let failed
      export const handler = awslambda.streamifyResponse(async (event, stream) => {
        if (failed === undefined) {
          failed = stream
          throw new Error('no')
        }
        failed.write('of the first')
        stream.end('of the second')
      })`,
  })
  const chunks: string[] = []
  const onChunk = (chunk: Uint8Array): Promise<void> => {
    chunks.push(Buffer.from(chunk).toString())
    return Promise.resolve()
  }
  assert.deepEqual(errorOf(await fn.invoke({}, {onChunk})), {errorType: 'Error', errorMessage: 'no'})
  assert.deepEqual(await fn.invoke({}, {onChunk}), {outcome: 'success', payload: ''})
  assert.deepEqual(chunks, ['of the second'])
})
