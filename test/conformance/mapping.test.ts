import assert from 'node:assert/strict'
import {lambdaUri, methodOf, mock, returns, throws} from '../gateway/data/rest/rest-fixture.js'
import type {IntegrationRecord, IntegrationResponseRecord} from '../../src/gateway/store/rest-records.js'
import {exchanges, type Exchange} from './exchange.js'

const area = 'mapping'
const json = 'application/json'
const guide = {area, source: 'developer guide, Mapping template transformations for REST APIs', recorded: '2026-04'}
const mockRecording = {
  area,
  source:
    'localstack test_apigateway_integrations.snapshot.json, test_integration_mock_with_request_overrides_in_response_template',
  recorded: '2024-11-06',
}
const broken = {status: 500, body: '{"message": "Internal server error"}'}

function mockApi(
  response: Partial<IntegrationResponseRecord>,
  integration: Partial<IntegrationRecord> = {},
  verb = 'ANY',
): Exchange['api'] {
  const method = mock(response, {}, integration)
  return {routes: {[`${verb} /`]: method, [`${verb} /{id}`]: method}}
}

const petTemplate = `#set($context.requestOverride.path.pet = $input.params('pet')){"statusCode": 200}`
const petAnswer =
  "#if($context.requestOverride.path.pet == 'cat')meow#elseif($context.requestOverride.path.pet == 'dog')wow#{else}silence#end"

/** MOCK integrations, and what their request templates decide. */
const mocks: Exchange[] = [
  ...[
    ['cat', 'meow'],
    ['dog', 'wow'],
    ['fish', 'silence'],
  ].map(([pet, body = '']) => ({
    ...mockRecording,
    name: `a response template sees what the request template overrode (${pet ?? ''})`,
    api: mockApi({responseTemplates: {[json]: petAnswer}}, {requestTemplates: {[json]: petTemplate}}),
    target: `/?pet=${pet ?? ''}`,
    seen: {status: 200, body},
  })),
  ...[
    '{statusCode: 200}',
    '{"statusCode": 200}',
    "{'statusCode': 200}",
    '{"statusCode": 200, "more": [1]}',
    '{"statusCode": 200,\n}',
  ].map((template) => ({
    ...guide,
    source: 'localstack test_apigateway_integrations.py, mock integrations; json-smart takes what is nearly JSON',
    recorded: '2024-11-06',
    name: `a mock takes its status from ${JSON.stringify(template)}`,
    api: mockApi({}, {requestTemplates: {[json]: template}}),
    seen: {status: 200},
  })),
  ...['{}', '', 'text', '{"statusCode": "two"}', '[]', '{"status": 200}'].map((template) => ({
    ...guide,
    name: `a mock without a status code to read is a 500 (${JSON.stringify(template)})`,
    api: mockApi({}, {requestTemplates: {[json]: template}}),
    seen: {...broken, headers: {'x-amzn-errortype': 'InternalServerErrorException'}},
  })),
  {
    ...guide,
    name: 'a mock without a template uses the body itself',
    api: mockApi({}, {requestTemplates: {}}),
    call: {method: 'POST', body: '{"statusCode": 200}'},
    seen: {status: 200},
  },
  {
    ...guide,
    name: 'a mock whose status no response covers, without a default, is a 500',
    api: mockApi({selectionPattern: '4\\d\\d'}, {requestTemplates: {[json]: '{"statusCode": 200}'}}),
    seen: broken,
  },
  {
    ...guide,
    name: 'a status set in the request template of a mock is the status of the answer',
    api: mockApi({}, {requestTemplates: {[json]: '#set($context.responseOverride.status = 444){"statusCode": 200}'}}),
    seen: {status: 444},
  },
  {
    ...guide,
    name: 'a header set in the request template of a mock is in the answer',
    api: mockApi(
      {},
      {requestTemplates: {[json]: '#set($context.responseOverride.header.X-Pet = "cat"){"statusCode": 200}'}},
    ),
    seen: {status: 200, headers: {'x-pet': 'cat'}},
  },
]

