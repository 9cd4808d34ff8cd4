import {jsonText, madeUp, testScenarios, type Scenario, type Step} from '../scenario.js'

const source = 'localstack/localstack tests/aws/services/apigateway/test_apigateway_api.snapshot.json'

const api: Step = {call: 'CreateRestApi', with: {name: 'pets'}, as: 'api'}
const create: Step = {
  call: 'CreateDocumentationPart',
  with: {restApiId: '{api.id}', location: {type: 'API'}, properties: '{"description": "first"}'},
  as: 'part',
}
const stored = {id: madeUp.id, location: {type: 'API'}, properties: jsonText({description: 'first'})}
const labels = {restApiId: '{api.id}', documentationPartId: '{part.id}'}
const unknownPart = ['NotFoundException', 'Invalid Documentation part identifier specified'] as const
const unknownApi = (id: string) => ['NotFoundException', `Invalid API identifier specified 000000000000:${id}`] as const

const update = (operation: object): Step => ({
  call: 'UpdateDocumentationPart',
  with: {...labels, patchOperations: [operation]},
})

const value = '{"description": "second"}'

/** A definition with documentation of four kinds; the path of a location is `/` unless it has one. */
const documented = {
  openapi: '3.0.0',
  info: {title: 'pets', version: '1'},
  paths: {
    '/': {
      get: {
        responses: {
          200: {description: 'ok', content: {'application/json': {schema: {$ref: '#/components/schemas/Empty'}}}},
        },
      },
    },
  },
  'x-amazon-apigateway-documentation': {
    version: '1.0.3',
    documentationParts: [
      {location: {type: 'API'}, properties: {description: 'the API', info: {version: '3'}}},
      {location: {type: 'METHOD', method: 'GET'}, properties: {description: 'the method'}},
      {location: {type: 'MODEL', name: 'Empty'}, properties: {title: 'the model'}},
      {location: {type: 'RESPONSE', method: 'GET', statusCode: '200'}, properties: {description: 'the response'}},
    ],
  },
  components: {schemas: {Empty: {type: 'object', title: 'Empty Schema'}}},
}

const imported = [
  {id: madeUp.id, location: {type: 'API'}, properties: jsonText({description: 'the API', info: {version: '3'}})},
  {
    id: madeUp.id,
    location: {type: 'METHOD', path: '/', method: 'GET'},
    properties: jsonText({description: 'the method'}),
  },
  {id: madeUp.id, location: {type: 'MODEL', name: 'Empty'}, properties: jsonText({title: 'the model'})},
  {
    id: madeUp.id,
    location: {type: 'RESPONSE', path: '/', method: 'GET', statusCode: '200'},
    properties: jsonText({description: 'the response'}),
  },
]

const body = Buffer.from(JSON.stringify(documented))
const list: Step = {call: 'GetDocumentationParts', with: {restApiId: '{api.id}'}}

