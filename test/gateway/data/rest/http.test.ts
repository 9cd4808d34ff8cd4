import assert from 'node:assert/strict'
import {test} from 'vitest'
import {BackendError, type BackendRequest} from '../../../../src/gateway/data/ports.js'
import type {
  IntegrationRecord,
  IntegrationResponseRecord,
  MethodRecord,
} from '../../../../src/gateway/store/rest-records.js'
import {deploy, methodOf, portsOf, stageOf, type Call} from './rest-fixture.js'

const uri = 'http://backend.example:8080'

function http(
  type: 'HTTP' | 'HTTP_PROXY',
  integration: Partial<IntegrationRecord> = {},
  responses: readonly IntegrationResponseRecord[] = [{statusCode: '200'}],
  method: Partial<MethodRecord> = {},
): MethodRecord {
  return methodOf({type, httpMethod: 'POST', uri, ...integration}, responses, method)
}

/** The request that a call leads to at the backend. */
async function sent(routes: Record<string, MethodRecord>, target: string, call: Call = {}, variables = {}) {
  const ports = portsOf()
  const result = await deploy({routes}, ports, stageOf({variables})).call(target, call)
  assert.equal(result.status, 200, ports.invocations[0]?.errorMessage)
  const [request] = ports.backendCalls
  assert.ok(request)
  return request
}

function named(request: BackendRequest): Record<string, string> {
  const {headers} = request
  return Object.fromEntries(
    headers.flatMap((name, index) => (index % 2 === 0 ? [[name, headers[index + 1] ?? '']] : [])),
  )
}

const own = {
  'X-Amzn-Apigateway-Api-Id': 'abcde12345',
  'X-Amzn-Trace-Id': 'Root=1-5e5ffe45-000000000000400080000000',
}

// Headers: localstack test_apigateway_integrations.snapshot.json, "no-param-integration" (17 July 2024), and
// test_apigateway_http.snapshot.json (7 August 2024).
test('HTTP sends only its own headers, and the content type of a request that has a body', async () => {
  const headers = ['Accept', 'application/xml', 'User-Agent', 'me', 'Content-Type', 'application/json', 'X-Mine', '1']
  const routes = {'ANY /test': http('HTTP')}
  const get = await sent(routes, '/test?a=1', {headers})
  assert.deepEqual(named(get), {Accept: 'application/json', 'User-Agent': 'AmazonAPIGateway_abcde12345', ...own})
  assert.deepEqual([get.method, get.url.origin, get.target], ['POST', uri, '/'])
  const post = await sent(routes, '/test', {method: 'POST', headers, body: '{"message":"hello world"}'})
  assert.equal(named(post)['Content-Type'], 'application/json')
  assert.equal(post.body.toString(), '{"message":"hello world"}')
})

test('HTTP_PROXY passes the request on, without what belongs to the connection', async () => {
  const headers = [
    'Accept',
    'application/xml',
    'uSer-Agent',
    'me',
    'Via',
    '1',
    'Content-Encoding',
    'br',
    'Connection',
    'close',
  ]
  const dropped = [
    'TE',
    'x',
    'Trailer',
    'x',
    'Upgrade',
    'x',
    'Expect',
    'x',
    'Max-Forwards',
    '1',
    'Content-MD5',
    'x',
    'Server',
    'x',
  ]
  const request = await sent({'POST /test': http('HTTP_PROXY')}, '/test?a=1&a=2&b=c+d', {
    method: 'POST',
    headers: [...headers, ...dropped, 'Authorization', 'Bearer x'],
    body: 'text',
  })
  assert.deepEqual(named(request), {
    Accept: 'application/xml',
    'uSer-Agent': 'me',
    Authorization: 'Bearer x',
    'X-Forwarded-For': '127.0.0.1',
    'X-Forwarded-Port': '4600',
    'X-Forwarded-Proto': 'http',
    ...own,
  })
  assert.deepEqual([request.method, request.target, request.body.toString()], ['POST', '/?a=1&a=2&b=c+d', 'text'])
})