/** `$input`, `$util`, `$context` and `$stageVariables` in a response template over a request. */
const variables: Exchange[] = (
  [
    ['the body of the integration is empty for a mock', '$input.body', '{}', {}],
    ['a path parameter', "$input.params('id')", 'rex', {target: '/rex'}],
    ['a query parameter', "$input.params('q')", 'a b', {target: '/?q=a%20b'}],
    ['the last of a repeated query parameter', "$input.params('q')", '2', {target: '/?q=1&q=2'}],
    ['a header by its spelling', "$input.params('X-Pet')", 'cat', {call: {headers: ['X-Pet', 'cat']}}],
    ['path before query', "$input.params('id')", 'rex', {target: '/rex?id=tom'}],
    ['query before header', "$input.params('id')", 'tom', {target: '/?id=tom', call: {headers: ['id', 'no']}}],
    ['nothing for a parameter that is not there', "[$input.params('no')]", '[]', {}],
    ['parameters by place', '$input.params().path.id $input.params().querystring.q', 'rex 1', {target: '/rex?q=1'}],
    ['the stage', '$context.stage', 'prod', {}],
    ['the verb', '$context.httpMethod', 'PUT', {call: {method: 'PUT'}}],
    ['the path with the stage', '$context.path', '/prod/rex', {target: '/rex'}],
    ['the resource path', '$context.resourcePath', '/{id}', {target: '/rex'}],
    ['the API id', '$context.apiId', 'abcde12345', {}],
    ['the account', '$context.accountId', '123456789012', {}],
    ['the request id', '$context.requestId', '00000000-0000-4000-8000-000000000001', {}],
    ['the extended request id', '$context.extendedRequestId', 'AAAAAAAAQACAAAA=', {}],
    ['the source address', '$context.identity.sourceIp', '127.0.0.1', {}],
    ['the user agent', '$context.identity.userAgent', 'node', {call: {headers: ['User-Agent', 'node']}}],
    ['the time', '$context.requestTime', '04/Mar/2020:19:15:17 +0000', {}],
    ['the time as a number', '$context.requestTimeEpoch', '1583349317135', {}],
    ['the protocol', '$context.protocol', 'HTTP/1.1', {}],
    ['the deployment', '$context.deploymentId', 'dep1', {}],
    ['the domain prefix', '$context.domainPrefix', 'abcde12345', {}],
    ['nothing for an unknown variable', '[$context.nope.deep]', '[]', {}],
    ['nothing for a canary where there is none', '[$context.isCanaryRequest]', '[]', {}],
    ['a stage variable', '$stageVariables.color', 'red', {stage: {variables: {color: 'red'}}}],
    ['a stage variable by name', "$stageVariables['color']", 'red', {stage: {variables: {color: 'red'}}}],
    ['a stage variable in braces', '${stageVariables.color}', 'red', {stage: {variables: {color: 'red'}}}],
    ['nothing for a stage variable that is not there', '[$stageVariables.color]', '[]', {}],
    ['base64', "$util.base64Encode('é') $util.base64Decode('w6k=')", 'w6k= é', {}],
    ['form encoding', "$util.urlEncode('a b/é') $util.urlDecode('a+b%2F')", 'a+b%2F%C3%A9 a b/', {}],
    ['JavaScript escapes', `$util.escapeJavaScript("it's")`, "it\\'s", {}],
    ['parsed JSON', `$util.parseJson('{"a": [1, 2]}').a[1]`, '2', {}],
  ] as const
).map(([name, template, body, more]) => ({
  ...guide,
  source: 'developer guide, Variables for data transformations',
  name: `a template prints ${name}`,
  api: mockApi({responseTemplates: {[json]: template}}),
  seen: {status: 200, body: body},
  ...more,
}))

/** A function behind a custom integration that answers with what it was sent. */
function echo(
  integration: Partial<IntegrationRecord>,
  responses: readonly IntegrationResponseRecord[] = [],
): Exchange['api'] {
  const all = responses.length === 0 ? [{statusCode: '200'}] : responses
  return {routes: {'ANY /{id}': methodOf({type: 'AWS', httpMethod: 'POST', uri: lambdaUri, ...integration}, all)}}
}

const echoes = {lambda: (event: unknown) => returns(event)()}