const scenarios: readonly Scenario[] = [
  {
    name: 'a part: create, get, list, update, delete',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      {...create, answers: [201, stored]},
      {call: 'GetDocumentationPart', with: labels, answers: [200, stored]},
      {...list, answers: [200, {items: [stored]}]},
      {
        ...update({op: 'replace', path: '/properties', value}),
        answers: [200, {...stored, properties: jsonText({description: 'second'})}],
      },
      {
        call: 'GetDocumentationPart',
        with: labels,
        answers: [200, {...stored, properties: jsonText({description: 'second'})}],
      },
      {
        call: 'DeleteDocumentationPart',
        with: {...labels, restApiId: 'api_id'},
        refuses: unknownApi('api_id'),
      },
      {call: 'DeleteDocumentationPart', with: labels, answers: [202, {}]},
      {call: 'DeleteDocumentationPart', with: labels, refuses: unknownPart},
    ],
  },
  {
    name: 'unknown APIs, parts, locations and paths',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      create,
      {...create, with: {...create.with, restApiId: 'api_id'}, refuses: unknownApi('api_id')},
      {call: 'GetDocumentationParts', with: {restApiId: 'api_id'}, refuses: unknownApi('api_id')},
      {call: 'GetDocumentationPart', with: {...labels, restApiId: 'api_id'}, refuses: unknownPart},
      {call: 'GetDocumentationPart', with: {...labels, documentationPartId: 'missing'}, refuses: unknownPart},
      {
        call: 'UpdateDocumentationPart',
        with: {...labels, restApiId: 'api_id', patchOperations: [{op: 'replace', path: '/properties', value}]},
        refuses: unknownPart,
      },
      {
        ...create,
        with: {...create.with, location: {type: 'INVALID'}},
        refuses: [
          'ValidationException',
          "1 validation error detected: Value 'INVALID' at 'createDocumentationPartInput.location.type' failed to satisfy constraint: Member must satisfy enum value set: [RESPONSE_BODY, RESPONSE, METHOD, MODEL, AUTHORIZER, RESPONSE_HEADER, RESOURCE, PATH_PARAMETER, REQUEST_BODY, QUERY_PARAMETER, API, REQUEST_HEADER]",
        ],
      },
    ],
  },
  {
    name: 'what UpdateDocumentationPart refuses',
    source,
    recorded: '2024-04-15',
    steps: [
      api,
      create,
      {
        ...update({op: 'add', path: '/properties', value}),
        refuses: [
          'BadRequestException',
          "Invalid patch path  '/properties' specified for op 'add'. Please choose supported operations",
        ],
      },
      {
        ...update({op: 'replace', path: '/invalidPath', value}),
        refuses: [
          'BadRequestException',
          "Invalid patch path  '/invalidPath' specified for op 'replace'. Must be one of: [/properties]",
        ],
      },
    ],
  },
  {
    name: 'a version: create, update, get',
    source: 'localstack/localstack tests/aws/services/apigateway/test_apigateway_common.snapshot.json',
    recorded: '2023-08-07',
    steps: [
      api,
      create,
      {
        call: 'CreateDocumentationVersion',
        with: {restApiId: '{api.id}', documentationVersion: 'v123'},
        answers: [201, {version: 'v123', createdDate: madeUp.date}],
      },
      {
        call: 'UpdateDocumentationVersion',
        with: {
          restApiId: '{api.id}',
          documentationVersion: 'v123',
          patchOperations: [{op: 'replace', path: '/description', value: 'new'}],
        },
        answers: [200, {version: 'v123', createdDate: madeUp.date, description: 'new'}],
      },
      {
        call: 'GetDocumentationVersion',
        with: {restApiId: '{api.id}', documentationVersion: 'v123'},
        answers: [200, {version: 'v123', createdDate: madeUp.date, description: 'new'}],
      },
    ],
  },
  {
    name: 'parts come with an imported API, and again by themselves',
    source,
    recorded: '2026-02-09',
    steps: [
      {call: 'ImportRestApi', with: {body, failOnWarnings: true}, as: 'api', answers: [201]},
      {...list, as: 'first', answers: [200, {items: imported}]},
      ...[0, 1, 2, 3].map((index) => ({
        call: 'DeleteDocumentationPart',
        with: {restApiId: '{api.id}', documentationPartId: `{first.items.${index}.id}`},
        answers: [202, {}] as const,
      })),
      {...list, answers: [200, {items: []}]},
      {
        call: 'ImportDocumentationParts',
        with: {restApiId: '{api.id}', mode: 'overwrite', body},
        as: 'second',
        answers: [200, {ids: [madeUp.id, madeUp.id, madeUp.id, madeUp.id]}],
      },
      {
        ...list,
        answers: [200, {items: imported.map((part, index) => ({...part, id: `{second.ids.${index}}`}))}],
      },
    ],
  },
  {
    name: 'what is no document is not imported',
    source,
    recorded: '2025-11-18',
    steps: [
      api,
      ...['bad: yaml: text', '{"json": "without an end"'].map((text) => ({
        call: 'ImportDocumentationParts',
        with: {restApiId: '{api.id}', mode: 'overwrite', body: Buffer.from(text)},
        refuses: ['BadRequestException', 'Unable to build importer with provided input.'] as const,
      })),
    ],
  },
]

testScenarios('documentation', scenarios)
