import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
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

const styles = [
  {
    name: 'an async ES module',
    files: {'index.mjs': 'export const handler = async (event) => ({got: event.a})'},
  },
  {
    name: 'an async CommonJS module',
    files: {'index.cjs': 'exports.handler = async (event) => ({got: event.a})'},
  },
  {
    name: 'a CommonJS module whose exports Node cannot see from outside',
    files: {
      'index.js': 'const all = {handler: async (event) => ({got: event.a})}; module.exports = Object.assign({}, all)',
    },
  },
  {
    name: 'a callback',
    files: {'index.js': 'exports.handler = (event, context, callback) => callback(null, {got: event.a})'},
  },
  {
    name: 'context.succeed',
    files: {'index.js': 'exports.handler = (event, context) => context.succeed({got: event.a})'},
  },
  {
    name: 'a nested export',
    files: {'index.js': 'exports.api = {v1: {handler: async (event) => ({got: event.a})}}'},
    settings: {handler: 'index.api.v1.handler'},
  },
  {
    name: 'a module in a folder',
    files: {'src/pets/list.mjs': 'export const handler = async (event) => ({got: event.a})'},
    settings: {handler: 'src/pets/list.handler'},
  },
  {
    name: 'TypeScript with a typed import in a CommonJS project',
    files: {
      'index.ts': "import {pick} from './pick'\nexport const handler = async (event: {a: number}) => pick(event)",
      'pick.ts': 'export function pick(event: {a: number}): {got: number} { return {got: event.a} }',
    },
  },
  {
    name: 'TypeScript with .js specifiers and top-level await in an ESM project',
    files: {
      'package.json': '{"type": "module"}',
      'index.ts':
        "import {pick} from './pick.js'\nawait null\nexport const handler = async (event: {a: number}) => pick(event)",
      'pick.ts': 'export const pick = (event: {a: number}) => ({got: event.a})',
    },
  },
  {
    name: 'TypeScript with top-level await in a CommonJS project',
    files: {'index.ts': 'const got = await Promise.resolve(1)\nexport const handler = async () => ({got})'},
  },
  {
    name: 'TypeScript that imports an installed CommonJS package by name',
    files: {
      'index.ts': "import {pick} from 'picker'\nexport const handler = async (event: {a: number}) => pick(event)",
      'node_modules/picker/package.json': '{"name": "picker", "main": "main.js"}',
      'node_modules/picker/main.js': 'module.exports = Object.assign({}, {pick: (event) => ({got: event.a})})',
    },
  },
  {
    name: 'TypeScript that imports an installed ES module package from an ESM project',
    files: {
      'package.json': '{"type": "module"}',
      'index.ts': "import {pick} from 'picker'\nexport const handler = async (event: {a: number}) => pick(event)",
      'node_modules/picker/package.json': '{"name": "picker", "type": "module", "exports": "./main.js"}',
      'node_modules/picker/main.js': 'export const pick = (event) => ({got: event.a})',
    },
  },
  {
    name: 'TypeScript that reads a file beside itself',
    files: {
      'src/deep/index.mts':
        "import {readFileSync} from 'node:fs'\nconst text = readFileSync(new URL('./data.json', import.meta.url), 'utf8')\nexport const handler = async () => JSON.parse(text)",
      'src/deep/data.json': '{"got": 1}',
    },
    settings: {handler: 'src/deep/index.handler'},
  },
  {
    name: 'TypeScript that uses __dirname',
    files: {
      'index.ts':
        "import {join} from 'node:path'\nimport {readFileSync} from 'node:fs'\nexport const handler = async () => JSON.parse(readFileSync(join(__dirname, 'data.json'), 'utf8'))",
      'data.json': '{"got": 1}',
    },
  },
  {
    name: 'TypeScript beside its stale compiled JavaScript',
    files: {
      'index.ts': 'export const handler = async (event: {a: number}) => ({got: event.a})',
      'index.js': "exports.handler = async () => 'stale'",
    },
  },
  {
    name: 'a streaming handler, invoked buffered',
    files: {
      'index.mjs':
        'export const handler = awslambda.streamifyResponse(async (event, stream) => { stream.write(\'{"got":\'); stream.write(`${event.a}}`); stream.end() })',
    },
  },
]

for (const {name, files, settings} of styles) {
  test(`node handlers: ${name}`, async () => {
    const fn = start(files, settings)
    assert.deepEqual(await fn.invoke({a: 1}), {outcome: 'success', payload: '{"got":1}'})
  })
}

const results = [
  {name: 'undefined', returns: 'undefined', payload: 'null'},
  {name: 'a string', returns: "'hello'", payload: '"hello"'},
  {name: 'a function', returns: '() => 1', payload: 'null'},
  {name: 'an object with toJSON', returns: '{toJSON: () => [1]}', payload: '[1]'},
]

