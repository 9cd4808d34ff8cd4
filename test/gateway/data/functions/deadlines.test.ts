import assert from 'node:assert/strict'
import {afterEach, beforeEach, test, vi} from 'vitest'
import {Deadlines} from '../../../../src/gateway/data/functions/deadlines.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('deadlines: each item is told of at its own time, in whatever order they came, and not when it was deleted', () => {
  const late: string[] = []
  const startMs = Date.now()
  const deadlines = new Deadlines<{name: string; deadlineMs: number}>(
    () => Date.now() - startMs,
    ({name}) => late.push(`${name} ${Date.now() - startMs}`),
  )
  const items = [
    {name: 'slow', deadlineMs: 300},
    {name: 'quick', deadlineMs: 100},
    {name: 'done', deadlineMs: 100},
    {name: 'middle', deadlineMs: 200},
  ]
  for (const item of items) deadlines.add(item)
  for (const item of items) if (item.name === 'done') deadlines.delete(item)
  vi.advanceTimersByTime(1000)
  assert.deepEqual(late, ['quick 100', 'middle 200', 'slow 300'])
})
