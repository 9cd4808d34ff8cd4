import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import type {ApigwError} from '../../../src/errors/apigw-error.js'
import type {LogEntry} from '../../../src/metrics/log-entry.js'
import type {Stage} from '../../../src/model/stage.js'
import {followLogs, showLogs} from '../../../src/project/observe/show-logs.js'
import type {LogsRequest} from '../../../src/project/observe/show-logs.js'
import type {Watching} from '../../../src/project/observe/observed-stage.js'
import {httpApiOf, restApiOf} from '../../support/many-routes.js'
import {closeObserved, observedGateway} from '../../support/observed-gateway.js'

afterEach(closeObserved)

const destinationArn = 'arn:aws:logs:eu-west-1:000000000000:log-group:access'
const format = '$context.requestId $context.httpMethod $context.resourcePath $context.status $context.responseLatency'
const logging: Stage = {
  kind: 'restStage',
  stageName: 'prod',
  accessLogSettings: {destinationArn, format},
  methodSettings: {'*/*': {loggingLevel: 'INFO'}},
}
const request: LogsRequest & {interval: string} = {since: '10m', unmask: false, limit: 100, interval: '1s'}

function brief({source, route = '', status}: LogEntry): string {
  return status === undefined ? source : `${source} ${route} ${status}`
}

async function shown(watching: Watching, more: Partial<LogsRequest> = {}): Promise<string[]> {
  const {entries} = await showLogs(watching, {...request, ...more}, {onEntry: () => undefined})
  return entries.map(brief)
}

test('the access log of a stage, whole and filtered', async () => {
  const {watching, call} = await observedGateway(restApiOf(2), logging)
  await call({path: '/area0/thing0'})
  await call({path: '/area0/thing1'})
  await call({path: '/nothing'})
  const fine = 'access GET /area0/thing1 200'
  const all = await shown(watching)
  assert.equal(all.length, 3)
  assert.equal(all[1], fine)
  assert.deepEqual(await shown(watching, {status: '5xx'}), [])
  assert.deepEqual(await shown(watching, {status: '403'}), [all[2]])
  assert.deepEqual(await shown(watching, {route: 'GET /area0/thing1'}), [fine])
  assert.deepEqual(await shown(watching, {text: 'THING1'}), [fine])
  assert.deepEqual(await shown(watching, {'min-latency': '1h'}), [])
  const cut = await showLogs(watching, {...request, limit: 2}, {onEntry: () => undefined})
  assert.deepEqual([cut.entries.length, cut.truncated], [2, true])
})

test('access and execution log together, in order of time', async () => {
  const {watching, call} = await observedGateway(restApiOf(1), logging)
  await call({path: '/area0/thing0'})
  const {entries} = await showLogs(watching, {...request, type: ['access', 'execution']}, {onEntry: () => undefined})
  const times = entries.map(({timeMs}) => timeMs)
  assert.deepEqual(
    times,
    times.toSorted((one, other) => one - other),
  )
  assert.equal(entries.filter(({source}) => source === 'access').length, 1)
  assert.ok(entries.some(({message}) => message.endsWith('Method completed with status: 200')))
  const ids = new Set(entries.map(({requestId}) => requestId))
  assert.equal(ids.size, 1)
})

const refusals: {name: string; stage: Stage; more: Partial<LogsRequest>; code: string}[] = [
  {name: 'a stage without logs', stage: {kind: 'restStage', stageName: 'prod'}, more: {}, code: 'LOGS_OFF'},
  {name: 'a status that is none', stage: logging, more: {status: 'bad'}, code: 'STATUS_INVALID'},
  {name: 'a filter on what the format does not have', stage: logging, more: {key: 'k'}, code: 'LOG_FIELD_MISSING'},
  {
    name: 'a filter on requests in another log',
    stage: logging,
    more: {type: ['execution'], status: '5xx'},
    code: 'LOG_FILTER_MISPLACED',
  },
]

for (const {name, stage, more, code} of refusals) {
  test(`logs are refused for ${name}`, async () => {
    const {watching} = await observedGateway(restApiOf(1), stage)
    await assert.rejects(shown(watching, more), {code})
  })
}

test('an HTTP API has no execution log', async () => {
  const {watching} = await observedGateway(httpApiOf(1), {kind: 'httpStage', stageName: 'prod', autoDeploy: true})
  await assert.rejects(shown(watching, {type: ['execution']}), {
    code: 'LOGS_OFF',
    why: 'HTTP APIs have access logs only.',
  })
})

test('following shows each line once, in spite of throttling in the middle', async () => {
  const {watching, clients, call} = await observedGateway(restApiOf(1), logging)
  const ending = new AbortController()
  const seen: string[] = []
  const troubles: string[] = []
  const pauses: number[] = []
  const logs = await clients.logs()
  let looks = 0
  const throttled = {...clients, logs: () => Promise.resolve(logs)}
  logs.middlewareStack.add(
    (next) => async (input) => {
      looks += 1
      // As often as the limiter makes a call that is throttled.
      if (looks > 1 && looks < 92) throw Object.assign(new Error('Rate exceeded'), {name: 'ThrottlingException'})
      return next(input)
    },
    {step: 'build'},
  )
  const result = await followLogs({...watching, clients: throttled}, request, {
    signal: ending.signal,
    onEntry: (entry) => void seen.push(brief(entry)),
    onTrouble: ({code}: ApigwError) => void troubles.push(code),
    pause: async (ms) => {
      pauses.push(ms)
      if (pauses.length <= 3) await call({path: '/area0/thing0'})
      if (pauses.length === 5) ending.abort()
    },
  })
  assert.deepEqual(troubles, ['AWS_THROTTLED'])
  assert.deepEqual(pauses, [1000, 2000, 1000, 1000, 1000])
  assert.deepEqual([result, seen.length], [{followed: 3}, 3])
})
