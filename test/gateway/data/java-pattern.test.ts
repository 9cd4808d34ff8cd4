import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import {PatternError} from '../../../src/vtl/regex/pattern-error.js'
import {compileJavaPattern} from '../../../src/gateway/data/java-pattern.js'

// Semantics: java.util.regex.Pattern, Matcher.matches() (Java SE 17 API documentation).
const cases = [
  {pattern: '200', yes: ['200'], no: ['2000', '20', '']},
  {pattern: '4\\d{2}', yes: ['400', '499'], no: ['40', '4000', '500']},
  {pattern: '[45]..', yes: ['404', '5xx'], no: ['304']},
  {pattern: '.*400.*', yes: ['Error: Raising 400 from within', '400'], no: ['a\n400']},
  {pattern: '(\\n|.)*Bad(\\n|.)*', yes: ['one\nBad\ntwo', 'Bad'], no: ['good']},
  {pattern: '(?s).*Bad.*', yes: ['one\nBad\ntwo'], no: ['bad']},
  {pattern: '(?i)not found', yes: ['NOT Found'], no: ['found']},
  {pattern: '(?i:n)ot', yes: ['Not', 'not'], no: ['NOT']},
  {pattern: '^\\[BadRequest\\].*$', yes: ['[BadRequest] x'], no: ['BadRequest']},
  {pattern: '(?!200).*', yes: ['404', '20'], no: ['200', '200x']},
  {pattern: '(?=.*\\d)[a-z0-9]+', yes: ['a1', '1'], no: ['abc']},
  {pattern: 'a|b|', yes: ['a', 'b', ''], no: ['ab']},
  {pattern: '(ab)?c+?', yes: ['abc', 'ccc'], no: ['ab', 'ababc']},
  {pattern: '(?:a{2,3}){2}', yes: ['aaaa', 'aaaaaa'], no: ['aaa', 'aaaaaaa']},
  {pattern: '[^a-c\\d]+', yes: ['xyz'], no: ['xay', 'x1']},
  {pattern: '[a[x-z]]-]', yes: ['a-]', 'y-]'], no: ['b-]']},
  {pattern: '[]a]', yes: [']', 'a'], no: ['b']},
  {pattern: '\\Qa.b*\\E!', yes: ['a.b*!'], no: ['axbb!']},
  {pattern: '\\p{Alpha}\\p{Lu}\\P{L}', yes: ['aB1'], no: ['1B1', 'abc']},
  {pattern: '\\bfoo\\b.*', yes: ['foo bar', 'foo'], no: ['foobar']},
  {pattern: '\\x41\\u0042\\t', yes: ['AB\t'], no: ['AB']},
  {pattern: '.', yes: ['😀', 'a'], no: ['\n', 'ab', '']},
  {pattern: '^Bearer [-0-9a-zA-Z._]*$', yes: ['Bearer a.b-c_d'], no: ['Basic x', 'Bearer a b']},
  {pattern: '(?<name>x)y', yes: ['xy'], no: ['x']},
]

for (const {pattern, yes, no} of cases) {
  test(`the Java pattern ${pattern} covers whole texts`, () => {
    const compiled = compileJavaPattern(pattern)
    for (const text of yes) assert.equal(compiled.matches(text), true, `should match ${JSON.stringify(text)}`)
    for (const text of no) assert.equal(compiled.matches(text), false, `should not match ${JSON.stringify(text)}`)
  })
}

const refused = ['(', ')', '[', 'a{3,1}', '*', '\\', '\\p{Nope}', '[b-a]', 'x'.repeat(2001)]
for (const pattern of refused) {
  test(`the Java pattern ${pattern.slice(0, 30)} is refused with a reason`, () => {
    assert.throws(() => compileJavaPattern(pattern), PatternError)
  })
}

const hostile = ['(a+)+b', '(a|a)*b', '(a|aa)+b', '(.*a){20}b', '(x+x+)+y', '(?=(a+)+c)a*', '.*.*.*.*.*.*z']
for (const pattern of hostile) {
  test(`the Java pattern ${pattern} ends soon on a text made to hurt`, () => {
    const started = performance.now()
    const compiled = compileJavaPattern(pattern)
    try {
      assert.equal(compiled.matches('a'.repeat(2000)), false)
    } catch (error) {
      assert.ok(error instanceof PatternError)
    }
    assert.ok(performance.now() - started < 10_000)
  })
}

test('simple patterns agree with JavaScript on any text', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', 'a*', 'b+', '(?:ab)?', '(a|b)*', 'a{1,2}')
  const source = fc.array(atom, {minLength: 1, maxLength: 6}).map((atoms) => atoms.join(''))
  const text = fc.string({unit: fc.constantFrom('a', 'b', 'c', '1', '\n'), maxLength: 12})
  fc.assert(
    fc.property(source, text, (pattern, subject) => {
      assert.equal(compileJavaPattern(pattern).matches(subject), new RegExp(`^(?:${pattern})$`).test(subject))
    }),
    {numRuns: 1000},
  )
})
