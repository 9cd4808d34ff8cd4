import assert from 'node:assert/strict'
import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterEach, test} from 'vitest'
import type {HttpApi} from '../../src/model/http-api.js'
import type {JsonObject} from '../../src/model/json.js'
import type {Method, RestApi} from '../../src/model/rest-api.js'
import type {WebSocketApi} from '../../src/model/web-socket-api.js'
import {checkPackage, generatedClient, loadPackage} from '../support/built-package.js'
import {assertGolden} from '../support/golden.js'
import {httpApiOf, mockMethod, restApiOf, webSocketApiOf} from '../support/many-routes.js'

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

const method = (more: Partial<Method>): Method => ({...mockMethod(200), ...more})

const pets: RestApi = {
  ...restApiOf(0),
  name: 'Pet shop',
  version: '2.1.0',
  resources: ['/', '/pets', '/pets/{petId}', '/files/{path+}'],
  methods: {
    'ANY /files/{path+}': method({operationName: 'files'}),
    'GET /pets/{petId}': method({authorizationType: 'AWS_IAM', responses: {'200': {responseParameters: {}, responseModels: {'application/json': 'Pet'}}}}), // prettier-ignore
    'OPTIONS /pets': method({}),
    'POST /pets': method({
      operationName: 'createPet',
      apiKeyRequired: true,
      authorizationType: 'COGNITO_USER_POOLS',
      authorizer: 'users',
      requestModels: {'application/json': 'Pet'},
      requestParameters: {'method.request.querystring.dryRun': false, 'method.request.header.X-Trace': true},
      responses: {
        '201': {responseParameters: {}, responseModels: {'application/json': 'Pet'}},
        '400': {responseParameters: {}, responseModels: {'application/json': 'Problem'}},
      },
    }),
  },
  authorizers: {
    users: {type: 'COGNITO_USER_POOLS', identitySource: 'method.request.header.Authorization', providerARNs: []},
  },
  models: {
    Pet: {
      contentType: 'application/json',
      schema: {
        type: 'object',
        required: ['name'],
        properties: {
          name: {type: 'string'},
          kind: {enum: ['cat', 'dog']},
          parents: {type: 'array', items: {$ref: '#/models/Pet'}},
        },
      },
    },
    Problem: {
      contentType: 'application/json',
      schema: {type: 'object', required: ['message'], properties: {message: {type: 'string'}}},
    },
  },
}

/** Lines with an expected error fail the check when there is none: the types say no where they should. */
const typedUse = `import {createClient, isFailureOf} from './index.js'
import type {Models} from './index.js'

export async function use(): Promise<string | undefined> {
  const client = createClient({baseUrl: 'http://127.0.0.1', apiKey: () => 'key', retry: {attempts: 1}})
  const {data} = await client.createPet({body: {name: 'Rex', kind: 'dog'}, headers: {'X-Trace': '1', other: 2}})
  const pet: Models['Pet'] = data
  const {data: again} = await client.getPetsByPetId({path: {petId: '1'}})
  await client.files({method: 'GET', path: {path: 'a/b'}, query: {anything: true}})
  // @ts-expect-error the body has a type
  await client.createPet({body: {kind: 'dog'}, headers: {'X-Trace': '1'}})
  // @ts-expect-error the header is required
  await client.createPet({body: {name: 'Rex'}})
  // @ts-expect-error so is the path
  await client.getPetsByPetId()
  // @ts-expect-error and the verb of a route that takes them all
  await client.files({path: {path: 'a'}})
  // @ts-expect-error there is no such query parameter
  await client.createPet({body: {name: 'Rex'}, headers: {'X-Trace': '1'}, query: {dry: '1'}})
  const failure: unknown = new Error()
  if (isFailureOf('createPet', failure)) return failure.body.message
  return again.parents?.[0]?.name ?? pet.name
}
`

test('a package of a REST API is as reviewed, and passes its own strict check and that of typed callers', async () => {
  const {files, packageName, operations} = await generatedClient(pets)
  assert.deepEqual({packageName, operations}, {packageName: 'pet-shop-client', operations: 3})
  assert.deepEqual(checkPackage(files, {'use.ts': typedUse}).problems, [])
  const generated = [...files].filter(
    ([file]) => !/src\/(?:backoff|bind|call|errors|provided|request|retry|signature)\.ts/.test(file),
  )
  assertGolden('sdk-rest.txt', generated.map(([file, text]) => `==> ${file}\n${text}`).join('\n'))
})

