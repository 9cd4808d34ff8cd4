import assert from 'node:assert/strict'
import {test} from 'vitest'
import {ApigwError} from '../../src/errors/apigw-error.js'
import {apiSettings, createdApi, editedApi, newApi} from '../../src/resource/api.js'
import {policyOf, withPolicy} from '../../src/resource/policy.js'
import {httpLive, restLive, webSocketLive} from '../support/live-apis.js'

for (const kind of ['rest', 'http', 'websocket'] as const) {
  test(`api: a new one of kind ${kind} has a name and nothing else`, () => {
    const {api, apiId, stages} = newApi(kind, 'pets')
    const {api: bare} = {rest: restLive(), http: httpLive(), websocket: webSocketLive()}[kind]
    assert.deepEqual({api, apiId, stages}, {api: {...bare, name: 'pets'}, apiId: '', stages: []})
  })
}

test('api: one that answers at once has a route and a stage that deploys by itself', () => {
  const {api, stages} = createdApi('http', 'hello', {url: 'https://b.example'})
  assert.ok(api.kind === 'http')
  assert.equal(api.routes.$default?.integration?.integrationUri, 'https://b.example')
  assert.deepEqual(stages, [{stage: {kind: 'httpStage', stageName: '$default', autoDeploy: true}}])
})

test('api: settings of a REST API', () => {
  const edited = editedApi(restLive({description: 'old', tags: {a: '1', b: '2'}}), {
    ...{name: 'shop', description: '', endpointType: 'private', apiKeySource: 'authorizer', compressAbove: 100},
    ...{defaultEndpoint: false, binaryMediaType: ['image/png'], tag: {a: '', c: '3'}},
  })
  assert.deepEqual(apiSettings(edited), {
    kind: 'rest',
    name: 'shop',
    apiKeySource: 'AUTHORIZER',
    binaryMediaTypes: ['image/png'],
    disableExecuteApiEndpoint: true,
    endpointConfiguration: {types: ['PRIVATE'], vpcEndpointIds: [], ipAddressType: 'dualstack'},
    minimumCompressionSize: 100,
    tags: {b: '2', c: '3'},
  })
  assert.ok(!('minimumCompressionSize' in apiSettings(editedApi(edited, {compressAbove: -1}))))
})

test('api: CORS is edited part by part, and ends with its last origin', () => {
  const made = editedApi(httpLive(), {corsOrigin: ['*'], corsMethod: ['GET']})
  const edited = editedApi(made, {corsMaxAge: 60})
  assert.deepEqual(apiSettings(edited).corsConfiguration, {
    ...{allowCredentials: false, allowHeaders: [], allowMethods: ['GET'], allowOrigins: ['*'], exposeHeaders: []},
    maxAge: 60,
  })
  assert.deepEqual(editedApi(edited, {corsOrigin: []}), httpLive())
})

test('api: what chooses routes of messages', () => {
  assert.equal(apiSettings(editedApi(webSocketLive(), {routeSelection: '$request.body.kind'})).routeSelectionExpression, '$request.body.kind') // prettier-ignore
})

test('api: CORS without origins is refused, and may be changed once it is there', () => {
  const refused = (error: unknown) => error instanceof ApigwError && error.code === 'VALUE_MISSING'
  assert.throws(() => editedApi(httpLive(), {corsHeader: ['x-shop']}), refused)
  const edited = editedApi(editedApi(httpLive(), {corsOrigin: ['*']}), {corsHeader: ['x-shop']})
  assert.deepEqual(apiSettings(edited).corsConfiguration, {
    ...{allowCredentials: false, allowHeaders: ['x-shop'], allowMethods: [], allowOrigins: ['*'], exposeHeaders: []},
  })
})

const policy = {Statement: [{Effect: 'Allow'}]}

test('policy: it is set whole, and taken away', () => {
  const edited = withPolicy(restLive(), policy)
  assert.deepEqual(policyOf(edited), policy)
  assert.deepEqual(withPolicy(edited, undefined), restLive())
})

const refusals = [
  {name: 'a list', edit: () => withPolicy(restLive(), []), code: 'POLICY_INVALID'},
  {name: 'one without statements', edit: () => withPolicy(restLive(), {Statement: []}), code: 'POLICY_INVALID'},
  {name: 'that of an HTTP API', edit: () => withPolicy(httpLive(), policy), code: 'KIND_WITHOUT_PART'},
]

for (const {name, edit, code} of refusals) {
  test(`policy: ${name} is refused`, () => {
    assert.throws(edit, (error) => error instanceof ApigwError && error.code === code)
  })
}
