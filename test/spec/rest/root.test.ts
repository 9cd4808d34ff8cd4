import assert from 'node:assert/strict'
import {test} from 'vitest'
import {toRestApi} from '../../../src/spec/to-rest-api.js'
import {brief, parsed} from '../support.js'

const options = {documentation: 'explicit', basePath: 'ignore'} as const
const head = 'openapi: 3.0.1\ninfo: {title: pets, description: All pets}\n'

test('toRestApi: the extensions at the top of a document', () => {
  const document = parsed(`${head}
servers:
  - url: /v1
    x-amazon-apigateway-endpoint-configuration: {disableExecuteApiEndpoint: true, vpcEndpointIds: [vpce-2, vpce-1]}
x-amazon-apigateway-api-key-source: authorizer
x-amazon-apigateway-binary-media-types: [image/png, '*/*', image/png]
x-amazon-apigateway-minimum-compression-size: 1024
x-amazon-apigateway-policy: {Version: '2012-10-17', Statement: []}
x-amazon-apigateway-request-validators:
  body: {validateRequestBody: true}
x-amazon-apigateway-gateway-responses:
  UNAUTHORIZED:
    statusCode: 401
    responseParameters: {gatewayresponse.header.X: "'y'"}
    responseTemplates: {application/json: '{"message":$context.error.messageString}'}
paths: {}
`)
  const {api, problems} = toRestApi(document, {...options, endpointTypes: ['PRIVATE'], tags: {b: '2', a: '1'}})
  assert.deepEqual(brief(problems), [])
  assert.deepEqual(api, {
    kind: 'rest',
    name: 'pets',
    description: 'All pets',
    apiKeySource: 'AUTHORIZER',
    binaryMediaTypes: ['*/*', 'image/png'],
    minimumCompressionSize: 1024,
    policy: {Version: '2012-10-17', Statement: []},
    disableExecuteApiEndpoint: true,
    endpointConfiguration: {types: ['PRIVATE'], vpcEndpointIds: ['vpce-1', 'vpce-2'], ipAddressType: 'ipv4'},
    resources: ['/'],
    methods: {},
    models: {},
    requestValidators: {body: {validateRequestBody: true, validateRequestParameters: false}},
    authorizers: {},
    gatewayResponses: {
      UNAUTHORIZED: {
        statusCode: '401',
        responseParameters: {'gatewayresponse.header.X': "'y'"},
        responseTemplates: {'application/json': '{"message":$context.error.messageString}'},
      },
    },
    documentationParts: [],
    tags: {a: '1', b: '2'},
  })
})

const cases = [
  {name: 'a version that cannot be read', text: 'openapi: 3.2.0\n', problems: ['error SPEC_VERSION 1:10']},
  {name: 'a CloudFormation template', text: 'Resources: {}\n', problems: ['error SPEC_VERSION 1:1']},
  {
    name: 'no name and no paths',
    text: 'openapi: 3.0.1\n',
    problems: ['error SPEC_MISSING_KEY 1:1', 'error SPEC_MISSING_KEY 1:1'],
  },
  {
    name: 'typing errors at the top',
    text: `${head}paths: {}\npahts: {}\nx-amazon-apigateway-polcy: {}\n`,
    problems: ['error SPEC_UNKNOWN_KEY 4:1', 'error SPEC_UNKNOWN_KEY 5:1'],
  },
  {name: 'extensions of others: never', text: `${head}paths: {}\nx-google-backend: {}\n`, problems: []},
  {
    name: 'settings that are not managed',
    text: `${head}paths: {}\nx-amazon-apigateway-security-policy: x\n`,
    problems: ['warning SPEC_NOT_MANAGED 4:1'],
  },
  {
    name: 'an unknown gateway response',
    text: `${head}paths: {}\nx-amazon-apigateway-gateway-responses: {UNAUTHORISED: {}}\n`,
    problems: ['error SPEC_UNKNOWN_VALUE 4:41'],
  },
  {
    name: 'values of the wrong type',
    text: `${head}paths: {}\nx-amazon-apigateway-minimum-compression-size: 1.5\nx-amazon-apigateway-request-validators: [x]\n`,
    problems: ['error SPEC_WRONG_TYPE 4:47', 'error SPEC_WRONG_TYPE 5:41'],
  },
  {
    name: 'a compression size out of range',
    text: `${head}paths: {}\nx-amazon-apigateway-minimum-compression-size: -1\n`,
    problems: ['error SPEC_OUT_OF_RANGE 4:47'],
  },
]

for (const {name, text, problems} of cases) {
  test(`toRestApi: tells ${name}`, () => {
    assert.deepEqual(brief(toRestApi(parsed(text), options).problems), problems)
  })
}

const documented = `${head}
x-amazon-apigateway-documentation:
  version: '1'
  documentationParts:
    - {location: {type: API}, properties: {info: {description: mine}}}
    - {location: {type: method, path: /a, method: GET}, properties: {summary: s}}
paths:
  /a:
    description: d
    get:
      summary: other
      parameters: [{name: q, in: query, description: p}]
      responses: {200: {description: ok, headers: {H: {description: h}}}}
components:
  schemas: {Pet: {type: object, description: m}}
`

test('toRestApi: documentation parts of the extension', () => {
  const {api} = toRestApi(parsed(documented), options)
  assert.deepEqual(api?.documentationParts, [
    {location: {type: 'API'}, properties: {info: {description: 'mine'}}},
    {location: {type: 'METHOD', path: '/a', method: 'GET'}, properties: {summary: 's'}},
  ])
  assert.deepEqual(toRestApi(parsed(documented), {...options, documentation: 'ignore'}).api?.documentationParts, [])
})

test('toRestApi: documentation parts of every description, those of the extension win', () => {
  const {api} = toRestApi(parsed(documented), {...options, documentation: 'all'})
  assert.deepEqual(
    api?.documentationParts.map(
      ({location, properties}) => `${Object.values(location).join(' ')} ${JSON.stringify(properties)}`,
    ),
    [
      'API {"info":{"description":"mine"}}',
      'METHOD /a GET {"summary":"s"}',
      'MODEL Pet {"description":"m"}',
      'QUERY_PARAMETER /a GET q {"description":"p"}',
      'RESOURCE /a {"description":"d"}',
      'RESPONSE /a GET 200 {"description":"ok"}',
      'RESPONSE_HEADER /a GET 200 H {"description":"h"}',
    ],
  )
})
