import assert from 'node:assert/strict'
import {test} from 'vitest'
import {HttpRefusal} from '../../../../src/gateway/data/http/http-refusal.js'
import {parseLambdaAnswer} from '../../../../src/gateway/data/http/lambda-answer.js'

const json = ['content-type', 'application/json']
const plain = ['content-type', 'text/plain; charset=utf-8']

// Recorded on AWS by aws-lambda-dotnet's test tool (InvokeResponseExtensionsIntegrationTests, ApiGatewayResponseTestCases).
const inferred = [
  {payload: '{"name": "John Doe", "age": 30}', body: '{"name": "John Doe", "age": 30}'},
  {payload: '{"name": "John Doe", "age":', body: '{"name": "John Doe", "age":'},
  {payload: '[1, 2]', body: '[1, 2]'},
  {payload: 'Hello, World!', body: 'Hello, World!'},
  {payload: '42', body: '42'},
  {payload: '"Special \\"quoted\\" text"', body: 'Special "quoted" text'},
  {payload: '""', body: ''},
  {payload: 'null', body: 'null'},
  {payload: '{"statusCode":null,"a":1}', body: '{"statusCode":null,"a":1}'},
]

for (const {payload, body} of inferred) {
  test(`lambda answer 2.0: ${payload} is the body of a 200`, () => {
    assert.deepEqual(parseLambdaAnswer(payload, '2.0'), {status: 200, headers: json, body: Buffer.from(body)})
  })
}

const structured = [
  {name: 'only a status', version: '2.0', answer: {statusCode: 201}, status: 201, headers: plain, body: ''},
  {name: 'a status as text', version: '2.0', answer: {statusCode: '404'}, status: 404, headers: plain, body: ''},
  {
    name: 'headers of all scalar types, and cookies',
    version: '2.0',
    answer: {
      statusCode: 200,
      headers: {'Content-Type': 'a/b', 'X-N': 1, 'X-B': true, 'X-Null': null},
      cookies: ['a=1', 'b=2'],
    },
    status: 200,
    headers: ['Content-Type', 'a/b', 'X-N', '1', 'X-B', 'true', 'set-cookie', 'a=1', 'set-cookie', 'b=2'],
    body: '',
  },
  {
    name: 'a base 64 body, whatever the client accepts',
    version: '2.0',
    answer: {statusCode: 200, body: 'aGk=', isBase64Encoded: true},
    status: 200,
    headers: plain,
    body: 'hi',
  },
  {
    name: 'unknown members, and multiValueHeaders that 2.0 does not know',
    version: '2.0',
    answer: {statusCode: 200, extra: 1, multiValueHeaders: {a: ['b']}},
    status: 200,
    headers: plain,
    body: '',
  },
  {
    name: 'a line break in a header',
    version: '2.0',
    answer: {statusCode: 200, headers: {'X-A': 'b\r\nSet-Cookie: c'}},
    status: 200,
    headers: ['X-A', 'b  Set-Cookie: c', ...plain],
    body: '',
  },
  {
    name: 'both header maps, merged without repeated pairs (recorded: V1_CombinesSingleAndMultiValueHeadersHttpV1)',
    version: '1.0',
    answer: {
      statusCode: 200,
      headers: {'Content-Type': 'application/json', Combined: 'single', Same: 'x'},
      multiValueHeaders: {Combined: ['multi1', 'multi2'], same: ['x']},
      body: '{}',
    },
    status: 200,
    headers: [
      'Content-Type',
      'application/json',
      'Combined',
      'single',
      'Same',
      'x',
      'Combined',
      'multi1',
      'Combined',
      'multi2',
    ],
    body: '{}',
  },
  {
    name: 'cookies that 1.0 does not know',
    version: '1.0',
    answer: {statusCode: 200, cookies: ['a=1']},
    status: 200,
    headers: plain,
    body: '',
  },
] as const

for (const {name, version, answer, status, headers, body} of structured) {
  test(`lambda answer ${version}: ${name}`, () => {
    assert.deepEqual(parseLambdaAnswer(JSON.stringify(answer), version), {
      status,
      headers: [...headers],
      body: Buffer.from(body),
    })
  })
}

const malformed = [
  {version: '2.0', payload: '{"statusCode":200.5,"body":"Hello"}'},
  {version: '2.0', payload: '{"statusCode":0}'},
  {version: '2.0', payload: '{"statusCode":"ok"}'},
  {version: '2.0', payload: '{"statusCode":101}'},
  {version: '2.0', payload: '{"statusCode":200,"body":{"a":1}}'},
  {version: '2.0', payload: '{"statusCode":200,"headers":[]}'},
  {version: '2.0', payload: '{"statusCode":200,"headers":{"a b":"c"}}'},
  {version: '2.0', payload: '{"statusCode":200,"headers":{"a":["b"]}}'},
  {version: '2.0', payload: '{"statusCode":200,"cookies":"a=1"}'},
  {version: '1.0', payload: '{"statusCode":200,"multiValueHeaders":{"a":"b"}}'},
  {version: '1.0', payload: '{"body":"no status"}'},
  {version: '1.0', payload: '"text"'},
  {version: '1.0', payload: 'Not a valid proxy response object'},
] as const

for (const {version, payload} of malformed) {
  test(`lambda answer ${version}: ${payload} is refused`, () => {
    assert.throws(
      () => parseLambdaAnswer(payload, version),
      (error) => error instanceof HttpRefusal && error.type === 'INTEGRATION_FAILURE' && error.status === 500,
    )
  })
}