/** `$input` over a request's body. */
const bodies: Exchange[] = (
  [
    [
      'the body as it came',
      '{"body": "$util.base64Encode($input.body)"}',
      '{"n": 10.00}',
      '{"body":"eyJuIjogMTAuMDB9"}',
    ],
    ['an empty body as {}', '$input.body', '', '{}'],
    ['a member as JSON', `{"pet": $input.json('$.pet')}`, '{"pet": {"name": "Rex"}}', '{"pet":{"name":"Rex"}}'],
    ['text as JSON keeps its quotes', `{"name": $input.json('$.name')}`, '{"name": "Rex"}', '{"name":"Rex"}'],
    ['a member that is not there as empty text', `{"name": $input.json('$.nope')}`, '{}', '{"name":""}'],
    ['a list element', `{"first": $input.json('$[0]')}`, '[7, 8]', '{"first":7}'],
    ['a text member', `{"name": "$input.path('$.name')"}`, '{"name": "Rex"}', '{"name":"Rex"}'],
    ['a map the way Java prints it', `{"m": "$input.path('$.m')"}`, '{"m": {"a": "b", "c": 1}}', '{"m":"{a=b, c=1}"}'],
    ['a list as JSON', `{"l": $input.path('$.l')}`, '{"l": [{"a": "b"}]}', '{"l":[{"a":"b"}]}'],
    ['the length of a list', `{"n": $input.path('$.l').size()}`, '{"l": [1, 2, 3]}', '{"n":3}'],
    [
      'each element of a list',
      `[#foreach($p in $input.path('$.l'))"$p.name"#if($foreach.hasNext),#end#end]`,
      '{"l": [{"name": "a"}, {"name": "b"}]}',
      '["a","b"]',
    ],
    ['no element of a list that is not there', `[#foreach($p in $input.path('$.l'))x#end]`, '{}', '[]'],
  ] as const
).map(([name = '', template = '', body = '', sent = '']) => ({
  ...guide,
  name: `a request template maps ${name}`,
  api: echo({requestTemplates: {[json]: template}}),
  ports: echoes,
  target: '/7',
  call: {method: 'POST', headers: ['Content-Type', json], body},
  seen: {status: 200, body: sent},
}))

/** passthroughBehavior by what the templates are and what the request is. */
const passthrough: Exchange[] = (
  [
    ['WHEN_NO_MATCH', {[json]: '{"t": 1}'}, json, {status: 200, body: '{"t":1}'}],
    ['WHEN_NO_MATCH', {[json]: '{"t": 1}'}, 'text/plain', {status: 200, body: '{"b":1}'}],
    ['WHEN_NO_MATCH', {}, json, {status: 200, body: '{"b":1}'}],
    ['WHEN_NO_TEMPLATES', {[json]: '{"t": 1}'}, json, {status: 200, body: '{"t":1}'}],
    [
      'WHEN_NO_TEMPLATES',
      {[json]: '{"t": 1}'},
      'text/plain',
      {status: 415, body: '{"message": "Unsupported Media Type"}'},
    ],
    ['WHEN_NO_TEMPLATES', {}, json, {status: 200, body: '{"b":1}'}],
    ['NEVER', {[json]: '{"t": 1}'}, json, {status: 200, body: '{"t":1}'}],
    ['NEVER', {[json]: '{"t": 1}'}, 'text/plain', {status: 415, body: '{"message": "Unsupported Media Type"}'}],
    ['NEVER', {}, json, {status: 415, body: '{"message": "Unsupported Media Type"}'}],
    ['WHEN_NO_MATCH', {[json]: '{"t": 1}'}, `${json}; charset=utf-8`, {status: 200, body: '{"t":1}'}],
    ['WHEN_NO_MATCH', {[json]: '{"t": 1}'}, 'Application/JSON', {status: 200, body: '{"t":1}'}],
    ['WHEN_NO_MATCH', {[json]: '{"t": 1}'}, undefined, {status: 200, body: '{"t":1}'}],
    ['NEVER', {[json]: '{"t": 1}'}, undefined, {status: 200, body: '{"t":1}'}],
  ] as const
).map(([behavior, templates, type, seen]) => ({
  ...guide,
  source: 'developer guide, Method request behavior for payloads without mapping templates',
  name: `${behavior} with templates for ${JSON.stringify(Object.keys(templates))} and a body of type ${type}`,
  api: echo({passthroughBehavior: behavior, requestTemplates: templates}),
  ports: echoes,
  target: '/7',
  call: {method: 'POST', headers: type === undefined ? [] : ['Content-Type', type], body: '{"b": 1}'},
  seen,
}))

/** Which template of a response is taken. */
const accepted: Exchange[] = (
  [
    ['application/xml', '<a/>'],
    ['application/xml, application/json', '<a/>'],
    ['application/xml;q=0.5', '<a/>'],
    ['application/json', '{}'],
    ['*/*', '{}'],
    ['text/html', '{}'],
    [undefined, '{}'],
  ] as const
).map(([accept, body = '']) => ({
  ...guide,
  source: 'developer guide, Mapping template selection; localstack integration response recordings',
  recorded: '2024-11-06',
  name: `Accept ${accept ?? '(none)'} gets ${body}`,
  api: mockApi({responseTemplates: {'application/xml': '<a/>', [json]: '{}'}}),
  call: {headers: accept === undefined ? [] : ['Accept', accept]},
  seen: {status: 200, body},
}))

