import assert from 'node:assert/strict'
import {test} from 'vitest'
import {Clock} from '../../src/gateway/clock.js'
import {changeClock, openClock} from '../../src/gateway/stored-clock.js'
import {Store} from '../../src/gateway/store/store.js'

test('changeClock: moves on, to a moment, and back; the offset is remembered', () => {
  const store = Store.open()
  const clock = new Clock()
  changeClock(store, clock, {advanceMs: 3_600_000})
  assert.equal(openClock(store).offsetMs, 3_600_000)
  const target = clock.nowMs() + 60_000
  changeClock(store, clock, {setMs: target})
  const passedMs = clock.nowMs() - target
  assert.ok(passedMs >= 0 && passedMs < 10_000, String(passedMs))
  assert.equal(openClock(store).offsetMs, clock.offsetMs)
  changeClock(store, clock, {reset: true})
  assert.deepEqual([clock.offsetMs, openClock(store).offsetMs], [0, 0])
  store.close()
})

for (const change of [{}, {advanceMs: -1}, {advanceMs: 1.5}, {setMs: 0}, {setMs: 'now'}, {advanceMs: 1e15}, null, 7]) {
  test(`changeClock: ${JSON.stringify(change)} is refused and changes nothing`, () => {
    const store = Store.open()
    const clock = new Clock(5)
    assert.throws(() => changeClock(store, clock, change), {code: 'CLOCK_CHANGE_INVALID'})
    assert.equal(clock.offsetMs, 5)
    store.close()
  })
}
