import assert from 'node:assert/strict'
import {test} from 'vitest'
import {editYaml} from '../../src/config/edit-yaml.js'

const cases = [
  {
    name: 'a value keeps its comment and its neighbours',
    text: '# top\na: 1 # one\n\nb:\n- x\n- y\n',
    edits: [{path: ['a'], value: 2}],
    after: '# top\na: 2 # one\n\nb:\n- x\n- y\n',
  },
  {
    name: 'flow maps stay flow maps',
    text: 'stages:\n  dev: {target: local}\n',
    edits: [{path: ['stages', 'dev', 'tracing'], value: true}],
    after: 'stages:\n  dev: {target: local, tracing: true}\n',
  },
  {
    name: 'missing keys are made, and a scalar on the way gives way',
    text: 'routes:\n  a: fn\n',
    edits: [
      {path: ['routes', 'a', 'function'], value: 'fn'},
      {path: ['tags', 'team'], value: 'store'},
    ],
    after: 'routes:\n  a:\n    function: fn\ntags:\n  team: store\n',
  },
  {name: 'a value is taken away', text: 'a: 1\nb: 2\n', edits: [{path: ['a']}], after: 'b: 2\n'},
  {
    name: 'JSON keeps its indentation',
    text: '{\n    "a": 1\n}\n',
    edits: [{path: ['b', 'c'], value: [1]}],
    after: '{\n    "a": 1,\n    "b": {\n        "c": [\n            1\n        ]\n    }\n}\n',
  },
]

for (const {name, text, edits, after} of cases) {
  test(`editYaml: ${name}`, () => {
    assert.equal(editYaml(text, edits), after)
  })
}
