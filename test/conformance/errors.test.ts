import type {GatewayResponseType} from '../../src/gateway/data/rest/gateway-response-type.js'
import {BackendError} from '../../src/gateway/data/ports.js'
import {gatewayResponse, lambdaProxy, methodOf, mock, throws} from '../gateway/data/rest/rest-fixture.js'
import {exchanges, type Exchange} from './exchange.js'

const area = 'errors'
const json = 'application/json'
const guide = {area, source: 'developer guide, Gateway response types for API Gateway', recorded: '2026-04'}
const recording = {area, source: 'localstack gateway_response.py, error types validated on AWS', recorded: '2024-07-05'}

const uri = 'http://backend.example/'
const http = methodOf({type: 'HTTP', httpMethod: 'GET', uri}, [{statusCode: '200'}])

type Failure = Pick<Exchange, 'api' | 'ports' | 'target' | 'call'>

function backendFails(reason: BackendError['reason']): Failure {
  return {
    api: {routes: {'GET /': http}},
    ports: {backend: () => Promise.reject(new BackendError(reason, 'no answer'))},
  }
}

/** A request for each type that can be brought about without an authorizer or a plan. */
const failures: readonly (readonly [GatewayResponseType, string, Failure, Exchange['seen']])[] = [
  [
    'MISSING_AUTHENTICATION_TOKEN',
    'an unknown resource',
    {api: {routes: {'GET /pets': mock()}}, target: '/nope'},
    {
      status: 403,
      body: '{"message":"Missing Authentication Token"}',
      headers: {'x-amzn-errortype': 'MissingAuthenticationTokenException'},
    },
  ],
  [
    'MISSING_AUTHENTICATION_TOKEN',
    'an unknown method of a known resource',
    {api: {routes: {'GET /': mock()}}, call: {method: 'DELETE'}},
    {
      status: 403,
      body: '{"message":"Missing Authentication Token"}',
      headers: {'x-amzn-errortype': 'MissingAuthenticationTokenException'},
    },
  ],
  [
    'UNSUPPORTED_MEDIA_TYPE',
    'a type without a template',
    {
      api: {routes: {'POST /': mock({}, {}, {passthroughBehavior: 'NEVER'})}},
      call: {method: 'POST', headers: ['Content-Type', 'text/csv'], body: 'a'},
    },
    {status: 415, body: '{"message": "Unsupported Media Type"}', headers: {'x-amzn-errortype': 'BadRequestException'}},
  ],
  [
    'INTEGRATION_TIMEOUT',
    'a backend that is too slow',
    backendFails('timeout'),
    {
      status: 504,
      body: '{"message": "Endpoint request timed out"}',
      headers: {'x-amzn-errortype': 'InternalServerErrorException'},
    },
  ],
  [
    'INTEGRATION_FAILURE',
    'a backend that cannot be reached',
    backendFails('network'),
    {
      status: 504,
      body: '{"message": "Network error communicating with endpoint"}',
      headers: {'x-amzn-errortype': 'InternalServerErrorException'},
    },
  ],
  [
    'API_CONFIGURATION_ERROR',
    'an integration without a matching response',
    {api: {routes: {'GET /': methodOf({type: 'HTTP', httpMethod: 'GET', uri})}}},
    {
      status: 500,
      body: '{"message": "Internal server error"}',
      headers: {'x-amzn-errortype': 'InternalServerErrorException'},
    },
  ],
  [
    'API_CONFIGURATION_ERROR',
    'an integration response whose status the method does not declare',
    {api: {routes: {'GET /': {...mock(), methodResponses: {}}}}},
    {
      status: 500,
      body: '{"message": "Internal server error"}',
      headers: {'x-amzn-errortype': 'InternalServerErrorException'},
    },
  ],
  // Type captured on 25 September 2026: radkawar/stackd testdata/aws/apigateway/rest_websocket_logs.json.
  [
    'INTEGRATION_FAILURE',
    'a function that throws',
    {api: {routes: {'GET /': lambdaProxy()}}, ports: {lambda: throws('no')}},
    {
      status: 502,
      body: '{"message": "Internal server error"}',
      headers: {'x-amzn-errortype': 'InternalServerErrorException'},
    },
  ],
  [
    'BAD_REQUEST_PARAMETERS',
    'a missing parameter',
    {
      api: {
        routes: {
          'GET /': mock({}, {requestValidatorId: 'params', requestParameters: {'method.request.querystring.q': true}}),
        },
      },
    },
    {
      status: 400,
      body: '{"message": "Missing required request parameters: [q]"}',
      headers: {'x-amzn-errortype': 'BadRequestException'},
    },
  ],
  [
    'BAD_REQUEST_BODY',
    'a body against its model',
    {
      api: {
        routes: {'POST /': mock({}, {requestValidatorId: 'body', requestModels: {[json]: 'm'}})},
        models: [{id: 'm', name: 'm', contentType: json, schema: '{"type": "array"}'}],
      },
      call: {method: 'POST', body: '{}'},
    },
    {status: 400, body: '{"message": "Invalid request body"}', headers: {'x-amzn-errortype': 'BadRequestException'}},
  ],
]

const builtIn: Exchange[] = failures.map(([type, name, failure, seen]) => ({
  ...recording,
  ...failure,
  name: `${type}: ${name} is a ${seen.status}`,
  seen: {
    ...seen,
    headers: {
      ...seen.headers,
      'content-type': json,
      'x-amzn-requestid': '00000000-0000-4000-8000-000000000001',
      'x-amz-apigw-id': 'AAAAAAAAQACAAAA=',
      'access-control-allow-origin': undefined,
    },
  },
}))

