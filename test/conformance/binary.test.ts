import {lambdaProxy, lambdaUri, methodOf, returns} from '../gateway/data/rest/rest-fixture.js'
import {exchanges, type Exchange} from './exchange.js'

const area = 'binary'
const guide = {area, source: 'developer guide, Content type conversions in API Gateway', recorded: '2026-04'}
const recording = {
  area,
  source: 'localstack test_apigateway_lambda.py, test_aws_proxy_binary_response',
  recorded: '2024-02-23',
}

const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47])
const base64 = bytes.toString('base64')
const types = ['image/png']

/** A backend of type HTTP that is sent what the method makes of the body. */
const requests: Exchange[] = (
  [
    ['binary', undefined, undefined, bytes],
    ['binary', 'CONVERT_TO_BINARY', undefined, bytes],
    ['binary', 'CONVERT_TO_TEXT', undefined, Buffer.from(base64)],
    ['text', undefined, undefined, Buffer.from('plain')],
    ['text', 'CONVERT_TO_TEXT', undefined, Buffer.from('plain')],
    ['text', 'CONVERT_TO_BINARY', base64, bytes],
  ] as const
).map(([kind, contentHandling, text, expected]) => ({
  ...guide,
  name: `request: a ${kind} body with contentHandling ${contentHandling ?? '(none)'}`,
  api: {
    restApi: {binaryMediaTypes: types},
    routes: {
      'POST /': methodOf(
        {type: 'HTTP', httpMethod: 'POST', uri: 'http://backend.example/', ...(contentHandling && {contentHandling})},
        [{statusCode: '200'}],
      ),
    },
  },
  call: {
    method: 'POST',
    headers: ['Content-Type', kind === 'binary' ? 'image/png' : 'text/plain'],
    body: kind === 'binary' ? bytes : (text ?? 'plain'),
  },
  seen: {status: 200},
  sent: ({backendCalls: [call]}) => {
    if (call?.body.equals(expected) !== true) throw new Error(`sent ${call?.body.toString('hex') ?? 'nothing'}`)
  },
}))

/** What the client gets of a backend's body. */
const responses: Exchange[] = (
  [
    ['binary', 'image/png', undefined, bytes],
    ['binary', 'text/plain', undefined, Buffer.from(base64)],
    ['binary', 'image/png', 'CONVERT_TO_TEXT', Buffer.from(base64)],
    ['binary', 'text/plain', 'CONVERT_TO_BINARY', bytes],
    ['text', 'text/plain', undefined, Buffer.from(base64)],
    ['text', 'image/png', undefined, bytes],
    ['text', 'image/png', 'CONVERT_TO_TEXT', Buffer.from(base64)],
    ['text', 'text/plain', 'CONVERT_TO_BINARY', bytes],
  ] as const
).map(([kind, accept, contentHandling, expected]) => ({
  ...guide,
  name: `response: a ${kind} body for Accept ${accept} with contentHandling ${contentHandling ?? '(none)'}`,
  api: {
    restApi: {binaryMediaTypes: types},
    routes: {
      'GET /': methodOf({type: 'HTTP', httpMethod: 'GET', uri: 'http://backend.example/'}, [
        {statusCode: '200', ...(contentHandling && {contentHandling})},
      ]),
    },
  },
  ports: {
    backend: () => ({
      headers: ['Content-Type', kind === 'binary' ? 'image/png' : 'text/plain'],
      body: kind === 'binary' ? bytes : Buffer.from(base64),
    }),
  },
  call: {headers: ['Accept', accept]},
  seen: {status: 200, body: expected.toString()},
}))

/** Lambda proxy answers that are base64: only the first type of Accept counts, and only as a whole. */
const proxies: Exchange[] = (
  [
    [['image/png'], 'image/png', true],
    [['image/png'], 'image/png, text/html', true],
    [['image/png'], 'text/html, image/png', false],
    [['image/png'], 'image/*', false],
    [['image/png'], undefined, false],
    [['*/*'], 'image/png', true],
    [['*/*'], 'text/html', true],
    [['image/*'], 'image/png', false],
    [[], 'image/png', false],
  ] as const
).map(([binaryMediaTypes, accept, isDecoded]) => ({
  ...recording,
  name: `Lambda proxy: base64 for Accept ${accept ?? '(none)'} with ${JSON.stringify(binaryMediaTypes)} is ${isDecoded ? 'decoded' : 'sent as it is'}`,
  api: {restApi: {binaryMediaTypes: [...binaryMediaTypes]}, routes: {'GET /': lambdaProxy()}},
  ports: {
    lambda: returns({statusCode: 200, headers: {'content-type': 'image/png'}, body: base64, isBase64Encoded: true}),
  },
  call: {headers: accept === undefined ? [] : ['Accept', accept]},
  seen: {status: 200, body: isDecoded ? bytes.toString() : base64},
}))

const failures: Exchange[] = [
  {
    ...guide,
    name: 'request: text that is no base64 cannot become binary',
    api: {
      restApi: {binaryMediaTypes: types},
      routes: {
        'POST /': methodOf({type: 'AWS', httpMethod: 'POST', uri: lambdaUri, contentHandling: 'CONVERT_TO_BINARY'}, [
          {statusCode: '200'},
        ]),
      },
    },
    call: {method: 'POST', headers: ['Content-Type', 'text/plain'], body: 'no base64!'},
    seen: {status: 500, body: '{"message": "Internal server error"}'},
  },
]

exchanges([...requests, ...responses, ...proxies, ...failures])
