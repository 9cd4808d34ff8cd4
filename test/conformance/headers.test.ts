import assert from 'node:assert/strict'
import {lambdaUri, methodOf, mock, returns} from '../gateway/data/rest/rest-fixture.js'
import {eventOf, exchanges, sentHeaders, type Exchange} from './exchange.js'

const area = 'headers'
const http = {
  area,
  source: 'localstack test_apigateway_integrations.snapshot.json, test_apigateway_header_remapping_http',
  recorded: '2024-07-17',
}
const aws = {
  area,
  source: 'localstack test_apigateway_integrations.snapshot.json, test_apigateway_header_remapping_aws',
  recorded: '2024-07-18',
}

const uri = 'http://backend.example/'

/** What the recording's client sends. */
const sentByClient = {
  Accept: 'application/json',
  'Accept-Charset': 'UTF-8',
  'Accept-Encoding': 'br',
  Age: 'request_Age',
  Authorization: 'Unauthorized',
  Connection: 'keep-alive',
  'Content-Encoding': 'deflate',
  'Content-Length': '0',
  'Content-MD5': 'md5',
  'Content-Type': 'application/json',
  Date: 'Wed, 21 Oct 2015 07:28:00 GMT',
  Expect: '100-continue',
  'Max-Forwards': '2',
  Pragma: 'cache',
  'Proxy-Authenticate': 'Basic',
  Range: 'bytes=500-999',
  Referer: 'https://example.com/',
  Server: 'server',
  TE: 'trailers',
  Trailer: 'Expires',
  'Transfer-Encoding': 'identity',
  Upgrade: 'HTTP/2.0',
  'User-Agent': 'test/0.0',
  Via: '1.1 somewhere',
  Warn: '299 test/0.0',
  'WWW-Authenticate': 'Basic',
}

const unseen: ReadonlySet<string> = new Set([
  'Connection',
  'Content-Length',
  'Content-MD5',
  'Expect',
  'Max-Forwards',
  'Proxy-Authenticate',
  'Server',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
  'WWW-Authenticate',
])

const call = {headers: Object.entries(sentByClient).flat()}

/** `$input.params` finds a header of the client, or nothing where the gateway drops it on arrival. */
const templates: Exchange[] = Object.entries(sentByClient).map(([name, value]) => ({
  ...http,
  name: `a template ${unseen.has(name) ? 'does not see' : 'sees'} the client's ${name}`,
  api: {
    routes: {'GET /': mock({responseTemplates: {'application/json': `[$input.params('${name}')]`}})},
  },
  call,
  seen: {status: 200, body: unseen.has(name) ? '[]' : `[${value}]`},
}))

const droppedBeforeBackend: ReadonlySet<string> = new Set([...unseen, 'Content-Encoding', 'Via'])

/** The client's headers on their way to an HTTP proxy backend. */
const forwarded: Exchange[] = Object.entries(sentByClient).map(([name, value]) => {
  const isDropped = droppedBeforeBackend.has(name)
  return {
    ...http,
    name: `an HTTP proxy backend ${isDropped ? 'does not get' : 'gets'} the client's ${name}`,
    api: {routes: {'GET /': methodOf({type: 'HTTP_PROXY', httpMethod: 'GET', uri})}},
    call,
    seen: {status: 200},
    sent: (ports) => assert.equal(sentHeaders(ports)[name.toLowerCase()], isDropped ? undefined : value),
  }
})

/** The client's headers in the event of a Lambda proxy. */
const inEvent: Exchange[] = Object.entries(sentByClient).map(([name, value]) => ({
  ...aws,
  name: `the event ${unseen.has(name) ? 'does not have' : 'has'} the client's ${name}`,
  api: {routes: {'GET /': methodOf({type: 'AWS_PROXY', httpMethod: 'POST', uri: lambdaUri})}},
  ports: {lambda: returns({statusCode: 200})},
  call,
  seen: {status: 200},
  sent: (ports) => {
    const {headers = {}} = eventOf(ports) as Record<string, Record<string, unknown>>
    assert.equal(headers[name], unseen.has(name) ? undefined : value)
  },
}))

