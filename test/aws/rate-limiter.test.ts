import assert from 'node:assert/strict'
import {test} from 'vitest'
import {RateLimiter} from '../../src/aws/rate-limiter.js'
import type {LimiterOptions, Wait} from '../../src/aws/rate-limiter.js'
import {ApigwError} from '../../src/errors/apigw-error.js'

/** A limiter whose time passes only while it sleeps. */
function limiter(options: Partial<LimiterOptions> = {}) {
  let nowMs = 0
  const waits: Wait[] = []
  const sleep = (ms: number) => {
    nowMs += ms
    return Promise.resolve()
  }
  const time = {nowMs: () => nowMs, random: () => 0.5, sleep}
  const made = new RateLimiter({time, pacing: 'aws', onWait: (wait) => waits.push(wait), ...options})
  return {limiter: made, waits, elapsedMs: () => nowMs}
}

/** Fails with each of the errors in turn, then succeeds. */
function failing(errors: Error[]): () => Promise<string> {
  return () => {
    const error = errors.shift()
    return error === undefined ? Promise.resolve('done') : Promise.reject(error)
  }
}

function awsError(name: string, status: number, members: object = {}): Error {
  return Object.assign(new Error(name), {name, $metadata: {httpStatusCode: status}}, members)
}

const paced = [
  {name: 'the first 40 calls start at once', operation: 'GetModels', calls: 40, seconds: 0},
  {name: 'then ten a second', operation: 'GetModels', calls: 60, seconds: 2},
  {name: 'CreateResource five a second', operation: 'CreateResource', calls: 15, seconds: 2},
  {name: 'CreateDeployment once in five seconds', operation: 'CreateDeployment', calls: 3, seconds: 10},
  {name: 'GetResources five in two seconds', operation: 'GetResources', calls: 10, seconds: 2},
]

for (const {name, operation, calls, seconds} of paced) {
  test(`RateLimiter: ${name}`, async () => {
    const {limiter: made, elapsedMs} = limiter()
    for (let call = 0; call < calls; call += 1) await made.run(operation, () => Promise.resolve())
    assert.equal(Math.round(elapsedMs() / 100) / 10, seconds)
  })
}

test('RateLimiter: an edge-optimised API is created once in thirty seconds, a regional one in three', async () => {
  const edge = limiter()
  const regional = limiter()
  for (let call = 0; call < 2; call += 1) {
    await edge.limiter.run('CreateRestApi', () => Promise.resolve(), 'EDGE')
    await regional.limiter.run('CreateRestApi', () => Promise.resolve(), 'REGIONAL')
  }
  assert.deepEqual([edge.elapsedMs(), regional.elapsedMs()], [30_000, 3_000])
})

test('RateLimiter: an endpoint on this machine is not paced', async () => {
  const {limiter: made, elapsedMs} = limiter({pacing: 'none'})
  for (let call = 0; call < 500; call += 1) await made.run('CreateDeployment', () => Promise.resolve())
  assert.equal(elapsedMs(), 0)
})

const repeated = [
  {
    name: 'a 429 is waited out',
    operation: 'CreateResource',
    errors: () => [awsError('TooManyRequestsException', 429), awsError('TooManyRequestsException', 429)],
    calls: 3,
  },
  {
    name: 'two writes that meet are repeated',
    operation: 'PutMethod',
    errors: () => [
      Object.assign(awsError('ConflictException', 409), {
        message: 'Unable to complete operation due to concurrent modification. Please try again later.',
      }),
    ],
    calls: 2,
  },
  {
    name: 'a 503 is repeated',
    operation: 'CreateModel',
    errors: () => [awsError('ServiceUnavailable', 503)],
    calls: 2,
  },
  {
    name: 'a fault of a read is repeated',
    operation: 'GetStages',
    errors: () => [awsError('InternalFailure', 500)],
    calls: 2,
  },
  {
    name: 'a broken connection of an update is repeated',
    operation: 'UpdateStage',
    errors: () => [Object.assign(new Error('read ECONNRESET'), {code: 'ECONNRESET'})],
    calls: 2,
  },
]