/** Templates that are null or empty, which AWS shows as null, change nothing. */
const nullTemplates: Exchange[] = [null, ''].flatMap((template): Exchange[] => {
  const templates = {[json]: template} as Record<string, string>
  const nulls = {
    area,
    source: 'AWS CLI reference, get-method and put-integration-response examples (a template shown as null)',
    recorded: '2026-04',
    ports: echoes,
    target: '/7',
    call: {method: 'POST', headers: ['Content-Type', json], body: '{"b": 1}'},
    seen: {status: 200, body: '{"b":1}'},
  }
  return [
    {
      ...nulls,
      name: `a response template of ${JSON.stringify(template)} passes the body`,
      api: echo({}, [{statusCode: '200', responseTemplates: templates}]),
    },
    {
      ...nulls,
      name: `a request template of ${JSON.stringify(template)} passes the body`,
      api: echo({passthroughBehavior: 'NEVER', requestTemplates: templates}),
    },
  ]
})

const uri = 'http://backend.example/pets/{pet}?fixed=1'

function mapped(requestParameters: Record<string, string>, type: 'HTTP' | 'HTTP_PROXY' = 'HTTP'): Exchange['api'] {
  return {
    routes: {'ANY /{id}': methodOf({type, httpMethod: 'POST', uri, requestParameters}, [{statusCode: '200'}])},
  }
}

function target(expected: string): NonNullable<Exchange['sent']> {
  return ({backendCalls: [call]}) => assert.equal(call?.target, expected)
}

function header(name: string, expected: string | undefined): NonNullable<Exchange['sent']> {
  return ({backendCalls: [call]}) => {
    const at = call?.headers.indexOf(name) ?? -1
    assert.equal(at === -1 ? undefined : call?.headers[at + 1], expected)
  }
}

/** Parameter mapping, left and right. */
const parameters: Exchange[] = (
  [
    [
      'a path parameter into the path',
      {'integration.request.path.pet': 'method.request.path.id'},
      '/rex',
      {},
      target('/pets/rex?fixed=1'),
    ],
    [
      'an encoded path parameter as it came',
      {'integration.request.path.pet': 'method.request.path.id'},
      '/a%20b%2Fc',
      {},
      target('/pets/a%20b%2Fc?fixed=1'),
    ],
    [
      'a query parameter into the path, encoded',
      {'integration.request.path.pet': 'method.request.querystring.q'},
      '/x?q=a%20b',
      {},
      target('/pets/a%20b?fixed=1'),
    ],
    ['nothing into the path: the placeholder stays', {}, '/rex', {}, target('/pets/{pet}?fixed=1')],
    [
      'a query parameter',
      {'integration.request.querystring.to': 'method.request.querystring.q'},
      '/x?q=1',
      {},
      target('/pets/{pet}?fixed=1&to=1'),
    ],
    [
      'the last of a repeated query parameter',
      {'integration.request.querystring.to': 'method.request.querystring.q'},
      '/x?q=1&q=2',
      {},
      target('/pets/{pet}?fixed=1&to=2'),
    ],
    [
      'all of a repeated query parameter',
      {'integration.request.querystring.to': 'method.request.multivaluequerystring.q'},
      '/x?q=1&q=2',
      {},
      target('/pets/{pet}?fixed=1&to=1&to=2'),
    ],
    [
      'no query parameter that is not there',
      {'integration.request.querystring.to': 'method.request.querystring.q'},
      '/x',
      {},
      target('/pets/{pet}?fixed=1'),
    ],
    ['static text', {'integration.request.header.X': "'fixed text'"}, '/x', {}, header('X', 'fixed text')],
    [
      'a header',
      {'integration.request.header.X': 'method.request.header.Pet'},
      '/x',
      {headers: ['Pet', 'cat']},
      header('X', 'cat'),
    ],
    [
      'no header in another spelling',
      {'integration.request.header.X': 'method.request.header.Pet'},
      '/x',
      {headers: ['pet', 'cat']},
      header('X', undefined),
    ],
    [
      'the last of a repeated header',
      {'integration.request.header.X': 'method.request.header.Pet'},
      '/x',
      {headers: ['Pet', 'cat', 'Pet', 'dog']},
      header('X', 'dog'),
    ],
    [
      'all of a repeated header',
      {'integration.request.header.X': 'method.request.multivalueheader.Pet'},
      '/x',
      {headers: ['Pet', 'cat', 'Pet', 'dog']},
      header('X', 'cat,dog'),
    ],
    [
      'the whole body',
      {'integration.request.header.X': 'method.request.body'},
      '/x',
      {body: 'raw'},
      header('X', 'raw'),
    ],
    [
      'a member of the body',
      {'integration.request.header.X': 'method.request.body.pet.name'},
      '/x',
      {body: '{"pet": {"name": "Rex"}}'},
      header('X', 'Rex'),
    ],
    [
      'an element of the body',
      {'integration.request.header.X': 'method.request.body[0].price'},
      '/x',
      {body: '[{"price": 7}]'},
      header('X', '7'),
    ],
    [
      'an object of the body as JSON',
      {'integration.request.header.X': 'method.request.body.pet'},
      '/x',
      {body: '{"pet": {"name": "Rex"}}'},
      header('X', '{"name":"Rex"}'),
    ],
    ['a context variable', {'integration.request.header.X': 'context.httpMethod'}, '/x', {}, header('X', 'POST')],
    [
      'a nested context variable',
      {'integration.request.header.X': 'context.identity.sourceIp'},
      '/x',
      {},
      header('X', '127.0.0.1'),
    ],
    ['a stage variable', {'integration.request.header.X': 'stageVariables.color'}, '/x', {}, header('X', 'red')],
  ] as const
).map(([name, requestParameters, path, call, sent]) => ({
  ...guide,
  source: 'developer guide, Parameter mapping source reference for REST APIs',
  name: `parameter mapping takes ${name}`,
  api: mapped(requestParameters),
  stage: {variables: {color: 'red'}},
  target: path,
  call: {method: 'POST', ...call},
  seen: {status: 200},
  sent,
}))