const remapped = [
  'Authorization',
  'Connection',
  'Content-Length',
  'Content-MD5',
  'Date',
  'Expect',
  'Host',
  'Max-Forwards',
  'Proxy-Authenticate',
  'Server',
  'Trailer',
  'Upgrade',
  'User-Agent',
  'WWW-Authenticate',
]
const passed = [
  'Accept',
  'Accept-Charset',
  'Accept-Encoding',
  'Age',
  'Content-Encoding',
  'Content-Type',
  'Pragma',
  'Range',
  'Referer',
  'TE',
  'Via',
  'Warn',
]

/** A response header that a mapping sets to fixed text. */
function mappedResponse(type: 'HTTP' | 'AWS', name: string, headers: Record<string, string | undefined>): Exchange {
  const response = {statusCode: '200', responseParameters: {[`method.response.header.${name}`]: `'response_${name}'`}}
  const integration = type === 'HTTP' ? {type, httpMethod: 'GET', uri} : {type, httpMethod: 'POST', uri: lambdaUri}
  return {
    ...(type === 'HTTP' ? http : aws),
    name: `${type}: a mapped response header ${name} becomes ${Object.keys(headers)[0] ?? 'nothing'}`,
    api: {routes: {'GET /': methodOf(integration, [response])}},
    ports: {lambda: returns({})},
    seen: {status: 200, headers},
  }
}

const responses: Exchange[] = (['HTTP', 'AWS'] as const).flatMap((type) => [
  ...remapped.map((name) =>
    mappedResponse(type, name, {[`x-amzn-Remapped-${name}`]: `response_${name}`, [name]: undefined}),
  ),
  ...passed.map((name) => mappedResponse(type, name, {[name]: `response_${name}`})),
])

/** Mappings onto headers that the gateway keeps for itself fail the call. */
const illegal: Exchange[] = (['HTTP', 'HTTP_PROXY', 'AWS', 'AWS_PROXY'] as const).flatMap((type) => {
  const names = ['Content-Length', 'Transfer-Encoding']
  if (type.startsWith('AWS')) names.push('Authorization', 'Connection', 'Expect', 'Proxy-Authenticate', 'TE')
  const target = type.startsWith('AWS') ? {httpMethod: 'POST', uri: lambdaUri} : {httpMethod: 'GET', uri}
  return names.map((name): Exchange => ({
    ...(type.startsWith('AWS') ? aws : http),
    name: `${type}: a mapping onto ${name} is a 500`,
    api: {
      routes: {
        'GET /': methodOf({type, ...target, requestParameters: {[`integration.request.header.${name}`]: "'static'"}}, [
          {statusCode: '200'},
        ]),
      },
    },
    ports: {lambda: returns({statusCode: 200})},
    seen: {
      status: 500,
      body: '{"message": "Internal server error"}',
      headers: {
        'content-type': 'application/json',
        'x-amzn-errortype': 'InternalServerErrorException',
        'x-amzn-trace-id': undefined,
      },
    },
  }))
})

/** Headers of an HTTP proxy backend on their way to the client. */
const fromProxy: Exchange[] = [
  ['Connection', 'keep-alive', 'x-amzn-Remapped-Connection'],
  ['Content-Length', '0', 'x-amzn-Remapped-Content-Length'],
  ['Date', 'Wed, 17 Jul 2024 18:35:02 GMT', 'x-amzn-Remapped-Date'],
  ['Server', 'gunicorn/19.9.0', 'x-amzn-Remapped-Server'],
  ['x-amzn-RequestId', '7a8c', 'x-amzn-Remapped-x-amzn-RequestId'],
  ['Access-Control-Allow-Origin', '*', 'Access-Control-Allow-Origin'],
  ['Access-Control-Allow-Credentials', 'true', 'Access-Control-Allow-Credentials'],
  ['Content-Type', 'text/plain', 'Content-Type'],
].map(([name = '', value = '', seenAs = '']) => ({
  ...http,
  name: `HTTP_PROXY: the backend's ${name} is seen as ${seenAs}`,
  api: {routes: {'GET /': methodOf({type: 'HTTP_PROXY', httpMethod: 'GET', uri})}},
  ports: {backend: () => ({status: 200, headers: [name, value]})},
  seen: {status: 200, headers: {[seenAs]: value}},
}))

