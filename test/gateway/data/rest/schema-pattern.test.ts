import assert from 'node:assert/strict'
import {test} from 'vitest'
import {SchemaPattern} from '../../../../src/gateway/data/rest/schema-pattern.js'
import {PatternError} from '../../../../src/vtl/regex/pattern-error.js'

const cases = [
  {pattern: '^[a-z\\-]+$', yes: ['a-b'], no: ['A', '', 'a\n']},
  {pattern: '^(a|b)*c$', yes: ['ababc', 'c'], no: ['abd']},
  {pattern: '\\d{3}', yes: ['a123b'], no: ['12']},
  {pattern: '^[^]*x(?:y|z)$', yes: ['a\nxy'], no: ['a']},
  {pattern: '^(?:[0-9]{3}-){2}[0-9]+$', yes: ['123-456-7'], no: ['123-7']},
  {pattern: '^(a+|b)-\\1$', yes: ['aa-aa'], no: ['aa-a']},
  {pattern: '^(.|\\n)+$', yes: ['a\u0085b\n'], no: ['']},
  {pattern: '^(a|b)+$', yes: ['ab'], no: ['ab\n']},
  {pattern: '^\\s*[a-z\u00e9]+\\s*$', yes: ['\u00a0caf\u00e9 '], no: ['caf\u00e8']},
  {pattern: '^\\p{L}+$', yes: ['p{L}', 'p{L}}'], no: ['Ada', 'p']},
  {pattern: '^[a-z&&[^b]]+$', yes: ['b]]', '&]'], no: ['a', 'ac']},
  {pattern: '^\\Qa+\\E$', yes: ['QaaE'], no: ['a+']},
]

for (const {pattern, yes, no} of cases) {
  test(`the pattern ${pattern} of a model matches as JavaScript's does`, () => {
    const compiled = new SchemaPattern(pattern, '')
    for (const text of yes) assert.equal(compiled.test(text), true, text)
    for (const text of no) assert.equal(compiled.test(text), false, text)
  })
}

const hostile = [
  {pattern: '^(a+)+$', text: `${'a'.repeat(60)}!`},
  {pattern: '^(a|a)*$', text: `${'a'.repeat(60)}!`},
  {pattern: '(x+x+)+y', text: 'x'.repeat(60)},
  {pattern: '^(a?){40}$', text: `${'a'.repeat(40)}!`},
  {pattern: '^(?:[^]?)*(?:a|[^])*$b', text: 'a'.repeat(40)},
  // What Java would be through with at once: it reads line ends, blanks and escapes in other ways.
  {pattern: '^(a+)+$', text: `${'a'.repeat(60)}\n`},
  {pattern: '^(\\s+)+$', text: `${'\u00a0'.repeat(60)}!`},
  {pattern: '^(\\h+)+$', text: `${'h'.repeat(60)}!`},
  {pattern: 'a+b', text: 'a'.repeat(1_000_000)},
]

for (const {pattern, text} of hostile) {
  test(`the pattern ${pattern} of a model is stopped on a text made to hurt`, () => {
    assert.throws(() => new SchemaPattern(pattern, '').test(text), PatternError)
  })
}

const refused = ['(?<=a)b', '(?<year>\\d{4})', '(?i)a', '(?i:a)', '(?>a)', 'a++', '(a)\\2', '[a-\\d]', 'a{70000}']

for (const pattern of refused) {
  test(`the pattern ${pattern} of a model, which API Gateway would not take, lets nothing through`, () => {
    assert.throws(() => new SchemaPattern(pattern, ''), PatternError)
  })
}
