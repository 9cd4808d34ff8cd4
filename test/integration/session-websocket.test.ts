import assert from 'node:assert/strict'
import {afterAll, beforeAll, test} from 'vitest'
import {stopProject} from '../support/cli.js'
import {assertGolden} from '../support/golden.js'
import {nothingLeft, startSession} from '../support/session.js'
import type {Session} from '../support/session.js'

let session: Session

beforeAll(async () => {
  session = await startSession()
})

afterAll(() => stopProject(session.folder))

const logGroup = 'arn:aws:logs:us-east-1:000000000000:log-group:chat-access'

test('a WebSocket API is built by commands', async () => {
  await session.walk([
    ['api create chat --kind websocket --route-selection $request.body.action', 'done: CreateApi'],
    ['model create Message chat --schema \'{"type": "object", "required": ["text"]}\'', 'done: CreateModel'],
    ['model list chat', 'Message'],
    ['authorizer create door chat --type request --lambda hello --identity-source route.request.header.x-door', 'done: CreateAuthorizer AddPermission'], // prettier-ignore
    ['authorizer list chat', 'door'],
    ['route add $connect chat --lambda hello', 'done: CreateIntegration CreateRoute AddPermission'],
    [
      'route add $default chat --lambda hello --answers',
      'done: CreateIntegration CreateRoute CreateRouteResponse AddPermission',
    ],
    [
      'route add ping chat --answered-by mock --status 200 --body pong --answers',
      'done: CreateIntegration CreateIntegrationResponse CreateRoute CreateRouteResponse',
    ],
    [
      'route add say chat --lambda hello --request-model default=Message',
      'done: CreateIntegration CreateRoute AddPermission',
    ],
    ['route update say chat --operation-name say', 'done: UpdateRoute'],
    ['route list chat', '$connect, $default, ping, say'],
    ['route show ping chat', 'ping'],
    ['integration list chat', '$connect, $default, ping, say'],
    ['integration show ping chat', 'ping'],
    ['api update chat --description Talk', 'done: UpdateApi'],
    ['api show chat', 'chat'],
  ])
})

test('it is released, and answers messages', async () => {
  await session.walk([
    ['account update --logging-role arn:aws:iam::000000000000:role/logs', 'done: UpdateAccount'],
    ['deployment create chat --to live', 'done: CreateDeployment CreateStage'],
    ['stage throttle live chat --rate-limit 100 --burst-limit 50', 'done: UpdateStage'],
    [`stage logs live chat --access-log ${logGroup} --execution-log info --metrics`, 'done: UpdateStage'],
    ['stage vars set live color=red chat', 'done: UpdateStage'],
    ['stage vars list live chat', 'color'],
    ['stage show live chat', 'live'],
    ['stage list chat', 'live'],
    ['deployment list chat', '?'],
    ['canary status chat --stage live', 'CANARY_REST_ONLY'],
  ])
  const [{apiId}] = (await session.json('api list')) as [{apiId: string}]
  const address = `${session.url.replace('http', 'ws')}/execute-api/${apiId}/live`
  const words = `--send '{"action": "ping"}' --expect pong --send '{"action": "else"}' --expect hello`
  const {events} = (await session.json(`ws ${address} ${words}`)) as {events: {kind: string; text?: string}[]}
  const received = events.filter(({kind}) => kind === 'received').map(({text}) => text)
  assert.deepEqual(received, ['pong', 'hello'])
})

test('it is watched', async () => {
  const of = 'chat --stage live'
  const {total} = (await session.json(`metrics ${of}`)) as {total: {counts: Record<string, number>}}
  assert.deepEqual([total.counts.connects, total.counts.serverErrors], [1, 0])
  await session.walk([
    [`metrics ${of}`, 'apiId apiName fromMs kind periodSeconds routes stageName toMs total'],
    [`logs ${of}`, 'entries truncated'],
    [`cost ${of}`, 'apiId apiName assumptions dollars lines measured prices region stageName'],
    ['audit chat', 'apiId apiName counts file findings kind refused'],
    [`alarm create ${of} --recommended`, 'done: PutMetricAlarm PutMetricAlarm PutMetricAlarm'],
    ['alarm list chat', 'chat-live-client-errors, chat-live-execution-errors, chat-live-integration-latency'],
    [`dashboard create ${of}`, 'done: PutDashboard'],
  ])
})

test('what other tools take', async () => {
  await session.walk([
    ['sdk export chat --stage live --language typescript --out sdk', 'chat'],
    ['api export chat --stage live', 'chat'],
    ['export chat --to terraform --stage live --out stack', 'chat'],
  ])
})

test('all of it is taken away, and nothing is left', async () => {
  await session.walk([
    ['model delete Message chat --confirm Message', 'RESOURCE_IN_USE'],
    ['route delete say chat --confirm say', 'done: DeleteRoute DeleteIntegration'],
    ['model delete Message chat --confirm Message', 'done: DeleteModel'],
    ['authorizer delete door chat --confirm door', 'done: DeleteAuthorizer'],
    ['dashboard delete chat-live --confirm chat-live', 'done: DeleteDashboards'],
    ['alarm delete chat-live-client-errors --confirm chat-live-client-errors', 'done: DeleteAlarms'],
    ['alarm delete chat-live-execution-errors --confirm chat-live-execution-errors', 'done: DeleteAlarms'],
    ['alarm delete chat-live-integration-latency --confirm chat-live-integration-latency', 'done: DeleteAlarms'],
    ['alarm list chat', ''],
    ['stage delete live chat --confirm live', 'done: DeleteStage'],
    ['api delete chat --confirm chat', 'done: DeleteApi RemovePermission RemovePermission RemovePermission RemovePermission'], // prettier-ignore
    ...nothingLeft,
  ])
  assertGolden('json-websocket.txt', session.shapes())
})
