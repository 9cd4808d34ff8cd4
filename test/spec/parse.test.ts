import assert from 'node:assert/strict'
import {test} from 'vitest'
import {locate} from '../../src/spec/document.js'
import {parseDefinition} from '../../src/spec/parse.js'
import {brief, parsed} from './support.js'

const file = 'openapi.yaml'

const good = [
  {name: 'JSON', text: '{"a": {"b": [1, true, null, "x"]}}', root: {a: {b: [1, true, null, 'x']}}},
  {name: 'JSON with tabs and CRLF', text: '{\r\n\t"a":\t1\r\n}\r\n', root: {a: 1}},
  {name: 'a byte order mark', text: '\uFEFF{"a": 1}', root: {a: 1}},
  {name: 'YAML with a byte order mark and CRLF', text: '\uFEFFa: 1\r\nb:\r\n  - x\r\n', root: {a: 1, b: ['x']}},
  {name: 'keys as they are written', text: '200: a\n1.0: b\ntrue: c\n', root: {'200': 'a', '1.0': 'b', true: 'c'}},
  {name: 'YAML 1.2 words', text: 'a: yes\nb: 012\nc: 2020-01-01\n', root: {a: 'yes', b: 12, c: '2020-01-01'}},
  {name: 'anchors', text: 'a: &x {k: 1}\nb: *x\n', root: {a: {k: 1}, b: {k: 1}}},
  {name: 'an anchor that is given twice', text: 'a: &x 1\nb: *x\nc: &x 2\nd: *x\n', root: {a: 1, b: 1, c: 2, d: 2}},
  {
    name: 'merge keys, which give what the object does not say itself',
    text: 'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  y: 0\n  <<: [*a, *b]\n',
    root: {a: {x: 1, y: 1}, b: {y: 2, z: 2}, c: {x: 1, z: 2, y: 0}},
  },
  {
    name: "CloudFormation's short tags",
    text: 'a: !Sub "${x}"\nb: !GetAtt F.Arn.y\nc: !Ref F\nd: !If [c, !Ref a, !Ref b]\n',
    root: {
      a: {'Fn::Sub': '${x}'},
      b: {'Fn::GetAtt': ['F', 'Arn.y']},
      c: {Ref: 'F'},
      d: {'Fn::If': ['c', {Ref: 'a'}, {Ref: 'b'}]},
    },
  },
]

for (const {name, text, root} of good) {
  test(`parseDefinition: reads ${name}`, () => {
    const {document, problems} = parseDefinition({text, file})
    assert.deepEqual(problems, [])
    assert.deepEqual(document?.root, root)
  })
}

const bad = [
  {name: 'an empty file', text: ' \n', problems: ['error SPEC_EMPTY 1:1']},
  {name: 'a file of comments', text: '# nothing\n', problems: ['error SPEC_EMPTY 1:1']},
  {name: 'a NUL byte', text: 'a: 1\nb: \0\n', problems: ['error SPEC_NOT_TEXT 2:4']},
  {name: 'a list', text: '- a\n', problems: ['error SPEC_NOT_AN_OBJECT 1:1']},
  {name: 'a bad escape', text: 'a: "\\d"\n', problems: ['error SPEC_SYNTAX 1:5']},
  {name: 'a tab as indentation', text: 'a:\n\tb: 1\n', problems: ['error SPEC_SYNTAX 2:1']},
  {name: 'two documents', text: 'a: 1\n---\nb: 1\n', problems: ['error SPEC_SYNTAX 3:1']},
  {name: 'an unknown alias', text: 'a: *x\n', problems: ['error SPEC_SYNTAX 1:4']},
  {name: 'an object that holds itself', text: 'a: &x\n  b: *x\n', problems: ['error SPEC_SYNTAX 2:6']},
  {name: 'an object as a key', text: '{{ name }}: 1\n', problems: ['error SPEC_SYNTAX 1:2']},
  {name: 'an unknown tag', text: 'a: !Foo x\n', problems: ['error SPEC_UNKNOWN_TAG 1:9']},
  {name: 'infinity', text: 'a: .inf\n', problems: ['error SPEC_SYNTAX 1:4']},
  {name: 'broken JSON that is no YAML either', text: '{"a": [1, 2}\n', problems: ['error SPEC_SYNTAX 1:12']},
  {name: '__proto__ in JSON', text: '{"a": {"__proto__": 1}}', problems: ['error SPEC_BAD_KEY 1:8']},
  {name: '__proto__ in YAML', text: 'a:\n  __proto__: 1\n', problems: ['error SPEC_BAD_KEY 2:3']},
  {name: 'an escaped __proto__', text: '{"\\u005f_proto__": 1}', problems: ['error SPEC_BAD_KEY 1:2']},
  {name: 'JSON that is nested too deeply', text: '['.repeat(100_000), problems: ['error SPEC_TOO_DEEP 1:201']},
  {
    name: 'YAML brackets that are nested too deeply',
    text: `a: ${'['.repeat(100_000)}`,
    problems: ['error SPEC_TOO_DEEP 1:403'],
  },
]

