import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import type {JsonRecord} from './hostile-json.js'
import {deepJson} from './hostile-json.js'
import {apiId, deploy, lambdaProxy, methodOf, mock, portsOf, returns} from './rest-fixture.js'

// What clients and owners of APIs may send or write, however odd: every request is answered, with a status that AWS has
// for such a case, and no failure is one that the gateway did not foresee.
const runs = {numRuns: 300}

/** Statuses of the gateway itself and of the backends here. */
const statuses = new Set([200, 400, 403, 404, 413, 415, 431, 500, 502])

type Outside = ReturnType<typeof portsOf>

function checkAnswer(status: number, {invocations}: Outside): void {
  assert.ok(statuses.has(status), `status ${status}`)
  const message = invocations.at(-1)?.errorMessage ?? ''
  assert.doesNotMatch(message, /internal error of the local gateway/)
}

const encoded = fc.constantFrom(
  ...[
    '%2e',
    '%2E%2e',
    '%2f',
    '%2F',
    '%5c',
    '%00',
    '%',
    '%%',
    '%zz',
    '%c0%af',
    '%F0%9F%90%95',
    '%u0061',
    '%7B',
    '..',
    '.',
  ],
  ...[
    '//',
    '/',
    '\\',
    ';a=b',
    '{proxy+}',
    '{id}',
    '$stageVariables',
    '\u0130',
    '\ud800',
    '__proto__',
    'constructor',
    '+',
  ],
)
const segment = fc.oneof(encoded, fc.string({maxLength: 12}), fc.string({unit: 'binary', maxLength: 6}))
const path = fc.array(segment, {maxLength: 12}).map((parts) => `/${parts.join('')}`)
const query = fc.option(
  fc.array(segment, {maxLength: 8}).map((parts) => `?${parts.join('&')}`),
  {nil: ''},
)

test('any path and query finds a method or is refused, at every kind of integration', async () => {
  const template = '{"id": "$util.escapeJavaScript($input.params("id"))", "all": $input.json("$")}'
  const uri = 'http://backend.example/{id}/{proxy}'
  const requestParameters = {
    'integration.request.path.id': 'method.request.path.id',
    'integration.request.path.proxy': 'method.request.path.proxy',
    'integration.request.querystring.q': 'method.request.querystring.q',
    'integration.request.header.X-Q': 'method.request.querystring.q',
  }
  const routes = {
    'GET /mock/{id}': mock({responseTemplates: {'application/json': template}}),
    'GET /http/{id}/{proxy+}': methodOf({type: 'HTTP_PROXY', httpMethod: 'GET', uri, requestParameters}),
    'GET /plain/{proxy+}': methodOf({type: 'HTTP', httpMethod: 'GET', uri, requestParameters}, [{statusCode: '200'}]),
    'GET /{proxy+}': lambdaProxy(),
  }
  const prefix = fc.constantFrom('', '/mock', '/http/1', '/plain', '/mock/%2e%2e')
  await fc.assert(
    fc.asyncProperty(prefix, path, query, async (start, rest, search) => {
      const ports = portsOf({lambda: returns({statusCode: 200})})
      const {status} = await deploy({routes}, ports).call(`${start}${rest}${search}`)
      checkAnswer(status, ports)
      // What was in a path variable never leaves the backend that its integration names.
      for (const {url} of ports.backendCalls) assert.equal(url.host, 'backend.example')
    }),
    runs,
  )
})

