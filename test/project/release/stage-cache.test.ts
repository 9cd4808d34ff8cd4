import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {readLiveApi} from '../../../src/aws/read/live-api.js'
import {ApigwError} from '../../../src/errors/apigw-error.js'
import {applyEdit} from '../../../src/project/edit/apply-edit.js'
import {makeCalls} from '../../../src/project/edit/make-calls.js'
import {flushCalls, settledCache, stageCache, withCache} from '../../../src/project/release/stage-cache.js'
import {editPlace} from '../../support/edit-place.js'
import {httpLive} from '../../support/live-apis.js'
import {restApiOf} from '../../support/many-routes.js'
import {closeObserved, observedGateway} from '../../support/observed-gateway.js'

afterEach(closeObserved)

const cluster = {stageName: 'prod', enabled: true, status: 'AVAILABLE', cachedMethods: []}

test('a cache is made, emptied and taken away', async () => {
  const {clients, apiId} = await observedGateway(restApiOf(1), {kind: 'restStage', stageName: 'prod'})
  const place = editPlace(clients)
  const change = async (cache: Parameters<typeof withCache>[2]) => {
    const live = await readLiveApi(clients, 'rest', {by: 'id', apiId})
    assert.ok(live)
    await applyEdit({live, edited: withCache(live, 'prod', cache), stageName: 'prod'}, place)
    return {live, cache: await stageCache(clients, live, 'prod')}
  }
  const {live, cache} = await change({sizeGb: '1.6'})
  assert.deepEqual(cache, {...cluster, sizeGb: '1.6', cachedMethods: ['*/*']})
  for (const which of ['answers', 'authorizers'] as const) {
    assert.equal((await makeCalls(clients, flushCalls(live, 'prod', which), {dryRun: false})).outcome, 'done')
  }
  const {enabled, status, cachedMethods} = (await change('off')).cache
  assert.deepEqual({enabled, status, cachedMethods}, {enabled: false, status: 'NOT_AVAILABLE', cachedMethods: []})
})

test('settledCache waits for AWS', async () => {
  const states = ['CREATE_IN_PROGRESS', 'CREATE_IN_PROGRESS', 'AVAILABLE']
  const pauses: number[] = []
  const rhythm = {pause: (ms: number) => Promise.resolve(void pauses.push(ms)), signal: new AbortController().signal}
  const settled = await settledCache(() => Promise.resolve({...cluster, status: states.shift() ?? ''}), rhythm)
  assert.deepEqual([settled.status, pauses.length], ['AVAILABLE', 2])
  await assert.rejects(
    () => settledCache(() => Promise.resolve({...cluster, status: 'FLUSH_IN_PROGRESS'}), rhythm),
    (error: unknown) => error instanceof ApigwError && error.code === 'CACHE_CHANGING',
  )
})

test('an HTTP API has no cache', () => {
  assert.throws(
    () => withCache(httpLive(), '$default', 'off'),
    (error: unknown) => error instanceof ApigwError && error.code === 'CACHE_REST_ONLY',
  )
})
