import assert from 'node:assert/strict'
import {test} from 'vitest'
import {compilePattern} from '../../../src/vtl/regex/pattern.js'
import {PatternError} from '../../../src/vtl/regex/pattern-error.js'
import {matches, replace, split} from '../../../src/vtl/regex/replace.js'

const uncounted = (): void => undefined
const replaceAll = (pattern: string, text: string, replacement: string): string =>
  replace(compilePattern(pattern), text, replacement, 'all', uncounted, Infinity)

// Answers of java.util.regex (OpenJDK 17).
const replaced = [
  {pattern: 'a*', text: 'baac', replacement: '-', result: '-b--c-'},
  {pattern: '(a)(b)?', text: 'ab a', replacement: '[$2$1]', result: '[ba] [a]'},
  {pattern: '(?<n>\\d+)', text: 'a12', replacement: '<${n}>', result: 'a<12>'},
  {pattern: '(?i)É', text: 'é É', replacement: 'x', result: 'é x'},
  {pattern: '(?iu)É', text: 'é É', replacement: 'x', result: 'x x'},
  {pattern: '^.', text: 'a\nb', replacement: 'x', result: 'x\nb'},
  {pattern: '(?m)^.', text: 'a\nb', replacement: 'x', result: 'x\nx'},
  {pattern: '$', text: 'a\n', replacement: 'x', result: 'ax\nx'},
  {pattern: '.', text: 'a\r\u2028b', replacement: 'x', result: 'x\r\u2028x'},
  {pattern: '(?s).', text: 'a\r', replacement: 'x', result: 'xx'},
  {pattern: '\\bx', text: 'x-x ax', replacement: 'y', result: 'y-y ax'},
  {pattern: '[a-z&&[^aeiou]]', text: 'abcde', replacement: '.', result: 'a...e'},
  {pattern: '[\\w&&[^\\d]]+', text: 'ab12', replacement: '.', result: '.12'},
  {pattern: '(?<=\\$)\\d+', text: '$15 15', replacement: 'x', result: '$x 15'},
  {pattern: '(?<!a)b', text: 'ab cb', replacement: 'x', result: 'ab cx'},
  {pattern: 'a(?=b)', text: 'ab ac', replacement: 'x', result: 'xb ac'},
  {pattern: 'a(?!b)', text: 'ab ac', replacement: 'x', result: 'ab xc'},
  {pattern: '(\\w)\\1', text: 'aabbc', replacement: '<$1>', result: '<a><b>c'},
  {pattern: 'a{2,3}?', text: 'aaaaa', replacement: 'x', result: 'xxa'},
  {pattern: 'a++a', text: 'aaa', replacement: 'x', result: 'aaa'},
  {pattern: '(?>a|ab)c', text: 'abc ac', replacement: 'x', result: 'abc x'},
  {pattern: '\\Qa.b\\E', text: 'a.b axb', replacement: 'x', result: 'x axb'},
  {pattern: '\\p{Upper}\\p{L}', text: 'Äb Ab', replacement: 'x', result: 'Äb x'},
  {pattern: '(?x) a b # comment', text: 'ab', replacement: 'x', result: 'x'},
  {pattern: '😀?', text: '😀', replacement: 'x', result: 'xx'},
]

for (const {pattern, text, replacement, result} of replaced) {
  test(`replaceAll ${pattern} in ${JSON.stringify(text)}`, () => {
    assert.equal(replaceAll(pattern, text, replacement), result)
  })
}

const parts = [
  {pattern: ',', text: 'a,b,,c,,', limit: 0, result: ['a', 'b', '', 'c']},
  {pattern: ',', text: 'a,b,,c,,', limit: -1, result: ['a', 'b', '', 'c', '', '']},
  {pattern: ',', text: 'a,b,,c,,', limit: 2, result: ['a', 'b,,c,,']},
  {pattern: '', text: 'abc', limit: 0, result: ['a', 'b', 'c']},
  {pattern: 'x', text: '', limit: 0, result: ['']},
  {pattern: ',', text: ',', limit: 0, result: []},
  {pattern: '(?=b)', text: 'abab', limit: 0, result: ['a', 'ba', 'b']},
]

for (const {pattern, text, limit, result} of parts) {
  test(`split ${JSON.stringify(text)} at ${JSON.stringify(pattern)}, limit ${limit}`, () => {
    assert.deepEqual(split(compilePattern(pattern), text, limit, uncounted), result)
  })
}

const malformed = [
  '(',
  ')',
  '[',
  '[b-a]',
  '*',
  'a**',
  'a{2,1}',
  '{',
  '(?<n',
  '(?<n>a)(?<n>b)',
  '\\',
  '\\y',
  '\\p{Nope}',
  '(?z)',
]

for (const pattern of malformed) {
  test(`compilePattern refuses ${pattern}`, () => {
    assert.throws(() => compilePattern(pattern), PatternError)
  })
}

for (const replacement of ['$', '$x', '$9', '${n}', '\\']) {
  test(`replaceAll refuses the replacement ${replacement}`, () => {
    assert.throws(() => replaceAll('a', 'a', replacement), PatternError)
  })
}

test('matches tells of every step, so that hostile patterns can be stopped', () => {
  const pattern = compilePattern('(a+)+')
  let steps = 0
  const stopAt = (limit: number) => (count: number) => {
    steps += count
    if (steps > limit) throw new RangeError('enough')
  }
  assert.throws(() => matches(pattern, `${'a'.repeat(60)}!`, stopAt(100_000)), RangeError)
  assert.ok(steps < 110_000)
})

test('matches needs no stack for long texts', () => {
  assert.equal(matches(compilePattern('(?:a|b)*'), 'ab'.repeat(100_000), uncounted), true)
})
