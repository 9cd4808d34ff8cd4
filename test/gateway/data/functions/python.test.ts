import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {chmodSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, test} from 'vitest'
import {localFunction} from './local-function.js'
import type {LocalFunction} from './local-function.js'

const open: LocalFunction[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((fn) => fn.close()))
})

const hasPython = spawnSync('python3', ['--version']).status === 0
const pythonTest = test.skipIf(!hasPython)

function start(source: string, settings: Parameters<typeof localFunction>[1] = {}): LocalFunction {
  const fn = localFunction(
    {'app.py': source, 'pkg/pets.py': source},
    {runtime: 'python3.12', handler: 'app.handler', ...settings},
  )
  open.push(fn)
  return fn
}

pythonTest('python: a handler gets event and context and answers JSON, and stays warm', async () => {
  const fn = start(
    `
import os
runs = 0
def handler(event, context):
    global runs
    runs += 1
    print('run', runs)
    left = context.get_remaining_time_in_millis()
    return {'got': event['a'], 'runs': runs, 'id': context.aws_request_id, 'table': os.environ['TABLE'], 'left': 0 < left <= 5000, 'umlaut': 'ä'}
`,
    {environment: {TABLE: 'pets'}, timeoutSeconds: 5, handler: 'pkg/pets.handler'},
  )
  await fn.invoke({a: 1})
  assert.deepEqual(await fn.invoke({a: 2}, {requestId: 'r-2'}), {
    outcome: 'success',
    payload: '{"got": 2, "runs": 2, "id": "r-2", "table": "pets", "left": true, "umlaut": "ä"}',
  })
  assert.deepEqual(fn.lines, ['r-1: run 1', 'r-2: run 2'])
})

const faults = [
  {
    name: 'raises',
    source: "def handler(event, context):\n    raise ValueError('no pets')",
    error: {errorType: 'ValueError', errorMessage: 'no pets'},
  },
  {
    name: 'answers what JSON cannot hold',
    source: 'def handler(event, context):\n    return {1, 2}',
    error: {
      errorType: 'Runtime.MarshalError',
      errorMessage: 'Unable to marshal response: Object of type set is not JSON serializable',
    },
  },
  {
    name: 'exits',
    source: 'import os\ndef handler(event, context):\n    os._exit(3)',
    error: {
      errorType: 'Runtime.ExitError',
      errorMessage: 'RequestId: r-1 Error: Runtime exited with error: exit status 3',
    },
  },
  {
    name: 'hangs',
    source: 'import time\ndef handler(event, context):\n    time.sleep(60)',
    settings: {timeoutSeconds: 0.2},
    error: {
      errorType: 'Sandbox.Timedout',
      errorMessage: '2026-01-02T03:04:05.006Z r-1 Task timed out after 0.20 seconds',
    },
  },
  {
    name: 'answers more than 6 MB',
    source: "def handler(event, context):\n    return 'x' * 6300000",
    error: {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    },
  },
  {
    name: 'is not there',
    source: 'x = 1',
    error: {errorType: 'Runtime.HandlerNotFound', errorMessage: "Handler 'handler' missing on module 'app'"},
  },
  {
    name: 'imports what is not installed',
    source: 'import no_such_package',
    error: {
      errorType: 'Runtime.ImportModuleError',
      errorMessage: "Unable to import module 'app': No module named 'no_such_package'",
    },
  },
  {
    name: 'has a syntax error',
    source: 'def handler(:',
    error: {
      errorType: 'Runtime.UserCodeSyntaxError',
      errorMessage: "Syntax error in module 'app': invalid syntax (app.py, line 1)",
    },
  },
]

for (const {name, source, settings, error} of faults) {
  pythonTest(`python: a handler that ${name} answers Lambda's error`, async () => {
    const fn = start(source, settings)
    const result = await fn.invoke()
    assert.equal(result.outcome, 'functionError')
    const {errorType, errorMessage} = JSON.parse(result.payload) as typeof error
    assert.deepEqual({errorType, errorMessage}, error)
  })
}