/** Each of them with a gateway response of its own, and with the catch-all. */
const own: Exchange[] = failures.flatMap(([type, name, failure]) => {
  const put = gatewayResponse(type, {
    statusCode: '418',
    responseParameters: {'gatewayresponse.header.Access-Control-Allow-Origin': "'*'"},
    responseTemplates: {[json]: '{"type": "$context.error.responseType"}'},
  })
  const seen = {status: 418, body: `{"type": "${type}"}`, headers: {'access-control-allow-origin': '*'}}
  return [
    {
      ...guide,
      ...failure,
      name: `${type}: ${name} is answered by its own response`,
      api: {...failure.api, gatewayResponses: [put]},
      seen,
    },
  ]
})

const catchAll: Exchange[] = failures
  .filter(([type]) => !type.startsWith('DEFAULT'))
  .map(([type, name, failure, {status}]) => ({
    ...guide,
    ...failure,
    name: `${type}: ${name} is answered by DEFAULT_${status < 500 ? '4XX' : '5XX'} and keeps its status`,
    api: {
      ...failure.api,
      gatewayResponses: [
        gatewayResponse(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX', {responseTemplates: {[json]: '{"mine": true}'}}),
      ],
    },
    seen: {status, body: '{"mine": true}'},
  }))

const missing = {api: {routes: {'GET /pets': mock()}}, target: '/nope?q=1'}

/** What templates and headers of gateway responses can name, and how they are chosen. */
const templates: Exchange[] = (
  [
    ['the message in quotes', '$context.error.messageString', {}, '"Missing Authentication Token"'],
    ['the message', '[$context.error.message]', {}, '[Missing Authentication Token]'],
    ['the type', '$context.error.responseType', {}, 'MISSING_AUTHENTICATION_TOKEN'],
    ['the stage', '$context.stage', {}, 'prod'],
    ['the request id', '$context.requestId', {}, '00000000-0000-4000-8000-000000000001'],
    ['a header of the request', '$method.request.header.Pet', {headers: ['Pet', 'cat']}, 'cat'],
    ['a query parameter', '$method.request.querystring.q', {}, '1'],
    ['a stage variable', '$stageVariables.color', {}, 'red'],
    ['nothing for what is unknown', '[$context.nope]', {}, '[]'],
    ['directives as they are', '#if(true)x#end', {}, '#if(true)x#end'],
  ] as const
).map(([name, template, call, body]) => ({
  ...guide,
  ...missing,
  source: 'developer guide, Gateway responses for REST APIs: mapping templates are substitution only',
  name: `a gateway response prints ${name}`,
  stage: {variables: {color: 'red'}},
  call,
  api: {
    ...missing.api,
    gatewayResponses: [gatewayResponse('MISSING_AUTHENTICATION_TOKEN', {responseTemplates: {[json]: template}})],
  },
  seen: {status: 403, body},
}))

const chosen: Exchange[] = (
  [
    ['application/xml', '<e/>', 'application/xml'],
    [json, '{}', json],
    ['text/html', '{}', json],
    [undefined, '{}', json],
  ] as const
).map(([accept, body, type]) => ({
  ...guide,
  ...missing,
  name: `a gateway response for Accept ${accept ?? '(none)'} is ${type}`,
  api: {
    ...missing.api,
    gatewayResponses: [
      gatewayResponse('MISSING_AUTHENTICATION_TOKEN', {
        responseTemplates: {'application/xml': '<e/>', [json]: '{}'},
      }),
    ],
  },
  call: {headers: accept === undefined ? [] : ['Accept', accept]},
  seen: {status: 403, body, headers: {'content-type': type}},
}))

const headers: Exchange[] = (
  [
    ["'fixed'", 'fixed'],
    ['context.stage', 'prod'],
    ['stageVariables.color', 'red'],
    ['method.request.header.Pet', 'cat'],
    ['method.request.querystring.q', '1'],
    ['method.request.header.None', undefined],
  ] as const
).map(([expression, value]) => ({
  ...guide,
  ...missing,
  name: `a header of a gateway response takes ${expression}`,
  stage: {variables: {color: 'red'}},
  call: {headers: ['Pet', 'cat']},
  api: {
    ...missing.api,
    gatewayResponses: [
      gatewayResponse('MISSING_AUTHENTICATION_TOKEN', {
        responseParameters: {'gatewayresponse.header.X-Out': expression},
      }),
    ],
  },
  seen: {status: 403, body: '{"message":"Missing Authentication Token"}', headers: {'x-out': value}},
}))

const large: Exchange[] = [
  {
    ...guide,
    source: 'developer guide, Amazon API Gateway quotas: 10,240 bytes of headers',
    name: 'headers beyond the limit are a 431',
    api: {routes: {'GET /': mock()}},
    call: {headers: ['X', 'a'.repeat(10_300)]},
    seen: {status: 431},
  },
  {
    ...guide,
    source: 'developer guide, Important notes: REQUEST_TOO_LARGE cannot be customised',
    name: 'a body beyond 10 MB is a 413 that no gateway response changes',
    api: {
      routes: {'POST /': mock()},
      gatewayResponses: [
        gatewayResponse('REQUEST_TOO_LARGE', {statusCode: '418'}),
        gatewayResponse('DEFAULT_4XX', {statusCode: '419'}),
      ],
    },
    call: {method: 'POST', bodyTooLarge: true},
    seen: {
      status: 413,
      body: '{"message": "HTTP content length exceeded 10485760 bytes."}',
      headers: {'x-amzn-errortype': 'RequestTooLargeException'},
    },
  },
]

exchanges([...builtIn, ...own, ...catchAll, ...templates, ...chosen, ...headers, ...large])
