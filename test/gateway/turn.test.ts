import assert from 'node:assert/strict'
import {test} from 'vitest'
import {Turn} from '../../src/gateway/turn.js'

test('Turn: all who ask in one turn of the event loop go on together, after what has arrived', async () => {
  const turn = new Turn()
  const events: string[] = []
  const first = turn.end.then(() => events.push('first'))
  process.nextTick(() => void turn.end.then(() => events.push('second')))
  await new Promise<void>((resolve) => process.nextTick(() => queueMicrotask(() => resolve())))
  events.push('read')
  await first
  await turn.end
  assert.deepEqual(events, ['read', 'first', 'second'])
})

test('Turn: the next turn has an end of its own', async () => {
  const turn = new Turn()
  const {end} = turn
  await end
  assert.notEqual(turn.end, end)
})
