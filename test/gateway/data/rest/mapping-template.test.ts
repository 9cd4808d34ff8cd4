import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {IntegrationRecord, IntegrationResponseRecord} from '../../../../src/gateway/store/rest-records.js'
import {deploy, methodOf, mock, portsOf, stageOf} from './rest-fixture.js'

const json = 'application/json'

// Passthrough: docs/aws-facts.md "Integrations" (developer guide, "Method request behavior for payloads without mapping templates").
const passthrough: {
  behavior: string
  templates?: Record<string, string>
  type: string | undefined
  sent: string | 415
}[] = [
  {behavior: 'WHEN_NO_MATCH', templates: {[json]: 'T'}, type: json, sent: 'T'},
  {behavior: 'WHEN_NO_MATCH', templates: {[json]: 'T'}, type: undefined, sent: 'T'},
  {behavior: 'WHEN_NO_MATCH', templates: {[json]: 'T'}, type: 'Application/JSON; charset=utf-8', sent: 'T'},
  {behavior: 'WHEN_NO_MATCH', templates: {'Application/JSON': 'T'}, type: json, sent: 'T'},
  {behavior: 'WHEN_NO_MATCH', templates: {[json]: 'T'}, type: 'text/plain', sent: 'body'},
  {behavior: 'WHEN_NO_MATCH', templates: {[json]: 'T', $default: 'D'}, type: 'text/plain', sent: 'D'},
  {behavior: 'WHEN_NO_MATCH', templates: {}, type: 'text/plain', sent: 'body'},
  {behavior: 'WHEN_NO_MATCH', templates: {[json]: ''}, type: json, sent: 'body'},
  {behavior: 'WHEN_NO_TEMPLATES', templates: {[json]: 'T'}, type: json, sent: 'T'},
  {behavior: 'WHEN_NO_TEMPLATES', templates: {[json]: 'T'}, type: 'text/plain', sent: 415},
  {behavior: 'WHEN_NO_TEMPLATES', templates: {}, type: 'text/plain', sent: 'body'},
  {behavior: 'NEVER', templates: {[json]: 'T'}, type: json, sent: 'T'},
  {behavior: 'NEVER', templates: {[json]: 'T'}, type: 'text/plain', sent: 415},
  {behavior: 'NEVER', templates: {}, type: json, sent: 415},
  {behavior: 'NEVER', type: json, sent: 415},
]

for (const {behavior, templates, type, sent} of passthrough) {
  const given =
    templates === undefined ? 'no templates' : `templates for ${Object.keys(templates).join(', ') || 'nothing'}`
  test(`passthrough ${behavior} with ${given} and type ${String(type)} gives ${sent}`, async () => {
    const requestTemplates = templates === undefined ? {} : {requestTemplates: templates}
    const integration = {
      type: 'HTTP' as const,
      httpMethod: 'POST',
      uri: 'http://h',
      passthroughBehavior: behavior,
      ...requestTemplates,
    }
    const ports = portsOf()
    const api = deploy({routes: {'POST /': methodOf(integration, [{statusCode: '200'}])}}, ports)
    const headers = type === undefined ? [] : ['Content-Type', type]
    const result = await api.call('/', {method: 'POST', headers, body: 'body'})
    if (sent === 415) assert.deepEqual([result.status, result.body], [415, '{"message": "Unsupported Media Type"}'])
    else assert.equal(ports.backendCalls[0]?.body.toString(), sent)
  })
}

test('a request template sees body, parameters, context and stage variables', async () => {
  const template = [
    '{"body": $input.json("$.a"), "raw": "$util.escapeJavaScript($input.body)", "id": "$input.params("id")",',
    '"q": "$input.params().querystring.q", "h": "$input.params("X-H")", "stage": "$context.stage",',
    '"path": "$context.resourcePath", "ip": "$context.identity.sourceIp", "color": "$stageVariables.color", "none": "$stageVariables.none"}',
  ].join('')
  const ports = portsOf()
  const integration = {type: 'HTTP' as const, httpMethod: 'POST', uri: 'http://h', requestTemplates: {[json]: template}}
  const api = deploy(
    {routes: {'POST /p/{id}': methodOf(integration, [{statusCode: '200'}])}},
    ports,
    stageOf({variables: {color: 'red'}}),
  )
  await api.call('/p/7?q=1&q=2', {method: 'POST', headers: ['X-H', 'h'], body: '{"a":[1,{"b":"c"}]}'})
  assert.deepEqual(JSON.parse(ports.backendCalls[0]?.body.toString() ?? ''), {
    body: [1, {b: 'c'}],
    raw: '{"a":[1,{"b":"c"}]}',
    id: '7',
    q: '2',
    h: 'h',
    stage: 'prod',
    path: '/p/{id}',
    ip: '127.0.0.1',
    color: 'red',
    none: '',
  })
})

