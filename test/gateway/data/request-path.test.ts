import assert from 'node:assert/strict'
import {test} from 'vitest'
import {pathSegments, splitTarget} from '../../../src/gateway/data/request-path.js'

const targets = [
  {target: '/prod/pets?limit=1', parts: {path: '/prod/pets', query: 'limit=1'}},
  {target: '/prod', parts: {path: '/prod', query: ''}},
  {target: '/prod?', parts: {path: '/prod', query: ''}},
  {target: '/a?b?c', parts: {path: '/a', query: 'b?c'}},
  {target: '//prod//pets', parts: {path: '//prod//pets', query: ''}},
  {target: 'http://host:80/prod/x?y', parts: {path: '/prod/x', query: 'y'}},
  {target: 'http://host', parts: {path: '/', query: ''}},
  {target: '*', parts: {path: '/*', query: ''}},
  {target: '', parts: {path: '/', query: ''}},
]

for (const {target, parts} of targets) {
  test(`splitTarget of ${JSON.stringify(target)}`, () => {
    assert.deepEqual(splitTarget(target), parts)
  })
}

const paths = [
  {path: '/', segments: []},
  {path: '', segments: []},
  {path: '////', segments: []},
  {path: '/pets/1', segments: ['pets', '1']},
  {path: '/pets/1/', segments: ['pets', '1']},
  {path: '//pets', segments: ['pets']},
  {path: '/pets//1', segments: ['pets', '', '1']},
  {path: '/a%20b/%C3%A9', segments: ['a b', 'é']},
  {path: '/a%2Fb', segments: ['a/b']},
  {path: '/a/../b/.', segments: ['a', '..', 'b', '.']},
  {path: '/%', segments: undefined},
  {path: '/%zz', segments: undefined},
  {path: '/%C0%AF', segments: undefined},
]

for (const {path, segments} of paths) {
  test(`pathSegments of ${JSON.stringify(path)}`, () => {
    assert.deepEqual(pathSegments(path), segments)
  })
}

test('pathSegments stays linear on a very long path', () => {
  assert.equal(pathSegments('/a'.repeat(200_000))?.length, 200_000)
  assert.deepEqual(pathSegments('/'.repeat(1_000_000)), [])
})