for (const {name, text, problems} of bad) {
  test(`parseDefinition: refuses ${name} at its place`, () => {
    const result = parseDefinition({text, file})
    assert.deepEqual(brief(result.problems), problems)
    assert.equal(result.document, undefined)
  })
}

const duplicates = [
  {name: 'JSON', text: '{"a": 1,\n "a": 2}', problems: ['error SPEC_DUPLICATE_KEY 2:2']},
  {name: 'YAML', text: 'a: 1\nb: 1\na: 2\n', problems: ['error SPEC_DUPLICATE_KEY 3:1']},
  {name: 'equal values', text: 'a: {x: 1}\na: {x: 1}\n', problems: ['warning SPEC_DUPLICATE_KEY 2:1']},
  {name: 'a first one that is empty', text: 'a:\na: {x: 1}\n', problems: ['warning SPEC_DUPLICATE_KEY 2:1']},
]

for (const {name, text, problems} of duplicates) {
  test(`parseDefinition: tells a key that is there twice in ${name}, and goes on with the later one`, () => {
    const result = parseDefinition({text, file})
    assert.deepEqual(brief(result.problems), problems)
    assert.notEqual(result.document, undefined)
    assert.deepEqual(parseDefinition({text, file}, {duplicateKeys: 'last'}).problems, [])
  })
}

test('parseDefinition: reads what looks like JSON as YAML when it can, and says so', () => {
  const {document, problems} = parseDefinition({text: '{"a": 1,}', file: 'openapi.json'})
  assert.deepEqual(brief(problems), ['warning SPEC_NOT_JSON 1:9'])
  assert.deepEqual(document?.root, {a: 1})
})

test('parseDefinition: stops at aliases that stand for billions of values', () => {
  const levels = Array.from(
    {length: 30},
    (_level, index) => `a${index + 1}: &a${index + 1} [${`*a${index}, `.repeat(9)}*a${index}]`,
  )
  const {document, problems} = parseDefinition({text: ['a0: &a0 [x]', ...levels].join('\n'), file})
  assert.equal(document, undefined)
  assert.deepEqual(brief(problems), ['error SPEC_TOO_LARGE 7:15'])
})

const places = [
  {text: '{"a": {"b/c": [1,\n  {"d": 2}]}}', path: ['a', 'b/c', 1, 'd'], value: '2:9', key: '2:4'},
  {text: 'a:\n  b:\n    - c\n    - d: 1\n', path: ['a', 'b', 1, 'd'], value: '4:10', key: '4:7'},
  {text: 'x: &x\n  y: 1\na:\n  <<: *x\n', path: ['a', 'y'], value: '2:6', key: '2:3'},
  {text: 'x: &x\n  y: 1\na: *x\n', path: ['a', 'y'], value: '2:6', key: '2:3'},
  {text: 'a: !Sub [x, {y: 1}]\n', path: ['a', 'Fn::Sub', 1, 'y'], value: '1:17', key: '1:14'},
  {text: 'a:\n  b: 1\n', path: ['a', 'missing', 'deeper'], value: '1:1', key: '1:1'},
]

for (const {text, path, value, key} of places) {
  test(`locate: finds ${path.join('.')} in ${JSON.stringify(text)}`, () => {
    const document = parsed(text)
    const at = (part: 'key' | 'value') => {
      const {line, column} = locate(document, path, part)
      return `${line}:${column}`
    }
    assert.deepEqual({value: at('value'), key: at('key')}, {value, key})
  })
}