// MOCK: docs/aws-facts.md "Integrations"; texts as recorded by localstack test_apigateway_integrations.py.
const mocks: {template: string | undefined; body?: string; status: number}[] = [
  {template: '{"statusCode": 200}', status: 200},
  {template: '{statusCode: 200}', status: 200},
  {template: "{'statusCode': 200,}", status: 200},
  {template: '{"statusCode": 404}', status: 404},
  {template: '#set($code = 404){"statusCode": $code}', status: 404},
  {template: '{"statusCode": $input.params("code")}', status: 404},
  {template: '{"statusCode": "200"}', status: 500},
  {template: '{"statusCode": 200.5}', status: 500},
  {template: '{"other": 200}', status: 500},
  {template: '200', status: 500},
  {template: '', status: 500},
  {template: undefined, body: '{"statusCode": 404}', status: 404},
  {template: undefined, body: '', status: 500},
]

for (const {template, body = '', status} of mocks) {
  test(`a MOCK with request template ${String(template)} and body "${body}" answers ${status}`, async () => {
    const responses = [{statusCode: '200'}, {statusCode: '404', selectionPattern: '404'}]
    const requestTemplates = template === undefined ? {} : {requestTemplates: {[json]: template}}
    const api = deploy({routes: {'POST /': methodOf({type: 'MOCK', ...requestTemplates}, responses)}})
    assert.equal((await api.call('/?code=404', {method: 'POST', body})).status, status)
    if (status === 500) assert.match(api.ports.invocations[0]?.errorMessage ?? '', /Unable to parse statusCode/)
  })
}

test('a MOCK without response template has an empty JSON answer and no trace id', async () => {
  const {rawHeaders, body} = await deploy({routes: {'GET /': mock()}}).call('/')
  assert.equal(body, '')
  assert.deepEqual(
    rawHeaders.filter((_, index) => index % 2 === 0),
    ['Content-Type', 'x-amzn-RequestId', 'x-amz-apigw-id'],
  )
})

// Response templates: docs/aws-facts.md "Variables and mapping" (chosen by the first type of Accept, else application/json, else the first).
const accepts = [
  {accept: undefined, templates: {'text/html': 'html', [json]: 'json'}, body: 'json'},
  {accept: 'text/html', templates: {[json]: 'json', 'text/html': 'html'}, body: 'html'},
  {accept: 'text/html, application/json', templates: {[json]: 'json', 'text/html': 'html'}, body: 'html'},
  {accept: 'text/plain', templates: {'text/html': 'html', [json]: 'json'}, body: 'json'},
  {accept: 'text/plain', templates: {'text/html': 'html', 'text/xml': 'xml'}, body: 'html'},
  {accept: '*/*', templates: {'text/xml': 'xml'}, body: 'xml'},
]

for (const {accept, templates, body} of accepts) {
  test(`Accept ${String(accept)} with templates for ${Object.keys(templates).join()} gives ${body}`, async () => {
    const api = deploy({routes: {'GET /': mock({responseTemplates: templates})}})
    assert.equal((await api.call('/', {headers: accept === undefined ? [] : ['Accept', accept]})).body, body)
  })
}

test('a response template sees the backend body and the parameters of the request', async () => {
  const responseTemplates = {[json]: '$input.path("$.pets").size() $input.params("id") $context.httpMethod'}
  const integration = {type: 'HTTP' as const, httpMethod: 'GET', uri: 'http://h'}
  const api = deploy(
    {routes: {'GET /p/{id}': methodOf(integration, [{statusCode: '200', responseTemplates}])}},
    portsOf({backend: () => ({body: Buffer.from('{"pets":[1,2,3]}')})}),
  )
  assert.equal((await api.call('/p/7')).body, '3 7 GET')
})

