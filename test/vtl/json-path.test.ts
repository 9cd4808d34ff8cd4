import assert from 'node:assert/strict'
import {test} from 'vitest'
import {compileJsonPath} from '../../src/vtl/json-path.js'
import {parsePermissiveJson} from '../../src/vtl/json-smart.js'
import {toPlain} from '../../src/vtl/value/plain.js'
import {VtlError} from '../../src/vtl/vtl-error.js'

const document = parsePermissiveJson(
  '{"items":[{"id":1,"tags":["a","b"]},{"id":2,"tags":[]},{"id":3}],"a-b":1,"x y":2,"nul":null,"obj":{"id":9}}',
)

// The bulk of the dialect is in json.jsonl. Here are the interface, and what newer versions of the library do than the oracle's.
const found = [
  {path: '$.items[0].id', data: 1},
  {path: 'items[1].id', data: 2},
  {path: '$.a-b', data: 1},
  {path: '$.nul', data: null},
  {path: '$.items[*].id', data: [1, 2, 3]},
  {path: '$..id', data: [1, 2, 3, 9]},
  {path: '$.nope', data: undefined},
  {path: '$.nope.deeper', data: undefined},
  {path: '$.items[-1].id', data: 3},
  {path: '$.items[-3].id', data: 1},
  {path: '$.items[-4].id', data: undefined},
  {path: '$["a-b"]', data: 1},
  {path: '$["x y"]', data: 2},
]

for (const {path, data} of found) {
  test(`compileJsonPath: ${path}`, () => {
    const value = compileJsonPath(path)(document)
    assert.deepEqual(value === undefined ? undefined : toPlain(value), data)
  })
}

const refused = [
  '',
  '$.',
  '$..',
  '$x',
  '$.items[',
  '$.items[a]',
  '$.items[?(@.id ==)',
  '$.items[?(@.id > abc)]',
  '$.obj[0]',
]

for (const path of refused) {
  test(`compileJsonPath refuses ${JSON.stringify(path)} by a VtlError`, () => {
    assert.throws(() => compileJsonPath(path)(document), VtlError)
  })
}

test('compileJsonPath refuses filters in filters without end', () => {
  assert.throws(() => compileJsonPath('$[?(@.a'.repeat(5000)), VtlError)
})
