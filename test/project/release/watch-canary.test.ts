import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {readLiveApi} from '../../../src/aws/read/live-api.js'
import {ApigwError} from '../../../src/errors/apigw-error.js'
import type {LiveApi} from '../../../src/model/live-api.js'
import type {RestStage} from '../../../src/model/stage.js'
import {applyEdit} from '../../../src/project/edit/apply-edit.js'
import {parseTrial} from '../../../src/project/release/canary-words.js'
import {abortCanary, startCanary} from '../../../src/project/release/edit-canary.js'
import {watchCanary} from '../../../src/project/release/watch-canary.js'
import type {CanaryLook} from '../../../src/project/release/watch-canary.js'
import {editPlace} from '../../support/edit-place.js'
import {mockMethod, restApiOf} from '../../support/many-routes.js'
import {closeObserved, observedGateway} from '../../support/observed-gateway.js'

afterEach(closeObserved)

const words = {for: '5m', interval: '1m', 'max-5xx': '20%', 'min-requests': 10, step: '50,100'}
const format = '$context.requestId $context.status $context.responseLatency'
const destinationArn = 'arn:aws:logs:eu-west-1:000000000000:log-group:access'

type Trial = {
  /** The first of the two routes answers 500 in the canary. */
  fails?: boolean
  stage?: Partial<RestStage>
  said?: Partial<Parameters<typeof parseTrial>[0]>
  /** Done between the look that ends a step and what follows from it. */
  meanwhile?: (edit: (change: (live: LiveApi) => LiveApi) => Promise<unknown>) => Promise<unknown>
  /** Requests between two looks. */
  traffic?: number
}

/** A stage with a canary of another definition at 50 %, which is watched while every pause brings traffic. */
async function trial({
  fails = false,
  stage = {accessLogSettings: {destinationArn, format}},
  said = {},
  meanwhile = () => Promise.resolve(),
  traffic = 60,
}: Trial) {
  const observed = await observedGateway(restApiOf(2), {kind: 'restStage', stageName: 'prod', ...stage})
  const {clients, apiId, gateway, call, watching} = observed
  const place = editPlace(clients)
  const read = async (): Promise<LiveApi> => {
    const live = await readLiveApi(clients, 'rest', {by: 'id', apiId})
    assert.ok(live)
    return live
  }
  const first = await read()
  assert.ok(first.kind === 'rest')
  const methods = {...first.api.methods, 'GET /area0/thing0': fails ? broken() : mockMethod(200)}
  await applyEdit({live: first, edited: {...first, api: {...first.api, description: 'next', methods}}}, place)
  const changed = await read()
  await applyEdit({live: changed, edited: startCanary(changed, 'prod', {percent: 50}), stageName: 'prod'}, place)
  const edit = async (change: (live: LiveApi) => LiveApi): Promise<unknown> => {
    const before = await read()
    return applyEdit({live: before, edited: change(before), stageName: 'prod'}, place)
  }
  const looks: CanaryLook[] = []
  const stop = new AbortController()
  const pause = async (ms: number) => {
    for (let sent = 0; sent < traffic; sent += 1) await call({path: `/area0/thing${sent % 2}`})
    gateway.clock.advance(ms)
  }
  const watch = async () => {
    const live = await read()
    return watchCanary({watching, place, live, stageName: 'prod'}, parseTrial({...words, ...said}), {
      onLook: async (look) => {
        looks.push(look)
        if (look.next !== 'wait') await meanwhile(edit)
      },
      pause,
      signal: stop.signal,
    })
  }
  return {watch, looks, read, stop, gateway}
}

/** A mock that names no status is answered 500. */
function broken(): ReturnType<typeof mockMethod> {
  const {integration, ...method} = mockMethod(200)
  assert.ok(integration)
  return {...method, integration: {...integration, requestTemplates: {'application/json': '{}'}}}
}

function codeOf(code: string) {
  return (error: unknown) => error instanceof ApigwError && error.code === code
}

function stageOf({stages}: LiveApi): {deploymentId: string | undefined; percent: number | undefined} {
  const [served] = stages
  assert.ok(served?.stage.kind === 'restStage')
  return {deploymentId: served.deploymentId, percent: served.stage.canarySettings?.percentTraffic}
}

test('a good canary gets more and more, and is promoted', async () => {
  const {watch, looks, read} = await trial({})
  const {outcome, deploymentId} = await watch()
  assert.equal(outcome, 'promoted')
  assert.deepEqual(stageOf(await read()), {deploymentId, percent: undefined})
  const steps = looks.filter(({next}) => next !== 'wait').map(({percent, next}) => `${percent} ${next}`)
  assert.deepEqual(steps, ['50 step', '100 promote'])
  assert.ok(looks.every(({percent, traffic}) => percent === 50 || traffic.base.requests === 0))
})

test('a canary that fails is aborted before its time is over', async () => {
  const {watch, looks, read} = await trial({fails: true})
  const before = stageOf(await read())
  await assert.rejects(watch, codeOf('CANARY_ABORTED'))
  assert.deepEqual(stageOf(await read()), {...before, percent: undefined})
  assert.deepEqual([looks.at(-1)?.next, looks.at(-1)?.verdict.verdict, looks.length], ['abort', 'bad', 2])
})

test('a canary that nobody calls is neither promoted nor aborted', async () => {
  const {watch, read} = await trial({traffic: 0})
  const before = stageOf(await read())
  await assert.rejects(watch, codeOf('CANARY_UNDECIDED'))
  assert.deepEqual(stageOf(await read()), before)
})

test('a canary that somebody puts in the place of a good one is not promoted', async () => {
  const {watch, read} = await trial({
    said: {step: '50'},
    meanwhile: async (edit) => {
      await edit((live) => abortCanary(live, 'prod'))
      const base = (await read()).stages[0]?.deploymentId ?? ''
      await edit((live) => startCanary(live, 'prod', {percent: 5, deployment: base}))
    },
  })
  const before = stageOf(await read())
  await assert.rejects(watch, codeOf('CANARY_REPLACED'))
  assert.deepEqual(stageOf(await read()), {...before, percent: 5})
})

test('an interrupted watch goes on where it was', async () => {
  const {gateway, watch, looks, stop} = await trial({})
  stop.abort()
  await assert.rejects(() => watch(), codeOf('CANARY_WATCH_INTERRUPTED'))
  gateway.clock.advance(4 * 60_000)
  await assert.rejects(() => watch(), codeOf('CANARY_WATCH_INTERRUPTED'))
  const [began, resumed] = looks
  assert.ok((began?.elapsedMs ?? 0) < 60_000 && (resumed?.elapsedMs ?? 0) >= 4 * 60_000)
})

test('without an access log that tells the sides apart nothing is judged', async () => {
  const bare = await trial({stage: {}})
  await assert.rejects(bare.watch, codeOf('CANARY_UNWATCHABLE'))
  const short = {destinationArn, format: '$context.requestId $context.status'}
  const blind = await trial({stage: {accessLogSettings: short}, said: {'max-p95': '+20%'}})
  await assert.rejects(blind.watch, codeOf('CANARY_UNWATCHABLE'))
})