/** A MOCK whose request template overrides something, with one default response. */
function overriding(requestTemplate: string, response: Partial<IntegrationResponseRecord> = {}) {
  return mock(response, {}, {requestTemplates: {[json]: `${requestTemplate}{"statusCode": 200}`}})
}

// Overrides: docs/aws-facts.md "Variables and mapping"; the first two recorded by localstack (444 and
// test_integration_mock_with_request_overrides_in_response_template, 6 November 2024).
test('a response status set in the request template takes effect', async () => {
  const api = deploy({routes: {'GET /': overriding('#set($context.responseOverride.status = 444)')}})
  assert.equal((await api.call('/')).status, 444)
})

test('what the request template overrode is visible in the response template', async () => {
  const responseTemplates = {[json]: '#if($context.requestOverride.path.p == "one")path was one#else else #end'}
  const method = overriding('#set($context.requestOverride.path.p = "one")', {responseTemplates})
  assert.equal((await deploy({routes: {'GET /': method}}).call('/')).body, 'path was one')
})

test('a response template overrides status and headers, mapped ones too', async () => {
  const template = [
    '#set($context.responseOverride.status = 201)',
    '#set($context.responseOverride.header["x-mapped"] = "new")',
    '#set($context.responseOverride.header.X-List = ["a", "b"])',
    'done',
  ].join('')
  const responseParameters = {'method.response.header.X-Mapped': "'old'", 'method.response.header.X-Kept': "'kept'"}
  const api = deploy({routes: {'GET /': mock({responseTemplates: {[json]: template}, responseParameters})}})
  const {status, rawHeaders, body} = await api.call('/')
  assert.deepEqual([status, body], [201, 'done'])
  assert.deepEqual(rawHeaders.slice(0, 8), ['X-Kept', 'kept', 'x-mapped', 'new', 'X-List', 'a', 'X-List', 'b'])
})

for (const status of ['99', '600', '"abc"', '200.5']) {
  test(`a response override of the status with ${status} fails the response`, async () => {
    const responseTemplates = {[json]: `#set($context.responseOverride.status = ${status})x`}
    const api = deploy({routes: {'GET /': mock({responseTemplates})}})
    assert.equal((await api.call('/')).status, 500)
    assert.match(api.ports.invocations[0]?.errorMessage ?? '', /responseOverride.status/)
  })
}

test('a request template overrides headers, query and path of the backend call', async () => {
  const template = [
    '#set($context.requestOverride.header.X-Mapped = "new")',
    '#set($context.requestOverride.querystring.q = ["1", "2"])',
    '#set($context.requestOverride.path.id = "a b")',
    'x',
  ].join('')
  const integration: Partial<IntegrationRecord> & {type: 'HTTP'} = {
    type: 'HTTP',
    httpMethod: 'POST',
    uri: 'http://h/{id}',
    requestTemplates: {[json]: template},
    requestParameters: {
      'integration.request.header.X-Mapped': "'old'",
      'integration.request.querystring.q': "'0'",
      'integration.request.path.id': "'old'",
    },
  }
  const ports = portsOf()
  await deploy({routes: {'POST /': methodOf(integration, [{statusCode: '200'}])}}, ports).call('/', {method: 'POST'})
  const [request] = ports.backendCalls
  assert.equal(request?.target, '/a%20b?q=1&q=2')
  assert.deepEqual(request.headers.slice(0, 2), ['X-Mapped', 'new'])
})

test('requests do not see the overrides of others', async () => {
  const responseTemplates = {[json]: '[$!context.requestOverride.header.x]'}
  const method = overriding('#if($input.params("q") == "1")#set($context.requestOverride.header.x = "set")#end', {
    responseTemplates,
  })
  const api = deploy({routes: {'GET /': method}})
  assert.equal((await api.call('/?q=1')).body, '[set]')
  assert.equal((await api.call('/?q=2')).body, '[]')
})