for (const {name, returns, payload} of results) {
  test(`node handlers: a handler that returns ${name}`, async () => {
    const fn = start({'index.mjs': `export const handler = async () => (${returns})`})
    assert.deepEqual(await fn.invoke(), {outcome: 'success', payload})
  })
}

test('node handlers: a handler that never answers and leaves nothing to wait for answers null', async () => {
  const fn = start({'index.js': 'exports.handler = () => {}'})
  assert.deepEqual(await fn.invoke(), {outcome: 'success', payload: 'null'})
  assert.deepEqual(await fn.invoke(), {outcome: 'success', payload: 'null'})
})

test('node handlers: a callback waits for an empty event loop, unless told otherwise', async () => {
  const fn = start({
    'index.js': `
      let finished = 'no'
      exports.handler = (event, context, callback) => {
        context.callbackWaitsForEmptyEventLoop = event.wait
        const result = {toJSON: () => finished}
        setTimeout(() => { finished = 'yes'; console.log('background') }, 20)
        callback(null, 'answered')
      }`,
  })
  await fn.invoke({wait: false})
  const before = [...fn.lines]
  await fn.invoke({wait: true}, {requestId: 'r-2'})
  assert.deepEqual(before, [])
  assert.ok(fn.lines.includes('r-2: background'))
})

test('node handlers: the context and the environment are those of Lambda, and nothing of the user comes through', async () => {
  process.env.APIGW_TEST_SECRET = 'hidden'
  const fn = start(
    {
      'index.mjs': `
        import {homedir} from 'node:os'
        export const handler = async (event, context) => {
          const {getRemainingTimeInMillis, succeed, fail, done, logStreamName, ...rest} = context
          const left = getRemainingTimeInMillis()
          return {
            context: rest, isLeft: left > 0 && left <= 7000,
            logStream: /^2026\\/01\\/02\\/\\[\\$LATEST\\][0-9a-f]{32}$/.test(logStreamName),
            environment: Object.fromEntries(Object.entries(process.env).filter(([name]) => !['PATH', 'HOME', 'TMPDIR', 'AWS_LAMBDA_LOG_STREAM_NAME'].includes(name))),
          }
        }`,
    },
    {timeoutSeconds: 7, memoryMb: 256, environment: {TABLE: 'pets', AWS_REGION: 'us-east-1'}},
  )
  const result = await fn.invoke({}, {functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:probe:live'})
  delete process.env.APIGW_TEST_SECRET
  assert.equal(result.outcome, 'success')
  assert.deepEqual(JSON.parse(result.payload), {
    context: {
      callbackWaitsForEmptyEventLoop: true,
      functionName: 'probe',
      functionVersion: '$LATEST',
      memoryLimitInMB: '256',
      logGroupName: '/aws/lambda/probe',
      awsRequestId: 'r-1',
      invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:probe:live',
    },
    isLeft: true,
    logStream: true,
    environment: {
      LANG: 'en_US.UTF-8',
      TZ: ':UTC',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_CONFIG_FILE: '/dev/null',
      TABLE: 'pets',
      LAMBDA_TASK_ROOT: fn.directory,
      _HANDLER: 'index.handler',
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x',
      AWS_LAMBDA_FUNCTION_NAME: 'probe',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/probe',
    },
  })
})

test('node handlers: output of the console, the streams and the descriptors arrives with its request, before the answer', async () => {
  const fn = start({
    'index.mjs': `
      import {writeSync} from 'node:fs'
      export const handler = async () => {
        console.log('one', {two: 2})
        console.error('three')
        process.stdout.write('fo'); process.stdout.write('ur\\r\\nfive\\n')
        writeSync(1, 'six\\n'); writeSync(2, Buffer.from('--seven\\n'), 2, 5)
      }`,
  })
  await fn.invoke()
  assert.deepEqual(fn.lines, ['r-1: one { two: 2 }', 'r-1: three', 'r-1: four', 'r-1: five', 'r-1: six', 'r-1: seven'])
})

test('node handlers: a sandbox is warm for the next request and takes one at a time', async () => {
  const fn = start({
    'index.mjs': `
      import {threadId} from 'node:worker_threads'
      let [runs, busy, overlaps] = [0, 0, 0]
      export const handler = async () => {
        busy += 1
        if (busy > 1) overlaps += 1
        await new Promise((resolve) => setTimeout(resolve, 30))
        busy -= 1
        runs += 1
        return {threadId, runs, overlaps}
      }`,
  })
  const answers = await Promise.all(Array.from({length: 6}, () => fn.invoke()))
  const values = answers.map((answer) => JSON.parse(answer.outcome === 'success' ? answer.payload : 'null') as Counts)
  assert.deepEqual(new Set(values.map(({overlaps}) => overlaps)), new Set([0]))
  // Six requests, two sandboxes: each has run several of them.
  assert.equal(new Set(values.map(({threadId}) => threadId)).size, 2)
  assert.equal(values.filter(({runs}) => runs === 1).length, 2)
})

type Counts = {threadId: number; runs: number; overlaps: number}
