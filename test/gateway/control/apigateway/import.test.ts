import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Members} from '../../../../src/gateway/control/operation.js'
import {Caller} from './caller.js'

type Document = Record<string, unknown>

const mock = {
  responses: {200: {description: 'ok'}},
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: {'application/json': '{"statusCode": 200}'},
    responses: {default: {statusCode: 200}},
  },
}

function openapi(paths: Document, members: Document = {}): Document {
  return {openapi: '3.0.1', info: {title: 'pets', version: '1.0'}, paths, ...members}
}

class ImportCaller extends Caller {
  import(document: Document, parameters: Record<string, string> = {}): Members {
    return this.call('ImportRestApi', {body: Buffer.from(JSON.stringify(document)), parameters})
  }

  put(restApiId: unknown, document: Document, members: Members = {}): Members {
    return this.call('PutRestApi', {restApiId, body: Buffer.from(JSON.stringify(document)), ...members})
  }

  /** Path -> resource, methods embedded. */
  resources(restApiId: unknown): Record<string, {id: string; resourceMethods?: Record<string, Members>}> {
    const {items} = this.call('GetResources', {restApiId, embed: ['methods'], limit: 500}) as {
      items: {path: string; id: string; resourceMethods?: Record<string, Members>}[]
    }
    return Object.fromEntries(items.map((item) => [item.path, item]))
  }

  names(operation: string, restApiId: unknown): string[] {
    const {items} = this.call(operation, {restApiId, limit: 500}) as {items: {name: string}[]}
    return items.map(({name}) => name)
  }
}

test('ImportRestApi: makes the API, the resources between, and what AWS fills in', () => {
  const caller = new ImportCaller()
  const api = caller.import(
    openapi({
      '/pets/{petId}': {
        get: {
          operationId: 'getPet',
          responses: {200: {description: 'ok', headers: {'X-A': {schema: {type: 'string'}}}}},
          'x-amazon-apigateway-integration': {
            type: 'http',
            httpMethod: 'GET',
            uri: 'http://example.com/{id}',
            requestParameters: {'integration.request.path.id': 'method.request.path.petId'},
            responses: {default: {statusCode: '200', responseParameters: {'method.response.header.X-A': "'a'"}}},
          },
        },
      },
    }),
  )
  assert.deepEqual(api, {
    id: api['id'],
    name: 'pets',
    version: '1.0',
    createdDate: caller.context.nowMs,
    rootResourceId: api['rootResourceId'],
    apiKeySource: 'HEADER',
    disableExecuteApiEndpoint: false,
    endpointConfiguration: {types: ['EDGE'], ipAddressType: 'ipv4'},
  })
  const resources = caller.resources(api['id'])
  assert.deepEqual(Object.keys(resources), ['/', '/pets', '/pets/{petId}'])
  const resource = resources['/pets/{petId}']
  assert.deepEqual(resource?.resourceMethods, {
    GET: {
      httpMethod: 'GET',
      authorizationType: 'NONE',
      apiKeyRequired: false,
      operationName: 'getPet',
      requestParameters: {'method.request.path.petId': true},
      methodResponses: {200: {statusCode: '200', responseParameters: {'method.response.header.X-A': false}}},
      methodIntegration: {
        type: 'HTTP',
        httpMethod: 'GET',
        uri: 'http://example.com/{id}',
        connectionType: 'INTERNET',
        requestParameters: {'integration.request.path.id': 'method.request.path.petId'},
        passthroughBehavior: 'WHEN_NO_MATCH',
        timeoutInMillis: 29_000,
        cacheNamespace: resource?.id,
        cacheKeyParameters: [],
        integrationResponses: {
          200: {statusCode: '200', responseParameters: {'method.response.header.X-A': "'a'"}},
        },
      },
    },
  })
  assert.deepEqual(caller.names('GetModels', api['id']), [], "no models of AWS's own")
})

