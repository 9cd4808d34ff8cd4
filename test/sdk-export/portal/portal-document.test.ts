import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {JsonObject} from '../../../src/model/json.js'
import {portalDocument} from '../../../src/sdk-export/portal/portal-document.js'
import {restApiOf} from '../../support/many-routes.js'

const api = restApiOf(1)
const operation = {responses: {'200': {description: 'done'}}}
const proxy = {name: 'proxy', in: 'path', required: true, schema: {type: 'string'}}

const cases: Readonly<Record<string, {paths: JsonObject; shown: JsonObject}>> = {
  'what is marked internal is left out, a path without anything else with it': {
    paths: {
      '/a': {get: operation, post: {...operation, 'x-internal': true}},
      '/b': {get: {...operation, 'x-internal': true}},
      '/c': {'x-internal': true, get: operation},
    },
    shown: {'/a': {get: operation}},
  },
  'a verb that is internal is not shown as one of those that any stands for': {
    paths: {'/a': {get: {...operation, 'x-internal': true}, 'x-amazon-apigateway-any-method': operation}},
    shown: {'/a': {post: operation, put: operation, patch: operation, delete: operation}},
  },
  'an extension of the author stays': {
    paths: {'/a': {get: {...operation, 'x-codeSamples': []}}},
    shown: {'/a': {get: {...operation, 'x-codeSamples': []}}},
  },
  'a route that takes every verb is shown with those that are not declared, without its name': {
    paths: {'/a': {put: operation, 'x-amazon-apigateway-any-method': {operationId: 'any', ...operation}}},
    shown: {'/a': {put: operation, get: operation, post: operation, patch: operation, delete: operation}},
  },
  'a greedy parameter has its name, and is declared': {
    paths: {'/files/{proxy+}': {get: operation}},
    shown: {'/files/{proxy}': {get: {...operation, parameters: [proxy]}}},
  },
  'a greedy path whose plain name is taken keeps its own': {
    paths: {'/{id}': {get: {...operation, parameters: [{...proxy, name: 'id'}]}}, '/{id+}': {post: operation}},
    shown: {
      '/{id}': {get: {...operation, parameters: [{...proxy, name: 'id'}]}},
      '/{id+}': {post: {...operation, parameters: [{...proxy, name: 'id+'}]}},
    },
  },
  'parameters of the path item count': {
    paths: {'/{id}': {parameters: [{...proxy, name: 'id'}], get: operation}},
    shown: {'/{id}': {parameters: [{...proxy, name: 'id'}], get: operation}},
  },
}

for (const [title, {paths, shown}] of Object.entries(cases)) {
  test(`portalDocument: ${title}`, () => {
    assert.deepEqual(portalDocument({openapi: '3.0.3', paths}, api, undefined).paths, shown)
  })
}

test('portalDocument: mocks of OPTIONS answer browsers and are left out, other OPTIONS stay', () => {
  const [method] = Object.values(api.methods)
  assert.ok(method !== undefined)
  const mock = {...method, integration: {...method.integration, type: 'MOCK'}} as typeof method
  const own = {...method, integration: {...method.integration, type: 'HTTP_PROXY'}} as typeof method
  const withOptions = {...api, methods: {...api.methods, 'OPTIONS /a': mock, 'OPTIONS /b': own}}
  const paths = {'/a': {get: operation, options: operation}, '/b': {options: operation}}
  assert.deepEqual(portalDocument({paths}, withOptions, undefined).paths, {
    '/a': {get: operation},
    '/b': {options: operation},
  })
})

test('portalDocument: the address takes the place of the servers of the document', () => {
  const servers = [{url: 'https://old.example.com'}]
  assert.deepEqual(portalDocument({servers}, api, 'https://new.example.com').servers, [
    {url: 'https://new.example.com'},
  ])
  assert.deepEqual(portalDocument({servers}, api, undefined).servers, servers)
})

test('portalDocument: parameters, properties, schemas and tags are left out like operations, and what refers to them', () => {
  const internal = {'x-internal': true}
  const reference = (name: string) => ({$ref: `#/components/schemas/${name}`})
  const json = (name: string) => ({content: {'application/json': {schema: reference(name)}}})
  const parameters = [
    {name: 'debug', in: 'query', ...internal},
    {name: 'limit', in: 'query'},
  ]
  const document = {
    tags: [{name: 'pets'}, {name: 'staff', ...internal}],
    paths: {
      '/pets': {get: {...operation, parameters, requestBody: json('Pet')}},
      '/staff': {get: {...operation, ...internal, requestBody: json('Staff')}},
    },
    components: {
      schemas: {
        Pet: {
          required: ['name', 'cost', 'owner'],
          properties: {
            name: {},
            cost: {type: 'number', ...internal},
            owner: reference('Owner'),
            mother: reference('Pet'),
          },
        },
        Owner: {properties: {address: {}}, ...internal},
        Staff: {properties: {desk: reference('a~1b')}},
        'a/b': {properties: {floor: {}}},
        Alone: {type: 'string'},
      },
    },
  }
  const {tags, paths, components} = portalDocument(document, api, undefined)
  const shown = {...operation, parameters: [{name: 'limit', in: 'query'}], requestBody: json('Pet')}
  assert.deepEqual(
    {tags, paths, components},
    {
      tags: [{name: 'pets'}],
      paths: {'/pets': {get: shown}},
      components: {
        schemas: {
          Pet: {required: ['name'], properties: {name: {}, mother: reference('Pet')}},
          Alone: {type: 'string'},
        },
      },
    },
  )
})
