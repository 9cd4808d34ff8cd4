import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApigwError} from '../../src/errors/apigw-error.js'
import type {HttpIntegration} from '../../src/model/http-api.js'
import type {LiveApi} from '../../src/model/live-api.js'
import {omit} from '../../src/model/omit.js'
import type {WebSocketIntegration} from '../../src/model/web-socket-api.js'
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

const two = arn.replace('list-pets', 'two')
const tuned = {
  ...proxied,
  timeoutInMillis: 5000,
  credentials: 'arn:aws:iam::123456789012:role/r',
  cacheKeyParameters: ['method.request.querystring.page'],
  requestParameters: {'integration.request.header.X-Who': "'me'"},
} as const
const streamed = uri.replace('2015-03-31', '2021-11-15').replace(/invocations$/, 'response-streaming-invocations')
const cors = {'method.response.header.Access-Control-Allow-Origin': "'*'"}
const mockTwice = {
  ...proxied,
  type: 'MOCK' as const,
  requestTemplates: {'application/json': '{"statusCode": 200}', 'text/plain': '{"statusCode": 404}'},
  responses: {
    '200': {responseParameters: cors, responseTemplates: {'application/json': '{}', 'text/plain': 'x'}},
    '404': {selectionPattern: '404', responseParameters: {}, responseTemplates: {}},
  },
}
const httpTuned: HttpIntegration = {
  integrationType: 'AWS_PROXY',
  integrationMethod: 'POST',
  integrationUri: arn,
  connectionType: 'INTERNET',
  payloadFormatVersion: '1.0',
  timeoutInMillis: 4000,
  description: 'one',
  credentialsArn: tuned.credentials,
  requestParameters: {'append:header.h': '$request.path'},
  responseParameters: {'200': {'append:header.z': '1'}},
}
const open = {authorizationType: 'NONE', authorizationScopes: []} as const
const linked: HttpIntegration = {...httpTuned, integrationType: 'HTTP_PROXY', integrationMethod: 'GET', integrationUri: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/b/c'} // prettier-ignore
const vpcLink = {connectionType: 'VPC_LINK', connectionId: 'v1', tlsConfig: {serverNameToVerify: 'a.example'}} as const
const talking = {authorizationType: 'NONE', apiKeyRequired: false, requestParameters: {}, requestModels: {}} as const
const webSocketTuned: WebSocketIntegration = {
  integrationType: 'AWS_PROXY',
  integrationMethod: 'POST',
  connectionType: 'INTERNET',
  timeoutInMillis: 4000,
  passthroughBehavior: 'NEVER',
  contentHandlingStrategy: 'CONVERT_TO_TEXT',
  requestParameters: {},
  requestTemplates: {a: 'b'},
  templateSelectionExpression: '$request.body.kind',
  responses: {},
}
const webSocketMock: WebSocketIntegration = {...omit(webSocketTuned, 'integrationMethod', 'connectionType'), integrationType: 'MOCK'} // prettier-ignore

/** What answered before, what is said, and what answers then: all that is not said stays. */
const kept: Case[] = [
  {
    name: 'another function keeps timeout, role, mappings, cache keys and how it is invoked',
    live: restLive({methods: {'GET /pets': mockMethod({integration: {...tuned, type: 'AWS_PROXY', httpMethod: 'POST', uri: streamed, responseTransferMode: 'STREAM'}})}}), // prettier-ignore
    key: 'GET /pets',
    values: {lambda: two},
    expected: mockMethod({integration: {...tuned, type: 'AWS_PROXY', httpMethod: 'POST', uri: streamed.replace('list-pets', 'two'), responseTransferMode: 'STREAM'}}), // prettier-ignore
  },
  {
    name: 'another URL keeps verb, link and mappings, but for variables that are not in it',
    live: restLive({methods: {'PUT /a/{id}': mockMethod({integration: {...tuned, type: 'HTTP', httpMethod: 'POST', uri: 'http://a/{id}', connectionType: 'VPC_LINK', connectionId: 'v1', requestParameters: {...tuned.requestParameters, 'integration.request.path.id': 'method.request.path.id'}}})}}), // prettier-ignore
    key: 'PUT /a/{id}',
    values: {url: 'http://b'},
    expected: mockMethod({integration: {...tuned, type: 'HTTP', httpMethod: 'POST', uri: 'http://b', connectionType: 'VPC_LINK', connectionId: 'v1'}}), // prettier-ignore
  },
  {
    name: 'another body of a mock keeps its headers, templates and other responses',
    live: restLive({methods: {'GET /a': mockMethod({integration: mockTwice})}}),
    key: 'GET /a',
    values: {body: 'new'},
    expected: mockMethod({
      responses: {
        '200': {responseParameters: {'method.response.header.Access-Control-Allow-Origin': false}, responseModels: {}},
        '404': {responseParameters: {}, responseModels: {}},
      },
      integration: {...mockTwice, responses: {...mockTwice.responses, '200': {responseParameters: cors, responseTemplates: {'application/json': 'new', 'text/plain': 'x'}}}}, // prettier-ignore
    }),
  },
  {
    name: 'another status of a mock takes the usual response along',
    live: restLive({methods: {'GET /a': mockMethod({integration: mockTwice})}}),
    key: 'GET /a',
    values: {status: 201},
    expected: mockMethod({
      responses: {
        '201': {responseParameters: {'method.response.header.Access-Control-Allow-Origin': false}, responseModels: {}},
        '404': {responseParameters: {}, responseModels: {}},
      },
      integration: {
        ...mockTwice,
        requestTemplates: {...mockTwice.requestTemplates, 'application/json': '{"statusCode": 201}'},
        responses: {'201': mockTwice.responses['200'], '404': mockTwice.responses['404']},
      },
    }),
  },
  {
    name: 'another function of an HTTP API keeps the format of its payload and its mappings',
    live: httpLive({routes: {'GET /a': {...open, integration: httpTuned}}}),
    key: 'GET /a',
    values: {lambda: two},
    expected: {...open, integration: {...httpTuned, integrationUri: two}},
  },
  {
    name: 'a URL in place of a listener is called without the VPC link',
    live: httpLive({routes: {'POST /a': {...open, integration: {...linked, ...vpcLink}}}}),
    key: 'POST /a',
    values: {url: 'https://b.example'},
    expected: {...open, integration: {...linked, integrationUri: 'https://b.example'}},
  },
  {
    name: 'another function of a WebSocket API keeps its templates',
    live: webSocketLive({routes: {send: {...talking, integration: {...webSocketTuned, integrationUri: uri}}}}),
    key: 'send',
    values: {lambda: two},
    expected: {...talking, integration: {...webSocketTuned, integrationUri: uri.replace('list-pets', 'two')}},
  },
  {
    name: 'another status of a mock of a WebSocket API keeps other templates',
    live: webSocketLive({routes: {send: {...talking, integration: webSocketMock}}}),
    key: 'send',
    values: {status: 404},
    expected: {...talking, integration: {...webSocketMock, requestTemplates: {a: 'b', $default: '{"statusCode": 404}'}}}, // prettier-ignore
  },
]

for (const {name, live, key, values, expected} of [...cases, ...kept]) {
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
  {name: 'a second path variable', edit: () => route.requireFit?.(restLive({resources: ['/', '/pets', '/pets/{id}']}), 'GET /pets/{name}/x'), code: 'ROUTE_CONFLICT'}, // prettier-ignore
  {name: 'a guard on a message', edit: () => route.put(webSocketLive(), 'ping', {authorization: 'iam'}), code: 'ROUTE_UNGUARDABLE'}, // prettier-ignore
  {name: 'a status on what a function answers', edit: () => route.put(restLive({methods: {'GET /a': lambdaMethod}}), 'GET /a', {status: 404}), code: 'FIELD_NOT_HERE'}, // prettier-ignore
  {name: 'a body on what a function answers', edit: () => route.put(restLive({methods: {'GET /a': lambdaMethod}}), 'GET /a', {body: '{}'}), code: 'FIELD_NOT_HERE'}, // prettier-ignore
  {name: 'a status beside a function', edit: () => route.put(restLive(), 'GET /a', {lambda: arn, status: 404}), code: 'FIELD_NOT_HERE'}, // prettier-ignore
  {name: 'a body on what a URL answers a message with', edit: () => route.put(webSocketLive(), 'ping', {url: 'https://b.example', body: 'x'}), code: 'FIELD_NOT_HERE'}, // prettier-ignore
  {name: 'a function called by GET', edit: () => route.put(restLive({methods: {'GET /a': lambdaMethod}}), 'GET /a', {method: 'GET'}), code: 'FIELD_NOT_HERE'}, // prettier-ignore
  {name: 'a function of an HTTP API called by PUT', edit: () => route.put(httpLive(), 'GET /a', {lambda: arn, method: 'PUT'}), code: 'FIELD_NOT_HERE'}, // prettier-ignore
  {name: 'the verb of a mock', edit: () => route.put(restLive(), 'GET /a', {answeredBy: 'mock', method: 'GET'}), code: 'FIELD_NOT_HERE'}, // prettier-ignore
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
