import assert from 'node:assert/strict'
import {lambdaProxy, lambdaUri, methodOf, returns, throws} from '../gateway/data/rest/rest-fixture.js'
import {eventOf, exchanges, type Exchange} from './exchange.js'

const proxy = {'ANY /{proxy+}': lambdaProxy(), 'ANY /': lambdaProxy(), 'GET /hardcoded': lambdaProxy()}
const answered = {status: 200, body: ''}

const area = 'lambda proxy'
const format = {
  area,
  source: 'localstack test_apigateway_lambda.py, test_aws_proxy_response_payload_format_validation',
  recorded: '2024-02-23',
}
const event = {
  area,
  source: 'localstack test_apigateway_lambda.snapshot.json, test_lambda_aws_proxy_integration',
  recorded: '2024-08-02',
}
const guide = {
  area,
  source: 'developer guide, Lambda proxy integrations in API Gateway',
  recorded: '2026-04',
}

const broken = {status: 502, body: '{"message": "Internal server error"}'}
const brokenHeaders = {'content-type': 'application/json', 'x-amzn-errortype': 'InternalServerErrorException'}

/** What a function returns, and what the client gets. */
const answers: Exchange[] = [
  {name: 'a status alone is an empty answer', returned: {statusCode: 200}, seen: answered},
  {
    name: 'headers come through, booleans as text',
    returned: {statusCode: 200, headers: {'test-header': 'value', 'header-bool': true}},
    seen: {status: 200, body: '', headers: {'test-header': 'value', 'header-bool': 'true'}},
  },
  {name: 'headers may be null', returned: {statusCode: 200, headers: null}, seen: answered},
  {name: 'headers alone are a 200', returned: {headers: {a: 'b'}}, seen: {...answered, headers: {a: 'b'}}},
  {name: 'an unknown member is malformed', returned: {statusCode: 200, wrongValue: 'value'}, seen: broken},
  {name: 'an empty object is malformed', returned: {}, seen: broken},
  {name: 'a status of text that is no number is malformed', returned: {statusCode: 'test'}, seen: broken},
  {name: 'a status of digits as text is taken', returned: {statusCode: '201'}, seen: {status: 201}},
  {name: 'a bare string is malformed', returned: 'justAString', seen: broken},
  {
    name: 'base64 stays text for a client that accepts no binary type',
    returned: {statusCode: 200, body: 'dGVzdC1kYXRh', isBase64Encoded: true},
    seen: {status: 200, body: 'dGVzdC1kYXRh'},
  },
  {
    name: 'a body that is not marked as base64 stays as it is',
    returned: {statusCode: 200, body: 'dGVzdC1kYXRh'},
    seen: {status: 200, body: 'dGVzdC1kYXRh'},
  },
  {
    name: 'a multi-value header of the same name wins',
    returned: {statusCode: 200, multiValueHeaders: {'test-multi': ['multi']}, headers: {'test-multi': 'solo'}},
    seen: {status: 200, headers: {'test-multi': 'multi'}},
  },
  {
    name: 'a multi-value header wins in another spelling, too',
    returned: {statusCode: 200, multiValueHeaders: {'tesT-Multi': ['multi']}, headers: {'test-multi': 'solo'}},
    seen: {status: 200, headers: {'test-multi': 'multi'}},
  },
  {
    name: 'multi-value headers that are no list are malformed',
    returned: {statusCode: 200, multiValueHeaders: {'test-multi': 'value1'}},
    seen: broken,
  },
  {name: 'null is malformed', returned: null, seen: broken},
  {name: 'a list is malformed', returned: [{statusCode: 200}], seen: broken},
  {name: 'a body that is an object is malformed', returned: {statusCode: 200, body: {a: 1}}, seen: broken},
  {
    name: 'the content type is JSON by default',
    returned: {statusCode: 200},
    seen: {status: 200, headers: {'content-type': 'application/json'}},
  },
  {
    name: 'the function decides the content type',
    returned: {statusCode: 200, headers: {'content-type': 'text/html'}, body: '<p>'},
    seen: {status: 200, body: '<p>', headers: {'content-type': 'text/html'}},
  },
].map(({returned, ...rest}) => ({...format, ...rest, api: {routes: proxy}, ports: {lambda: returns(returned)}}))

