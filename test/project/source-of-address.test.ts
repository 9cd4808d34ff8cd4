import assert from 'node:assert/strict'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, test} from 'vitest'
import {sourceOfAddress} from '../../src/project/source-of-address.js'
import type {SpecDocument} from '../../src/spec/document.js'
import {loadDefinition} from '../../src/spec/load.js'

const text = `openapi: 3.0.1
info: {title: pets, version: '1'}
x-amazon-apigateway-policy:
  Statement: []
x-amazon-apigateway-gateway-responses:
  UNAUTHORIZED:
    statusCode: 401
security:
  - guard: []
paths:
  /pets/{id}:
    get:
      responses: {}
      x-amazon-apigateway-integration:
        type: http
        requestTemplates:
          application/json: x
        responses:
          default: {statusCode: '200'}
          '4..':
            statusCode: 404
            responseTemplates:
              application/json: y
    x-amazon-apigateway-any-method:
      x-amazon-apigateway-request-validator: all
      responses: {}
`

const folder = mkdtempSync(join(tmpdir(), 'apigw-address-'))
let document: SpecDocument | undefined

beforeAll(async () => {
  const file = join(folder, 'openapi.yaml')
  writeFileSync(file, text)
  document = (await loadDefinition(file)).document
})
afterAll(() => rmSync(folder, {recursive: true}))

const cases: [address: string, line: number | undefined][] = [
  ['GET /pets/{id}', 12],
  ['GET /v1/pets/{id}', 12],
  ['GET /pets/{id} integration.uri', 14],
  ['GET /pets/{id} integration.requestTemplates["application/json"]', 17],
  ['GET /pets/{id} integration.responses["404"].responseTemplates["application/json"]', 23],
  ['GET /pets/{id} integration.responses["200"]', 19],
  ['GET /pets/{id} integration.responses["500"]', 18],
  ['GET /pets/{id} authorizer', 8],
  ['ANY /pets/{id} requestValidator', 25],
  ['policy', 3],
  ['gatewayResponses.UNAUTHORIZED', 6],
  ['gatewayResponses.THROTTLED', 5],
  ['GET /nothing', undefined],
  ['stage prod throttle', undefined],
  ['usagePlan basic', undefined],
]

for (const [address, line] of cases) {
  test(`sourceOfAddress: ${address}`, () => {
    assert.ok(document)
    assert.equal(sourceOfAddress(document, address)?.line, line)
  })
}