test('ImportRestApi: models refer to each other by URL and keep their description', () => {
  const caller = new ImportCaller()
  const schemas = {
    House: {type: 'object', description: 'A house', properties: {owner: {$ref: '#/components/schemas/Person'}}},
    Person: {type: 'object', properties: {house: {$ref: '#/components/schemas/House'}}},
  }
  const {id} = caller.import(openapi({'/': {get: mock}}, {components: {schemas}}))
  const model = caller.call('GetModel', {restApiId: id, modelName: 'House'})
  assert.equal(model['description'], 'A house')
  assert.deepEqual(JSON.parse(String(model['schema'])), {
    type: 'object',
    properties: {owner: {$ref: `https://apigateway.amazonaws.com/restapis/${String(id)}/models/Person`}},
    description: 'A house',
  })
  const flat = caller.call('GetModel', {restApiId: id, modelName: 'House', flatten: true})
  assert.deepEqual(JSON.parse(String(flat['schema'])), {
    type: 'object',
    properties: {owner: {$ref: '#/definitions/Person'}},
    description: 'A house',
    definitions: {
      House: {type: 'object', properties: {owner: {$ref: '#/definitions/Person'}}, description: 'A house'},
      Person: {type: 'object', properties: {house: {$ref: '#/definitions/House'}}},
    },
  })
})

const authorizerUri =
  'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:auth/invocations'

const secured = openapi(
  {'/': {get: {...mock, security: [{auth: []}], 'x-amazon-apigateway-request-validator': 'all'}}},
  {
    components: {
      securitySchemes: {
        auth: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          'x-amazon-apigateway-authtype': 'oauth2',
          'x-amazon-apigateway-authorizer': {type: 'token', authorizerUri},
        },
      },
    },
    'x-amazon-apigateway-request-validators': {all: {validateRequestBody: true, validateRequestParameters: true}},
    'x-amazon-apigateway-gateway-responses': {UNAUTHORIZED: {statusCode: '418'}},
    'x-amazon-apigateway-api-key-source': 'AUTHORIZER',
    'x-amazon-apigateway-minimum-compression-size': 0,
    'x-amazon-apigateway-binary-media-types': ['image/png', 'image/jpg'],
  },
)

test("ImportRestApi: ties methods to authorizers and validators, fills in AWS's variables", () => {
  const caller = new ImportCaller()
  const api = caller.import(secured, {endpointConfigurationTypes: 'REGIONAL'})
  const restApiId = api['id']
  const {items: authorizers} = caller.call('GetAuthorizers', {restApiId}) as {items: Members[]}
  const {items: validators} = caller.call('GetRequestValidators', {restApiId}) as {items: Members[]}
  const [authorizer] = authorizers
  assert.deepEqual(authorizers, [
    {
      id: authorizer?.['id'],
      name: 'auth',
      type: 'TOKEN',
      authType: 'oauth2',
      authorizerUri:
        'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111111111111:function:auth/invocations',
      identitySource: 'method.request.header.Authorization',
    },
  ])
  const method = caller.resources(restApiId)['/']?.resourceMethods?.['GET']
  assert.deepEqual(
    [method?.['authorizationType'], method?.['authorizerId'], method?.['requestValidatorId']],
    ['CUSTOM', authorizer?.['id'], validators[0]?.['id']],
  )
  assert.deepEqual(
    [api['apiKeySource'], api['minimumCompressionSize'], api['binaryMediaTypes'], api['endpointConfiguration']],
    ['AUTHORIZER', 0, ['image/png', 'image/jpg'], {types: ['REGIONAL'], ipAddressType: 'ipv4'}],
  )
  const response = caller.call('GetGatewayResponse', {restApiId, responseType: 'UNAUTHORIZED'})
  assert.deepEqual([response['statusCode'], response['defaultResponse']], ['418', false])
})

test('PutRestApi merge: replaces what the document names and keeps the rest with its ids', () => {
  const caller = new ImportCaller()
  const {id} = caller.import(openapi({'/pets': {get: mock, post: mock}, '/cats': {get: mock}}))
  const before = caller.resources(id)
  const other = {...mock, operationId: 'changed'}
  const answer = caller.put(id, {
    ...openapi({'/pets': {get: other}, '/dogs': {get: mock}}),
    info: {title: 'new', version: '2'},
  })
  assert.deepEqual([answer['name'], answer['version'], answer['tags']], ['new', '2', {}])
  const after = caller.resources(id)
  assert.deepEqual(Object.keys(after), ['/', '/cats', '/dogs', '/pets'])
  const {GET, POST, ...others} = after['/pets']?.resourceMethods ?? {}
  assert.deepEqual([GET?.['operationName'], others], ['changed', {}])
  assert.deepEqual(POST, before['/pets']?.resourceMethods?.['POST'])
  for (const path of ['/', '/pets']) {
    const [old, now] = [before[path], after[path]]
    assert.ok(old !== undefined && now !== undefined)
    assert.equal(now.id, old.id, path)
  }
})

