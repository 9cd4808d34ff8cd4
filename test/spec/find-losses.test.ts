import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Json} from '../../src/model/json.js'
import {findLosses} from '../../src/spec/find-losses.js'
import {lossRules} from '../../src/spec/loss-rules.js'
import type {LossRule, NodeKind} from '../../src/spec/loss-rules.js'
import {parseDefinition} from '../../src/spec/parse.js'

function lossesOf(text: string, kind: 'rest' | 'http' = 'rest') {
  const {document} = parseDefinition({text, file: 'openapi.yaml'})
  assert.ok(document)
  return findLosses(document, kind)
}

const document = `openapi: 3.1.0
info:
  title: pets
  license: {name: MIT}
webhooks: {}
security:
  - jwt: []
  - api_key: []
paths:
  /pets:
    get:
      security: [{jwt: []}]
      parameters:
        - {name: limit, in: query, schema: {type: integer, maximum: 100}}
        - {name: plain, in: query, schema: {type: string}}
      responses:
        '200':
          content:
            application/json:
              example: []
              schema:
                type: array
                prefixItems: [{const: 1}]
                items: {if: {}, properties: {default: {type: string, nullable: true}}}
`

test('each loss is told at its line and column, with what becomes of it', () => {
  assert.deepEqual(
    lossesOf(document).map(
      ({line, column, code, becomes, changes}) => `${line}:${column} ${code} ${becomes} ${changes}`,
    ),
    [
      '4:3 info-license dropped words',
      '5:1 document-webhooks dropped words',
      '6:1 security-alternatives rewritten meaning',
      '14:36 parameter-schema dropped meaning',
      '20:15 body-example dropped words',
      '23:17 schema-prefix-items rewritten words',
      '23:32 schema-const rewritten words',
      '24:25 schema-if dropped meaning',
      '24:70 schema-nullable dropped meaning',
    ],
  )
})

test('an HTTP API has no place for parameters, bodies and schemas, and tells each once', () => {
  const text = document.replace('webhooks: {}', 'components: {schemas: {Pet: {nullable: true}}}')
  const codes = lossesOf(text, 'http').map(({code}) => code)
  assert.deepEqual(codes, [
    'info-license',
    'http-schemas',
    'security-alternatives',
    'http-parameters',
    'http-responses',
  ])
})

/** A document that holds a member in a part of each kind. */
const around: Record<NodeKind, (part: Json) => Json> = {
  root: (part) => part,
  info: (info) => ({info}),
  components: (components) => ({components}),
  pathItem: (item) => ({paths: {'/pets': item}}),
  operation: (get) => around.pathItem({get}),
  parameter: (parameter) => around.operation({parameters: [parameter]}),
  requestBody: (requestBody) => around.operation({requestBody}),
  mediaType: (type) => around.requestBody({content: {'application/json': type}}),
  response: (response) => around.operation({responses: {'200': response}}),
  header: (header) => around.response({headers: {Link: header}}),
  schema: (Pet) => ({components: {schemas: {Pet}}}),
}

/** Values that are a case of rules that ask for one. */
const values: Readonly<Record<string, Json>> = {
  'parameter-schema': {pattern: 'a'},
  'parameter-cookie': 'cookie',
  'security-alternatives': [{a: []}, {b: []}],
  'schema-exclusive-minimum': 3,
  'schema-exclusive-maximum': 3,
}

for (const rule of lossRules) {
  test(`loss rule ${rule.code} on ${rule.on} finds its case, and nothing where the member is missing`, () => {
    const codes = (part: Json) => codesOf(rule, part)
    assert.deepEqual(codes({[rule.member]: values[rule.code] ?? {}}), [rule.code])
    assert.deepEqual(codes({'x-other': 1}), [])
  })
}

function codesOf({on, version = '3.0', kind = 'rest'}: LossRule, part: Json): string[] {
  const root = around[on](part) as {[member: string]: Json}
  return lossesOf(JSON.stringify({openapi: `${version}.1`, ...root}), kind).map(({code}) => code)
}

test('a condition of a rule that does not hold is no loss', () => {
  const schema = {exclusiveMinimum: true, exclusiveMaximum: true, properties: {example: {type: 'string'}}}
  const swagger = {
    swagger: '2.0',
    definitions: {Pet: schema},
    paths: {'/pets': {post: {parameters: [{in: 'body', name: 'pet', schema: {enum: ['a']}}]}}},
  }
  assert.deepEqual(lossesOf(JSON.stringify(swagger)), [])
})
