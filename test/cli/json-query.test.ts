import assert from 'node:assert/strict'
import {test} from 'vitest'
import {compileQuery} from '../../src/cli/json-query.js'

const value = {
  routes: [
    {key: 'GET /pets', open: true},
    {key: 'POST /pets', open: false},
  ],
}

const found = [
  {expression: 'routes[].key', result: ['GET /pets', 'POST /pets']},
  {expression: 'routes[?open].key | [0]', result: 'GET /pets'},
  {expression: 'nothing.here', result: null},
  {expression: 'length(routes)', result: 2},
]

for (const {expression, result} of found) {
  test(`compileQuery: ${expression} finds ${JSON.stringify(result)}`, async () => {
    const query = await compileQuery(expression)
    assert.deepEqual(query(value), result)
  })
}

for (const expression of ['', 'routes[', 'a b', '#']) {
  test(`compileQuery refuses ${JSON.stringify(expression)} before the command runs`, async () => {
    await assert.rejects(compileQuery(expression), {code: 'QUERY_INVALID', exit: 'usage'})
  })
}

test('compileQuery reports a function on the wrong type when the value is there', async () => {
  const query = await compileQuery('sum(routes)')
  assert.throws(() => query(value), {code: 'QUERY_INVALID'})
})
