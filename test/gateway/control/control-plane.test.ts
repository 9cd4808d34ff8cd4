import assert from 'node:assert/strict'
import {
  APIGatewayClient,
  CreateResourceCommand,
  CreateRestApiCommand,
  GetRestApisCommand,
} from '@aws-sdk/client-api-gateway'
import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateStageCommand,
  GetApisCommand,
  ImportApiCommand,
} from '@aws-sdk/client-apigatewayv2'
import {test} from 'vitest'
import {createControlPlane} from '../../../src/gateway/control/control-plane.js'
import type {ControlPlane} from '../../../src/gateway/control/control-plane.js'
import type {Members, Operation} from '../../../src/gateway/control/operation.js'
import {serviceOperations} from '../../../src/gateway/control/operations.js'
import {ServiceError} from '../../../src/gateway/control/service-error.js'
import {Store} from '../../../src/gateway/store/store.js'
import {refusal, testControlPlane} from '../../support/control-plane.js'
import {clientOptions} from '../../support/in-process-aws.js'

const signature =
  'AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/eu-west-1/apigateway/aws4_request, SignedHeaders=host, Signature=0'

type Call = {method?: string; target?: string; headers?: string[]; body?: string}

function send(
  controlPlane: ControlPlane,
  {method = 'GET', target = '/restapis', headers = ['authorization', signature], body = ''}: Call,
): {status: number; type: string | undefined; body: string; headers: readonly string[]} {
  const response = controlPlane({
    ...{method, target, rawHeaders: headers, body: Buffer.from(body), sourceIp: '127.0.0.1'},
    ...{protocol: 'HTTP/1.1', signal: new AbortController().signal},
  })
  assert.ok(!(response instanceof Promise) && Buffer.isBuffer(response.body))
  const type = response.headers[response.headers.indexOf('x-amzn-ErrorType') + 1]
  return {status: response.status, type, body: response.body.toString(), headers: response.headers}
}

/** A control plane whose GetRestApis does what the test says. */
function planeOf(behaviour: Operation): {controlPlane: ControlPlane; store: Store; defects: unknown[]} {
  const store = Store.open()
  const defects: unknown[] = []
  const controlPlane = createControlPlane({
    store,
    clock: {nowMs: () => 0},
    newId: () => 'id',
    newRequestId: () => 'request-1',
    operations: {apigateway: {GetRestApis: behaviour}},
    auth: 'signed',
    limits: undefined,
    onDefect: (error, operation) => defects.push([operation, error]),
  })
  return {controlPlane, store, defects}
}

const unknown = '404 UnknownOperationException No operation of the API Gateway services is called with'

const frame = [
  {
    name: 'no signature',
    call: {headers: []},
    answer: '403 MissingAuthenticationTokenException Missing Authentication Token',
  },
  {
    name: 'another scheme',
    call: {headers: ['authorization', 'Bearer x']},
    answer:
      "403 IncompleteSignatureException Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): 'uTem/WB082UJMN2ajD6lH6UChGpTAddMJSx2iu923No='.",
  },
  {
    name: 'an unknown path',
    call: {target: '/nothing'},
    answer: `${unknown} GET /nothing.`,
  },
  {
    name: 'a path that is no URL',
    call: {target: '//'},
    answer: `${unknown} GET //.`,
  },
  {
    name: 'an operation without behaviour',
    call: {target: '/apikeys'},
    answer:
      '501 NotImplementedException The local gateway does not implement GetApiKeys. Run "apigw local coverage" for the operations it has.',
  },
  {
    name: 'a number that is none',
    call: {target: '/restapis?limit=many'},
    answer: '400 SerializationException class java.lang.String can not be converted to an Number',
  },
]

for (const {name, call, answer} of frame) {
  test(`control plane: ${name}`, () => {
    const {controlPlane, defects} = planeOf(() => ({items: []}))
    const {status, type, body} = send(controlPlane, call)
    assert.equal(`${status} ${type ?? ''} ${(JSON.parse(body) as {message: string}).message}`, answer)
    assert.deepEqual(defects, [])
  })
}