const headerName = fc.oneof(
  fc.constantFrom(
    ...[
      'Host',
      'host',
      'Content-Length',
      'Content-Type',
      'Accept',
      'Accept-Encoding',
      'Content-Encoding',
      'Authorization',
    ],
    ...['Connection', 'Transfer-Encoding', 'X-Amzn-Trace-Id', 'x-amzn-RequestId', 'X-Forwarded-For', 'Cache-Control'],
    ...['x-api-key', 'Cookie', '__proto__', 'constructor', 'toString', 'Expect', 'TE', 'Upgrade', 'If-Match'],
  ),
  fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}$/),
)
const headerValue = fc.oneof(
  fc.constantFrom(
    '',
    'gzip',
    'max-age=0',
    'application/json; charset=',
    '*/*',
    ';;;',
    'AWS4-HMAC-SHA256 a',
    'Bearer x',
    'a,b,,c',
  ),
  fc.stringMatching(/^[\x20-\x7e\x80-\xff]{0,40}$/),
  fc.nat(12_000).map((length) => 'x'.repeat(length)),
)
const headers = fc.array(fc.tuple(headerName, headerValue), {maxLength: 60}).map((pairs) => pairs.flat())

test('any list of headers is taken or refused: odd names, repeated ones, large ones', async () => {
  const requestParameters = {
    'integration.request.header.X-Out': 'method.request.multivalueheader.Cookie',
    'integration.request.querystring.proto': 'method.request.header.__proto__',
  }
  const routes = {
    'POST /lambda': lambdaProxy(),
    'POST /http': methodOf({type: 'HTTP_PROXY', httpMethod: 'POST', uri: 'http://backend.example', requestParameters}),
    'POST /mock': mock({responseTemplates: {'application/json': '$input.params() $input.params("__proto__")'}}),
    'POST /iam': lambdaProxy({authorizationType: 'AWS_IAM'}),
  }
  const target = fc.constantFrom('/lambda', '/http', '/mock', '/iam')
  await fc.assert(
    fc.asyncProperty(target, headers, async (where, list) => {
      const ports = portsOf({lambda: returns({statusCode: 200})})
      const {status, rawHeaders} = await deploy({routes}, ports).call(where, {
        method: 'POST',
        headers: list,
        body: '{}',
      })
      checkAnswer(status, ports)
      if (list.join('').length > 10_240) assert.equal(status, 431)
      // What goes out or back has no line ends, by which a header could become two.
      for (const text of [...rawHeaders, ...ports.backendCalls.flatMap((call) => call.headers)]) {
        assert.doesNotMatch(text, /[\r\n\0]/)
      }
    }),
    runs,
  )
  assert.equal(({} as JsonRecord).polluted, undefined)
})

const schema = JSON.stringify({
  $schema: 'http://json-schema.org/draft-04/schema#',
  type: 'object',
  required: ['name'],
  properties: {
    name: {type: 'string', maxLength: 20, pattern: '^[a-z ]*$'},
    size: {type: 'number', minimum: 0, exclusiveMinimum: true, multipleOf: 0.01},
    tags: {type: 'array', uniqueItems: true, items: {$ref: '#'}},
  },
})
const body = fc.oneof(
  fc.json({maxDepth: 6}),
  fc.string({maxLength: 60}),
  fc.string({unit: 'binary', maxLength: 30}),
  fc.constantFrom(
    '',
    '{',
    '[',
    'null',
    '1e400',
    '-0',
    '{"name":"a","name":1}',
    '{"__proto__":{"polluted":1},"name":"a"}',
  ),
  fc
    .record({name: fc.string(), size: fc.double(), tags: fc.array(fc.object({maxDepth: 2}), {maxLength: 4})})
    .map((value) => JSON.stringify(value)),
)

test('any body is validated and goes through templates', async () => {
  const integration = {requestTemplates: {'application/json': '{"statusCode": 200, "a": $input.json("$.name")}'}}
  const model = {id: 'm', name: 'Pet', contentType: 'application/json', schema}
  const responseTemplates = {
    'application/json': '#foreach($k in $input.path("$").keySet())$k,#end $input.path("$..name")',
  }
  const method = {requestValidatorId: 'all', requestModels: {'application/json': 'Pet'}}
  const routes = {
    'POST /valid': mock({}, method),
    'POST /templates': mock({responseTemplates}, {}, integration),
    'POST /lambda': lambdaProxy(),
  }
  const api = deploy({routes, models: [model]}, portsOf({lambda: returns({statusCode: 200})}))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('/valid', '/templates', '/lambda'), body, async (where, text) => {
      const {status} = await api.call(where, {
        method: 'POST',
        headers: ['Content-Type', 'application/json'],
        body: text,
      })
      checkAnswer(status, api.ports)
    }),
    runs,
  )
  assert.equal(({} as JsonRecord).polluted, undefined)
})

