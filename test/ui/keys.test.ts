import assert from 'node:assert/strict'
import {PassThrough} from 'node:stream'
import {test} from 'vitest'
import {listenToKeys} from '../../src/ui/keys.js'

/** A terminal's input as far as keys are concerned. */
class FakeInput extends PassThrough {
  isTTY = true
  isRaw = false

  setRawMode(raw: boolean): this {
    this.isRaw = raw
    return this
  }
}

test('listenToKeys reports each key, Ctrl-C as an interruption, and gives the terminal back', () => {
  const input = new FakeInput()
  const keys: string[] = []
  const release = listenToKeys(input, (key) => keys.push(key))
  assert.equal(input.isRaw, true)
  input.emit('data', Buffer.from('rq'))
  input.emit('data', Buffer.from('\u0003'))
  release()
  input.emit('data', Buffer.from('x'))
  assert.deepEqual(keys, ['r', 'q', 'interrupt'])
  assert.equal(input.isRaw, false)
})

test('listenToKeys leaves a pipe alone', () => {
  const input = new FakeInput()
  input.isTTY = false
  listenToKeys(input, () => assert.fail('no key can be pressed'))()
  assert.equal(input.listenerCount('data'), 0)
})
