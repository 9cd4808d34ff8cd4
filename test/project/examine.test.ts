import assert from 'node:assert/strict'
import {Readable} from 'node:stream'
import {HttpResponse} from '@smithy/core/protocols'
import type {HttpRequest} from '@smithy/core/protocols'
import {test} from 'vitest'
import {createClients} from '../../src/aws/clients.js'
import type {Clients} from '../../src/aws/clients.js'
import {readServiceAccess} from '../../src/aws/read/service-access.js'
import {examine} from '../../src/project/examine.js'
import {renderExamined} from '../../src/render/examined.js'
import {applied} from '../support/apply-support.js'
import {restApiOf} from '../support/many-routes.js'
import {planeClients, stillTime} from '../support/plane-clients.js'
import {planeTarget, projectFolder} from '../support/pull-support.js'

/** Empty answers, but for paths that are refused with a status. CloudWatch speaks CBOR: an empty map is one byte. */
function answering(refused: ReadonlyMap<string, number>) {
  return ({path, headers}: HttpRequest) => {
    const statusCode = refused.get(path.replace(/\/$/, '')) ?? 200
    const isCbor = headers['smithy-protocol'] === 'rpc-v2-cbor'
    const body = Readable.from([isCbor ? Buffer.from([0xa0]) : Buffer.from('{}')])
    const type = isCbor ? {'smithy-protocol': 'rpc-v2-cbor'} : {}
    const error = statusCode === 200 ? {} : {'x-amzn-errortype': 'AccessDeniedException'}
    return Promise.resolve({response: new HttpResponse({statusCode, headers: {...type, ...error}, body})})
  }
}

const versions = {apigw: '1.2.3', node: 'v20.0.0'}

async function examined(clients: Clients, target: 'aws' | 'local' = 'aws'): Promise<Record<string, string>> {
  const place = {...planeTarget, target, endpoint: 'http://127.0.0.1:1'}
  const surgery = {target: place, clients: () => Promise.resolve(clients), stateDirectory: projectFolder(), versions}
  const lines = await examine(surgery)
  assert.equal(renderExamined(lines, {colour: false}).includes('secret'), false)
  return Object.fromEntries(lines.map(({check, state, what}) => [check, `${state} ${what.replace(/ on \/.*/, '')}`]))
}

test('doctor: each check is a line of its own', async () => {
  const clients = planeClients()
  await applied(clients, restApiOf(1))
  assert.deepEqual(await examined(clients), {
    versions: 'ok apigw 1.2.3, Node.js v20.0.0.',
    localGateway: 'ok None runs',
    region: "ok eu-west-1 (from the AWS CLI's files).",
    credentials: 'ok http://127.0.0.1:1 is asked instead of AWS.',
    permissions: 'ok REST, HTTP and WebSocket APIs can be read.',
    quotas: 'ok 1 of 600 regional REST APIs, unless your quotas were raised.',
    services: 'ok May be read: usage plans, API keys, custom domains, functions, log groups, alarms.',
    loggingRole: 'warning This region has none: REST and WebSocket stages cannot write logs.',
    clock: 'ok Less than a minute from the clock of the service.',
  })
})

test('doctor: a service that cannot be reached is told at each check that needs it, and hides nothing', async () => {
  const credentials = {accessKeyId: 'AKIATEST', secretAccessKey: 'secret'}
  const clients = createClients({region: 'eu-west-1', endpoint: 'http://127.0.0.1:1', credentials}, {time: stillTime})
  const {versions: ours, permissions = '', loggingRole = ''} = await examined(clients)
  assert.match(permissions, /^failed GetRestApis .* failed\./)
  assert.match(loggingRole, /^failed GetAccount .* failed\./)
  assert.match(ours ?? '', /^ok/)
})

test('doctor: without a local gateway, a local target is asked nothing', async () => {
  const lines = await examined(planeClients(), 'local')
  assert.deepEqual(Object.keys(lines), ['versions', 'localGateway'])
  assert.match(lines['localGateway'] ?? '', /^failed None runs/)
})

test('doctor: what may not be read is not known, and the permission is named', async () => {
  const denied = new Map([
    ['/apikeys', 403],
    ['/2015-03-31/functions', 403],
  ])
  const clients = createClients(
    {region: 'eu-west-1', credentials: {accessKeyId: 'AKIATEST', secretAccessKey: 'secret'}},
    {time: stillTime, requestHandler: {handle: answering(denied), metadata: {handlerProtocol: 'http/1.1'}}},
  )
  const access = await readServiceAccess(clients)
  assert.deepEqual(
    access.filter(({isReadable}) => !isReadable).map(({action}) => action),
    ['apigateway:GET on /apikeys', 'lambda:ListFunctions'],
  )
})
