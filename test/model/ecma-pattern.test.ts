import assert from 'node:assert/strict'
import {test} from 'vitest'
import {readEcmaPattern} from '../../src/model/ecma-pattern.js'

const refused = [
  // Of Java or other languages.
  {pattern: '(?i)abc', text: 'a group "(?i"'},
  {pattern: '(?i:abc)', text: 'a group "(?i"'},
  {pattern: '(?>a+)b', text: 'an atomic group "(?>"'},
  {pattern: '(?P<year>a)', text: 'a group with a name'},
  {pattern: 'a++', text: 'a mistake (Nothing to repeat)'},
  {pattern: 'a{2}+', text: 'a mistake (Nothing to repeat)'},
  {pattern: '(a', text: 'a mistake (Unterminated group)'},
  {pattern: '[a', text: 'a mistake (Unterminated character class)'},
  {pattern: 'a\\', text: 'a mistake (\\ at end of pattern)'},
  // JavaScript of later than ES5.
  {pattern: '(?<=a)b', text: 'a lookbehind "(?<="'},
  {pattern: '(?<!a)b', text: 'a lookbehind "(?<!"'},
  {pattern: '(?<year>\\d{4})', text: 'a group with a name'},
  // What the engines of ES5 disagree about.
  {pattern: '(?=a)*b', text: 'a repetition of a lookahead'},
  {pattern: '(?!a){2}b', text: 'a repetition of a lookahead'},
  {pattern: 'a{1,65536}', text: 'a count beyond 65535'},
  {pattern: '(a)\\2', text: '"\\2", and no such group'},
  {pattern: '\\0123', text: 'an octal escape'},
  {pattern: '[a-\\d]', text: 'the range "a-\\d"'},
  {pattern: '[\\d-.]', text: 'the range "\\d-."'},
]

for (const {pattern, text} of refused) {
  test(`readEcmaPattern: API Gateway would stop at ${pattern}`, () => {
    assert.deepEqual(readEcmaPattern(pattern).faults, [{kind: 'refused', text}])
  })
}

const misread = [
  {pattern: '^\\p{L}+$', text: '"\\p", which stands for the letter "p"'},
  {pattern: '\\p{Alpha}', text: '"\\p", which stands for the letter "p"'},
  {pattern: '[\\P{L}]', text: '"\\P", which stands for the letter "P"'},
  {pattern: '\\Aa', text: '"\\A", which stands for the letter "A"'},
  {pattern: 'a\\z', text: '"\\z", which stands for the letter "z"'},
  {pattern: '\\h', text: '"\\h", which stands for the letter "h"'},
  {pattern: '\\u{1F600}', text: '"\\u", which stands for the letter "u"'},
  {pattern: '[[:alpha:]]', text: '"[:…:]", which stands for the characters themselves'},
  {pattern: '[a-z&&[^b]]', text: '"&&[", which stands for the characters themselves'},
]

for (const {pattern, text} of misread) {
  test(`readEcmaPattern: ${pattern} says something else to API Gateway than to Java`, () => {
    assert.deepEqual(readEcmaPattern(pattern), {faults: [{kind: 'misread', text}], isJavaToo: false})
  })
}

test('readEcmaPattern: a quotation of Java is letters and repetitions', () => {
  const {faults} = readEcmaPattern('\\Qa+\\E')
  assert.deepEqual(
    faults.map(({text}) => text),
    ['"\\Q", which stands for the letter "Q"', '"\\E", which stands for the letter "E"'],
  )
})

const plain = [
  {pattern: '^[a-z0-9\\-]{1,65535}$', isJavaToo: true},
  {pattern: '^(?:[\\w.+]+)@(?=a)(?!b)[^\\s@]+\\.[a-z]{2,}$', isJavaToo: true},
  {pattern: '\\u00e9\\x41\\cA\\0\\/\\.\\$\\t', isJavaToo: true},
  {pattern: '[(?<a\\]+-]', isJavaToo: true},
  {pattern: '', isJavaToo: true},
  {pattern: '(a)\\1', isJavaToo: false},
  {pattern: '[^]', isJavaToo: false},
  {pattern: '[]]', isJavaToo: false},
  {pattern: '[[]', isJavaToo: false},
  {pattern: '[a&&b]', isJavaToo: false},
  {pattern: '[\\w-.]', isJavaToo: false},
]

for (const {pattern, isJavaToo} of plain) {
  test(`readEcmaPattern: there is nothing to say about ${pattern}`, () => {
    assert.deepEqual(readEcmaPattern(pattern), {faults: [], isJavaToo})
  })
}