const proxyMapping: Exchange = {
  area,
  source: 'localstack test_apigateway_http.snapshot.json, test_http_proxy_integration_request_data_mappings',
  recorded: '2024-07-18',
  name: 'HTTP_PROXY: mapped query parameters come after those of the client',
  api: {
    routes: {
      'ANY /{pathVariable}': methodOf({
        type: 'HTTP_PROXY',
        httpMethod: 'POST',
        uri: 'http://backend.example/',
        requestParameters: {
          'integration.request.header.headerVar': 'method.request.header.foobar',
          'integration.request.querystring.testVar': 'method.request.querystring.testVar2',
          'integration.request.querystring.queryString': 'method.request.querystring.testQueryString',
        },
      }),
    },
  },
  target: '/foobar?testVar=foobar&testQueryString=foo&testVar2=bar',
  call: {method: 'POST', headers: ['foobar', 'mapped-value']},
  seen: {status: 200},
  sent: target('/?testVar=foobar&testQueryString=foo&testVar2=bar&testVar=bar&queryString=foo'),
}

/** Which integration response a custom Lambda integration takes. */
const selection: Exchange[] = (
  [
    ['a function error that a pattern covers', throws('Error: Raising 400 from within'), 405],
    ['a function error that another pattern covers', throws('Error: Raising 500 from within'), 502],
    ['no error', returns('Pass'), 200],
    ['a function error that no pattern covers', throws('other'), 200],
    ['an answer with errorMessage that a pattern covers', returns({errorMessage: 'Raising 400 by hand'}), 405],
    ['a pattern that covers only a part', throws('400'), 200],
  ] as const
).map(([name, lambda, status]) => ({
  area,
  source: 'localstack test_apigateway_lambda.snapshot.json, test_lambda_selection_patterns',
  recorded: '2023-09-05',
  name: `AWS: ${name} is a ${String(status)}`,
  api: echo({}, [
    {statusCode: '200'},
    {statusCode: '405', selectionPattern: '.*Raising 4\\d\\d.*'},
    {statusCode: '502', selectionPattern: '.*Raising 5\\d\\d.*'},
  ]),
  ports: {lambda},
  target: '/7',
  seen: {status: status},
}))

