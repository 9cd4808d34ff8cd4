import assert from 'node:assert/strict'
import {test} from 'vitest'
import {toRestApi} from '../../../src/spec/to-rest-api.js'
import {brief, parsed} from '../support.js'

const options = {documentation: 'explicit', basePath: 'ignore'} as const

function document(integration: string): string {
  return `openapi: 3.0.1
info: {title: pets}
paths:
  /{id}:
    get:
      parameters: [{name: page, in: query}]
      responses: {200: {description: x, headers: {A: {schema: {type: string}}}}, 404: {description: x}}
      x-amazon-apigateway-integration:
${integration.replaceAll(/^/gm, '        ')}
`
}

test('toRestApi: an integration with everything in it', () => {
  const {api, problems} = toRestApi(
    parsed(
      document(`type: Http
httpMethod: post
uri: http://example.com/{id}
connectionType: vpc_link
connectionId: abc
passthroughBehavior: never
contentHandling: CONVERT_TO_TEXT
cacheNamespace: pets
cacheKeyParameters: [method.request.querystring.page]
timeoutInMillis: '1000'
responseTransferMode: buffered
tlsConfig: {insecureSkipVerification: true}
requestParameters:
  integration.request.path.id: method.request.path.id
  integration.request.querystring.page: method.request.querystring.page
  integration.request.header.x: "'static'"
requestTemplates: {application/json: '{}'}
responses:
  4\\d{2}: {statusCode: 404}
  default:
    statusCode: '200'
    contentHandling: CONVERT_TO_BINARY
    responseParameters: {method.response.header.A: integration.response.header.B}
    responseTemplates: {application/json: $input.body}`),
    ),
    options,
  )
  assert.deepEqual(brief(problems), [])
  assert.deepEqual(api?.methods['GET /{id}']?.integration, {
    type: 'HTTP',
    httpMethod: 'POST',
    uri: 'http://example.com/{id}',
    connectionType: 'VPC_LINK',
    connectionId: 'abc',
    contentHandling: 'CONVERT_TO_TEXT',
    cacheNamespace: 'pets',
    responseTransferMode: 'BUFFERED',
    tlsConfig: {insecureSkipVerification: true},
    requestParameters: {
      'integration.request.header.x': "'static'",
      'integration.request.path.id': 'method.request.path.id',
      'integration.request.querystring.page': 'method.request.querystring.page',
    },
    requestTemplates: {'application/json': '{}'},
    passthroughBehavior: 'NEVER',
    cacheKeyParameters: ['method.request.querystring.page'],
    timeoutInMillis: 1000,
    responses: {
      '200': {
        contentHandling: 'CONVERT_TO_BINARY',
        responseParameters: {'method.response.header.A': 'integration.response.header.B'},
        responseTemplates: {'application/json': '$input.body'},
      },
      '404': {selectionPattern: '4\\d{2}', responseParameters: {}, responseTemplates: {}},
    },
  })
})

const lambda = 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:x/invocations'