test('provided: a bootstrap that speaks the Runtime API runs, and one that is missing is named', async () => {
  const fn = localFunction(
    {bootstrap: bootstrapScript},
    {runtime: 'provided.al2023', environment: {NODE: process.execPath}},
  )
  open.push(fn)
  chmodSync(join(fn.directory, 'bootstrap'), 0o755)
  assert.deepEqual(await fn.invoke({a: 1}), {outcome: 'success', payload: '{"echo":{"a":1}}'})
  const missing = localFunction({}, {runtime: 'provided.al2023'})
  open.push(missing)
  const result = await missing.invoke()
  assert.equal(
    result.outcome === 'functionError' && result.payload,
    `{"errorType":"Runtime.InvalidEntrypoint","errorMessage":"Error: Couldn't find valid bootstrap(s): [${join(missing.directory, 'bootstrap')}]"}`,
  )
})

const streams = [
  {name: 'passed on piece by piece', event: {}, chunks: ['one', 'two'], result: {outcome: 'success', payload: ''}},
  {
    name: 'ended by a failure that its trailers tell',
    event: {fails: true},
    chunks: ['one', 'two'],
    result: {outcome: 'functionError', payload: '{"errorType":"Broken","errorMessage":"late"}'},
  },
  {
    name: 'broken off',
    event: {breaks: true},
    chunks: ['one'],
    result: {
      outcome: 'functionError',
      payload: '{"errorType":"Runtime.TruncatedResponse","errorMessage":"The runtime broke its response off."}',
    },
  },
]
for (const {name, event, chunks, result} of streams) {
  test(`provided: a streamed response is ${name}`, async () => {
    const fn = localFunction(
      {bootstrap: streamingBootstrap},
      {runtime: 'provided.al2023', environment: {NODE: process.execPath}},
    )
    open.push(fn)
    chmodSync(join(fn.directory, 'bootstrap'), 0o755)
    const taken: string[] = []
    const onChunk = (chunk: Uint8Array): Promise<void> => {
      taken.push(Buffer.from(chunk).toString())
      return Promise.resolve()
    }
    assert.deepEqual(await fn.invoke(event, {onChunk}), result)
    assert.deepEqual(taken, chunks)
  })
}

test('provided: a streamed response to a caller that wants the whole is the whole', async () => {
  const fn = localFunction(
    {bootstrap: streamingBootstrap},
    {runtime: 'provided.al2023', environment: {NODE: process.execPath}},
  )
  open.push(fn)
  chmodSync(join(fn.directory, 'bootstrap'), 0o755)
  assert.deepEqual(await fn.invoke({}), {outcome: 'success', payload: 'onetwo'})
})

/** Writes the second chunk once the first has been sent, so that they stay apart. */
const streamingBootstrap = `#!/bin/sh
exec "$NODE" -e '
const http = require("node:http");
const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const base = "/2018-06-01/runtime/invocation/";
const next = () => http.get({host, port, path: base + "next", agent: false}, async (incoming) => {
  let text = "";
  for await (const chunk of incoming) text += chunk;
  const event = JSON.parse(text);
  const headers = {
    "Lambda-Runtime-Function-Response-Mode": "streaming",
    "Transfer-Encoding": "chunked",
    "Trailer": "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body",
  };
  const id = incoming.headers["lambda-runtime-aws-request-id"];
  const answer = http.request({host, port, path: base + id + "/response", method: "POST", headers, agent: false}, next);
  answer.on("error", () => setTimeout(next, 10));
  answer.write("one");
  setTimeout(() => {
    if (event.breaks) return answer.destroy();
    if (event.fails) {
      const body = Buffer.from(JSON.stringify({errorType: "Broken", errorMessage: "late"})).toString("base64");
      answer.addTrailers({"Lambda-Runtime-Function-Error-Type": "Broken", "Lambda-Runtime-Function-Error-Body": body});
    }
    answer.end("two");
  }, 50);
});
next();
'
`

const bootstrapScript = `#!/bin/sh
exec "$NODE" -e '
const base = "http://" + process.env.AWS_LAMBDA_RUNTIME_API + "/2018-06-01/runtime/invocation/";
(async () => {
  for (;;) {
    const next = await fetch(base + "next");
    const id = next.headers.get("lambda-runtime-aws-request-id");
    const body = JSON.stringify({echo: await next.json()});
    await fetch(base + id + "/response", {method: "POST", body});
  }
})();
'
`
