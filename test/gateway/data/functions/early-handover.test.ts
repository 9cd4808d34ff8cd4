import assert from 'node:assert/strict'
import {afterEach, test} from 'vitest'
import {localFunction} from './local-function.js'
import type {LocalFunction} from './local-function.js'

const open: LocalFunction[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((fn) => fn.close()))
})

/** A function that is known to be quick; `event.act` names what an invocation does. */
async function quickFunction(acts: string, concurrency: number): Promise<LocalFunction> {
  const source = `
    import {threadId} from 'node:worker_threads'
    let running = 0
    let most = 0
    const acts = {${acts}}
    export const handler = async (event) => {
      running += 1
      most = Math.max(most, running)
      await acts[event.act]?.()
      running -= 1
      return {threadId, most, sent: event.sent}
    }`
  const fn = localFunction({'index.mjs': source}, {concurrency})
  open.push(fn)
  for (let run = 0; run < 50; run += 1) await fn.invoke({})
  return fn
}

type Answer = {threadId: number; most: number; sent: number}

const sendAll = (fn: LocalFunction, count: number) =>
  Array.from({length: count}, async (_, sent) => {
    const result = await fn.invoke({sent}, {requestId: `r-${sent}`})
    return JSON.parse(result.outcome === 'success' ? result.payload : '{}') as Answer
  })

test('early handover: requests that come together run one after the other in one sandbox, and each gets its answer', async () => {
  const fn = await quickFunction('', 4)
  fn.platform.length = 0
  const answers = await Promise.all(sendAll(fn, 200))
  assert.deepEqual(
    answers.map(({sent}) => sent),
    Array.from({length: 200}, (_, index) => index),
  )
  assert.deepEqual(new Set(answers.map(({most}) => most)), new Set([1]))
  assert.equal(fn.platform.length, 600)
  const starts = fn.platform.filter((line) => line.includes('START'))
  assert.equal(new Set(starts).size, 200)
})

test('early handover: what was handed to a sandbox that turns out to be stuck runs in another one', async () => {
  const fn = await quickFunction(
    'block: () => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000) }',
    2,
  )
  let isStuck = true
  const stuck = fn.invoke({act: 'block'}).finally(() => (isStuck = false))
  const answers = await Promise.all(sendAll(fn, 20))
  assert.equal(isStuck, true)
  const {outcome, ...rest} = await stuck
  assert.equal(outcome, 'success')
  const {threadId} = JSON.parse('payload' in rest ? rest.payload : '') as Answer
  assert.equal(
    answers.some((answer) => answer.threadId === threadId),
    false,
  )
})

test('early handover: a sandbox that ends takes down the invocation that ran in it and no other', async () => {
  const fn = await quickFunction('exit: () => process.exit(3)', 1)
  const exiting = fn.invoke({act: 'exit'}, {requestId: 'r-exit'})
  const answers = await Promise.all(sendAll(fn, 20))
  assert.equal((await exiting).outcome, 'functionError')
  assert.deepEqual(
    answers.map(({sent}) => sent),
    Array.from({length: 20}, (_, index) => index),
  )
})

test('early handover: a sandbox that breaks takes down the invocation that ran in it and no other', async () => {
  const acts = `break: () => new Promise(() => setTimeout(() => { throw new Error('late') }, 1))`
  const fn = await quickFunction(acts, 1)
  const breaking = fn.invoke({act: 'break'}, {requestId: 'r-break'})
  const answers = await Promise.all(sendAll(fn, 20))
  assert.equal((await breaking).outcome, 'functionError')
  assert.deepEqual(
    answers.map(({sent}) => sent),
    Array.from({length: 20}, (_, index) => index),
  )
})

test('early handover: callbacks and an event loop that empties answer as ever, one invocation after the other', async () => {
  const fn = localFunction(
    {
      'index.js': `exports.handler = (event, context, callback) => {
        if (event.sent % 3 === 0) callback(null, event.sent)
        else if (event.sent % 3 === 1) setTimeout(() => callback(null, event.sent), 0)
      }`,
    },
    {concurrency: 1},
  )
  open.push(fn)
  for (let run = 0; run < 20; run += 1) await fn.invoke({sent: 0})
  const results = await Promise.all(Array.from({length: 30}, (_, sent) => fn.invoke({sent})))
  assert.deepEqual(
    results.map((result) => (result.outcome === 'success' ? result.payload : result.outcome)),
    Array.from({length: 30}, (_, sent) => (sent % 3 === 2 ? 'null' : String(sent))),
  )
})