for (const {name, operation, errors, calls} of repeated) {
  test(`RateLimiter: ${name}`, async () => {
    const {limiter: made, waits} = limiter()
    assert.equal(await made.run(operation, failing(errors())), 'done')
    assert.deepEqual(made.calls, {total: calls, byOperation: {[operation]: calls}})
    assert.equal(waits.length, calls - 1)
  })
}

const given = [
  {
    name: 'a fault while creating is not repeated: it may have worked',
    operation: 'CreateRestApi',
    errors: () => [awsError('InternalFailure', 500)],
    calls: 1,
  },
  {
    name: 'a broken connection while creating is not repeated',
    operation: 'CreateDeployment',
    errors: () => [Object.assign(new Error('socket hang up'), {code: 'ECONNRESET'})],
    calls: 1,
  },
  {
    name: 'a 503 of something in between is not repeated when creating: AWS may have made it',
    operation: 'CreateRestApi',
    errors: () => [awsError('SyntaxError', 503)],
    calls: 1,
  },
  {
    name: 'a page in place of an answer is not repeated when creating',
    operation: 'ImportRestApi',
    errors: () => [awsError('SyntaxError', 200)],
    calls: 1,
  },
  {
    name: 'a refusal is not repeated',
    operation: 'PutMethod',
    errors: () => [awsError('BadRequestException', 400)],
    calls: 1,
  },
  {
    name: 'a reached quota is not repeated',
    operation: 'CreateResource',
    errors: () => [awsError('LimitExceededException', 429)],
    calls: 1,
  },
  {
    name: 'throttling that stays is reported after ninety attempts',
    operation: 'GetStages',
    errors: () => Array.from({length: 100}, () => awsError('TooManyRequestsException', 429)),
    calls: 90,
  },
  {
    name: 'a fault that stays is reported after five attempts',
    operation: 'GetStages',
    errors: () => Array.from({length: 20}, () => awsError('InternalFailure', 500)),
    calls: 5,
  },
  {
    name: 'nobody listening is reported at once',
    operation: 'GetStages',
    errors: () => [Object.assign(new Error('connect ECONNREFUSED'), {code: 'ECONNREFUSED'})],
    calls: 1,
  },
]

for (const {name, operation, errors, calls} of given) {
  test(`RateLimiter: ${name}`, async () => {
    const {limiter: made} = limiter()
    await assert.rejects(made.run(operation, failing(errors())))
    assert.equal(made.calls.total, calls)
  })
}

test('RateLimiter: waits as long as AWS asks', async () => {
  const {limiter: made, elapsedMs} = limiter()
  await made.run('GetStages', failing([awsError('TooManyRequestsException', 429, {retryAfterSeconds: '7'})]))
  assert.equal(elapsedMs(), 7_000)
})

test('RateLimiter: a 429 slows down what follows, successes bring the pace back', async () => {
  const slowed = limiter()
  const steady = limiter()
  const burst = async ({limiter: made}: ReturnType<typeof limiter>, calls: number) => {
    for (let call = 0; call < calls; call += 1) await made.run('GetModels', () => Promise.resolve())
  }
  await burst(slowed, 40)
  await slowed.limiter.run('GetModels', failing([awsError('TooManyRequestsException', 429)]))
  await burst(slowed, 20)
  await burst(steady, 62)
  assert.ok(slowed.elapsedMs() > steady.elapsedMs())
  assert.ok(slowed.elapsedMs() < steady.elapsedMs() * 2)
})

test('RateLimiter: the signal ends waiting, and no call is made', async () => {
  const controller = new AbortController()
  const sleep = () => {
    controller.abort()
    return Promise.reject(new Error('aborted'))
  }
  const made = new RateLimiter({
    time: {nowMs: () => 0, random: () => 0, sleep},
    pacing: 'aws',
    signal: controller.signal,
  })
  await made.run('CreateDeployment', () => Promise.resolve())
  const isInterrupted = (error: unknown) => error instanceof ApigwError && error.exit === 'interrupted'
  await assert.rejects(
    made.run('CreateDeployment', () => assert.fail('called')),
    isInterrupted,
  )
  await assert.rejects(
    made.run('GetStages', () => assert.fail('called')),
    isInterrupted,
  )
  assert.equal(made.calls.total, 1)
})
