import {mock} from '../gateway/data/rest/rest-fixture.js'
import {exchanges, type Exchange} from './exchange.js'

const area = 'validation'
const json = 'application/json'
const recording = {
  area,
  source: 'localstack test_apigateway_common.snapshot.json, test_api_gateway_request_validator',
  recorded: '2023-07-27',
}
const guide = {area, source: 'developer guide, Request validation for REST APIs', recorded: '2026-04'}

const invalidBody = {
  status: 400,
  body: '{"message": "Invalid request body"}',
  headers: {'x-amzn-errortype': 'BadRequestException', 'content-type': json},
}

const model = (name: string, schema: object) => ({
  id: name,
  name,
  contentType: json,
  schema: JSON.stringify(schema),
})

const pair = model('pair', {
  title: 'pair',
  type: 'object',
  properties: {a: {type: 'number'}, b: {type: 'number'}},
  required: ['a', 'b'],
})

/** A method that checks its body against one model. */
function checked(schema: object, requestModels: Record<string, string> = {[json]: 'pair'}): Exchange['api'] {
  return {
    routes: {
      'ANY /': mock(
        {},
        {requestValidatorId: 'body', requestModels},
        {requestTemplates: {[json]: '{"statusCode": 200}', 'text/plain': '{"statusCode": 200}'}},
      ),
    },
    models: [{...pair, schema: JSON.stringify(schema)}],
  }
}

const schema = JSON.parse(pair.schema) as object

const bodies: Exchange[] = (
  [
    ['a body that fits', {body: '{"a": 1, "b": 2}'}, {status: 200}],
    ['a body that lacks a member', {body: '{"a": 1}'}, invalidBody],
    ['a body with a member of another type', {body: '{"a": 1, "b": "2"}'}, invalidBody],
    ['a body that is no JSON', {body: '{"a": 1,'}, invalidBody],
    ['an empty body', {body: ''}, invalidBody],
    ['an empty body with a content type', {body: '', headers: ['Content-Type', json]}, invalidBody],
    ['a body without a content type', {body: '{}', headers: []}, invalidBody],
    ['a content type with a charset', {body: '{}', headers: ['Content-Type', `${json}; charset=utf-8`]}, invalidBody],
    ['a content type without a model', {body: '{}', headers: ['Content-Type', 'text/plain']}, {status: 200}],
  ] as const
).map(([name, call, seen]) => ({
  ...recording,
  name: `${name} is a ${seen.status}`,
  api: checked(schema),
  call: {method: 'POST', headers: ['Content-Type', json], ...call},
  seen,
}))

bodies.push({
  ...recording,
  name: 'an empty body of a GET is a 400, too',
  api: checked(schema),
  call: {},
  seen: invalidBody,
})

/** Words of JSON Schema draft 4, each with a value that fits and one that does not. */
const keywords: Exchange[] = (
  [
    ['type integer', {type: 'integer'}, 7, 7.5],
    ['type null', {type: 'null'}, null, 0],
    ['several types', {type: ['string', 'null']}, null, 1],
    ['enum', {enum: ['dog', 'cat']}, 'cat', 'fish'],
    ['minimum', {type: 'number', minimum: 2}, 2, 1],
    ['exclusiveMinimum of draft 4', {type: 'number', minimum: 2, exclusiveMinimum: true}, 3, 2],
    ['maximum', {type: 'number', maximum: 2}, 2, 3],
    ['multipleOf', {type: 'number', multipleOf: 5}, 10, 11],
    ['minLength', {type: 'string', minLength: 2}, 'ab', 'a'],
    ['maxLength', {type: 'string', maxLength: 2}, 'ab', 'abc'],
    ['pattern', {type: 'string', pattern: '^[a-z]+$'}, 'ab', 'A1'],
    ['minItems', {type: 'array', minItems: 1}, [1], []],
    ['uniqueItems', {type: 'array', uniqueItems: true}, [1, 2], [1, 1]],
    ['items', {type: 'array', items: {type: 'number'}}, [1], ['a']],
    ['additionalProperties', {type: 'object', properties: {a: {}}, additionalProperties: false}, {a: 1}, {b: 1}],
    ['required', {type: 'object', required: ['a']}, {a: 1}, {}],
    ['oneOf with null', {oneOf: [{type: 'null'}, {type: 'string'}]}, null, 1],
    ['anyOf', {anyOf: [{type: 'string'}, {type: 'number'}]}, 1, true],
    ['allOf', {allOf: [{type: 'number'}, {minimum: 2}]}, 3, 1],
    ['not', {not: {type: 'string'}}, 1, 'a'],
  ] as const
).flatMap(([name, value, good, bad]) =>
  [good, bad].map((body): Exchange => {
    const isGood = body === good
    return {
      ...guide,
      name: `${name}: ${JSON.stringify(body)} is ${isGood ? 'taken' : 'refused'}`,
      api: checked({type: 'object', properties: {value}}),
      call: {method: 'POST', headers: ['Content-Type', json], body: JSON.stringify({value: body})},
      seen: isGood ? {status: 200} : invalidBody,
    }
  }),
)