/** What HTTP backends get of the gateway itself. */
const defaults: Exchange[] = [
  {
    ...http,
    name: 'HTTP: a request without mappings has only the headers of the gateway',
    api: {routes: {'GET /': methodOf({type: 'HTTP', httpMethod: 'GET', uri}, [{statusCode: '200'}])}},
    call,
    seen: {status: 200},
    sent: (ports) => {
      const {'x-amzn-trace-id': trace, ...rest} = sentHeaders(ports)
      assert.match(trace ?? '', /^Root=1-/)
      assert.deepEqual(rest, {
        accept: 'application/json',
        'user-agent': 'AmazonAPIGateway_abcde12345',
        'x-amzn-apigateway-api-id': 'abcde12345',
      })
    },
  },
  {
    area,
    source: 'localstack test_apigateway_http.snapshot.json, test_http_integration_method',
    recorded: '2024-07-05',
    name: 'HTTP: a body keeps its content type, with the verb GET, too',
    api: {routes: {'ANY /': methodOf({type: 'HTTP', httpMethod: 'POST', uri}, [{statusCode: '200'}])}},
    call: {headers: ['Content-Type', 'application/json'], body: '{"message": "hello world"}'},
    seen: {status: 200},
    sent: (ports) => {
      assert.equal(sentHeaders(ports)['content-type'], 'application/json')
      assert.equal(String(ports.backendCalls[0]?.body), '{"message": "hello world"}')
      assert.equal(ports.backendCalls[0]?.method, 'POST')
    },
  },
  {
    ...http,
    name: 'HTTP: mapped headers replace those of the gateway',
    api: {
      routes: {
        'GET /': methodOf(
          {
            type: 'HTTP',
            httpMethod: 'GET',
            uri,
            requestParameters: {
              'integration.request.header.Accept': "'text/html'",
              'integration.request.header.User-Agent': "'Override-Agent'",
              'integration.request.header.Host': "'other.example'",
            },
          },
          [{statusCode: '200'}],
        ),
      },
    },
    seen: {status: 200},
    sent: (ports) => {
      const {accept, host, 'user-agent': agent} = sentHeaders(ports)
      assert.deepEqual([accept, host, agent], ['text/html', 'other.example', 'Override-Agent'])
    },
  },
]

/** What every answer carries. */
const always: Exchange[] = [
  {
    ...http,
    name: 'MOCK: an answer has both request ids and no trace id',
    api: {routes: {'GET /': mock()}},
    seen: {
      status: 200,
      headers: {
        'x-amzn-requestid': '00000000-0000-4000-8000-000000000001',
        'x-amz-apigw-id': 'AAAAAAAAQACAAAA=',
        'x-amzn-trace-id': undefined,
        'content-type': 'application/json',
      },
    },
  },
  {
    ...aws,
    name: 'AWS: an answer has a trace id',
    api: {routes: {'GET /': methodOf({type: 'AWS', httpMethod: 'POST', uri: lambdaUri}, [{statusCode: '200'}])}},
    ports: {lambda: returns({})},
    seen: {status: 200, headers: {'x-amzn-trace-id': 'Root=1-5e5ffe45-000000000000400080000000'}},
  },
  {
    ...http,
    name: 'HTTP_PROXY: an answer has no trace id of its own',
    api: {routes: {'GET /': methodOf({type: 'HTTP_PROXY', httpMethod: 'GET', uri})}},
    seen: {status: 200, headers: {'x-amzn-trace-id': undefined}},
  },
]

exchanges([...templates, ...forwarded, ...inEvent, ...responses, ...illegal, ...fromProxy, ...defaults, ...always])
