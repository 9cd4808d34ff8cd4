import assert from 'node:assert/strict'
import {test} from 'vitest'
import {importLines, placeOfLine} from '../../../src/project/deploy/aws-import-line.js'
import {locate} from '../../../src/spec/document.js'
import {parseDefinition} from '../../../src/spec/parse.js'

const {document} = parseDefinition({
  file: 'openapi.yaml',
  text: `openapi: 3.0.1
info:
  title: pets
x-amazon-apigateway-gateway-responses:
  UNAUTHORISED: {}
paths:
  /pets/{id}:
    get:
      security: [{guard: []}]
      x-amazon-apigateway-request-validator: all
      x-amazon-apigateway-integration:
        uri: nowhere
        requestParameters:
          integration.request.header.A: 1
        responses:
          default: {}
    x-amazon-apigateway-any-method: {}
components:
  schemas:
    Pet_1: {}
  securitySchemes:
    guard: {}
`,
})
assert.ok(document)

const at = "'GET' for resource at path '/pets/{id}'"
const cases: [line: string, place: number | undefined][] = [
  [`Unable to put integration on ${at}: Invalid HTTP endpoint specified for URI`, 12],
  [`Unable to put integration on ${at}: Enumeration value for HttpMethod must be non-empty`, 11],
  [`Unable to put integration response on ${at}: Invalid mapping expression specified: x`, 15],
  [`Unable to put method 'GET' on resource at path '/pets/{id}': Invalid Request Validator identifier specified`, 10],
  [`Unable to put method 'GET' on resource at path '/pets/{id}': Invalid authorizer ID specified.`, 9],
  [`Unable to put method 'GET' on resource at path '/v1/pets/{id}': Unknown`, 8],
  [`Unable to put method 'ANY' on resource at path '/pets/{id}': Unknown`, 17],
  [
    "Invalid format for 'requestParameters'. Expected type string for property 'integration.request.header.A' of resource '/pets/{id}' and method 'GET' but got '1'",
    14,
  ],
  ["Unable to create resource at path '/pets/{id}': Resource's path part only allow a-zA-Z0-9._-:", 7],
  ['Model name must be alphanumeric: Pet_1', 20],
  ["Unable to create model 'Pet_1': Reference to model 'x' not found.", 20],
  ["Unable to create model for 'Pet_1': Invalid", 20],
  ["Reference to model 'Missing' not found. Ignoring.", 19],
  ['Invalid gateway response type: UNAUTHORISED', 5],
  ["Unable to create authorizer 'guard': Invalid Authorizer URI", 22],
  ["Unsupported integration type 'mock' for route GET /pets/{id}. Ignoring.", 8],
  ['Title must be specified.', 3],
  ["Unable to determine OAS version from '3.1.0'", 1],
  ['Something that nobody has seen', undefined],
]

for (const [line, place] of cases) {
  test(`placeOfLine: ${line}`, () => {
    const found = placeOfLine(document, line)
    assert.equal(found && locate(document, found.path, 'key').line, place)
  })
}

const messages = [
  {message: 'Errors found during import:\n\tone\n\ttwo', lines: ['one', 'two']},
  {message: 'AWS_BAD_REQUEST: Errors found during import:\n\tone.', lines: ['one.']},
  {message: 'Warnings found during import:\n\tone', lines: ['one']},
  {message: 'Invalid OpenAPI input.', lines: ['Invalid OpenAPI input.']},
]

for (const {message, lines} of messages) {
  test(`importLines of ${JSON.stringify(message)}`, () => {
    assert.deepEqual(importLines(message), lines)
  })
}
