import assert from 'node:assert/strict'
import {test} from 'vitest'
import {selectHttpStage} from '../../../../src/gateway/data/http/select-stage.js'
import {answering, newDeployment, newPorts, send} from './http-fixture.js'

// The first five are the example of the developer guide, "Routing API requests".
const routeKeys = [
  'GET /pets/dog/1',
  'GET /pets/dog/{id}',
  'GET /pets/{proxy+}',
  'ANY /{proxy+}',
  '$default',
  'POST /pets/{kind}',
  'ANY /pets/{kind}/{id}',
  'GET /files/{name+}',
]

const cases = [
  {line: 'GET /pets/dog/1', routeKey: 'GET /pets/dog/1'},
  {line: 'GET /pets/dog/2', routeKey: 'GET /pets/dog/{id}', pathParameters: {id: '2'}},
  {line: 'GET /pets/cat', routeKey: 'GET /pets/{proxy+}', pathParameters: {proxy: 'cat'}},
  {line: 'POST /test/5', routeKey: 'ANY /{proxy+}', pathParameters: {proxy: 'test/5'}},
  {line: 'GET /', routeKey: '$default'},
  {line: 'POST /pets/dog', routeKey: 'POST /pets/{kind}', pathParameters: {kind: 'dog'}},
  {line: 'POST /pets/dog/1', routeKey: 'ANY /pets/{kind}/{id}', pathParameters: {kind: 'dog', id: '1'}},
  {line: 'GET /pets/cat/7', routeKey: 'ANY /pets/{kind}/{id}', pathParameters: {kind: 'cat', id: '7'}},
  {line: 'PURGE /pets', routeKey: 'ANY /{proxy+}', pathParameters: {proxy: 'pets'}},
  {line: 'POST /pets/dog/', routeKey: 'ANY /{proxy+}', pathParameters: {proxy: 'pets/dog/'}},
  {line: 'GET /files/', routeKey: 'GET /files/{name+}', pathParameters: {name: ''}},
  {line: 'GET /files/a%20b', routeKey: 'GET /files/{name+}', pathParameters: {name: 'a b'}},
  {line: 'GET /pets/dog/a%2Fb', routeKey: 'GET /pets/{proxy+}', pathParameters: {proxy: 'dog/a/b'}},
  {line: 'GET /pets/dog/%E2%98%95', routeKey: 'GET /pets/dog/{id}', pathParameters: {id: '☕'}},
]

for (const {line, routeKey, pathParameters} of cases) {
  test(`route selection: ${line} goes to ${routeKey}`, async () => {
    const ports = newPorts({invokeFunction: answering('ok')})
    const deployment = newDeployment({routes: routeKeys.map((key) => ({routeKey: key}))})
    assert.equal((await send(deployment, ports, line)).status, 200)
    const event = JSON.parse(ports.invoked[0]?.payload ?? '') as {routeKey: string; pathParameters?: object}
    assert.deepEqual({routeKey: event.routeKey, pathParameters: event.pathParameters}, {routeKey, pathParameters})
  })
}

const refusals = [
  {name: 'an unknown path', line: 'GET /dogs', status: 404, message: 'Not Found'},
  {name: 'an unknown verb', line: 'POST /pets', status: 404, message: 'Not Found'},
  {name: 'a trailing slash', line: 'GET /pets/', status: 404, message: 'Not Found'},
  {name: 'an empty segment for a variable', line: 'GET /pets//toys', status: 404, message: 'Not Found'},
  {name: 'malformed percent-encoding', line: 'GET /pets/%zz', status: 400, message: 'Bad Request'},
  {
    name: 'headers above 10,240 bytes',
    line: 'GET /pets',
    headers: ['X-Large', 'x'.repeat(10_240)],
    status: 431,
    message: 'Request Header Fields Too Large',
  },
]

for (const {name, line, headers, status, message} of refusals) {
  test(`route selection: ${name} is refused`, async () => {
    const ports = newPorts()
    const deployment = newDeployment({routes: [{routeKey: 'GET /pets'}, {routeKey: 'GET /pets/{id}/toys'}]})
    assert.deepEqual(await send(deployment, ports, line, {headers: headers ?? []}), {
      status,
      headers: {'content-type': ['application/json']},
      body: JSON.stringify({message}),
    })
  })
}

test('route selection: a disabled default endpoint answers only custom domains', async () => {
  const ports = newPorts({invokeFunction: answering('ok')})
  const deployment = newDeployment({api: {disableExecuteApiEndpoint: true}, routes: [{routeKey: 'GET /pets'}]})
  assert.equal((await send(deployment, ports, 'GET /pets')).status, 404)
  assert.equal((await send(deployment, ports, 'GET /pets', {target: {mappedPath: ''}})).status, 200)
})

const stages = [
  {path: '/prod/pets', found: {stageName: 'prod', path: '/pets'}},
  {path: '/prod', found: {stageName: 'prod', path: ''}},
  {path: '/production/pets', found: {stageName: '$default', path: '/production/pets'}},
  {path: '/', found: {stageName: '$default', path: '/'}},
  {path: '/$default/pets', found: {stageName: '$default', path: '/$default/pets'}},
]

for (const {path, found} of stages) {
  test(`stage selection: ${path} is ${found.path || 'the root'} of ${found.stageName}`, () => {
    assert.deepEqual(
      selectHttpStage((name) => ['prod', '$default'].includes(name), path),
      found,
    )
  })
}

test('stage selection: without a $default stage an unknown first segment has no stage', () => {
  assert.equal(
    selectHttpStage((name) => name === 'prod', '/pets'),
    undefined,
  )
})
