import assert from 'node:assert/strict'
import {test} from 'vitest'
import {toRestApi} from '../../../src/spec/to-rest-api.js'
import {brief, parsed} from '../support.js'

const options = {documentation: 'explicit', basePath: 'ignore'} as const

const schemes = `
  token:
    type: apiKey
    name: X-Token
    in: header
    x-amazon-apigateway-authtype: custom
    x-amazon-apigateway-authorizer: {type: token, authorizerUri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:guard/invocations', authorizerResultTtlInSeconds: '60'}
  pool:
    type: apiKey
    name: Authorization
    in: header
    x-amazon-apigateway-authorizer: {type: cognito_user_pools, providerARNs: ['arn:pool']}
  sigv4: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4}
  key: {type: apiKey, name: X-API-Key, in: header}
  basic: {type: http, scheme: basic}
`

function withSchemes(operation: string, root = ''): string {
  return `openapi: 3.0.1
info: {title: pets}
${root}
paths:
  /:
    get:
      responses: {}
${operation}
      x-amazon-apigateway-integration: {type: mock}
components:
  securitySchemes:${schemes.replaceAll('\n', '\n  ')}
`
}

const none = {authorizationType: 'NONE', authorizationScopes: [], apiKeyRequired: false}

const security = [
  {name: 'nothing', operation: '', root: '', expected: none},
  {
    name: 'a Lambda authorizer',
    operation: '      security: [{token: []}]',
    expected: {...none, authorizationType: 'CUSTOM', authorizer: 'token'},
  },
  {
    name: 'a Cognito authorizer with scopes, sorted',
    operation: '      security: [{pool: [b, a]}]',
    expected: {
      ...none,
      authorizationType: 'COGNITO_USER_POOLS',
      authorizer: 'pool',
      authorizationScopes: ['a', 'b'],
    },
  },
  {
    name: 'IAM by its scheme',
    operation: '      security: [{sigv4: []}]',
    expected: {...none, authorizationType: 'AWS_IAM'},
  },
  {
    name: 'IAM by its extension, whatever its case',
    operation: '      x-amazon-apigateway-auth: {type: aws_iam}',
    expected: {...none, authorizationType: 'AWS_IAM'},
  },
  {name: 'an API key', operation: '      security: [{key: []}]', expected: {...none, apiKeyRequired: true}},
  {
    name: 'an authorizer and an API key in one entry',
    operation: '      security: [{token: [], key: []}]',
    expected: {...none, authorizationType: 'CUSTOM', authorizer: 'token', apiKeyRequired: true},
  },
  {
    name: 'an authorizer and an API key in two entries',
    operation: '      security: [{token: []}, {key: []}]',
    expected: {...none, authorizationType: 'CUSTOM', authorizer: 'token', apiKeyRequired: true},
  },
  {
    name: 'the security of the document',
    operation: '',
    root: 'security: [{token: []}]',
    expected: {...none, authorizationType: 'CUSTOM', authorizer: 'token'},
  },
  {
    name: 'an empty list: the security of the document does not count',
    operation: '      security: []',
    root: 'security: [{token: []}]',
    expected: none,
  },
  {
    name: 'an extension that says NONE: the security of the document does not count',
    operation: '      x-amazon-apigateway-auth: {type: NONE}',
    root: 'security: [{token: []}]',
    expected: none,
  },
  {name: "SAM's name for no authorizer", operation: '      security: [{NONE: []}]', expected: none},
]

for (const {name, operation, root, expected} of security) {
  test(`toRestApi: authorization by ${name}`, () => {
    const {api, problems} = toRestApi(parsed(withSchemes(operation, root)), options)
    assert.deepEqual(brief(problems), [])
    const {authorizationType, authorizer, authorizationScopes, apiKeyRequired} = api?.methods['GET /'] ?? {}
    const found = {
      authorizationType,
      authorizationScopes,
      apiKeyRequired,
      ...(authorizer !== undefined && {authorizer}),
    }
    assert.deepEqual(found, expected)
  })
}

const securityProblems = [
  {
    name: 'two authorizers',
    operation: '      security: [{token: []}, {pool: []}]',
    problems: ['error SPEC_SEVERAL_AUTHORIZERS 8:32'],
  },
  {
    name: 'an authorizer and IAM',
    operation: '      security: [{token: [], sigv4: []}]',
    problems: ['error SPEC_SEVERAL_AUTHORIZERS 8:30'],
  },
  {name: 'an unknown scheme', operation: '      security: [{tokn: []}]', problems: ['error SPEC_UNKNOWN_SCHEME 8:19']},
  {
    name: 'a scheme that protects nothing',
    operation: '      security: [{basic: []}]',
    problems: ['warning SPEC_OPEN_OPERATION 8:19'],
  },
  {
    name: 'an authorizer that seems optional and is not',
    operation: '      security: [{token: []}, {}]',
    problems: ['warning SPEC_SECURITY_OPTIONAL 8:7'],
  },
  {
    name: 'an extension that contradicts the security beside it',
    operation: '      security: [{token: []}]\n      x-amazon-apigateway-auth: {type: NONE}',
    problems: ['warning SPEC_AUTH_IGNORED 9:7'],
  },
]

for (const {name, operation, problems} of securityProblems) {
  test(`toRestApi: tells ${name}`, () => {
    assert.deepEqual(brief(toRestApi(parsed(withSchemes(operation)), options).problems), problems)
  })
}