test('HTTP_PROXY adds mapped parameters to those of the URI and the request', async () => {
  // Recorded: localstack test_http_proxy_integration_request_data_mappings, 18 July 2024.
  const routes = {
    'POST /{pathVariable}': http('HTTP_PROXY', {
      uri: `${uri}/?testVar={pathVar}&testQs={qsVar}`,
      requestParameters: {
        'integration.request.header.headerVar': 'method.request.header.foobar',
        'integration.request.path.qsVar': 'method.request.querystring.testVar',
        'integration.request.path.pathVar': 'method.request.path.pathVariable',
        'integration.request.querystring.queryString': 'method.request.querystring.testQueryString',
        'integration.request.querystring.testQs': 'method.request.querystring.testQueryString',
        'integration.request.querystring.testEmptyQs': 'method.request.header.emptyheader',
      },
    }),
  }
  const request = await sent(routes, '/foobar?testQueryString=foo&testVar=bar', {
    method: 'POST',
    headers: ['foobar', 'mapped-value', 'headerVar', 'request-value'],
  })
  assert.equal(request.target, '/?testVar=foobar&testQs=bar&testQueryString=foo&testVar=bar&queryString=foo&testQs=foo')
  assert.equal(named(request).headerVar, 'mapped-value')
})

// Expressions: docs/aws-facts.md "Variables and mapping" (parameter mapping reference of REST APIs).
const expressions = [
  {expression: 'method.request.header.X-One', value: 'second'},
  {expression: 'method.request.header.x-one', value: undefined},
  {expression: 'method.request.multivalueheader.X-One', value: 'first,second'},
  {expression: 'method.request.querystring.q', value: '2'},
  {expression: 'method.request.path.id', value: 'a%20b'},
  {expression: 'method.request.body', value: '{"pet":{"name":"rex","ids":[1,2]}}'},
  {expression: 'method.request.body.pet.name', value: 'rex'},
  {expression: 'method.request.body.pet.ids', value: '[1,2]'},
  {expression: 'method.request.body.pet.ids[1]', value: '2'},
  {expression: 'method.request.body.nope', value: undefined},
  {expression: 'stageVariables.color', value: 'red'},
  {expression: 'stageVariables.nope', value: undefined},
  {expression: 'context.stage', value: 'prod'},
  {expression: 'context.identity.sourceIp', value: '127.0.0.1'},
  {expression: 'context.requestTimeEpoch', value: '1583349317135'},
  {expression: 'context.__proto__.constructor', value: undefined},
  {expression: "'static text'", value: 'static text'},
  {expression: "''", value: undefined},
  {expression: 'nonsense', value: undefined},
]

for (const {expression, value} of expressions) {
  test(`the mapping expression ${expression} gives ${String(value)}`, async () => {
    const routes = {
      'POST /pets/{id}': http('HTTP', {requestParameters: {'integration.request.header.X-Out': expression}}),
    }
    const request = await sent(
      routes,
      '/pets/a%20b?q=1&q=2',
      {method: 'POST', headers: ['X-One', 'first', 'X-One', 'second'], body: '{"pet":{"name":"rex","ids":[1,2]}}'},
      {color: 'red'},
    )
    assert.equal(named(request)['X-Out'], value)
  })
}

test('a multi-value query expression maps every value', async () => {
  const requestParameters = {'integration.request.querystring.all': 'method.request.multivaluequerystring.q'}
  const request = await sent({'GET /': http('HTTP', {requestParameters})}, '/?q=1&q=a%26b')
  assert.equal(request.target, '/?all=1&all=a%26b')
})

test('a header mapped from text with line breaks stays one header', async () => {
  const requestParameters = {'integration.request.header.X-Out': 'method.request.querystring.q'}
  const request = await sent({'GET /': http('HTTP', {requestParameters})}, '/?q=a%0d%0aX-Evil:%201')
  assert.equal(named(request)['X-Out'], 'a  X-Evil: 1')
})

