import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApigwError} from '../../src/errors/apigw-error.js'
import type {LiveApi} from '../../src/model/live-api.js'
import {route} from '../../src/resource/route.js'
import {toRouteKey} from '../../src/resource/route-key.js'
import {httpLive, mockMethod, restLive, webSocketLive} from '../support/live-apis.js'

const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:list-pets'
const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations`
const empty = {Empty: {contentType: 'application/json', schema: {}}}
const answers200 = {'200': {responseParameters: {}, responseModels: {'application/json': 'Empty'}}}
const plain = {authorizationType: 'NONE', authorizationScopes: [], apiKeyRequired: false, requestParameters: {}, requestModels: {}} as const // prettier-ignore
const proxied = {requestParameters: {}, requestTemplates: {}, passthroughBehavior: 'WHEN_NO_MATCH', cacheKeyParameters: [], timeoutInMillis: 29_000, responses: {}} as const // prettier-ignore
const lambdaMethod = mockMethod({integration: {...proxied, type: 'AWS_PROXY', httpMethod: 'POST', uri}})
const jwt = {authorizerType: 'JWT' as const, identitySource: [], jwtConfiguration: {audience: []}}

type Case = {name: string; live: LiveApi; key: string; values: Parameters<typeof route.put>[2]; expected: object}

const cases: Case[] = [
  {
    name: 'a function behind a method',
    live: restLive({models: empty}),
    key: 'GET /pets',
    values: {lambda: arn},
    expected: {...plain, responses: answers200, integration: {...proxied, type: 'AWS_PROXY', httpMethod: 'POST', uri}},
  },
  {
    name: 'a URL gets the parameters of the path that it names',
    live: restLive(),
    key: 'GET /pets/{id}/{proxy+}',
    values: {url: 'https://b.example/{id}', timeout: 1000},
    expected: {
      ...plain,
      requestParameters: {'method.request.path.id': true},
      responses: {'200': {responseParameters: {}, responseModels: {}}},
      integration: {
        ...proxied,
        type: 'HTTP_PROXY',
        httpMethod: 'GET',
        uri: 'https://b.example/{id}',
        connectionType: 'INTERNET',
        requestParameters: {'integration.request.path.id': 'method.request.path.id'},
        timeoutInMillis: 1000,
      },
    },
  },
  {
    name: 'a mock answers with its status and body',
    live: restLive(),
    key: 'GET /health',
    values: {answeredBy: 'mock', status: 204, body: '{}'},
    expected: {
      ...plain,
      responses: {'204': {responseParameters: {}, responseModels: {}}},
      integration: {
        ...proxied,
        type: 'MOCK',
        requestTemplates: {'application/json': '{"statusCode": 204}'},
        responses: {'204': {responseParameters: {}, responseTemplates: {'application/json': '{}'}}},
      },
    },
  },
  {
    name: 'an update of a setting keeps the integration and the guard',
    live: restLive({
      methods: {'GET /pets': {...lambdaMethod, authorizationType: 'CUSTOM', authorizer: 'partners'}},
    }),
    key: 'GET /pets',
    values: {timeout: 500, apiKey: true, requestParameter: {'querystring.page': 'optional'}},
    expected: {
      ...lambdaMethod,
      authorizationType: 'CUSTOM',
      authorizer: 'partners',
      apiKeyRequired: true,
      requestParameters: {'method.request.querystring.page': false},
      integration: {...lambdaMethod.integration, timeoutInMillis: 500},
    },
  },
  {
    name: 'nothing answers any more',
    live: restLive({methods: {'GET /pets': lambdaMethod}}),
    key: 'GET /pets',
    values: {answeredBy: 'nothing'},
    expected: {...plain, responses: {}},
  },
  {
    name: 'an issuer of tokens guards a route of an HTTP API',
    live: httpLive({authorizers: {login: jwt}}),
    key: 'POST /orders',
    values: {lambda: arn, authorizer: 'login', scope: ['orders/write']},
    expected: {
      authorizationType: 'JWT',
      authorizer: 'login',
      authorizationScopes: ['orders/write'],
      integration: {
        integrationType: 'AWS_PROXY',
        integrationMethod: 'POST',
        integrationUri: arn,
        connectionType: 'INTERNET',
        payloadFormatVersion: '2.0',
        timeoutInMillis: 30_000,
        requestParameters: {},
        responseParameters: {},
      },
    },
  },
  {
    name: 'IAM takes the place of an authorizer, and its scopes go',
    live: httpLive({
      authorizers: {login: jwt},
      routes: {'GET /a': {authorizationType: 'JWT', authorizer: 'login', authorizationScopes: ['s']}},
    }),
    key: 'GET /a',
    values: {authorization: 'iam'},
    expected: {authorizationType: 'AWS_IAM', authorizationScopes: []},
  },
  {
    name: 'a two-way mock of a WebSocket API',
    live: webSocketLive(),
    key: 'ping',
    values: {answeredBy: 'mock', body: 'pong', answers: true},
    expected: {
      authorizationType: 'NONE',
      apiKeyRequired: false,
      requestParameters: {},
      requestModels: {},
      routeResponseSelectionExpression: '$default',
      response: {responseParameters: {}, responseModels: {}},
      integration: {
        integrationType: 'MOCK',
        passthroughBehavior: 'WHEN_NO_MATCH',
        timeoutInMillis: 29_000,
        requestParameters: {},
        requestTemplates: {$default: '{"statusCode": 200}'},
        templateSelectionExpression: '\\$default',
        responses: {
          $default: {responseParameters: {}, responseTemplates: {$default: 'pong'}, templateSelectionExpression: '\\$default'}, // prettier-ignore
        },
      },
    },
  },
]

for (const {name, live, key, values, expected} of cases) {
  test(`route: ${name}`, () => assert.deepEqual(route.things(route.put(live, key, values))[key], expected))
}

test('route: a method brings the paths above it, and takes those away that only led to it', () => {
  const live = restLive({resources: ['/', '/pets', '/toys'], methods: {'GET /pets': mockMethod()}})
  const edited = route.put(live, 'GET /pets/{id}/toys', {answeredBy: 'mock'})
  assert.ok(edited.kind === 'rest')
  assert.deepEqual(edited.api.resources, ['/', '/pets', '/pets/{id}', '/pets/{id}/toys', '/toys'])
  assert.deepEqual(route.remove(edited, 'GET /pets/{id}/toys'), live)
})

const refusals = [
  {name: 'a second path variable', edit: () => route.put(restLive({resources: ['/', '/pets', '/pets/{id}']}), 'GET /pets/{name}/x', {}), code: 'ROUTE_CONFLICT'}, // prettier-ignore
  {name: 'a guard on a message', edit: () => route.put(webSocketLive(), 'ping', {authorization: 'iam'}), code: 'ROUTE_UNGUARDABLE'}, // prettier-ignore
  {name: 'a function that is not said', edit: () => route.put(httpLive(), 'GET /a', {answeredBy: 'lambda'}), code: 'VALUE_MISSING'}, // prettier-ignore
]

for (const {name, edit, code} of refusals) {
  test(`route: ${name} is refused`, () => {
    assert.throws(edit, (error) => error instanceof ApigwError && error.code === code)
  })
}

const rest = {kind: 'rest'} as const
const keys = [
  {word: ' get /pets/ ', kind: rest, expected: 'GET /pets'},
  {word: 'ANY /files/{proxy+}', kind: rest, expected: 'ANY /files/{proxy+}'},
  {word: 'get /', kind: rest, expected: 'GET /'},
  {word: '$default', kind: {kind: 'http'} as const, expected: '$default'},
  {word: 'send message', kind: {kind: 'websocket'} as const, expected: 'send message'},
  {word: '$default', kind: rest, expected: undefined},
  {word: '/pets', kind: rest, expected: undefined},
  {word: 'FETCH /pets', kind: rest, expected: undefined},
  {word: 'GET /a/{x+}/b', kind: rest, expected: undefined},
  {word: 'GET /a//b', kind: rest, expected: undefined},
  {word: 'GET /a{b}', kind: {kind: 'http'} as const, expected: undefined},
  {word: ' ', kind: {kind: 'websocket'} as const, expected: undefined},
]

for (const {word, kind, expected} of keys) {
  test(`toRouteKey: ${JSON.stringify(word)} of ${kind.kind} is ${expected ?? 'none'}`, () => {
    if (expected !== undefined) assert.equal(toRouteKey(word, kind), expected)
    else assert.throws(() => toRouteKey(word, kind), (error) => error instanceof ApigwError && error.code === 'ROUTE_INVALID') // prettier-ignore
  })
}