for (const kind of ['array', 'object'] as const) {
  test(`a body of 100,000 nested ${kind}s is answered, and soon`, async () => {
    const responseTemplates = {'application/json': '$input.json("$") $input.path("$..name")'}
    const routes = {
      'POST /valid': mock({}, {requestValidatorId: 'all', requestModels: {'application/json': 'Pet'}}),
      'POST /templates': mock({responseTemplates}),
    }
    const api = deploy({routes, models: [{id: 'm', name: 'Pet', contentType: 'application/json', schema}]})
    for (const where of ['/valid', '/templates']) {
      const headersOfJson = ['Content-Type', 'application/json']
      const {status} = await api.call(where, {method: 'POST', headers: headersOfJson, body: deepJson(kind, 100_000)})
      checkAnswer(status, api.ports)
    }
  })
}

const statement = fc.record(
  {
    Effect: fc.oneof(fc.constantFrom('Allow', 'Deny'), fc.anything({maxDepth: 1})),
    Action: fc.oneof(fc.constantFrom('execute-api:Invoke', '*'), fc.anything({maxDepth: 2})),
    Resource: fc.oneof(
      fc.constantFrom('*', `arn:aws:execute-api:*:*:${apiId}/*`, 'execute-api:/*'),
      fc.anything({maxDepth: 2}),
    ),
    Principal: fc.oneof(fc.constantFrom('*', {AWS: '*'}), fc.anything({maxDepth: 2})),
    Condition: fc.oneof(
      fc.dictionary(
        fc.constantFrom('IpAddress', 'StringLike', 'Bool', 'Null', 'ForAllValues:StringLike', 'x'),
        fc.anything({maxDepth: 2}),
      ),
      fc.constant({IpAddress: {'aws:SourceIp': ['127.0.0.1/33', '::/129', 'x']}}),
      fc.anything({maxDepth: 2}),
    ),
    NotAction: fc.anything({maxDepth: 1}),
  },
  {requiredKeys: ['Effect']},
)
const policy = fc.oneof(
  fc.json({maxDepth: 4}),
  fc.string({maxLength: 40}),
  fc
    .record({Version: fc.constant('2012-10-17'), Statement: fc.oneof(statement, fc.array(statement, {maxLength: 4}))})
    .map((value) => JSON.stringify(value)),
)

test('any resource policy decides or is an error; what is no policy lets nobody in', async () => {
  await fc.assert(
    fc.asyncProperty(policy, async (text) => {
      const ports = portsOf()
      const {status} = await deploy({routes: {'GET /': mock()}, restApi: {policy: text}}, ports).call('/')
      checkAnswer(status, ports)
      // An empty text is how a policy is taken away.
      if (text !== '' && !text.includes('Allow')) assert.notEqual(status, 200)
    }),
    runs,
  )
})

const odd = [
  {body: {name: 'a', tags: [{name: 'b'}, {name: 'c', valueOf: {}}]}, status: 200},
  {
    body: {
      name: 'a',
      tags: [
        {name: 'b', valueOf: {}, constructor: 1},
        {constructor: 1, valueOf: {}, name: 'b'},
      ],
    },
    status: 400,
  },
]

for (const {body: value, status} of odd) {
  test(`members named like methods of objects are compared like any others: ${status}`, async () => {
    const routes = {'POST /': mock({}, {requestValidatorId: 'all', requestModels: {'application/json': 'Pet'}})}
    const api = deploy({routes, models: [{id: 'm', name: 'Pet', contentType: 'application/json', schema}]})
    const answer = await api.call('/', {
      ...{method: 'POST', headers: ['Content-Type', 'application/json'], body: JSON.stringify(value)},
    })
    assert.equal(answer.status, status)
  })
}