const references: Exchange[] = (
  [
    ['{"pet": {"a": 1, "b": 2}}', {status: 200}],
    ['{"pet": {"a": 1}}', invalidBody],
  ] as const
).map(([body, seen]) => ({
  area,
  source: 'localstack test_apigateway_import.py, models that refer to each other',
  recorded: '2024-02-10',
  name: `a model that refers to another checks by it (${body})`,
  api: {
    routes: {'POST /': mock({}, {requestValidatorId: 'body', requestModels: {[json]: 'owner'}})},
    models: [
      pair,
      model('owner', {
        type: 'object',
        properties: {pet: {$ref: 'https://apigateway.amazonaws.com/restapis/abcde12345/models/pair'}},
      }),
    ],
  },
  call: {method: 'POST', headers: ['Content-Type', json], body: body},
  seen,
}))

/** Required parameters of `ANY /{test}`. */
const required = {
  'method.request.header.x-header-param': true,
  'method.request.querystring.qs1': true,
  'method.request.querystring.optional': false,
  'method.request.path.issuer': true,
}

const parameters: Exchange[] = (
  [
    ['nothing of what is required', '/a', [], ['x-header-param', 'issuer', 'qs1']],
    ['a header', '/a', ['x-header-param', '1'], ['issuer', 'qs1']],
    ['a header in another spelling', '/a', ['X-Header-Param', '1'], ['x-header-param', 'issuer', 'qs1']],
    ['a blank header', '/a', ['x-header-param', ' '], ['x-header-param', 'issuer', 'qs1']],
    ['a query parameter', '/a?qs1=x', [], ['x-header-param', 'issuer']],
    ['an empty query parameter', '/a?qs1=', [], ['x-header-param', 'issuer', 'qs1']],
  ] as const
).map(([name, target, headers, missing]) => ({
  ...recording,
  name: `with ${name}, missing are ${missing.join(', ')}`,
  api: {routes: {'GET /{test}': mock({}, {requestValidatorId: 'params', requestParameters: required})}},
  target,
  call: {headers},
  seen: {
    status: 400,
    body: `{"message": "Missing required request parameters: [${missing.join(', ')}]"}`,
    headers: {'x-amzn-errortype': 'BadRequestException'},
  },
}))

const definitions: Exchange[] = (
  [
    ['{"n": 1}', {status: 200}],
    ['{"n": "a"}', invalidBody],
  ] as const
).map(([body, seen]) => ({
  ...guide,
  name: `a model refers to its own definitions (${body})`,
  api: checked({definitions: {n: {type: 'number'}}, properties: {n: {$ref: '#/definitions/n'}}}),
  call: {method: 'POST', headers: ['Content-Type', json], body: body},
  seen,
}))

const switches: Exchange[] = [
  {
    ...recording,
    name: 'without a validator nothing is checked',
    api: {routes: {'GET /{test}': mock({}, {requestParameters: required})}},
    target: '/a',
    seen: {status: 200},
  },
  {
    ...guide,
    name: 'a validator for bodies only does not check parameters',
    api: {routes: {'GET /{test}': mock({}, {requestValidatorId: 'body', requestParameters: required})}},
    target: '/a',
    seen: {status: 200},
  },
  {
    ...guide,
    name: 'parameters are checked before the body',
    api: {
      routes: {
        'POST /{test}': mock(
          {},
          {requestValidatorId: 'all', requestParameters: required, requestModels: {[json]: 'pair'}},
        ),
      },
      models: [pair],
    },
    target: '/a',
    call: {method: 'POST', headers: ['Content-Type', json], body: '{}'},
    seen: {status: 400, body: '{"message": "Missing required request parameters: [x-header-param, issuer, qs1]"}'},
  },
  {
    ...guide,
    name: 'a model for $default checks every other type',
    api: checked(schema, {$default: 'pair'}),
    call: {method: 'POST', headers: ['Content-Type', 'text/plain'], body: '{}'},
    seen: invalidBody,
  },
]

exchanges([...bodies, ...keywords, ...references, ...definitions, ...parameters, ...switches])