test('the built package calls: parameters, key, token, signature, retries and failures', async () => {
  const requests: {line: string; headers: Record<string, unknown>; body: string}[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      requests.push({line: `${request.method ?? ''} ${request.url ?? ''}`, headers: request.headers, body})
      const isFirst = requests.length === 1
      const status = isFirst ? 429 : request.url?.includes('missing') === true ? 400 : 200
      response.writeHead(status, {'content-type': 'application/json', ...(isFirst && {'retry-after': '0'})})
      response.end(JSON.stringify(status === 400 ? {message: 'No such pet'} : {name: 'Rex'}))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close())
  const {folder, problems} = checkPackage((await generatedClient(pets)).files)
  assert.deepEqual(problems, [])
  type Calls = Record<string, (request: object) => Promise<{data: unknown}>>
  const {createClient} = await loadPackage<{createClient: (options: object) => Calls}>(folder)
  const client = createClient({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dev/`,
    ...{apiKey: 'key', token: () => Promise.resolve('token'), region: 'eu-west-1', headers: {'x-all': '1'}},
    credentials: {accessKeyId: 'AKIATEST', secretAccessKey: 'secret'},
  })
  const created = await client['createPet']?.({body: {name: 'Rex'}, headers: {'X-Trace': 7}, query: {dryRun: true, none: undefined, list: ['a b', "c'd"]}}) // prettier-ignore
  await client['getPetsByPetId']?.({path: {petId: 'a/b c'}})
  await client['files']?.({method: 'put', path: {path: 'x/y z'}, body: new Uint8Array([65])})
  await assert.rejects(client['files']?.({method: 'PATCH', path: {path: 'missing'}}) ?? Promise.resolve(), {
    ...{name: 'ApiError', status: 400, operation: 'files', body: {message: 'No such pet'}},
  })
  for (const petId of ['..', '.', '', undefined]) {
    await assert.rejects(client['getPetsByPetId']?.({path: {petId}}) ?? Promise.resolve(), {name: 'UsageError'})
  }
  assert.deepEqual(created?.data, {name: 'Rex'})
  assert.deepEqual(requests.map(({line}) => line), [
    ...Array<string>(2).fill('POST /dev/pets?dryRun=true&list=a%20b&list=c%27d'),
    'GET /dev/pets/a%2Fb%20c',
    'PUT /dev/files/x/y%20z',
    'PATCH /dev/files/missing',
  ]) // prettier-ignore
  const [, post, signed] = requests
  assert.deepEqual([post?.headers['x-api-key'], post?.headers['authorization'], post?.headers['x-trace'], post?.headers['x-all'], post?.body], ['key', 'token', '7', '1', '{"name":"Rex"}']) // prettier-ignore
  assert.match(String(signed?.headers['authorization']), /^AWS4-HMAC-SHA256 Credential=AKIATEST\/\d{8}\/eu-west-1\/execute-api\/aws4_request, SignedHeaders=host;x-amz-date, Signature=[0-9a-f]{64}$/) // prettier-ignore
})

test('a package of an HTTP API takes its types from the document of its author', async () => {
  const api: HttpApi = {
    ...httpApiOf(0),
    routes: {$default: route, 'GET /pets/{id}': {...route, authorizer: 'jwt', authorizationType: 'JWT'}},
    authorizers: {jwt: {authorizerType: 'JWT', identitySource: ['$request.header.Authorization']}},
  }
  const document = {
    openapi: '3.0.3',
    info: {title: 'x', version: '1'},
    paths: {
      '/pets/{id}': {
        parameters: [{$ref: '#/components/parameters/id'}],
        get: {operationId: 'show', responses: {200: {$ref: '#/components/responses/Pet'}}},
      },
    },
    components: {
      parameters: {id: {name: 'id', in: 'path', required: true, schema: {type: 'integer'}}},
      responses: {
        Pet: {description: 'a pet', content: {'application/json': {schema: {$ref: '#/components/schemas/Pet'}}}},
      },
      schemas: {Pet: {type: 'object', required: ['name'], properties: {name: {type: 'string', nullable: true}}}},
    },
  }
  const use = `import {createClient} from './index.js'
export const pet = createClient({baseUrl: 'https://a', token: 't'}).show({path: {id: 1}})
// @ts-expect-error it is a number
export const other = createClient({baseUrl: 'https://a'}).show({path: {id: 'x'}})
export const name = pet.then(({data}): string | null => data.name)
`
  const {files} = await generatedClient(api, document, 'https://usual.example.com/dev')
  const {folder, problems} = checkPackage(files, {'use.ts': use})
  assert.deepEqual(problems, [])
  type Show = {show: (request: object) => Promise<unknown>}
  const {createClient} = await loadPackage<{createClient: (options: object) => Show}>(folder)
  const asked: string[] = []
  const fetch = (url: URL): Promise<Response> => Promise.resolve(new Response(null, {status: asked.push(url.href) && 204})) // prettier-ignore
  await createClient({baseUrl: undefined, fetch}).show({path: {id: 1}})
  assert.deepEqual(asked, ['https://usual.example.com/dev/pets/1'])
  assert.match(files.get('src/client.ts') ?? '', /"token":\{"in":"header","name":"Authorization","prefix":"Bearer "\}/)
})

const route = {authorizationType: 'NONE', authorizationScopes: []} as const

test('a package of a WebSocket API has a type for the messages of each route', async () => {
  const api: WebSocketApi = {
    ...webSocketApiOf(0),
    name: 'chat',
    routes: {
      $connect: {...socketRoute, authorizationType: 'CUSTOM', authorizer: 'guard'},
      $default: socketRoute,
      send: {...socketRoute, requestModels: {$default: 'Message'}, response: {responseParameters: {}, responseModels: {$default: 'Receipt'}}}, // prettier-ignore
      'odd"; route': socketRoute,
    },
    authorizers: {
      guard: {authorizerType: 'REQUEST', authorizerUri: 'x', identitySource: ['route.request.querystring.token']},
    },
    models: {
      Message: {contentType: 'application/json', schema: {type: 'object', required: ['action', 'text'], properties: {action: {enum: ['send']}, text: {type: 'string'}}}}, // prettier-ignore
      Receipt: {contentType: 'application/json', schema: {type: 'object', properties: {id: {type: 'integer'}}}},
    },
  }
  const use = `import {createClient} from './index.js'
const client = createClient({url: 'wss://a/b', token: () => Promise.resolve('t')})
client.on('message', (message): number | undefined => message.id)
client.send('send', {text: 'hello'})
client.send('send', {action: 'send', text: 'hello'})
client.send('odd"; route', {anything: 1})
// @ts-expect-error there is no such route
client.send('shout', {text: 'hello'})
// @ts-expect-error the text is missing
client.send('send', {})
`
  const {files, operations} = await generatedClient(api)
  assert.equal(operations, 2)
  assert.deepEqual(checkPackage(files, {'use.ts': use}).problems, [])
  assertGolden('sdk-websocket.txt', files.get('src/client.ts') ?? '')
})

const socketRoute = {
  authorizationType: 'NONE',
  apiKeyRequired: false,
  requestParameters: {},
  requestModels: {},
} as const

/** Tries to end a comment, a string, a line, a file name. */
const hostile = `*/ globalThis.owned = 1 /* '"\`\${globalThis.owned = 1}\\\n\u2028;globalThis.owned = 1//../../evil</script>`

test('nothing that a definition says runs, ends a comment or names a file', async () => {
  const schema: JsonObject = {
    type: 'object',
    description: hostile,
    required: [hostile],
    properties: {
      [hostile]: {enum: [hostile, 1, null], description: hostile},
      __proto__x: {const: hostile},
      other: {type: hostile},
    },
    additionalProperties: {$ref: `#/models/${hostile}`},
  }
  const document: JsonObject = {
    openapi: '3.0.1',
    info: {title: hostile, version: hostile},
    paths: {
      '/pets': {
        post: {
          operationId: hostile,
          summary: hostile,
          description: hostile,
          parameters: [
            {name: hostile, in: 'query', description: hostile, schema},
            {name: 'remote', in: 'query', schema: {$ref: 'file:///etc/passwd'}},
            {$ref: 'http://127.0.0.1:1/evil.yaml'},
            {$ref: '#/paths/~1pets/post/parameters/3'},
          ],
          requestBody: {content: {[hostile]: {schema}}},
          responses: {200: {description: hostile, content: {[hostile]: {schema}}}, [hostile]: {description: ''}},
        },
      },
    },
    components: {
      schemas: {[hostile]: schema, __proto__: {type: 'string'}, Loop: {allOf: [{$ref: '#/components/schemas/Loop'}]}},
    },
  }
  const api: RestApi = {
    ...restApiOf(0),
    name: hostile,
    methods: {'POST /pets': method({operationName: hostile}), [`GET /${hostile}`]: method({})},
  }
  const {files, packageName} = await generatedClient(api, document, `http://127.0.0.1/${hostile}`)
  const {problems, folder} = checkPackage(files)
  assert.deepEqual(problems, [])
  await loadPackage(folder)
  assert.equal((globalThis as {owned?: number}).owned, undefined)
  assert.match(packageName, /^[a-z0-9-]+$/)
  assert.deepEqual(
    [...files.keys()].filter((file) => !/^(?:src\/[a-z]+\.ts|[A-Za-z.]+)$/.test(file)),
    [],
  )
  assert.equal((files.get('README.md') ?? '').split('\n')[0]?.includes('</script>'), false)
})
