import assert from 'node:assert/strict'
import {test} from 'vitest'
import {paginate} from '../../src/aws/paginate.js'
import {ApigwError} from '../../src/errors/apigw-error.js'

test('paginate: follows positions until there is none', async () => {
  const pages = new Map<string | undefined, {items: number[]; next: string | undefined}>([
    [undefined, {items: [1, 2], next: 'b'}],
    ['b', {items: [], next: 'c'}],
    ['c', {items: [3], next: ''}],
  ])
  const asked: (string | undefined)[] = []
  const items = await paginate((next) => {
    asked.push(next)
    return Promise.resolve(pages.get(next) ?? assert.fail(`asked for ${next ?? ''}`))
  })
  assert.deepEqual({items, asked}, {items: [1, 2, 3], asked: [undefined, 'b', 'c']})
})

test('paginate: a page without items is empty, not the end', async () => {
  const answers = [
    {items: undefined, next: 'b'},
    {items: ['x'], next: undefined},
  ]
  assert.deepEqual(await paginate(() => Promise.resolve(answers.shift() ?? assert.fail())), ['x'])
})

const endless = [
  {name: 'the same position twice', next: () => 'same', code: 'AWS_ENDLESS_LIST'},
  {name: 'ever new positions', next: (call: number) => String(call), code: 'AWS_ENDLESS_LIST'},
]

for (const {name, next, code} of endless) {
  test(`paginate: refuses ${name}`, async () => {
    let calls = 0
    const listing = paginate(() => Promise.resolve({items: [1], next: next((calls += 1))}))
    await assert.rejects(listing, (error) => error instanceof ApigwError && error.code === code)
    assert.ok(calls <= 1000)
  })
}