test('a body that begins like JSON and is none cannot be mapped from', async () => {
  const requestParameters = {'integration.request.header.X-Out': 'method.request.body.name'}
  const api = deploy({routes: {'POST /': http('HTTP', {requestParameters})}})
  const {status, body} = await api.call('/', {method: 'POST', body: '{"name":'})
  assert.deepEqual({status, body}, {status: 400, body: '{"message": "Invalid JSON in request body"}'})
})

// URIs: docs/aws-facts.md "Integrations".
const uris = [
  {name: 'a path without parameters', uri: 'http://h', target: '/x', at: 'http://h', sentTo: '/'},
  {
    name: 'a path parameter, as sent',
    uri: 'http://h/p/{id}',
    target: '/a%2Fb%zz',
    at: 'http://h',
    sentTo: '/p/a%2Fb%zz',
  },
  {name: 'dot segments, as sent', uri: 'http://h/public/{id}', target: '/..', at: 'http://h', sentTo: '/public/..'},
  {
    name: 'a decoded value, encoded again',
    uri: 'http://h/{q}',
    target: '/x?q=a b%3F%23/é',
    at: 'http://h',
    sentTo: '/a%20b%3F%23/%C3%A9',
  },
  {
    name: 'a value in the query, encoded',
    uri: 'http://h/?v={q}',
    target: '/x?q=a%26b=c',
    at: 'http://h',
    sentTo: '/?v=a%26b%3Dc',
  },
  {name: 'an unmapped name, left alone', uri: 'http://h/{other}', target: '/x', at: 'http://h', sentTo: '/{other}'},
  {
    name: 'stage variables anywhere',
    uri: 'http://${stageVariables.host}:81/${stageVariables.none}x',
    target: '/x',
    at: 'http://back:81',
    sentTo: '/x',
  },
]

for (const {name, uri: integrationUri, target, at, sentTo} of uris) {
  test(`an integration URI takes ${name}`, async () => {
    const requestParameters = {
      'integration.request.path.id': 'method.request.path.id',
      'integration.request.path.q': 'method.request.querystring.q',
    }
    const routes = {'GET /{id}': http('HTTP', {uri: integrationUri, httpMethod: 'GET', requestParameters})}
    const request = await sent(routes, target, {}, {host: 'back'})
    assert.deepEqual([request.url.origin, request.target], [at, sentTo])
  })
}

for (const bad of ['nonsense', 'http://', 'ftp://x/', 'http://a b/', 'http://${stageVariables.none}/']) {
  test(`the URI ${bad} is an invalid endpoint`, async () => {
    const api = deploy({routes: {'GET /': http('HTTP', {uri: bad})}})
    assert.equal((await api.call('/')).status, 500)
    assert.match(api.ports.invocations[0]?.errorMessage ?? '', /Invalid endpoint address/)
    assert.equal(api.ports.backendCalls.length, 0)
  })
}

test('the verb of the client is used when the integration says ANY', async () => {
  const request = await sent({'ANY /': http('HTTP_PROXY', {httpMethod: 'ANY'})}, '/', {method: 'PATCH'})
  assert.equal(request.method, 'PATCH')
})

// Recorded: localstack test_apigateway_header_remapping_http, 17 July 2024.
for (const name of ['Content-Length', 'Transfer-Encoding', 'X-Amzn-Trace-Id', 'X-Amzn-Apigateway-Api-Id']) {
  for (const type of ['HTTP', 'HTTP_PROXY'] as const) {
    test(`mapping onto ${name} fails an ${type} integration`, async () => {
      const requestParameters = {[`integration.request.header.${name}`]: "'1'"}
      const api = deploy({routes: {'GET /': http(type, {requestParameters})}})
      const {status, body, headers} = await api.call('/')
      assert.deepEqual([status, body], [500, '{"message": "Internal server error"}'])
      assert.equal(headers['x-amzn-errortype'], 'InternalServerErrorException')
    })
  }
}

