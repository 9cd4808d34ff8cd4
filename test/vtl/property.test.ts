import assert from 'node:assert/strict'
import fc from 'fast-check'
import {test} from 'vitest'
import {compilePattern} from '../../src/vtl/regex/pattern.js'
import {PatternError} from '../../src/vtl/regex/pattern-error.js'
import {matches} from '../../src/vtl/regex/replace.js'
import {parsePermissiveJson} from '../../src/vtl/json-smart.js'
import {parseTemplate, renderTemplate, type TemplateInput} from '../../src/vtl/template.js'
import {fromPlain, toPlain} from '../../src/vtl/value/plain.js'
import {VtlError} from '../../src/vtl/vtl-error.js'

const pieces = [
  ...[
    '$',
    '#',
    '\\',
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '.',
    ',',
    '"',
    "'",
    ' ',
    '\n',
    '!',
    '=',
    '..',
    '1',
    '2.5',
    '-3',
    'a',
    'é',
    '😀',
    '\ud800',
  ],
  ...[
    '#if(',
    '#set($a = ',
    '#end',
    '#else',
    '#elseif(',
    '#foreach($i in ',
    '#macro(m $x)',
    '#m(',
    '#define($d)',
    '#evaluate(',
    '#stop',
    '#break',
  ],
  ...[
    '##',
    '#*',
    '*#',
    '#[[',
    ']]#',
    '$a',
    '${a}',
    '$!a',
    '$d',
    '$i',
    '$input',
    '.path(',
    '.json(',
    '.params(',
    "'$.list'",
    "'$'",
    '$context',
    '$util',
  ],
  ...[
    '.parseJson(',
    '.escapeJavaScript(',
    '.replaceAll(',
    '.split(',
    '.format(',
    '.put(',
    '.add(',
    '.get(',
    '.size()',
    '.keySet()',
    '.class',
    '&&',
    '==',
    '+',
    '*',
    '/',
  ],
]
const soup = fc.array(fc.constantFrom(...pieces), {maxLength: 30}).map((parts) => parts.join(''))
/** One of the characters. */
function oneCharacterOf(characters: string): fc.Arbitrary<string> {
  return fc.nat({max: characters.length - 1}).map((index) => characters.charAt(index))
}

const limits = {maxSteps: 20_000, maxOutputChars: 20_000}

function outcome(template: string, input: Partial<TemplateInput>): string {
  const nothing = {body: '', params: {path: {}, querystring: {}, header: {}}, context: {}, stageVariables: {}, limits}
  try {
    return renderTemplate(parseTemplate(template), {...nothing, ...input}).text
  } catch (error) {
    if (error instanceof VtlError) return `${error.reason} ${error.line}:${error.column} ${error.message}`
    throw error
  }
}

test('a template prints, or fails by a located VtlError, and always the same', () => {
  fc.assert(
    fc.property(soup, fc.json(), (template, body) => {
      assert.equal(outcome(template, {body}), outcome(template, {body}))
    }),
    {numRuns: 2000},
  )
})

test('any text as a template prints or fails by a VtlError', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary', maxLength: 200}), (template) => {
      outcome(template, {})
    }),
    {numRuns: 200},
  )
})

test('text without $, # and \\ prints itself', () => {
  fc.assert(
    fc.property(
      fc.string({unit: 'binary', maxLength: 200}).filter((text) => !/[$#\\]/.test(text)),
      (text) => {
        assert.equal(outcome(text, {}), text)
      },
    ),
  )
})

test('any body is read, or refused by a VtlError', () => {
  const body = fc
    .array(oneCharacterOf('{}[]:,"\'\\ 019.-eEtrufalsn\n\u0001é'), {maxLength: 60})
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(body, (text) => {
      outcome("$input.json('$')|$input.path('$')", {body: text})
    }),
    {numRuns: 2000},
  )
})

test('JSON that JSON.parse reads is read alike', () => {
  fc.assert(
    fc.property(fc.jsonValue({maxDepth: 5}), (data) => {
      // Java has no number without a fraction that is not whole, and one zero among whole numbers.
      const text = JSON.stringify(data)
      const read = JSON.stringify(toPlain(parsePermissiveJson(text)), (_, value: unknown) =>
        typeof value === 'bigint' ? Number(value) : value,
      )
      assert.deepEqual(JSON.parse(read), JSON.parse(text))
    }),
  )
})

test('$input.json writes what was read', () => {
  const safe = fc.jsonValue({maxDepth: 4, noUnicodeString: false}).filter((data) => data !== null && data !== '')
  fc.assert(
    fc.property(safe, (data) => {
      const body = JSON.stringify(data)
      const written = outcome("$input.json('$')", {body})
      assert.deepEqual(JSON.parse(written), JSON.parse(body))
    }),
  )
})

test('data of the caller survives the way through values', () => {
  fc.assert(
    fc.property(fc.jsonValue({maxDepth: 4}), (data) => {
      const before = JSON.stringify(data)
      assert.deepEqual(JSON.parse(JSON.stringify(toPlain(fromPlain(data)))), JSON.parse(before))
      assert.equal(JSON.stringify(data), before)
    }),
  )
})

test('patterns match as JavaScript has it, where the two languages agree', () => {
  const atom = fc.constantFrom(
    'a',
    'b',
    'c',
    '.',
    '[ab]',
    '[^a]',
    '\\d',
    '(?:ab)',
    '(a)',
    '(?:a|b)',
    '(?=a)',
    '(?!b)',
    '^',
    '$',
    '\\b',
  )
  const repeated = fc.tuple(atom, fc.constantFrom('', '', '*', '+', '?', '{1,2}', '*?', '+?')).map(([body, times]) =>
    // A repeated assertion is an error in one of the two languages.
    /^(?:\^|\$|\\b|\(\?[=!])/.test(body) ? body : body + times,
  )
  const pattern = fc.array(repeated, {minLength: 1, maxLength: 5}).map((parts) => parts.join(''))
  const text = fc.array(fc.constantFrom('a', 'b', 'c', '1', ' '), {maxLength: 8}).map((parts) => parts.join(''))
  fc.assert(
    fc.property(pattern, text, (source, given) => {
      const expected = new RegExp(`^(?:${source})$`).test(given)
      assert.equal(
        matches(compilePattern(source), given, () => undefined),
        expected,
      )
    }),
    {numRuns: 3000},
  )
})

test('any text as a pattern compiles or fails by a PatternError', () => {
  const source = fc
    .array(oneCharacterOf('ab.*+?{}()[]|^$\\-,1&:<>=!QEpLdwsbxu'), {maxLength: 20})
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(source, (text) => {
      try {
        compilePattern(text)
      } catch (error) {
        if (!(error instanceof PatternError)) throw error
      }
    }),
    {numRuns: 3000},
  )
})