const failures: Exchange[] = [
  {
    ...guide,
    name: 'a function that throws is a 502 without a word about the error',
    api: {routes: proxy},
    ports: {lambda: throws('secret')},
    seen: {...broken, headers: brokenHeaders},
  },
  {
    area,
    source: 'localstack test_apigateway_lambda.snapshot.json, test_lambda_aws_proxy_integration_non_post_method',
    recorded: '2024-03-20',
    name: 'an integration method other than POST is a 500',
    api: {routes: {'GET /': methodOf({type: 'AWS_PROXY', httpMethod: 'GET', uri: lambdaUri})}},
    seen: {status: 500, body: '{"message": "Internal server error"}'},
  },
  {
    ...guide,
    name: 'a function that is not there, or may not be called, is a 500',
    api: {routes: proxy},
    ports: {lambda: () => ({outcome: 'refused', reason: 'no-permission', message: 'no'})},
    seen: {status: 500, body: '{"message": "Internal server error"}', headers: brokenHeaders},
  },
  {
    area,
    source: 'localstack test_apigateway_common.py, test_api_gateway_request_validator',
    recorded: '2023-07-27',
    name: 'a doubled slash in the integration URI does no harm',
    api: {
      routes: {
        'GET /': methodOf({type: 'AWS_PROXY', httpMethod: 'POST', uri: lambdaUri.replace('path/2015', 'path//2015')}),
      },
    },
    ports: {lambda: returns({statusCode: 200})},
    seen: answered,
  },
]

/** A part of the event for one request; the rest of the event is compared whole in the unit tests. */
function eventCase(
  name: string,
  target: string,
  part: Readonly<Record<string, unknown>>,
  more: Partial<Exchange> = {},
): Exchange {
  return {
    ...event,
    name,
    api: {routes: proxy},
    ports: {lambda: returns({statusCode: 200})},
    target,
    seen: answered,
    sent: (ports) => {
      const given = eventOf(ports)
      assert.deepEqual(Object.fromEntries(Object.keys(part).map((key) => [key, given[key]])), part)
    },
    ...more,
  }
}

const context = (path: string) => (given: Readonly<Record<string, unknown>>) => {
  assert.equal((given.requestContext as {path: string}).path, path)
}

