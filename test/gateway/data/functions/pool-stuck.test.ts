import assert from 'node:assert/strict'
import {afterEach, beforeEach, test, vi} from 'vitest'
import {FunctionPool} from '../../../../src/gateway/data/functions/function-pool.js'
import type {Assignment, Sandbox} from '../../../../src/gateway/data/functions/sandbox.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A sandbox that ends an invocation when it is told to, and goes on with what it was given in advance. */
class HandSandbox implements Sandbox {
  readonly output = {initialized: nothing, begin: nothing, write: nothing, flush: nothing}
  readonly takesAhead: boolean
  current: Assignment | undefined
  readonly #failure: string | undefined
  #ahead: Assignment[] = []

  constructor({takesAhead, failure}: {takesAhead: boolean; failure?: string}) {
    this.takesAhead = takesAhead
    this.#failure = failure
  }

  start = () => Promise.resolve(this.#failure)
  stop = () => Promise.resolve()

  run(assignment: Assignment): void {
    this.#ahead.push(assignment)
    if (this.current === undefined) this.#next()
  }

  takeBack(): void {
    for (const assignment of this.#ahead.splice(0)) assignment.giveBack()
  }

  end(tookMs: number): void {
    const ended = this.current
    this.current = undefined
    const following = this.#ahead.shift()
    ended?.end({outcome: 'success', payload: ended.request.requestId, tookMs, reusable: true})
    if (following !== undefined) this.#begin(following)
  }

  #next(): void {
    const next = this.#ahead.shift()
    if (next !== undefined) this.#begin(next)
  }

  #begin(assignment: Assignment): void {
    this.current = assignment
    assignment.begin()
  }
}

function nothing(): void {}

test('what was handed to a sandbox that is stuck goes to another one, however busy that is', async () => {
  const sandboxes: HandSandbox[] = []
  const pool = new FunctionPool({
    ...{functionName: 'probe', timeoutSeconds: 900, concurrency: 2},
    nowMs: () => 0,
    tickMs: () => Date.now(),
    newSandbox: () =>
      Promise.resolve({sandbox: sandboxes[sandboxes.push(new HandSandbox({takesAhead: true})) - 1] ?? assert.fail()}),
  })
  const open = new Set<string>()
  const client = new AbortController()
  const invoke = (requestId: string): void => {
    open.add(requestId)
    const request = {functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:probe', payload: '{}', requestId, timeoutMs: 600_000, client} // prettier-ignore
    const ended = (): boolean => open.delete(requestId)
    pool.invoke(request).then(ended, ended)
  }
  invoke('first')
  await vi.advanceTimersByTimeAsync(1)
  // Invocations take a millisecond from here on: two are handed over early.
  sandboxes[0]?.end(10)
  for (let sent = 0; sent < 8; sent += 1) invoke(`early ${sent}`)
  await vi.advanceTimersByTimeAsync(200)
  assert.equal(sandboxes.length, 2)
  const [stuck = assert.fail(), busy = assert.fail()] = sandboxes
  let sent = 0
  // Eight are under way at any time; the sandboxes take turns until both have some, and then one is stuck for good.
  for (let step = 0; step < 400; step += 1) {
    if (step < 20) stuck.end(1)
    busy.end(1)
    await vi.advanceTimersByTimeAsync(1)
    while (open.size < 8) invoke(`later ${(sent += 1)}`)
  }
  const old = [...open].filter((requestId) => Number(requestId.split(' ')[1]) < sent - 40)
  assert.deepEqual(old, [stuck.current?.request.requestId])
  stuck.end(1)
  await pool.close()
})

test('a sandbox that cannot be started takes down the request that it was started for; the others wait for one that can', async () => {
  const sandboxes: HandSandbox[] = []
  const newSandbox = (): HandSandbox =>
    new HandSandbox({takesAhead: false, ...(sandboxes.length > 0 && {failure: 'no memory'})})
  const pool = new FunctionPool({
    ...{functionName: 'probe', timeoutSeconds: 900, concurrency: 4},
    nowMs: () => 0,
    tickMs: () => Date.now(),
    newSandbox: () => Promise.resolve({sandbox: sandboxes[sandboxes.push(newSandbox()) - 1] ?? assert.fail()}),
  })
  const client = new AbortController()
  const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:probe'
  const answers = ['long', 'second', 'third'].map((requestId) =>
    pool.invoke({functionArn, payload: '{}', requestId, timeoutMs: 600_000, client}),
  )
  await vi.advanceTimersByTimeAsync(7)
  assert.equal(sandboxes.length, 2)
  sandboxes[0]?.end(1)
  await vi.advanceTimersByTimeAsync(1)
  sandboxes[0]?.end(1)
  assert.deepEqual(await Promise.all(answers), [
    {outcome: 'success', payload: 'long'},
    {outcome: 'functionError', payload: 'no memory'},
    {outcome: 'success', payload: 'third'},
  ])
  await pool.close()
})
