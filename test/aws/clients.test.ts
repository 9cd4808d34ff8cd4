import assert from 'node:assert/strict'
import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {CreateRestApiCommand} from '@aws-sdk/client-api-gateway'
import {test} from 'vitest'
import {createClients} from '../../src/aws/clients.js'
import {readStages} from '../../src/aws/read/stages.js'
import {ApigwError} from '../../src/errors/apigw-error.js'
import {stillTime} from '../support/plane-clients.js'
import {refusing, stubbedClients} from '../support/stub-wire.js'

const stages = 'GET /restapis/abc123/stages'
const deployments = 'GET /restapis/abc123/deployments?limit=500'

test('createClients: the limiter repeats, the SDK does not', async () => {
  const {clients, assertAllUsed} = stubbedClients([
    refusing(stages, 429, 'TooManyRequestsException', 'Too Many Requests'),
    {request: stages, body: {item: []}},
    {request: deployments, body: {item: []}},
  ])
  assert.deepEqual(await readStages(clients, 'rest', 'abc123'), [])
  assertAllUsed()
  assert.deepEqual(clients.limiter.calls, {total: 3, byOperation: {GetDeployments: 1, GetStages: 2}})
})

test('createClients: a refusal is an ApigwError that names operation and place', async () => {
  const {clients} = stubbedClients([
    refusing(stages, 404, 'NotFoundException', 'Invalid API identifier specified 1:abc123'),
    {request: deployments, body: {item: []}},
  ])
  await assert.rejects(readStages(clients, 'rest', 'abc123'), (error) => {
    assert.ok(error instanceof ApigwError)
    assert.deepEqual([error.code, error.what], ['AWS_NOT_FOUND', 'GetStages (apigateway, eu-west-1) failed.'])
    return true
  })
})

test('createClients: an aborted signal stops the next call', async () => {
  const controller = new AbortController()
  controller.abort()
  const {clients} = stubbedClients([], {signal: controller.signal})
  const isInterrupted = (error: unknown) => error instanceof ApigwError && error.code === 'AWS_INTERRUPTED'
  await assert.rejects(readStages(clients, 'rest', 'abc123'), isInterrupted)
})

test('createClients: without any region the fix names the ways to give one', async () => {
  const clients = createClients({}, {time: stillTime})
  const isMissing = (error: unknown) => error instanceof ApigwError && error.code === 'AWS_REGION_MISSING'
  await assert.rejects(clients.region(), isMissing)
})

test('createClients: the region of the target needs no configuration', async () => {
  assert.equal(await createClients({region: 'eu-west-1'}, {time: stillTime}).region(), 'eu-west-1')
})

test('createClients: a service that takes the call and says nothing is a failure in words, not a wait without end', async () => {
  const server = createServer(() => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const credentials = {accessKeyId: 'AKIATEST', secretAccessKey: 'secret'}
  const clients = createClients({region: 'eu-west-1', endpoint, credentials}, {time: stillTime, silenceMs: 50})
  const rest = await clients.rest()
  await assert.rejects(rest.send(new CreateRestApiCommand({name: 'pets'})), (error) => {
    assert.ok(error instanceof ApigwError)
    assert.deepEqual([error.code, error.exit], ['AWS_NETWORK', 'failure'])
    assert.equal(error.why, 'The call has exceeded the configured 50 ms requestTimeout.')
    return true
  })
  server.closeAllConnections()
  server.close()
})
