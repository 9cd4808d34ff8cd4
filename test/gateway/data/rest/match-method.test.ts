import assert from 'node:assert/strict'
import {test} from 'vitest'
import {deploy, named} from './rest-fixture.js'

const routes = {
  'GET /': named('root'),
  'GET /pets': named('pets'),
  'POST /pets': named('post pets'),
  'GET /pets/mine': named('mine'),
  'GET /pets/{id}': named('one pet'),
  'ANY /pets/{id}/toys': named('any toys'),
  'DELETE /pets/{id}/toys': named('delete toys'),
  'OPTIONS /{proxy+}': named('proxy'),
  'GET /files/{path+}': named('files'),
}

// Precedence: developer guide "Set up proxy integrations with a proxy resource"; fall-through of verbs and ignored
// trailing slashes as recorded (localstack test_apigateway_common.py TestProxyRouting, test_apigateway_lambda.py, 2024).
const served = [
  {call: 'GET ', by: 'root'},
  {call: 'GET /', by: 'root'},
  {call: 'GET //', by: 'root'},
  {call: 'GET /pets', by: 'pets'},
  {call: 'GET /pets/', by: 'pets'},
  {call: 'GET //pets', by: 'pets'},
  {call: 'POST /pets', by: 'post pets'},
  {call: 'OPTIONS /pets', by: 'proxy'},
  {call: 'GET /pets/mine', by: 'mine'},
  {call: 'GET /pets/7', by: 'one pet'},
  {call: 'GET /pets/a%2Fb', by: 'one pet'},
  {call: 'GET /pets/%zz', by: 'one pet'},
  {call: 'GET /pets/..', by: 'one pet'},
  {call: 'GET /pets/__proto__', by: 'one pet'},
  {call: 'GET /pets/7/toys', by: 'any toys'},
  {call: 'DELETE /pets/7/toys', by: 'delete toys'},
  {call: 'PATCH /pets/7/toys', by: 'any toys'},
  {call: 'OPTIONS /no/such/thing', by: 'proxy'},
  {call: 'GET /files/a//b/', by: 'files'},
]

for (const {call, by} of served) {
  test(`${call} is served by ${by}`, async () => {
    const [method = '', target = ''] = call.split(' ')
    const {status, body} = await deploy({routes}).call(target, {method})
    assert.deepEqual({status, body}, {status: 200, body: by})
  })
}

// An unknown resource or verb is a missing token, as the guide's table of gateway responses says.
const refused = [
  'GET /dogs',
  'GET /PETS',
  'PUT /pets',
  'GET /pets/7/shoes',
  'GET /pets//toys',
  'GET /files',
  'PROPFIND /pets/7/toys',
  'GET /pets/7/toys/1',
]

for (const call of refused) {
  test(`${call} is answered with Missing Authentication Token`, async () => {
    const [method = '', target = ''] = call.split(' ')
    const api = deploy({routes})
    const {status, body, headers} = await api.call(target, {method})
    assert.deepEqual(
      {status, body, type: headers['x-amzn-errortype']},
      {status: 403, body: '{"message":"Missing Authentication Token"}', type: 'MissingAuthenticationTokenException'},
    )
    const [invocation] = api.ports.invocations
    assert.deepEqual([invocation?.errorType, invocation?.routeKey], ['MISSING_AUTHENTICATION_TOKEN', undefined])
  })
}

test('an unknown authorization type counts as protection', async () => {
  const api = deploy({
    routes: {'GET /': {...named('secret'), authorizationType: 'SOMETHING_NEW'}, 'GET /open': named('open')},
  })
  const {status, body} = await api.call('/')
  assert.deepEqual({status, body}, {status: 500, body: '{"message": "Internal server error"}'})
  const [invocation] = api.ports.invocations
  assert.match(
    `${invocation?.errorType} ${invocation?.errorMessage}`,
    /^API_CONFIGURATION_ERROR GET \/ .*SOMETHING_NEW/,
  )
  assert.equal((await api.call('/open')).body, 'open')
})

test('headers beyond 10,240 bytes are refused', async () => {
  const api = deploy({routes})
  assert.equal((await api.call('/pets', {headers: ['X-Big', 'x'.repeat(10_000)]})).status, 200)
  assert.equal((await api.call('/pets', {headers: ['X-Big', 'x'.repeat(10_240)]})).status, 431)
})

test('a path of 100,000 segments is matched without trouble', async () => {
  const {status} = await deploy({routes}).call('/files' + '/a'.repeat(100_000))
  assert.equal(status, 200)
})