// Failures: docs/aws-facts.md "Variables and mapping".
const broken = [
  {
    name: 'a syntax error',
    template: '#if($x',
    status: 500,
    body: '{"message": "Internal server error"}',
    reason: /request template for application\/json, line 1/,
  },
  {
    name: 'a loop without an end in sight',
    template: '#foreach($a in [1..999])#foreach($b in [1..999])#foreach($c in [1..999])#set($x = 1)#end#end#end',
    status: 500,
    body: '{"message": "Internal server error"}',
    reason: /Unable to transform request/,
  },
  {
    name: 'a body that is no JSON',
    template: '$input.json("$.a")',
    status: 400,
    body: undefined,
    reason: /Could not parse request body into json/,
  },
]

for (const {name, template, status, body, reason} of broken) {
  test(`${name} in a request template is answered with ${status}`, async () => {
    const api = deploy({routes: {'POST /': mock({}, {}, {requestTemplates: {[json]: template}})}})
    const result = await api.call('/', {method: 'POST', body: '{"a"'})
    assert.equal(result.status, status)
    if (body !== undefined) assert.equal(result.body, body)
    assert.match(api.ports.invocations[0]?.errorMessage ?? '', reason)
  })
}

test('a response template that fails is an internal error, whatever the backend sent', async () => {
  const responses = [{statusCode: '200', responseTemplates: {[json]: '$input.json("$.a")'}}]
  const integration = {type: 'HTTP' as const, httpMethod: 'GET', uri: 'http://h'}
  const api = deploy(
    {routes: {'GET /': methodOf(integration, responses)}},
    portsOf({backend: () => ({body: Buffer.from('<html>')})}),
  )
  const {status} = await api.call('/')
  assert.ok(status === 200 || status === 500)
  const broken = deploy(
    {routes: {'GET /': methodOf(integration, responses)}},
    portsOf({backend: () => ({body: Buffer.from('{"a"')})}),
  )
  assert.equal((await broken.call('/')).status, 500)
  assert.match(broken.ports.invocations[0]?.errorMessage ?? '', /Unable to transform response/)
})

// Binary: docs/aws-facts.md "Integrations", both tables.
const bytes = Buffer.from([0, 255, 254, 65])
const base64 = bytes.toString('base64')
const garbled = Buffer.from(bytes.toString())

const requests: {
  name: string
  types: string[]
  handling?: string
  body: Buffer | string
  sent: Buffer | string | 500
}[] = [
  {name: 'text, no list', types: [], body: 'hi', sent: 'hi'},
  {name: 'bytes, no list: taken for text', types: [], body: bytes, sent: garbled},
  {name: 'bytes of a listed type', types: ['image/png'], body: bytes, sent: bytes},
  {
    name: 'bytes of a listed type, CONVERT_TO_TEXT',
    types: ['image/png'],
    handling: 'CONVERT_TO_TEXT',
    body: bytes,
    sent: base64,
  },
  {
    name: 'bytes of a listed type, CONVERT_TO_BINARY',
    types: ['image/png'],
    handling: 'CONVERT_TO_BINARY',
    body: bytes,
    sent: bytes,
  },
  {name: 'text, CONVERT_TO_BINARY', types: ['text/html'], handling: 'CONVERT_TO_BINARY', body: base64, sent: bytes},
  {name: 'text that is no base64, CONVERT_TO_BINARY', types: [], handling: 'CONVERT_TO_BINARY', body: '***', sent: 500},
  {name: 'text, CONVERT_TO_TEXT', types: [], handling: 'CONVERT_TO_TEXT', body: 'hi', sent: 'hi'},
  {name: 'bytes when every type is listed', types: ['*/*'], body: bytes, sent: bytes},
]

for (const {name, types, handling, body, sent} of requests) {
  test(`request payload: ${name}`, async () => {
    const contentHandling = handling === undefined ? {} : {contentHandling: handling}
    const integration = {type: 'HTTP' as const, httpMethod: 'POST', uri: 'http://h', ...contentHandling}
    const ports = portsOf()
    const routes = {'POST /': methodOf(integration, [{statusCode: '200'}])}
    const api = deploy({routes, restApi: {binaryMediaTypes: types}}, ports)
    const result = await api.call('/', {method: 'POST', headers: ['Content-Type', 'image/png'], body})
    if (sent === 500) assert.equal(result.status, 500)
    else assert.deepEqual(ports.backendCalls[0]?.body, Buffer.from(sent))
  })
}

