import assert from 'node:assert/strict'
import {setImmediate as turn} from 'node:timers/promises'
import {afterEach, test} from 'vitest'
import {FunctionPool} from '../../../../src/gateway/data/functions/function-pool.js'
import type {Sandbox} from '../../../../src/gateway/data/functions/sandbox.js'

const open: FunctionPool[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()))
})

const output = {initialized: () => undefined, begin: () => undefined, write: () => undefined, flush: () => undefined}

/** A pool whose sandboxes say that they took `tookMs`; the payload `held` is answered when `letGo` is called. */
function poolOf(tookMs: number) {
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => (letGo = resolve))
  const clock = {ms: 0}
  const ran: {sandbox: Sandbox; payload: string}[] = []
  const newSandbox = (): Sandbox => ({
    output,
    start: () => Promise.resolve(undefined),
    takesAhead: false,
    run(assignment) {
      const {payload} = assignment.request
      ran.push({sandbox: this, payload})
      assignment.begin()
      const over = payload === 'held' ? held : turn()
      void over.then(() => assignment.end({outcome: 'success', payload, tookMs, reusable: true}))
    },
    takeBack: () => undefined,
    stop: () => Promise.resolve(),
  })
  const pool = new FunctionPool({
    ...{functionName: 'probe', timeoutSeconds: 3, concurrency: 4},
    nowMs: () => 0,
    tickMs: () => clock.ms,
    newSandbox: () => Promise.resolve({sandbox: newSandbox()}),
  })
  open.push(pool)
  const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:probe'
  const client = new AbortController()
  const invoke = (payload: string) => pool.invoke({functionArn, payload, requestId: payload, timeoutMs: 3000, client})
  return {clock, ran, letGo, invoke}
}

const cases = [
  {tookMs: 0.01, count: 1},
  {tookMs: 50, count: 2},
]

for (const {tookMs, count} of cases) {
  test(`a function that takes ${tookMs} ms uses ${count} of two free sandboxes, however many requests wait`, async () => {
    const {clock, ran, letGo, invoke} = poolOf(tookMs)
    await invoke('first')
    const holding = invoke('held')
    const stuck = invoke('stuck')
    // It waits behind the other for some milliseconds, and then gets a sandbox of its own.
    clock.ms += 10
    await stuck
    letGo()
    await holding
    assert.equal(new Set(ran.map(({sandbox}) => sandbox)).size, 2)
    ran.length = 0
    const payloads = Array.from({length: 100}, (_, index) => String(index))
    const results = await Promise.all(payloads.map((payload) => invoke(payload)))
    assert.deepEqual(
      results,
      payloads.map((payload) => ({outcome: 'success', payload})),
    )
    assert.equal(new Set(ran.map(({sandbox}) => sandbox)).size, count)
  })
}
