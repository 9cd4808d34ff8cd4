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

const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/6a7e9c8b'
const logGroup = 'arn:aws:logs:us-east-1:000000000000:log-group:orders-access'
const alarms = ['client-errors', 'integration-latency', 'latency', 'server-errors'].map(
  (alarm) => `orders-$default-${alarm}`,
)

test('an HTTP API is built by commands', async () => {
  await session.walk([
    ['api create orders --kind http --description Orders --cors-origin https://shop.example --cors-method GET --cors-method POST', 'done: CreateApi'], // prettier-ignore
    ['authorizer create login orders --type jwt --issuer https://login.example.com --audience shop', 'done: CreateAuthorizer'], // prettier-ignore
    ['authorizer update login orders --audience shop --audience office', 'done: UpdateAuthorizer'],
    ['authorizer list orders', 'login'],
    ['authorizer show login orders', 'login'],
    ['authorizer create door orders --type request --lambda hello --simple-responses --identity-source $request.header.x-door', 'done: CreateAuthorizer AddPermission'], // prettier-ignore
    ['route add "GET /orders" orders --lambda hello', 'done: CreateIntegration CreateRoute AddPermission'],
    [
      'route add "POST /orders" orders --lambda hello --authorizer login --scope write',
      'done: CreateIntegration CreateRoute',
    ],
    [`route add "ANY /{proxy+}" orders --url ${session.url}/_apigw/status`, 'done: CreateIntegration CreateRoute'],
    ['route add "GET /orders" orders --lambda hello', 'RESOURCE_EXISTS'],
    ['route add "GET /mock" orders --answered-by mock --status 200', 'VALUE_UNKNOWN'],
    ['route update "POST /orders" orders --scope write --scope admin', 'done: UpdateRoute'],
    ['route show "POST /orders" orders', 'POST /orders'],
    ['route list orders', 'ANY /{proxy+}, GET /orders, POST /orders'],
    ['integration list orders', 'ANY /{proxy+}, GET /orders, POST /orders'],
    ['integration show "GET /orders" orders', 'GET /orders'],
    ['model create Pet orders --schema \'{"type": "object"}\'', 'KIND_WITHOUT_PART'],
    ['validator list orders', 'KIND_WITHOUT_PART'],
    ['gateway-response list orders', 'KIND_WITHOUT_PART'],
    ['policy show orders', 'KIND_WITHOUT_PART'],
    [
      'api update orders --cors-origin https://shop.example --cors-header content-type --cors-max-age 60',
      'done: UpdateApi',
    ],
    ['api list', 'orders'],
    ['api show orders', 'orders'],
  ])
})

test('it is released, and answers requests', async () => {
  await session.walk([
    ['stage create $default orders --auto-deploy --variable color=blue', 'done: CreateStage'],
    ['stage throttle $default orders --rate-limit 100 --burst-limit 50', 'done: UpdateStage'],
    ['stage throttle $default orders --route "GET /orders" --rate-limit 5 --burst-limit 5', 'done: UpdateStage'],
    [`stage logs $default orders --access-log ${logGroup} --metrics`, 'done: UpdateStage'],
    ['stage logs $default orders --execution-log info', 'FIELD_NOT_HERE'],
    ['stage vars set $default color=red orders', 'done: UpdateStage'],
    ['stage vars list $default orders', 'color'],
    ['stage vars unset $default color orders', 'done: UpdateStage'],
    ['stage tracing $default orders --tracing', 'FIELD_NOT_HERE'],
    ['stage show $default orders', '$default'],
    ['stage list orders', '$default'],
    ['deployment create orders', 'VALUE_MISSING'],
    ['deployment list orders', '?'],
    ['cache status orders --stage $default', 'CACHE_REST_ONLY'],
    ['canary start orders --stage $default --percent 10', 'CANARY_REST_ONLY'],
  ])
  const [{apiId}] = (await session.json('api list')) as [{apiId: string}]
  const ask = (path: string, init: RequestInit = {}) => session.request({apiId, stageName: '$default', path, ...init})
  assert.equal(await ask('/orders'), '200 hello')
  assert.equal(await ask('/orders', {method: 'POST'}), '401 {"message":"Unauthorized"}')
  assert.match(await ask('/anything'), /^200 /)
})

test('it is watched', async () => {
  const of = 'orders --stage $default'
  const {total} = (await session.json(`metrics ${of}`)) as {total: {counts: {count: number; clientErrors: number}}}
  assert.deepEqual([total.counts.count, total.counts.clientErrors], [3, 1])
  const {entries} = (await session.json(`logs ${of}`)) as {entries: {requestId: string}[]}
  assert.equal(entries.length, 3)
  await session.walk([
    [`trace ${entries[0]?.requestId ?? ''} ${of}`, 'functionLog notes seenBy trace'],
    [`cost ${of}`, 'apiId apiName assumptions dollars instead lines measured prices region stageName'],
    ['audit orders', 'apiId apiName counts file findings kind refused'],
    [`alarm create ${of} --recommended`, 'done: PutMetricAlarm PutMetricAlarm PutMetricAlarm PutMetricAlarm'],
    ['alarm list orders', alarms.join(', ')],
    [`dashboard create ${of}`, 'done: PutDashboard'],
    ['dashboard list', 'orders-default'],
    ['usage', 'endDate plans startDate'],
  ])
})

test('a domain, and what other tools take', async () => {
  await session.walk([
    [`domain add orders.example.com --certificate ${certificate}`, 'done: CreateDomainName'],
    ['domain map orders.example.com --path v1 --to orders:$default', 'done: CreateApiMapping'],
    ['domain show orders.example.com', 'orders.example.com'],
    ['vpc-link create inner --subnet subnet-1 --security-group sg-1', 'done: CreateVpcLink'],
    ['vpc-link update inner --new-name inside', 'done: UpdateVpcLink'],
    ['vpc-link update inside --new-name inner', 'done: UpdateVpcLink'],
    ['vpc-link list', 'inner'],
    ['vpc-link show inner', 'inner'],
    ['sdk export orders --stage $default --language typescript --out sdk', 'orders'],
    ['sdk export orders --stage $default --language java --out java', 'SDK_KIND'],
    ['api export orders --stage $default --out orders.yaml', 'orders'],
    ['api export orders --working-copy', 'orders'],
    ['export orders --to sam --stage $default --out stack', 'orders'],
  ])
})

test('all of it is taken away, and nothing is left', async () => {
  await session.walk([
    ['authorizer delete login orders --confirm login', 'RESOURCE_IN_USE'],
    ['route delete "POST /orders" orders --confirm "POST /orders"', 'done: DeleteRoute DeleteIntegration'],
    ['authorizer delete login orders --confirm login', 'done: DeleteAuthorizer'],
    ...alarms.map((name) => [`alarm delete ${name} --confirm ${name}`, 'done: DeleteAlarms'] as const),
    ['alarm list orders', ''],
    ['dashboard delete orders-default --confirm orders-default', 'done: DeleteDashboards'],
    ['domain unmap orders.example.com --path v1 --confirm orders.example.com/v1', 'done: DeleteApiMapping'],
    ['domain delete orders.example.com --confirm orders.example.com', 'done: DeleteDomainName'],
    ['vpc-link delete inner --confirm inner', 'done: DeleteVpcLink'],
    ['stage delete $default orders --confirm $default', 'done: DeleteStage'],
    ['api delete orders --confirm orders', 'done: DeleteApi RemovePermission RemovePermission'],
    ...nothingLeft,
  ])
  assertGolden('json-http.txt', session.shapes())
})