test('toRestApi: authorizers are made whether they are used or not', () => {
  const {api} = toRestApi(parsed(withSchemes('')), options)
  assert.deepEqual(api?.authorizers, {
    pool: {
      type: 'COGNITO_USER_POOLS',
      providerARNs: ['arn:pool'],
      identitySource: 'method.request.header.Authorization',
    },
    token: {
      type: 'TOKEN',
      providerARNs: [],
      authType: 'custom',
      authorizerUri:
        'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:guard/invocations',
      identitySource: 'method.request.header.X-Token',
      authorizerResultTtlInSeconds: 60,
    },
  })
})

function operations(paths: string, rest = ''): string {
  return `openapi: 3.0.1\ninfo: {title: pets}\npaths:\n${paths}\n${rest}`
}

test('toRestApi: parameters of path and operation, the body, headers and models of a method', () => {
  const document = parsed(
    operations(
      `  /{id}:
    parameters:
      - {name: page, in: query, required: true}
      - {name: X-A, in: header}
      - {name: c, in: cookie}
    x-amazon-apigateway-any-method:
      parameters:
        - {name: page, in: query}
        - {$ref: '#/components/parameters/trace'}
      requestBody:
        content:
          application/json: {schema: {$ref: '#/components/schemas/Pet'}}
          text/plain: {schema: {type: string}}
      responses:
        default: {description: x}
        2XX: {description: x}
        201:
          description: x
          headers: {Location: {schema: {type: string}}}
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}`,
      `components:
  parameters: {trace: {name: trace, in: header, required: 'true'}}
  schemas: {Pet: {type: object, description: A pet}}`,
    ),
  )
  const {api, problems} = toRestApi(document, options)
  assert.deepEqual(brief(problems), [
    'warning SPEC_NO_INTEGRATION 9:5',
    'warning SPEC_PRIMITIVE_MODEL 16:32',
    'warning SPEC_STATUS_CODE 19:9',
  ])
  const {requestParameters, requestModels, responses} = api?.methods['ANY /{id}'] ?? {}
  const [generated = ''] = Object.keys(api?.models ?? {}).filter((name) => name !== 'Pet')
  assert.match(generated, /^MODEL[0-9a-f]{10}$/)
  assert.deepEqual(
    {requestParameters, requestModels, responses, models: api?.models},
    {
      requestParameters: {
        'method.request.header.X-A': false,
        'method.request.header.trace': true,
        'method.request.path.id': true,
        'method.request.querystring.page': false,
      },
      requestModels: {'application/json': 'Pet'},
      responses: {
        '201': {
          responseParameters: {'method.response.header.Location': false},
          responseModels: {'application/json': generated},
        },
      },
      models: {
        [generated]: {contentType: 'application/json', schema: {type: 'array', items: {$ref: '#/models/Pet'}}},
        Pet: {contentType: 'application/json', description: 'A pet', schema: {type: 'object'}},
      },
    },
  )
})

test('toRestApi: bodies and media types of Swagger 2.0', () => {
  const document = parsed(`swagger: 2.0
info: {title: pets}
produces: [application/xml]
paths:
  /:
    post:
      consumes: [application/json, text/json]
      parameters:
        - {name: pet, in: body, schema: {$ref: Pet}}
        - {name: file, in: formData, type: file}
      responses: {200: {description: x, schema: {$ref: '#/definitions/Pet'}}}
      x-amazon-apigateway-integration: {type: mock}
definitions: {Pet: {type: object}}
`)
  const {api, problems} = toRestApi(document, options)
  assert.deepEqual(brief(problems), [])
  const {requestModels, responses} = api?.methods['POST /'] ?? {}
  assert.deepEqual(requestModels, {'application/json': 'Pet', 'text/json': 'Pet'})
  assert.deepEqual(responses, {'200': {responseParameters: {}, responseModels: {'application/xml': 'Pet'}}})
})

const methodProblems = [
  {
    name: 'one name in two places',
    paths: '  /{id}:\n    get: {parameters: [{name: id, in: query}]}',
    problems: ['error SPEC_PARAMETER_CONFLICT 5:24'],
  },
  {
    name: 'a parameter without name',
    paths: '  /a:\n    get: {parameters: [{in: query}]}',
    problems: ['error SPEC_MISSING_KEY 5:24'],
  },
  {
    name: 'a path parameter that no path has',
    paths: '  /a:\n    get: {parameters: [{name: id, in: path}]}',
    problems: ['warning SPEC_PARAMETER_NOT_IN_PATH 5:24'],
  },
  {
    name: 'a reference that leads nowhere',
    paths: '  /a:\n    get: {parameters: [{$ref: "#/x"}]}',
    problems: ['error SPEC_REF_NOT_FOUND 5:31'],
  },
  {
    name: 'a typing error in an operation',
    paths: '  /a:\n    get: {operationID: x}',
    problems: ['error SPEC_UNKNOWN_KEY 5:11'],
  },
  {name: 'the key "any"', paths: '  /a:\n    any: {}', problems: ['error SPEC_UNKNOWN_KEY 5:5']},
  {name: 'TRACE', paths: '  /a:\n    trace: {}\n    get: {}', problems: ['warning SPEC_UNSUPPORTED_VERB 5:5']},
]

for (const {name, paths, problems} of methodProblems) {
  test(`toRestApi: tells ${name}`, () => {
    const told = toRestApi(parsed(operations(paths)), options).problems
    assert.deepEqual(brief(told.filter(({code}) => code !== 'SPEC_NO_INTEGRATION')), problems)
  })
}

test('toRestApi: an import ignores members that it does not know', () => {
  const document = parsed(
    operations('  /a:\n    any: {}\n    get: {operationID: x, x-amazon-apigateway-integration: {type: mock, urri: x}}'),
  )
  const {api, problems} = toRestApi(document, {...options, mode: 'import'})
  assert.deepEqual(problems, [])
  assert.deepEqual(Object.keys(api?.methods ?? {}), ['GET /a'])
})