test('a presigned query counts as a signature', () => {
  const {controlPlane} = planeOf(() => ({items: []}))
  const credential = encodeURIComponent('AKIATEST/20260101/eu-west-1/apigateway/aws4_request')
  assert.equal(send(controlPlane, {headers: [], target: `/restapis?X-Amz-Credential=${credential}`}).status, 200)
})

const callers = [
  {credential: 'AKIATEST/20260101/eu-west-1/apigateway/aws4_request', scope: '000000000000 eu-west-1'},
  {credential: '123456789012/20260101/us-east-2/apigateway/aws4_request', scope: '123456789012 us-east-2'},
]

for (const {credential, scope} of callers) {
  test(`${credential} acts in ${scope}`, () => {
    const seen: Members[] = []
    const {controlPlane} = planeOf((_input, context) => {
      seen.push(context.scope)
      return {items: []}
    })
    const header = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`
    send(controlPlane, {headers: ['Authorization', header]})
    assert.deepEqual(
      seen.map(({accountId, region}) => `${String(accountId)} ${String(region)}`),
      [scope],
    )
  })
}

test('a refusal takes back what was written, and carries its members', () => {
  const {controlPlane, store} = planeOf((_input, context) => {
    context.store.put('setting', ['half'], {value: 'written'})
    throw new ServiceError('TooManyRequestsException', 'Too Many Requests', {retryAfterSeconds: 3, limitType: 'rate'})
  })
  const {status, headers, body} = send(controlPlane, {})
  assert.deepEqual(
    [status, headers, body],
    [
      429,
      [
        'x-amzn-RequestId',
        'request-1',
        'x-amzn-ErrorType',
        'TooManyRequestsException',
        'Content-Type',
        'application/json',
        'Retry-After',
        '3',
      ],
      '{"message":"Too Many Requests","limitType":"rate"}',
    ],
  )
  assert.equal(store.get('setting', ['half']), undefined)
})

test('a defect is reported, and the client learns nothing of it', () => {
  const error = new Error('secret detail')
  const {controlPlane, defects} = planeOf(() => {
    throw error
  })
  const {status, type, body} = send(controlPlane, {})
  assert.deepEqual([status, type, body], [500, 'InternalFailure', '{"message":"Internal failure."}'])
  assert.deepEqual(defects, [['GetRestApis', error]])
})

const wrongEnum =
  "Value 'x' at 'createRestApiInput.apiKeySource' failed to satisfy constraint: Member must satisfy enum value set: [AUTHORIZER, HEADER]"
const noName = "Value null at 'createRestApiInput.name' failed to satisfy constraint: Member must not be null"

const validations = [
  {name: 'one violation', target: '/restapis', body: '{}', message: `1 validation error detected: ${noName}`},
  {
    name: 'several at once',
    target: '/restapis',
    body: '{"apiKeySource":"x"}',
    message: `2 validation errors detected: ${noName}; ${wrongEnum}`,
  },
  {
    name: 'a list of enum values',
    target: '/restapis',
    body: '{"name":"a","endpointConfiguration":{"types":["wrong"]}}',
    message:
      "1 validation error detected: Value '[wrong]' at 'createRestApiInput.endpointConfiguration.types' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [PRIVATE, EDGE, REGIONAL]]",
  },
  {
    name: 'a label by its bare name',
    method: 'PUT',
    target: '/restapis/a/resources/b/methods/GET/responses/wrong',
    body: '{}',
    message:
      "1 validation error detected: Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d",
  },
  {
    name: 'entries of a list from 1',
    method: 'PATCH',
    target: '/restapis/a',
    body: '{"patchOperations":[{"op":"add"},{"op":"x"}]}',
    message:
      "1 validation error detected: Value 'x' at 'updateRestApiInput.patchOperations.2.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]",
  },
]

for (const {name, method = 'POST', target, body, message} of validations) {
  test(`validation: ${name}`, () => {
    const {controlPlane} = testControlPlane(serviceOperations)
    const answer = send(controlPlane, {method, target, body})
    assert.deepEqual([answer.status, answer.type, JSON.parse(answer.body)], [400, 'ValidationException', {message}])
  })
}

test('with limits, calls beyond the burst are told when to come back', async () => {
  const {controlPlane, clock} = testControlPlane(serviceOperations, 'aws')
  const v1 = new APIGatewayClient(clientOptions(controlPlane))
  for (let sent = 0; sent < 40; sent += 1) await v1.send(new GetRestApisCommand({}))
  const [, retryAfter] = /Retry-After,(\d+)/.exec(String(send(controlPlane, {}).headers)) ?? []
  assert.equal(retryAfter, '1')
  assert.equal(await refusal(v1.send(new GetRestApisCommand({}))), 'TooManyRequestsException 429 Too Many Requests')
  const elsewhere = new APIGatewayClient({...clientOptions(controlPlane), region: 'us-east-1'})
  await elsewhere.send(new GetRestApisCommand({}))
  clock.advance(100)
  await v1.send(new GetRestApisCommand({}))
})

test('with limits, an operation has its own rate', async () => {
  const {controlPlane, clock} = testControlPlane(serviceOperations, 'aws')
  const v1 = new APIGatewayClient(clientOptions(controlPlane))
  const create = new CreateRestApiCommand({name: 'pets', endpointConfiguration: {types: ['REGIONAL']}})
  await v1.send(create)
  assert.equal(await refusal(v1.send(create)), 'TooManyRequestsException 429 Too Many Requests')
  clock.advance(3000)
  await v1.send(create)
})

test('with limits, quotas hold for single calls and for imports, and refuse only growth', async () => {
  const {controlPlane, clock, store} = testControlPlane(serviceOperations, 'aws')
  const v2 = new ApiGatewayV2Client(clientOptions(controlPlane))
  const v1 = new APIGatewayClient(clientOptions(controlPlane))
  const {ApiId} = await v2.send(new CreateApiCommand({Name: 'pets', ProtocolType: 'HTTP'}))
  for (let stage = 0; stage < 10; stage += 1) await v2.send(new CreateStageCommand({ApiId, StageName: `s${stage}`}))
  assert.equal(
    await refusal(v2.send(new CreateStageCommand({ApiId, StageName: 's10'}))),
    'ConflictException 429 Maximum number of Stages for this API has been reached. Please contact AWS if you need additional Stages.',
  )
  const integration = {type: 'http_proxy', httpMethod: 'GET', uri: 'https://x.example', payloadFormatVersion: '1.0'}
  const operation = {responses: {}, 'x-amazon-apigateway-integration': integration}
  const paths = Object.fromEntries(Array.from({length: 301}, (_, index) => [`/p${index}`, {get: operation}]))
  const Body = JSON.stringify({openapi: '3.0.1', info: {title: 'many'}, paths})
  assert.match(await refusal(v2.send(new ImportApiCommand({Body}))), /^ConflictException 429 Maximum number of Routes/)
  assert.equal((await v2.send(new GetApisCommand({}))).Items?.length, 1)
  const {id: restApiId = '', rootResourceId: parentId} = await v1.send(new CreateRestApiCommand({name: 'dogs'}))
  store.transaction(() => {
    for (let index = 0; index < 299; index += 1) {
      store.put('resource', [restApiId, `r${index}`], {id: `r${index}`, path: `/r${index}`})
    }
  })
  clock.advance(60_000)
  assert.equal(
    await refusal(v1.send(new CreateResourceCommand({restApiId, parentId, pathPart: 'one-too-many'}))),
    'LimitExceededException 429 Maximum number of resources for this API has been reached. Please contact AWS if you need additional resources.',
  )
})
