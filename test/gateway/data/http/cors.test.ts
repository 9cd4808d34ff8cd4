import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {CorsRecord} from '../../../../src/gateway/store/v2-records.js'
import {answering, newDeployment, newPorts, send} from './http-fixture.js'

const everything: CorsRecord = {
  allowOrigins: ['https://app.example.com', 'http://*'],
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['authorization', 'x-custom'],
  exposeHeaders: ['date'],
  allowCredentials: true,
  maxAge: 300,
}

const preflight = ['Access-Control-Request-Method', 'GET']
const app = ['Origin', 'https://app.example.com']

const preflights = [
  {
    name: 'an allowed origin gets the whole configuration',
    cors: everything,
    headers: [...app, ...preflight],
    answer: {
      'access-control-allow-origin': ['https://app.example.com'],
      vary: ['Origin'],
      'access-control-allow-credentials': ['true'],
      'access-control-allow-methods': ['GET,POST'],
      'access-control-allow-headers': ['authorization,x-custom'],
      'access-control-max-age': ['300'],
    },
  },
  {
    name: 'another origin gets none of it',
    cors: everything,
    headers: ['Origin', 'https://evil.example', ...preflight],
    answer: {},
  },
  {
    name: 'a wildcard behind the scheme allows that scheme',
    cors: {allowOrigins: ['http://*']},
    headers: ['Origin', 'http://localhost:3000', ...preflight],
    answer: {'access-control-allow-origin': ['http://localhost:3000'], vary: ['Origin']},
  },
  {
    name: 'a wildcard allows everyone',
    cors: {allowOrigins: ['*'], allowMethods: ['*']},
    headers: [...app, ...preflight],
    answer: {'access-control-allow-origin': ['*'], 'access-control-allow-methods': ['*']},
  },
  {
    name: 'a wildcard with credentials, which AWS refuses to save, allows nobody',
    cors: {allowOrigins: ['*'], allowCredentials: true},
    headers: [...app, ...preflight],
    answer: {},
  },
]

for (const {name, cors, headers, answer} of preflights) {
  test(`CORS preflight: ${name}`, async () => {
    const ports = newPorts()
    const deployment = newDeployment({api: {corsConfiguration: cors}, routes: [{routeKey: 'GET /pets'}]})
    assert.deepEqual(await send(deployment, ports, 'OPTIONS /pets', {headers}), {
      status: 204,
      headers: answer,
      body: '',
    })
  })
}

test('CORS preflight: without a configuration it is a request like any other', async () => {
  const deployment = newDeployment({routes: [{routeKey: 'GET /pets'}]})
  assert.equal((await send(deployment, newPorts(), 'OPTIONS /pets', {headers: [...app, ...preflight]})).status, 404)
})

test('CORS preflight: OPTIONS without an Origin is no preflight', async () => {
  const deployment = newDeployment({api: {corsConfiguration: everything}, routes: [{routeKey: 'GET /pets'}]})
  assert.equal((await send(deployment, newPorts(), 'OPTIONS /pets', {headers: preflight})).status, 404)
})

test('CORS preflight: a route with authorization that catches OPTIONS refuses it, as on AWS', async () => {
  const deployment = newDeployment({
    api: {corsConfiguration: everything},
    routes: [{routeKey: 'ANY /pets', authorizationType: 'AWS_IAM'}],
  })
  const answer = await send(deployment, newPorts(), 'OPTIONS /pets', {headers: [...app, ...preflight]})
  assert.deepEqual([answer.status, answer.body], [403, '{"message":"Forbidden"}'])
})

const actual = [
  {
    name: 'the configuration replaces CORS headers of the integration',
    headers: app,
    answer: {
      'content-type': ['text/plain; charset=utf-8'],
      'access-control-allow-origin': ['https://app.example.com'],
      vary: ['Origin'],
      'access-control-allow-credentials': ['true'],
      'access-control-expose-headers': ['date'],
    },
  },
  {name: 'a request without Origin gets none', headers: [], answer: {'content-type': ['text/plain; charset=utf-8']}},
  {
    name: 'a foreign origin gets none',
    headers: ['Origin', 'https://evil.example'],
    answer: {'content-type': ['text/plain; charset=utf-8']},
  },
]

for (const {name, headers, answer} of actual) {
  test(`CORS: ${name}`, async () => {
    const own = {'Access-Control-Allow-Origin': '*', 'access-control-allow-methods': 'DELETE'}
    const ports = newPorts({invokeFunction: answering({statusCode: 200, headers: own})})
    const deployment = newDeployment({api: {corsConfiguration: everything}, routes: [{routeKey: 'GET /pets'}]})
    assert.deepEqual(await send(deployment, ports, 'GET /pets', {headers}), {status: 200, headers: answer, body: ''})
  })
}

test('CORS: without a configuration the headers of the integration pass', async () => {
  const ports = newPorts({
    invokeFunction: answering({statusCode: 204, headers: {'Access-Control-Allow-Origin': '*', 'content-type': 'a/b'}}),
  })
  const answer = await send(newDeployment({routes: [{routeKey: 'GET /pets'}]}), ports, 'GET /pets', {headers: app})
  assert.deepEqual(answer.headers, {'access-control-allow-origin': ['*'], 'content-type': ['a/b']})
})
