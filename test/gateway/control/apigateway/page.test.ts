import assert from 'node:assert/strict'
import {test} from 'vitest'
import {page} from '../../../../src/gateway/control/apigateway/page.js'

const items = Array.from({length: 1200}, (_, index) => `item${index}`)
const key = (item: string): string => item

const cases = [
  {name: '25 items without a limit', input: {}, count: 25, more: true},
  {name: 'the limit that was asked for', input: {limit: 3}, count: 3, more: true},
  {name: 'at most 500', input: {limit: 1000}, count: 500, more: true},
  {name: '25 for a limit below 1', input: {limit: 0}, count: 25, more: true},
]

for (const {name, input, count, more} of cases) {
  test(`page: gives ${name}`, () => {
    const first = page(items, input, key)
    assert.deepEqual([first.items.length, first.position !== undefined], [count, more])
  })
}

function allPages(list: readonly string[], limit: number): string[] {
  const seen: string[] = []
  let position: string | undefined
  do {
    const answer = page(list, position === undefined ? {limit} : {limit, position}, key)
    seen.push(...answer.items)
    position = answer.position
  } while (position !== undefined)
  return seen
}

test('page: positions lead through every item once', () => {
  assert.deepEqual(allPages(items, 500), items)
  assert.deepEqual(allPages(items.slice(0, 500), 500), items.slice(0, 500))
  assert.deepEqual(allPages([], 500), [])
})

test('page: an item that vanishes between two calls hides no other', () => {
  const {position = ''} = page(['a', 'b', 'c', 'd'], {limit: 2}, key)
  assert.deepEqual(page(['a', 'c', 'd'], {position}, key).items, ['c', 'd'])
  assert.deepEqual(page(['b', 'c', 'd'], {position}, key).items, ['c', 'd'])
})

for (const position of [
  '',
  'nonsense',
  Buffer.from('[0,"a"]').toString('base64url'),
  Buffer.from('{}').toString('base64url'),
]) {
  test(`page: refuses the position ${JSON.stringify(position)}`, () => {
    assert.throws(() => page(items, {position}, key), {message: 'Invalid position parameter specified'})
  })
}