test('PutRestApi overwrite: what the document does not name goes', () => {
  const caller = new ImportCaller()
  const {restApiId} = caller.restApi({tags: {team: 'store'}, binaryMediaTypes: ['image/heif']})
  caller.put(restApiId, secured)
  const kept = caller.resources(restApiId)
  const plain = openapi({'/': {get: mock}, '/new': {get: mock}})
  const answer = caller.put(restApiId, plain, {mode: 'overwrite'})
  assert.equal(answer['binaryMediaTypes'], undefined)
  assert.deepEqual(
    [answer['apiKeySource'], answer['minimumCompressionSize'], answer['tags']],
    ['HEADER', undefined, {team: 'store'}],
  )
  for (const operation of ['GetModels', 'GetAuthorizers', 'GetRequestValidators']) {
    assert.deepEqual(caller.names(operation, restApiId), [], operation)
  }
  const response = caller.call('GetGatewayResponse', {restApiId, responseType: 'UNAUTHORIZED'})
  assert.equal(response['defaultResponse'], true)
  assert.equal(caller.resources(restApiId)['/']?.id, kept['/']?.id)
})

/** Recorded: localstack test_apigateway_import.snapshot.json, July 2025. */
for (const [mode, expected] of [
  ['merge', ['image/heif', 'image/png', 'image/jpg']],
  ['overwrite', ['image/png', 'image/jpg']],
] as const) {
  test(`PutRestApi ${mode}: binary media types`, () => {
    const caller = new ImportCaller()
    const {restApiId} = caller.restApi({binaryMediaTypes: ['image/heif']})
    assert.deepEqual(caller.put(restApiId, secured, {mode})['binaryMediaTypes'], expected)
  })
}

