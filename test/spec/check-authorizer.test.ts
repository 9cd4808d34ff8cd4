import assert from 'node:assert/strict'
import {test} from 'vitest'
import {parseDefinition} from '../../src/spec/parse.js'
import {toHttpApi} from '../../src/spec/to-http-api.js'
import {toRestApi} from '../../src/spec/to-rest-api.js'

const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function:guard'
const invocation = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`

function definition(authorizer: object): string {
  const guard = {type: 'apiKey', in: 'header', name: 'Authorization', 'x-amazon-apigateway-authorizer': authorizer}
  return JSON.stringify({
    openapi: '3.0.1',
    info: {title: 'guarded', version: '1'},
    paths: {'/': {get: {security: [{guard: []}], responses: {}}}},
    components: {securitySchemes: {guard}},
  })
}

function errorsOf(kind: 'rest' | 'http', authorizer: object): string[] {
  const {document} = parseDefinition({text: definition(authorizer), file: 'openapi.json'})
  assert.ok(document)
  const translated =
    kind === 'rest'
      ? toRestApi(document, {documentation: 'explicit', basePath: 'ignore'})
      : toHttpApi(document, {basePath: 'ignore'})
  return translated.problems.filter(({severity}) => severity === 'error').map(({code, fix}) => `${code}: ${fix}`)
}

const httpAuthorizer = {type: 'request', authorizerPayloadFormatVersion: '2.0', authorizerUri: invocation}

const cases = [
  {
    name: 'an invocation ARN is taken',
    kind: 'rest',
    authorizer: {type: 'token', authorizerUri: invocation},
    errors: [],
  },
  {
    name: 'a function named by a stage variable is taken',
    kind: 'rest',
    authorizer: {type: 'token', authorizerUri: invocation.replace('guard', '${stageVariables.guard}')},
    errors: [],
  },
  {
    name: 'a bare function ARN is refused',
    kind: 'rest',
    authorizer: {type: 'token', authorizerUri: functionArn},
    errors: [
      'SPEC_BAD_AUTHORIZER_URI: Write the ARN in this form; "${functions.NAME.arn}" stands for a function of apigw.yaml.',
    ],
  },
  {
    name: 'a header is an identity source of an HTTP API',
    kind: 'http',
    authorizer: {...httpAuthorizer, identitySource: '$request.header.Authorization'},
    errors: [],
  },
  {
    name: "a REST API's spelling of an identity source is refused, with the right one",
    kind: 'http',
    authorizer: {...httpAuthorizer, identitySource: 'method.request.header.Authorization'},
    errors: ['SPEC_BAD_IDENTITY_SOURCE: Write "$request.header.Authorization".'],
  },
] as const

for (const {name, kind, authorizer, errors} of cases) {
  test(`authorizers of a ${kind} definition: ${name}`, () => {
    assert.deepEqual(errorsOf(kind, authorizer), errors)
  })
}
