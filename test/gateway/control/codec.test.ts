import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import {decodeInput, decodeValue, encodeOutput, encodeValue} from '../../../src/gateway/control/codec.js'
import {ServiceError} from '../../../src/gateway/control/service-error.js'
import {operationsOf} from '../../../src/gateway/control/shape.js'
import type {Structure} from '../../../src/gateway/control/shape.js'
import {arbitraryMembers} from '../../support/arbitrary-members.js'

const operations = [...operationsOf('apigateway'), ...operationsOf('apigatewayv2')]

test('decodeValue(encodeValue(x)) is x for every input and output of the model', () => {
  for (const {input, output, timestamps} of operations) {
    for (const structure of [input, output]) {
      if (structure === undefined) continue
      const shape = {kind: 'structure', structure: bodyOf(structure)} as const
      fc.assert(
        fc.property(arbitraryMembers(shape.structure), (value) => {
          const wire: unknown = JSON.parse(JSON.stringify(encodeValue(value, shape, timestamps)))
          assert.deepEqual(decodeValue(wire, shape), value)
        }),
        {numRuns: 10},
      )
    }
  }
})

/** Only one place is one namespace: PutIntegration has an `httpMethod` in its path and another one in its body. */
function bodyOf(structure: Structure): Structure {
  const members = new Map([...structure.members()].filter(([, member]) => member.place === 'body'))
  return {...structure, required: structure.required.filter((name) => members.has(name)), members: () => members}
}

function decode(name: string, parts: {body?: string; query?: string; labels?: Record<string, string>}): unknown {
  const [operation] = operations.filter((candidate) => candidate.name === name)
  assert.ok(operation)
  return decodeInput(operation, {
    labels: new Map(Object.entries(parts.labels ?? {})),
    query: new URLSearchParams(parts.query),
    header: () => undefined,
    body: Buffer.from(parts.body ?? ''),
  })
}

const accepted = [
  {name: 'CreateRestApi', parts: {body: '{"name":"pets","extra":1}'}, input: {name: 'pets'}},
  {name: 'CreateRestApi', parts: {body: '{"name":null}'}, input: {}},
  {name: 'CreateRestApi', parts: {}, input: {}},
  {
    name: 'CreateRestApi',
    parts: {body: '{"name":"x","tags":{"__proto__":"y"}}'},
    input: {name: 'x', tags: JSON.parse('{"__proto__":"y"}') as unknown},
  },
  {
    name: 'GetResources',
    parts: {labels: {restApiId: 'a'}, query: 'embed=methods&limit=500'},
    input: {restApiId: 'a', embed: ['methods'], limit: 500},
  },
  {name: 'GetTags', parts: {labels: {resourceArn: 'arn%3Aaws%3A%2Fx'}}, input: {resourceArn: 'arn:aws:/x'}},
]

for (const {name, parts, input} of accepted) {
  test(`decodeInput: ${name} reads ${JSON.stringify(parts)}`, () => {
    assert.deepEqual(decode(name, parts), input)
  })
}

const refused = [
  {body: '{"name":true}', message: 'class java.lang.Boolean can not be converted to an String'},
  {
    body: '{"name":1}',
    message: 'class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String',
  },
  {body: '{"name":{}}', message: 'Start of structure or map found where not expected.'},
  {body: '{"name":["a"]}', message: 'Start of list found where not expected'},
  {body: '{"binaryMediaTypes":"a"}', message: 'Expected list or null'},
  {body: '{"tags":[]}', message: 'Expected structure or map, or null'},
  {body: '["name"]', message: 'Expected structure or map, or null'},
  {body: '{"name":', message: 'The request body is not valid JSON.'},
  {body: '\u0000', message: 'The request body is not valid JSON.'},
]

for (const {body, message} of refused) {
  test(`decodeInput: ${JSON.stringify(body)} is a SerializationException`, () => {
    assert.throws(() => decode('CreateRestApi', {body}), new ServiceError('SerializationException', message))
  })
}

test('decodeInput: a label that is not UTF-8 is a bad request', () => {
  assert.throws(() => decode('GetTags', {labels: {resourceArn: '%ff'}}), {code: 'BadRequestException'})
})

test('encodeOutput: times are whole epoch seconds in v1 and ISO text in v2, list members take their wire name', () => {
  const bodies = ['GetRestApis', 'GetApis'].map((name) => {
    const [operation] = operations.filter((candidate) => candidate.name === name)
    assert.ok(operation)
    return encodeOutput(operation, {
      items: [{name: 'pets', createdDate: 1_700_000_000_999, unknown: 1}],
    }).body.toString()
  })
  assert.deepEqual(bodies, [
    '{"item":[{"name":"pets","createdDate":1700000000}]}',
    '{"items":[{"name":"pets","createdDate":"2023-11-14T22:13:20Z"}]}',
  ])
})

test('encodeOutput: a value of another type is our defect and never reaches the wire', () => {
  const [operation] = operations.filter(({name}) => name === 'GetRestApi')
  assert.ok(operation)
  assert.throws(() => encodeOutput(operation, {name: 1}), TypeError)
})