const events: Exchange[] = [
  eventCase('absent maps and an empty body are null', '/test-path', {
    body: null,
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    stageVariables: null,
    isBase64Encoded: false,
    pathParameters: {proxy: 'test-path'},
    path: '/test-path',
    resource: '/{proxy+}',
    httpMethod: 'GET',
  }),
  eventCase('a trailing slash stays in the path, not in the parameter', '/test-path/', {
    path: '/test-path/',
    pathParameters: {proxy: 'test-path'},
  }),
  eventCase('a query parameter is in both maps', '/test-path?urlparam=test', {
    queryStringParameters: {urlparam: 'test'},
    multiValueQueryStringParameters: {urlparam: ['test']},
  }),
  eventCase('a trailing slash before the query', '/test-path/?urlparam=test', {
    path: '/test-path/',
    pathParameters: {proxy: 'test-path'},
    queryStringParameters: {urlparam: 'test'},
  }),
  eventCase('an encoded path stays encoded', '/test-path/api/user/test%2Balias@gmail.com/plus/test+alias@gmail.com', {
    path: '/test-path/api/user/test%2Balias@gmail.com/plus/test+alias@gmail.com',
    pathParameters: {proxy: 'test-path/api/user/test%2Balias@gmail.com/plus/test+alias@gmail.com'},
  }),
  eventCase('query parameters are decoded', '/test-path/api?email=test%2Balias@gmail.com&plus=a%20b', {
    queryStringParameters: {email: 'test+alias@gmail.com', plus: 'a b'},
  }),
  eventCase('a doubled slash inside stays', '/test-path//proxied-path/', {
    path: '/test-path//proxied-path/',
    pathParameters: {proxy: 'test-path//proxied-path'},
  }),
  eventCase('a doubled slash in front goes', '//hardcoded', {
    path: '/hardcoded',
    resource: '/hardcoded',
    pathParameters: null,
  }),
  eventCase(
    'a repeated parameter keeps all values, and the last one alone',
    '/x?price=10&category=electronics&price=20&category=books&price=30',
    {
      queryStringParameters: {price: '30', category: 'books'},
      multiValueQueryStringParameters: {price: ['10', '20', '30'], category: ['electronics', 'books']},
    },
  ),
  eventCase(
    'the content type keeps its parameters, the body its bytes',
    '/x',
    {body: '{"a": 1.00}', isBase64Encoded: false},
    {
      call: {method: 'POST', headers: ['Content-Type', 'application/json;charset=utf-8'], body: '{"a": 1.00}'},
    },
  ),
  eventCase('a path without parameters has none', '/hardcoded', {resource: '/hardcoded', pathParameters: null}),
  eventCase('stage variables are shown', '/x', {stageVariables: {color: 'red'}}, {stage: {variables: {color: 'red'}}}),
  {
    ...eventCase('the context has the path with the stage, doubled slashes included', '//hardcoded', {}),
    sent: (ports) => context('/prod//hardcoded')(eventOf(ports)),
  },
  {
    ...eventCase('the context has a trailing slash', '/test-path/', {}),
    sent: (ports) => context('/prod/test-path/')(eventOf(ports)),
  },
  {
    ...eventCase('header names keep their spelling', '/x', {}, {call: {headers: ['tEsT-HEADeR', 'aValUE']}}),
    sent: (ports) => {
      const {headers, multiValueHeaders} = eventOf(ports) as Record<string, Record<string, unknown>>
      assert.deepEqual([headers?.['tEsT-HEADeR'], multiValueHeaders?.['tEsT-HEADeR']], ['aValUE', ['aValUE']])
    },
  },
  {
    ...eventCase('the context names everything of the caller, null where unknown', '/x', {}),
    sent: (ports) => {
      const {identity, ...rest} = eventOf(ports).requestContext as Record<string, object>
      assert.deepEqual(Object.keys(rest).sort(), [
        'accountId',
        'apiId',
        'deploymentId',
        'domainName',
        'domainPrefix',
        'extendedRequestId',
        'httpMethod',
        'path',
        'protocol',
        'requestId',
        'requestTime',
        'requestTimeEpoch',
        'resourceId',
        'resourcePath',
        'stage',
      ])
      assert.deepEqual(Object.keys(identity ?? {}).sort(), [
        'accessKey',
        'accountId',
        'caller',
        'cognitoAuthenticationProvider',
        'cognitoAuthenticationType',
        'cognitoIdentityId',
        'cognitoIdentityPoolId',
        'principalOrgId',
        'sourceIp',
        'user',
        'userAgent',
        'userArn',
      ])
    },
  },
  {
    ...eventCase('request mappings change nothing in the event', '/foobar?testVar=bar', {}),
    source: 'localstack test_apigateway_lambda.snapshot.json, test_lambda_aws_proxy_integration_request_data_mapping',
    recorded: '2024-07-22',
    api: {
      routes: {
        'ANY /{pathVariable}': methodOf({
          type: 'AWS_PROXY',
          httpMethod: 'POST',
          uri: lambdaUri,
          requestParameters: {
            'integration.request.header.headerVar': 'method.request.header.foobar',
            'integration.request.querystring.added': 'method.request.querystring.testVar',
          },
        }),
      },
    },
    call: {headers: ['foobar', 'mapped-value', 'headerVar', 'request-value']},
    sent: (ports) => {
      const {headers, queryStringParameters} = eventOf(ports) as Record<string, Record<string, unknown>>
      assert.deepEqual([headers?.headerVar, queryStringParameters], ['request-value', {testVar: 'bar'}])
    },
  },
]

exchanges([...answers, ...failures, ...events])
