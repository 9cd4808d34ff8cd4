import assert from 'node:assert/strict'
import {test} from 'vitest'
import {toHttpApi} from '../../../src/spec/to-http-api.js'
import {brief, parsed} from '../support.js'

const options = {basePath: 'ignore'} as const
const none = {authorizationType: 'NONE', authorizationScopes: []}

function document(paths: string, rest = ''): string {
  return `openapi: 3.0.1
info: {title: pets}
paths:
${paths.replaceAll(/^/gm, '  ')}
components:
  securitySchemes:
    lambda:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authorizer:
        type: request
        authorizerUri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:guard/invocations
        authorizerPayloadFormatVersion: 2.0
        authorizerResultTtlInSeconds: 60
        enableSimpleResponses: true
        identitySource: $request.header.A, $request.querystring.b
    jwt:
      type: oauth2
      x-amazon-apigateway-authorizer:
        type: jwt
        identitySource: [$request.header.Authorization]
        jwtConfiguration: {issuer: 'https://i', audience: [a]}
    sigv4: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4}
    key: {type: apiKey, name: x-api-key, in: header}
${rest}`
}

const integration = 'x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: "https://x"}'

const routes = [
  {name: 'no authorization', operation: '', expected: none},
  {
    name: 'a Lambda authorizer; scopes do not count',
    operation: 'security: [{lambda: [a]}]',
    expected: {...none, authorizationType: 'CUSTOM', authorizer: 'lambda'},
  },
  {
    name: 'a JWT authorizer with scopes',
    operation: 'security: [{jwt: [b, a]}]',
    expected: {authorizationType: 'JWT', authorizer: 'jwt', authorizationScopes: ['a', 'b']},
  },
  {name: 'IAM by its scheme', operation: 'security: [{sigv4: []}]', expected: {...none, authorizationType: 'AWS_IAM'}},
  {
    name: 'IAM by its extension',
    operation: 'x-amazon-apigateway-auth: {type: AWS_IAM}',
    expected: {...none, authorizationType: 'AWS_IAM'},
  },
]

for (const {name, operation, expected} of routes) {
  test(`toHttpApi: a route with ${name}`, () => {
    const text = document(`/pets:\n  get:\n    ${integration}\n    ${operation}`)
    const {api, problems} = toHttpApi(parsed(text), options)
    assert.deepEqual(brief(problems), [])
    const route = api?.routes['GET /pets']
    assert.ok(route?.integration)
    assert.deepEqual(route, {...expected, integration: route.integration})
  })
}

test('toHttpApi: authorizers are made whether they are used or not', () => {
  const {api} = toHttpApi(parsed(document('{}')), options)
  assert.deepEqual(api?.authorizers, {
    jwt: {
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: {issuer: 'https://i', audience: ['a']},
    },
    lambda: {
      authorizerType: 'REQUEST',
      authorizerUri:
        'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:guard/invocations',
      authorizerPayloadFormatVersion: '2.0',
      authorizerResultTtlInSeconds: 60,
      enableSimpleResponses: true,
      identitySource: ['$request.header.A', '$request.querystring.b'],
    },
  })
})

test('toHttpApi: a subtype integration, parameter mappings, a private one', () => {
  const text = document(`/queue:
  post:
    x-amazon-apigateway-integration:
      type: aws_proxy
      integrationSubtype: SQS-SendMessage
      credentials: arn:role
      payloadFormatVersion: 1
      requestParameters: {QueueUrl: $request.header.q}
      responseParameters: {200: {overwrite:statuscode: 201}}
  get:
    x-amazon-apigateway-integration:
      type: HTTP_PROXY
      httpMethod: get
      uri: arn:aws:elasticloadbalancing:x
      connectionType: VPC_LINK
      connectionId: abc
      timeoutInMillis: 1000
      tlsConfig: {serverNameToVerify: x.test}`)
  const {api, problems} = toHttpApi(parsed(text), options)
  assert.deepEqual(brief(problems), [])
  assert.deepEqual(
    Object.values(api?.routes ?? {}).map((route) => route.integration),
    [
      {
        integrationType: 'HTTP_PROXY',
        integrationMethod: 'GET',
        integrationUri: 'arn:aws:elasticloadbalancing:x',
        connectionId: 'abc',
        tlsConfig: {serverNameToVerify: 'x.test'},
        connectionType: 'VPC_LINK',
        payloadFormatVersion: '1.0',
        timeoutInMillis: 1000,
        requestParameters: {},
        responseParameters: {},
      },
      {
        integrationType: 'AWS_PROXY',
        integrationSubtype: 'SQS-SendMessage',
        credentialsArn: 'arn:role',
        connectionType: 'INTERNET',
        payloadFormatVersion: '1.0',
        timeoutInMillis: 30000,
        requestParameters: {QueueUrl: '$request.header.q'},
        responseParameters: {'200': {'overwrite:statuscode': '201'}},
      },
    ],
  )
})