const cases = [
  {name: 'no type', integration: 'uri: x', problems: ['error SPEC_MISSING_KEY 9:9']},
  {name: 'an unknown type', integration: 'type: lambda', problems: ['error SPEC_UNKNOWN_VALUE 9:15']},
  {
    name: 'no address and no verb',
    integration: 'type: http',
    problems: ['error SPEC_MISSING_KEY 9:9', 'error SPEC_MISSING_KEY 9:9'],
  },
  {
    name: 'an address that is no text',
    integration: 'type: http\nhttpMethod: GET\nuri: [x]',
    problems: ['error SPEC_WRONG_TYPE 11:14'],
  },
  {
    name: 'an address that is no URL',
    integration: 'type: http\nhttpMethod: GET\nuri: example.com',
    problems: ['error SPEC_BAD_URI 11:14'],
  },
  {
    name: 'an address in a stage variable: it may be anything',
    integration: "type: http\nhttpMethod: GET\nuri: '${stageVariables.url}'",
    problems: [],
  },
  {
    name: 'the ARN of a function',
    integration: 'type: aws_proxy\nhttpMethod: POST\nuri: arn:aws:lambda:eu-west-1:1:function:x',
    problems: ['error SPEC_BAD_URI 11:14'],
  },
  {
    name: 'a proxy to another service',
    integration: 'type: aws_proxy\nhttpMethod: POST\nuri: arn:aws:apigateway:eu-west-1:sqs:path/1/q',
    problems: ['error SPEC_BAD_URI 11:14'],
  },
  {name: 'no ARN', integration: 'type: aws\nhttpMethod: POST\nuri: https://x', problems: ['error SPEC_BAD_URI 11:14']},
  {
    name: 'no VPC link',
    integration: 'type: http_proxy\nhttpMethod: GET\nuri: http://x\nconnectionType: VPC_LINK',
    problems: ['error SPEC_MISSING_KEY 9:9'],
  },
  {
    name: 'a timeout that is too short',
    integration: `type: aws_proxy\nhttpMethod: POST\nuri: ${lambda}\ntimeoutInMillis: 5`,
    problems: ['error SPEC_OUT_OF_RANGE 12:26'],
  },
  {
    name: 'a timeout that needs a raised quota',
    integration: `type: aws_proxy\nhttpMethod: POST\nuri: ${lambda}\ntimeoutInMillis: 60000`,
    problems: ['warning SPEC_OUT_OF_RANGE 12:26'],
  },
  {
    name: 'a parameter that the method does not declare',
    integration: 'type: mock\nrequestParameters: {integration.request.header.x: method.request.header.y}',
    problems: ['error SPEC_UNDECLARED_PARAMETER 10:59'],
  },
  {
    name: 'a response that the method does not declare',
    integration: 'type: mock\nresponses: {default: {statusCode: 500}}',
    problems: ['warning SPEC_UNDECLARED_RESPONSE 10:21'],
  },
  {
    name: 'a response that sets a header and that the method does not declare',
    integration:
      'type: mock\nresponses: {default: {statusCode: 500, responseParameters: {method.response.header.A: "\'x\'"}}}',
    problems: ['error SPEC_UNDECLARED_RESPONSE 10:21'],
  },
  {
    name: 'a response of a proxy that the method does not declare: exports have them',
    integration: `type: aws_proxy\nhttpMethod: POST\nuri: ${lambda}\nresponses: {default: {statusCode: 500}}`,
    problems: [],
  },
  {
    name: 'a header that the response does not declare',
    integration:
      'type: mock\nresponses: {default: {statusCode: 200, responseParameters: {method.response.header.Z: "\'x\'"}}}',
    problems: ['error SPEC_UNDECLARED_HEADER 10:69'],
  },
  {
    name: 'a response without status',
    integration: 'type: mock\nresponses: {default: {}}',
    problems: ['error SPEC_MISSING_KEY 10:30'],
  },
  {
    name: 'two patterns for one status',
    integration: 'type: mock\nresponses: {a: {statusCode: 200}, b: {statusCode: 200}}',
    problems: ['warning SPEC_SAME_STATUS 10:43'],
  },
  {
    name: 'a request parameter that is no text',
    integration: 'type: mock\nrequestParameters: {integration.request.header.A: true}',
    problems: ['warning SPEC_PARAMETER_IGNORED 10:59'],
  },
  {
    name: 'a member that is nearly right',
    integration: 'type: mock\npassthroughBehaviour: never',
    problems: ['error SPEC_UNKNOWN_KEY 10:9'],
  },
  {
    name: 'a member that is far from any',
    integration: 'type: mock\nfoo: bar',
    problems: ['warning SPEC_UNKNOWN_KEY 10:9'],
  },
]

for (const {name, integration, problems} of cases) {
  test(`toRestApi: an integration with ${name}`, () => {
    assert.deepEqual(brief(toRestApi(parsed(document(integration)), options).problems), problems)
  })
}

test("toRestApi: AWS's words say which method could not be imported", () => {
  const text = document(`type: http
httpMethod: GET
uri: example.com
requestParameters: {integration.request.header.x: method.request.header.y}
responses: {default: {statusCode: 500, responseParameters: {method.response.header.A: "'x'"}}}`)
  const {errors} = toRestApi(parsed(text.replace('name: page', 'name: id')), {...options, mode: 'import'})
  assert.deepEqual(errors, [
    "Unable to put method 'GET' on resource at path '/{id}': Parameter names must be unique across querystring, header and path",
    "Unable to put integration on 'GET' for resource at path '/{id}': Invalid HTTP endpoint specified for URI",
    "Unable to put integration on 'GET' for resource at path '/{id}': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.request.header.y]",
    "Unable to put integration response on 'GET' for resource at path '/{id}': Invalid mapping expression specified: Validation Result: warnings : [], errors : [No method response exists for method.]",
  ])
})