test('other headers can be mapped, even Host; those of the connection are left out', async () => {
  const names = [
    'Host',
    'Authorization',
    'Accept',
    'User-Agent',
    'Content-Encoding',
    'Via',
    'TE',
    'Expect',
    'Connection',
  ]
  const requestParameters = Object.fromEntries(names.map((name) => [`integration.request.header.${name}`, `'mine'`]))
  for (const type of ['HTTP', 'HTTP_PROXY'] as const) {
    const request = await sent({'GET /': http(type, {requestParameters})}, '/', {headers: ['Accept', 'x', 'Host', 'y']})
    const mine = Object.entries(named(request)).flatMap(([name, value]) => (value === 'mine' ? [name] : []))
    assert.deepEqual(mine, ['Host', 'Authorization', 'Accept', 'User-Agent', 'Content-Encoding'])
  }
})

// Selection: docs/aws-facts.md "Integrations"; status codes recorded by localstack test_http_integration_status_code_selection.
const selections = [
  {status: 201, pattern: '4\\d{2}', result: 200},
  {status: 404, pattern: '4\\d{2}', result: 400},
  {status: 404, pattern: '40', result: 200},
  {status: 404, pattern: '.*', result: 400},
  {status: 404, pattern: '(?!2).*', result: 400},
]

for (const {status, pattern, result} of selections) {
  test(`a backend's ${status} with pattern ${pattern} becomes ${result}`, async () => {
    const responses = [{statusCode: '200'}, {statusCode: '400', selectionPattern: pattern}]
    const api = deploy({routes: {'GET /': http('HTTP', {}, responses)}}, portsOf({backend: () => ({status})}))
    assert.equal((await api.call('/')).status, result)
  })
}