const problems = [
  {name: 'a path without slash', paths: 'pets: {}', told: ['error SPEC_BAD_PATH 4:3']},
  {name: 'a parameter inside a part', paths: '/{a}.json: {}', told: ['error SPEC_BAD_PATH 4:3']},
  {name: 'a greedy parameter in the middle', paths: '/{a+}/b: {}', told: ['error SPEC_BAD_PATH 4:3']},
  {
    name: 'API keys',
    paths: `/a:\n  get:\n    ${integration}\n    security: [{key: []}]`,
    told: ['warning SPEC_NOT_IN_HTTP_API 7:17'],
  },
  {
    name: 'routes without integration, once',
    paths: '/a: {get: {}, put: {}}',
    told: ['warning SPEC_NO_INTEGRATION 4:8'],
  },
  {
    name: 'integrations without address, verb or role',
    paths:
      '/a:\n  get: {x-amazon-apigateway-integration: {type: http_proxy}}\n  put: {x-amazon-apigateway-integration: {type: aws_proxy, integrationSubtype: SQS-SendMessage}}',
    told: ['error SPEC_MISSING_KEY 5:44', 'error SPEC_MISSING_KEY 5:44', 'error SPEC_MISSING_KEY 6:44'],
  },
  {
    name: 'a timeout and a format that do not exist',
    paths:
      '/a:\n  get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: x, timeoutInMillis: 31000, payloadFormatVersion: 3.0}}',
    told: ['error SPEC_OUT_OF_RANGE 5:87', 'error SPEC_UNKNOWN_VALUE 5:116'],
  },
]

for (const {name, paths, told} of problems) {
  test(`toHttpApi: tells ${name}`, () => {
    assert.deepEqual(brief(toHttpApi(parsed(document(paths)), options).problems), told)
  })
}

test('toHttpApi: what an authorizer needs', () => {
  const schemes = (extension: string) =>
    `openapi: 3.0.1\ninfo: {title: x}\npaths: {}\ncomponents: {securitySchemes: {a: {x-amazon-apigateway-authorizer: ${extension}}}}\n`
  const cases = [
    {extension: '{}', told: ['error SPEC_MISSING_KEY']},
    {extension: '{type: jwt}', told: ['error SPEC_MISSING_KEY']},
    {extension: '{type: request}', told: ['error SPEC_MISSING_KEY', 'warning SPEC_PAYLOAD_FORMAT']},
    {extension: '{type: token}', told: ['error SPEC_UNKNOWN_VALUE']},
    {
      extension:
        '{type: request, authorizerUri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:guard/invocations, authorizerPayloadFormatVersion: 1, enableSimpleResponses: true}',
      told: ['error SPEC_PAYLOAD_FORMAT'],
    },
  ]
  for (const {extension, told} of cases) {
    const found = toHttpApi(parsed(schemes(extension)), options).problems
    assert.deepEqual(
      found.map(({severity, code}) => `${severity} ${code}`),
      told,
      extension,
    )
  }
})

test('toHttpApi: CORS that is no object is ignored with a warning, bodies and schemas are only noted', () => {
  const text = `openapi: 3.0.1
info: {title: x}
x-amazon-apigateway-cors: true
paths: {/a: {get: {requestBody: {content: {}}, ${integration}}}}
components: {schemas: {A: {}}}
`
  const {api, problems: told, warnings, importInfo} = toHttpApi(parsed(text), options)
  assert.equal(api?.corsConfiguration, undefined)
  assert.deepEqual(brief(told), ['warning SPEC_WRONG_TYPE 3:27'])
  assert.deepEqual(warnings, ['CORS Scheme is malformed, ignoring.'])
  assert.deepEqual(importInfo, [
    'Models are not supported for HTTP APIs. Ignoring components/schemas.',
    "Request body is not supported for HTTP APIs. Ignoring it on 'GET /a'.",
  ])
})
