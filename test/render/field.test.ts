import assert from 'node:assert/strict'
import {test} from 'vitest'
import {renderField} from '../../src/render/field.js'

test('renderField: a line end that both texts end with is no empty line', () => {
  const lines = renderField({path: 'templates', before: '{\n  "a": 1\n}\n', after: '{\n  "a": 2\n}\n'})
  assert.deepEqual(
    lines.map(({mark, text}) => `${mark}|${text}`),
    ['~|templates', ' |  {', '-|-   "a": 1', '+|+   "a": 2', ' |  }'],
  )
})

test('renderField: a line end that only one text ends with is shown', () => {
  const lines = renderField({path: 'templates', before: 'one\ntwo', after: 'one\ntwo\n'})
  assert.deepEqual(
    lines.map(({mark}) => mark),
    ['~', ' ', '+'],
  )
})