const misconfigured = [
  {name: 'no integration response', responses: [], reason: /No match for output mapping/},
  {
    name: 'no default and no match',
    responses: [{statusCode: '200', selectionPattern: '5..'}],
    reason: /Endpoint Response Status Code: 200/,
  },
  {
    name: 'a pattern that cannot be compiled',
    responses: [{statusCode: '200', selectionPattern: '(a'}],
    reason: /selection pattern \(a/,
  },
]

for (const {name, responses, reason} of misconfigured) {
  test(`${name} is a configuration error`, async () => {
    const api = deploy({routes: {'GET /': http('HTTP', {}, responses)}})
    const {status, body} = await api.call('/')
    assert.deepEqual({status, body}, {status: 500, body: '{"message": "Internal server error"}'})
    assert.match(api.ports.invocations[0]?.errorMessage ?? '', reason)
  })
}

test('an integration response without method response is a configuration error', async () => {
  const api = deploy({routes: {'GET /': http('HTTP', {}, [{statusCode: '200'}], {methodResponses: {}})}})
  assert.equal((await api.call('/')).status, 500)
  assert.match(api.ports.invocations[0]?.errorMessage ?? '', /invalid method response: 200/)
})

test('HTTP gives the client the body and only mapped headers', async () => {
  const backend = () => ({
    headers: ['X-Up', '1', 'X-Up', '2', 'Content-Type', 'text/plain', 'Date', 'x'],
    body: Buffer.from('{"id":[7]}'),
  })
  const responseParameters = {
    'method.response.header.X-Last': 'integration.response.header.X-Up',
    'method.response.header.X-All': 'integration.response.multivalueheader.X-Up',
    'method.response.header.X-Body': 'integration.response.body.id[0]',
    'method.response.header.X-None': 'integration.response.header.x-up',
    'method.response.header.X-Stage': 'context.stage',
    'method.response.header.Date': "'mapped'",
    'method.response.header.Content-Type': "'text/x'",
  }
  const api = deploy(
    {routes: {'GET /': http('HTTP', {}, [{statusCode: '200', responseParameters}])}},
    portsOf({backend}),
  )
  const result = await api.call('/')
  assert.deepEqual(result.rawHeaders, [
    ...[
      'X-Last',
      '2',
      'X-All',
      '1,2',
      'X-Body',
      '7',
      'X-Stage',
      'prod',
      'x-amzn-Remapped-Date',
      'mapped',
      'Content-Type',
      'text/x',
    ],
    ...['x-amzn-RequestId', '00000000-0000-4000-8000-000000000001', 'x-amz-apigw-id', 'AAAAAAAAQACAAAA='],
    ...['X-Amzn-Trace-Id', 'Root=1-5e5ffe45-000000000000400080000000'],
  ])
  assert.equal(result.body, '{"id":[7]}')
})

test('HTTP_PROXY gives the client what the backend said, renaming what belongs to the gateway', async () => {
  // Recorded: localstack test_apigateway_http.snapshot.json, HTTP_PROXY, 7 August 2024.
  const headers = [
    'Content-Type',
    'text/html',
    'Set-Cookie',
    'a=1',
    'Set-Cookie',
    'b=2',
    'Date',
    'd',
    'Connection',
    'keep-alive',
    'Content-Length',
    '2',
    'x-amzn-RequestId',
    'theirs',
    'Content-Encoding',
    'gzip',
    'Via',
    'x',
  ]
  const api = deploy(
    {routes: {'GET /': http('HTTP_PROXY')}},
    portsOf({backend: () => ({status: 404, headers, body: Buffer.from('no')})}),
  )
  const result = await api.call('/')
  assert.deepEqual(result.rawHeaders, [
    ...['Content-Type', 'text/html', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'x-amzn-Remapped-Date', 'd'],
    ...['x-amzn-Remapped-Connection', 'keep-alive', 'x-amzn-Remapped-Content-Length', '2'],
    ...['x-amzn-Remapped-x-amzn-RequestId', 'theirs', 'Content-Encoding', 'gzip'],
    ...['x-amzn-RequestId', '00000000-0000-4000-8000-000000000001', 'x-amz-apigw-id', 'AAAAAAAAQACAAAA='],
  ])
  assert.deepEqual([result.status, result.body], [404, 'no'])
})

// Failures: docs/aws-facts.md "Gateway responses", docs/aws-facts.md "Integrations".
const failures = [
  {reason: 'timeout', status: 504, message: 'Endpoint request timed out', type: 'INTEGRATION_TIMEOUT'},
  {reason: 'network', status: 504, message: 'Network error communicating with endpoint', type: 'INTEGRATION_FAILURE'},
  {reason: 'too-large', status: 500, message: 'Internal server error', type: 'DEFAULT_5XX'},
  {reason: 'bad-url', status: 500, message: 'Internal server error', type: 'API_CONFIGURATION_ERROR'},
] as const

for (const {reason, status, message, type} of failures) {
  test(`a backend failure of kind ${reason} is ${type}`, async () => {
    const backend = () => {
      throw new BackendError(reason, 'because')
    }
    const api = deploy({routes: {'GET /': http('HTTP_PROXY')}}, portsOf({backend}))
    const result = await api.call('/')
    assert.deepEqual([result.status, result.body], [status, `{"message": "${message}"}`])
    const [invocation] = api.ports.invocations
    assert.equal(invocation?.errorType, type)
    assert.match(invocation.errorMessage ?? '', /Execution failed.*because/)
  })
}

test('a defect of the gateway itself is an internal error, and the developer sees where', async () => {
  const backend = () => {
    throw new TypeError('oops')
  }
  const api = deploy({routes: {'GET /': http('HTTP')}}, portsOf({backend}))
  assert.equal((await api.call('/')).body, '{"message": "Internal server error"}')
  assert.match(api.ports.invocations[0]?.errorMessage ?? '', /local gateway: TypeError: oops/)
})

test('timeout, TLS setting and abort signal reach the backend call', async () => {
  const {signal} = new AbortController()
  const integration = {timeoutInMillis: 77, tlsConfig: {insecureSkipVerification: true}}
  const request = await sent({'GET /': http('HTTP', integration)}, '/', {signal})
  assert.deepEqual([request.timeoutMs, request.insecureSkipVerification, request.client.signal], [77, true, signal])
})