test('PutRestApi: the policy stays until a document names another', () => {
  const caller = new ImportCaller()
  const statement = {Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*'}
  const policy = {Version: '2012-10-17', Statement: [statement]}
  const {restApiId} = caller.restApi({policy: JSON.stringify(policy)})
  const before = caller.call('GetRestApi', {restApiId})['policy']
  assert.equal(caller.put(restApiId, openapi({'/': {get: mock}}), {mode: 'overwrite'})['policy'], before)
  const deny = {...policy, Statement: [{...statement, Effect: 'Deny'}]}
  const named = openapi({'/': {get: mock}}, {'x-amazon-apigateway-policy': deny})
  assert.match(String(caller.put(restApiId, named)['policy']), /Deny/)
})

const basePaths = [
  {basepath: 'ignore', paths: ['/', '/e']},
  {basepath: 'prepend', paths: ['/', '/a', '/a/b', '/a/b/c', '/a/b/c/e']},
  {basepath: 'split', paths: ['/', '/b', '/b/c', '/b/c/e']},
]

for (const {basepath, paths} of basePaths) {
  test(`ImportRestApi: basepath ${basepath}`, () => {
    const caller = new ImportCaller()
    const {id} = caller.import(openapi({'/e': {get: mock}}, {servers: [{url: 'https://x.example.com/a/b/c'}]}), {
      basepath,
    })
    assert.deepEqual(Object.keys(caller.resources(id)), paths)
  })
}

const badHttp = {...mock, 'x-amazon-apigateway-integration': {type: 'http', httpMethod: 'GET', uri: 'example.com'}}

const refusals: {name: string; body: string; refusal: string | RegExp}[] = [
  {name: 'text that is no document', body: '{', refusal: 'BadRequestException: Invalid OpenAPI input.'},
  {name: 'nothing', body: '', refusal: 'BadRequestException: Invalid OpenAPI input.'},
  {
    name: 'OpenAPI 3.1',
    body: JSON.stringify({...openapi({'/': {get: mock}}), openapi: '3.1.0'}),
    refusal: 'BadRequestException: Invalid OpenAPI input.',
  },
  {
    name: 'an integration that calls nothing',
    body: JSON.stringify(openapi({'/': {get: badHttp}})),
    refusal: /^BadRequestException: Errors found during import:\n\t.*Invalid HTTP endpoint specified for URI$/,
  },
  {
    name: 'two variables below one parent',
    body: JSON.stringify(openapi({'/{a}': {get: mock}, '/{b}': {get: mock}})),
    refusal:
      /^BadRequestException: Errors found during import:\n\tUnable to create resource at path '\/\{[ab]\}': A sibling \(\{[ab]\}\) of this resource already has a variable path part -- only one is allowed$/,
  },
]

for (const {name, body, refusal} of refusals) {
  test(`import: refuses ${name}, and nothing of it stays`, () => {
    const caller = new ImportCaller()
    const {restApiId} = caller.restApi()
    const before = JSON.stringify([caller.call('GetRestApi', {restApiId}), caller.resources(restApiId)])
    for (const [operation, input] of [
      ['ImportRestApi', {}],
      ['PutRestApi', {restApiId}],
    ] as const) {
      const answer = caller.refusal(operation, {...input, body: Buffer.from(body)})
      if (typeof refusal === 'string') assert.equal(answer, refusal)
      else assert.match(answer, refusal)
    }
    assert.equal(JSON.stringify([caller.call('GetRestApi', {restApiId}), caller.resources(restApiId)]), before)
    assert.equal((caller.call('GetRestApis') as {items: unknown[]}).items.length, 1)
  })
}

test('import: a variable that another one takes the place of is fine when it goes', () => {
  const caller = new ImportCaller()
  const {id} = caller.import(openapi({'/{a}': {get: mock}}))
  assert.match(
    caller.refusal('PutRestApi', {restApiId: id, body: Buffer.from(JSON.stringify(openapi({'/{b}': {get: mock}})))}),
    /A sibling \(\{a\}\)/,
  )
  caller.put(id, openapi({'/{b}': {get: mock}}), {mode: 'overwrite'})
  assert.deepEqual(Object.keys(caller.resources(id)), ['/', '/{b}'])
})

test('import: warnings are answered and kept, or refused when they must not be', () => {
  const caller = new ImportCaller()
  const document = openapi(
    {
      '/': {
        get: {
          ...mock,
          responses: {
            200: {description: 'ok', content: {'application/json': {schema: {$ref: '#/components/schemas/a_b'}}}},
          },
        },
      },
    },
    {components: {schemas: {a_b: {type: 'object'}}}},
  )
  const api = caller.import(document)
  const warnings = api['warnings'] as string[]
  assert.ok(warnings.includes('Model name must be alphanumeric: a_b'), warnings.join('\n'))
  assert.deepEqual(caller.call('GetRestApi', {restApiId: api['id']})['warnings'], warnings)
  const refusal = caller.refusal('ImportRestApi', {body: Buffer.from(JSON.stringify(document)), failOnWarnings: true})
  assert.equal(refusal, `BadRequestException: Warnings found during import:\n\t${warnings.join('\n\t')}`)
  assert.equal(caller.put(api['id'], openapi({'/': {get: mock}}))['warnings'], undefined)
})

test('import: 1,000 routes are one transaction of less than two CPU seconds', () => {
  const caller = new ImportCaller()
  const paths = Object.fromEntries(
    Array.from({length: 500}, (_, index) => [`/g${index % 20}/r${index}/{id}`, {get: mock, post: mock}]),
  )
  const versionBefore = caller.store.version
  const before = process.cpuUsage()
  const {id} = caller.import(openapi(paths))
  const {user, system} = process.cpuUsage(before)
  assert.equal(caller.store.version, versionBefore + 1)
  const methods = Object.values(caller.resources(id)).concat(secondPage(caller, id))
  assert.ok(user + system < 2_000_000, `${user + system} microseconds`)
  assert.equal(
    methods.reduce((count, {resourceMethods = {}}) => count + Object.keys(resourceMethods).length, 0),
    1000,
  )
})

/** Resources after the first 500. */
function secondPage(
  caller: ImportCaller,
  restApiId: unknown,
): {id: string; resourceMethods?: Record<string, Members>}[] {
  const found: {id: string; resourceMethods?: Record<string, Members>}[] = []
  let position = caller.call('GetResources', {restApiId, limit: 500})['position']
  while (position !== undefined) {
    const answer = caller.call('GetResources', {restApiId, limit: 500, position})
    found.push(...(answer['items'] as typeof found))
    position = answer['position']
  }
  return found
}