/** Which integration response an HTTP backend's status takes. */
const statuses: Exchange[] = (
  [
    [200, 200],
    [201, 200],
    [404, 400],
    [418, 400],
    [500, 200],
  ] as const
).map(([backendStatus = 0, status = 0]) => ({
  area,
  source: 'localstack test_apigateway_http.snapshot.json, test_http_integration_invoke_status_code_passthrough',
  recorded: '2024-04-01',
  name: `HTTP: a backend's ${backendStatus} is a ${status}`,
  api: {
    routes: {
      'GET /': methodOf({type: 'HTTP', httpMethod: 'GET', uri: 'http://backend.example/'}, [
        {statusCode: '200'},
        {statusCode: '400', selectionPattern: '4\\d{2}'},
      ]),
    },
  },
  ports: {backend: () => ({status: backendStatus, body: Buffer.from('{"a":1}')})},
  seen: {status, body: '{"a":1}'},
}))

/** Headers of the answer that are mapped from the integration's. */
const responseHeaders: Exchange[] = (
  [
    ["'fixed'", 'fixed'],
    ['integration.response.header.X-From', 'backend'],
    ['integration.response.header.X-Many', '2'],
    ['integration.response.multivalueheader.X-Many', '1,2'],
    ['integration.response.body.pet.id', '7'],
    ['integration.response.body', '{"pet":{"id":7}}'],
    ['context.stage', 'prod'],
    ['stageVariables.color', 'red'],
    ['integration.response.header.X-None', undefined],
    ['integration.response.body.none', undefined],
  ] as const
).map(([expression = '', value]) => ({
  ...guide,
  source: 'developer guide, Parameter mapping source reference for REST APIs',
  name: `a response header takes ${expression}`,
  api: {
    routes: {
      'GET /': methodOf({type: 'HTTP', httpMethod: 'GET', uri: 'http://backend.example/'}, [
        {statusCode: '200', responseParameters: {'method.response.header.X-Out': expression}},
      ]),
    },
  },
  stage: {variables: {color: 'red'}},
  ports: {
    backend: () => ({
      headers: ['X-From', 'backend', 'X-Many', '1', 'X-Many', '2'],
      body: Buffer.from('{"pet":{"id":7}}'),
    }),
  },
  seen: {status: 200, headers: {'x-out': value}},
}))

/** Overrides of templates. */
const overrides: Exchange[] = [
  {
    ...guide,
    source: "developer guide, Override your API's request and response parameters and status codes",
    name: 'a response template sets status and headers',
    api: mockApi({
      responseTemplates: {
        [json]: '#set($context.responseOverride.status = 404)#set($context.responseOverride.header.X-Pet = "cat"){}',
      },
    }),
    seen: {status: 404, body: '{}', headers: {'x-pet': 'cat'}},
  },
  {
    ...guide,
    source: "developer guide, Override your API's request and response parameters and status codes",
    name: 'a second override of the same parameter is a 500',
    api: mockApi({
      responseTemplates: {
        [json]: '#set($context.responseOverride.status = 404)#set($context.responseOverride.status = 405){}',
      },
    }),
    seen: broken,
  },
  {
    ...guide,
    source: "developer guide, Override your API's request and response parameters and status codes",
    name: 'a request template sets a query parameter, a path parameter and a header',
    api: {
      routes: {
        'POST /': methodOf(
          {
            type: 'HTTP',
            httpMethod: 'POST',
            uri,
            requestTemplates: {
              [json]:
                '#set($context.requestOverride.path.pet = "rex")#set($context.requestOverride.querystring.q = "1")#set($context.requestOverride.header.X = "y"){}',
            },
          },
          [{statusCode: '200'}],
        ),
      },
    },
    call: {method: 'POST', headers: ['Content-Type', json], body: '{}'},
    seen: {status: 200},
    sent: (ports) => {
      target('/pets/rex?fixed=1&q=1')(ports)
      header('X', 'y')(ports)
    },
  },
]

/** Templates that cannot be carried out. */
const templateFailures: Exchange[] = [
  {
    ...guide,
    name: 'a body that is no JSON is a 400 where a template reads it',
    api: echo({requestTemplates: {[json]: "$input.json('$.a')"}}),
    target: '/7',
    call: {method: 'POST', headers: ['Content-Type', json], body: '{"a": '},
    seen: {status: 400, headers: {'x-amzn-errortype': 'BadRequestException'}},
  },
  {
    ...guide,
    name: 'a template that fails is a 500',
    api: mockApi({responseTemplates: {[json]: "#if($input.path('$.a"}}),
    seen: broken,
  },
]

exchanges([
  ...mocks,
  ...variables,
  ...bodies,
  ...passthrough,
  ...accepted,
  ...nullTemplates,
  ...parameters,
  proxyMapping,
  ...selection,
  ...statuses,
  ...responseHeaders,
  ...overrides,
  ...templateFailures,
])