const responses: {
  name: string
  types: string[]
  type: string
  accept: string
  handling?: string
  body: Buffer | string
  got: Buffer | string | 500
}[] = [
  {name: 'any, no list', types: [], type: 'image/png', accept: 'image/png', body: 'hi', got: 'hi'},
  {
    name: 'any, no list, CONVERT_TO_BINARY',
    types: [],
    type: 'image/png',
    accept: 'image/png',
    handling: 'CONVERT_TO_BINARY',
    body: base64,
    got: bytes,
  },
  {
    name: 'any, no list, CONVERT_TO_TEXT',
    types: [],
    type: 'image/png',
    accept: 'image/png',
    handling: 'CONVERT_TO_TEXT',
    body: 'hi',
    got: 'hi',
  },
  {
    name: 'text for a text client',
    types: ['image/png'],
    type: 'text/plain',
    accept: 'text/plain',
    body: 'hi',
    got: 'hi',
  },
  {
    name: 'text for a binary client',
    types: ['image/png'],
    type: 'text/plain',
    accept: 'image/png',
    body: base64,
    got: bytes,
  },
  {
    name: 'text that is no base64 for a binary client',
    types: ['image/png'],
    type: 'text/plain',
    accept: 'image/png',
    body: '***',
    got: 500,
  },
  {
    name: 'text for a binary client, CONVERT_TO_TEXT',
    types: ['image/png'],
    type: 'text/plain',
    accept: 'image/png',
    handling: 'CONVERT_TO_TEXT',
    body: 'hi',
    got: 'hi',
  },
  {
    name: 'bytes for a text client',
    types: ['image/png'],
    type: 'image/png',
    accept: 'text/plain',
    body: bytes,
    got: base64,
  },
  {
    name: 'bytes for a text client, CONVERT_TO_BINARY',
    types: ['image/png'],
    type: 'image/png',
    accept: 'text/plain',
    handling: 'CONVERT_TO_BINARY',
    body: bytes,
    got: bytes,
  },
  {
    name: 'bytes for a binary client',
    types: ['image/png'],
    type: 'image/png',
    accept: 'image/png',
    body: bytes,
    got: bytes,
  },
  {
    name: 'bytes for a binary client, CONVERT_TO_TEXT',
    types: ['image/png'],
    type: 'image/png',
    accept: 'image/png',
    handling: 'CONVERT_TO_TEXT',
    body: bytes,
    got: base64,
  },
]

for (const {name, types, type, accept, handling, body, got} of responses) {
  test(`response payload: ${name}`, async () => {
    const contentHandling = handling === undefined ? {} : {contentHandling: handling}
    const integration = {type: 'HTTP' as const, httpMethod: 'GET', uri: 'http://h'}
    const ports = portsOf({backend: () => ({headers: ['Content-Type', type], body: Buffer.from(body)})})
    const routes = {'GET /': methodOf(integration, [{statusCode: '200', ...contentHandling}])}
    const result = await deploy({routes, restApi: {binaryMediaTypes: types}}, ports).call('/', {
      headers: ['Accept', accept],
    })
    if (got === 500) assert.equal(result.status, 500)
    else assert.deepEqual(result.bytes, Buffer.from(got))
  })
}

test('a binary body meets a template only as base64', async () => {
  const requestTemplates = {'image/png': '$input.body'}
  const integration = {type: 'HTTP' as const, httpMethod: 'POST', uri: 'http://h', requestTemplates}
  const call = async (contentHandling: {contentHandling?: string}) => {
    const ports = portsOf()
    const routes = {'POST /': methodOf({...integration, ...contentHandling}, [{statusCode: '200'}])}
    const api = deploy({routes, restApi: {binaryMediaTypes: ['image/png']}}, ports)
    const {status} = await api.call('/', {method: 'POST', headers: ['Content-Type', 'image/png'], body: bytes})
    return [status, ports.backendCalls[0]?.body.toString()]
  }
  assert.deepEqual(await call({}), [500, undefined])
  assert.deepEqual(await call({contentHandling: 'CONVERT_TO_TEXT'}), [200, base64])
})
