import assert from 'node:assert/strict'
import {afterEach, beforeEach, test, vi} from 'vitest'
import {FunctionPool} from '../../../../src/gateway/data/functions/function-pool.js'
import type {Assignment, Sandbox} from '../../../../src/gateway/data/functions/sandbox.js'
import type {InvokeResult} from '../../../../src/gateway/data/ports.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const timeoutMs = 3000
const output = {initialized: () => undefined, begin: () => undefined, write: () => undefined, flush: () => undefined}
const done = {outcome: 'success', payload: 'done', tookMs: 0.01, reusable: true} as const
const exited = {outcome: 'functionError', payload: 'exited', reusable: false} as const

/** A pool with one sandbox, whose invocations the test begins and ends; `onStop` is what its thread does at its end. */
function handPool(onStop: (given: Assignment[]) => void) {
  const given: Assignment[] = []
  const stop = (): Promise<void> => {
    onStop(given)
    return Promise.resolve()
  }
  const sandbox: Sandbox = {
    output,
    takesAhead: true,
    start: () => Promise.resolve(undefined),
    run: (assignment) => void given.push(assignment),
    // All that it was given has been begun by the thread.
    takeBack: () => undefined,
    stop,
  }
  const pool = new FunctionPool({
    ...{functionName: 'probe', timeoutSeconds: timeoutMs / 1000, concurrency: 1},
    nowMs: () => 0,
    tickMs: () => Date.now(),
    newSandbox: () => Promise.resolve({sandbox}),
  })
  const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:probe'
  const client = new AbortController()
  const invoke = (requestId: string): Promise<InvokeResult> =>
    pool.invoke({functionArn, payload: '{}', requestId, timeoutMs: 29_000, client})
  return {pool, given, invoke}
}

/** The invocation that the sandbox was given next, begun. */
async function begun(given: Assignment[]): Promise<Assignment> {
  await vi.advanceTimersByTimeAsync(0)
  const [assignment] = given.splice(0, 1)
  assert.ok(assignment)
  assignment.begin()
  return assignment
}

test('an answer that came while the gateway paused is the answer, though the time is over', async () => {
  const {pool, given, invoke} = handPool(() => undefined)
  const answer = invoke('one')
  const running = await begun(given)
  // Due together with the look at the clock, as a message that has arrived is after a pause.
  setTimeout(() => running.end(done), timeoutMs)
  await vi.advanceTimersByTimeAsync(timeoutMs + 10)
  assert.deepEqual(await answer, {outcome: 'success', payload: 'done'})
  await pool.close()
})

test('only the invocation that was over its time has timed out, not the one that its thread had begun after it', async () => {
  let late: Assignment | undefined
  const {pool, given, invoke} = handPool((rest) => {
    late?.end(exited)
    late = undefined
    for (const next of rest.splice(0)) {
      next.begin()
      next.end(exited)
    }
  })
  const first = invoke('first')
  const warm = await begun(given)
  warm.end(done)
  await first
  const [slow, quick] = [invoke('slow'), invoke('quick')]
  late = await begun(given)
  const third = invoke('third')
  assert.equal(given.length, 2)
  await vi.advanceTimersByTimeAsync(timeoutMs + 10)
  const payloads = (await Promise.all([slow, quick, third])).map((result) => 'payload' in result && result.payload)
  assert.match(String(payloads[0]), /slow Task timed out after 3.00 seconds/)
  assert.deepEqual(payloads.slice(1), ['exited', 'exited'])
  await pool.close()
})
