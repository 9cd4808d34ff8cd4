import assert from 'node:assert/strict'
import {test} from 'vitest'
import {gatewayResponseTypes} from '../../../../src/gateway/data/rest/gateway-response-type.js'
import {deploy, gatewayResponse, lambdaProxy, named, portsOf, stageOf, throws} from './rest-fixture.js'

const routes = {'GET /pets': named('pets'), 'GET /broken': lambdaProxy()}
const json = 'application/json'

// Resolution: docs/aws-facts.md "Gateway responses" (own type, else DEFAULT_4XX or DEFAULT_5XX, else built in).
const cases = [
  {
    name: 'nothing put',
    put: [],
    target: '/nope',
    status: 403,
    body: '{"message":"Missing Authentication Token"}',
  },
  {
    name: 'its own type put, without a status',
    put: [
      gatewayResponse('MISSING_AUTHENTICATION_TOKEN', {
        responseTemplates: {[json]: '{"m":$context.error.messageString}'},
      }),
    ],
    target: '/nope',
    status: 403,
    body: '{"m":"Missing Authentication Token"}',
  },
  {
    name: 'its own type put, with a status',
    put: [
      gatewayResponse('MISSING_AUTHENTICATION_TOKEN', {statusCode: '404'}),
      gatewayResponse('DEFAULT_4XX', {statusCode: '418'}),
    ],
    target: '/nope',
    status: 404,
    body: '{"message":"Missing Authentication Token"}',
  },
  {
    name: 'the catch-all put',
    put: [
      gatewayResponse('DEFAULT_4XX', {statusCode: '418', responseTemplates: {[json]: '$context.error.responseType'}}),
    ],
    target: '/nope',
    status: 418,
    body: 'MISSING_AUTHENTICATION_TOKEN',
  },
  {
    name: 'only the other catch-all put',
    put: [gatewayResponse('DEFAULT_5XX', {statusCode: '599'})],
    target: '/nope',
    status: 403,
    body: '{"message":"Missing Authentication Token"}',
  },
  {
    name: 'a 502 of a function without its own type',
    put: [gatewayResponse('DEFAULT_5XX', {responseTemplates: {[json]: 'oops $context.error.message'}})],
    target: '/broken',
    status: 502,
    body: 'oops Internal server error',
  },
]

for (const {name, put, target, status, body} of cases) {
  test(`a refusal with ${name} is answered with ${status}`, async () => {
    const api = deploy({routes, gatewayResponses: put}, portsOf({lambda: throws('x')}))
    const result = await api.call(target)
    assert.deepEqual([result.status, result.body], [status, body])
  })
}

test('a gateway response carries request ids, error type and no other header', async () => {
  const {rawHeaders} = await deploy({routes}).call('/nope')
  assert.deepEqual(rawHeaders, [
    ...['Content-Type', 'application/json', 'x-amzn-RequestId', '00000000-0000-4000-8000-000000000001'],
    ...['x-amz-apigw-id', 'AAAAAAAAQACAAAA=', 'x-amzn-ErrorType', 'MissingAuthenticationTokenException'],
  ])
})

test('configured headers come from text, request, context and stage variables; empty ones are left out', async () => {
  const responseParameters = {
    'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
    'gatewayresponse.header.X-Stage': 'context.stage',
    'gatewayresponse.header.X-Var': 'stageVariables.color',
    'gatewayresponse.header.X-Header': 'method.request.header.X-In',
    'gatewayresponse.header.X-Query': 'method.request.querystring.q',
    'gatewayresponse.header.X-None': 'method.request.header.X-Other',
    'gatewayresponse.header.Content-Type': "'text/x'",
  }
  const api = deploy(
    {routes, gatewayResponses: [gatewayResponse('DEFAULT_4XX', {responseParameters})]},
    portsOf(),
    stageOf({variables: {color: 'red'}}),
  )
  const {headers} = await api.call('/nope?q=a%0d%0ab', {headers: ['X-In', 'in']})
  assert.deepEqual(
    {...headers, 'x-amzn-requestid': '', 'x-amz-apigw-id': '', 'x-amzn-errortype': ''},
    {
      'content-type': 'text/x',
      'x-amzn-requestid': '',
      'x-amz-apigw-id': '',
      'x-amzn-errortype': '',
      'access-control-allow-origin': '*',
      'x-stage': 'prod',
      'x-var': 'red',
      'x-header': 'in',
      'x-query': 'a  b',
    },
  )
})

const templates = [
  {template: '$context.requestId', body: '00000000-0000-4000-8000-000000000001'},
  {template: '${context.stage}-$context.stage', body: 'prod-prod'},
  {template: '$context.identity.sourceIp $context.identity.user|', body: '127.0.0.1 |'},
  {template: '$stageVariables.color$stageVariables.none', body: 'red'},
  {template: '$method.request.header.X-In $method.request.querystring.q', body: 'in 1'},
  {template: '$context.__proto__.x$context.constructor', body: ''},
  {template: '#set($a = 1)$a $input.body', body: '#set($a = 1)$a $input.body'},
  {template: '"$context.error.message"', body: '"Missing Authentication Token"'},
]

for (const {template, body} of templates) {
  test(`the gateway response template ${template} only substitutes`, async () => {
    const put = gatewayResponse('DEFAULT_4XX', {responseTemplates: {[json]: template}})
    const api = deploy({routes, gatewayResponses: [put]}, portsOf(), stageOf({variables: {color: 'red'}}))
    assert.equal((await api.call('/nope?q=1', {headers: ['X-In', 'in']})).body, body)
  })
}

test('the template is chosen by Accept and gives the content type', async () => {
  const responseTemplates = {[json]: 'json', 'text/html': 'html'}
  const api = deploy({routes, gatewayResponses: [gatewayResponse('DEFAULT_4XX', {responseTemplates})]})
  const html = await api.call('/nope', {headers: ['Accept', 'text/html;q=1, */*']})
  assert.deepEqual([html.headers['content-type'], html.body], ['text/html', 'html'])
  const other = await api.call('/nope', {headers: ['Accept', 'text/plain']})
  assert.deepEqual([other.headers['content-type'], other.body], [json, 'json'])
})

test('every gateway response type of AWS is known', () => {
  // GetGatewayResponses always lists 21 (recorded by localstack).
  assert.equal(Object.keys(gatewayResponseTypes).length, 21)
})
