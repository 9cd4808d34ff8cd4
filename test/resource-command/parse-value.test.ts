import assert from 'node:assert/strict'
import {test} from 'vitest'
import {between, httpsUrl, jsonObject, stageVariables} from '../../src/resource/fault.js'
import type {Field} from '../../src/resource/field.js'
import {parseValue, parseWords} from '../../src/resource-command/parse-value.js'

const field = (input: Field['input'], more: Partial<Field> = {}): Field => ({input, description: '', ...more})

const texts: {name: string; field: Field; text: string; expected: object}[] = [
  {name: 'a text is itself', field: field('text'), text: 'a b', expected: {value: 'a b'}},
  {name: 'a number is one', field: field('number'), text: '1.5', expected: {value: 1.5}},
  {name: 'stage variables', field: field('pairs', {fault: stageVariables}), text: 'a_1=https://x/?y=1&z,b=', expected: {value: {a_1: 'https://x/?y=1&z', b: ''}}}, // prettier-ignore
  {name: 'no name of a stage variable', field: field('pairs', {fault: stageVariables}), text: 'a b=c', expected: {fault: '"a b" is no name: letters, digits and "_", 64 at most.'}}, // prettier-ignore
  {name: 'no value of a stage variable', field: field('pairs', {fault: stageVariables}), text: 'a=b c', expected: {fault: 'The value of a may have letters, digits and - . _ ~ : / ? # & = , only, 512 at most.'}}, // prettier-ignore
  {name: 'no number', field: field('number'), text: '1e9', expected: {fault: 'It is a number.'}},
  {name: 'a number in its bounds', field: field('number', {fault: between(0, 10, 's')}), text: '11', expected: {fault: 'It is 0 to 10 s.'}}, // prettier-ignore
  {name: 'yes', field: field('yesNo'), text: 'Yes', expected: {value: true}},
  {name: 'no', field: field('yesNo'), text: 'n', expected: {value: false}},
  {name: 'neither', field: field('yesNo'), text: 'maybe', expected: {fault: 'It is yes or no.'}},
  {name: 'a list has commas', field: field('list'), text: 'a, b,,c', expected: {value: ['a', 'b', 'c']}},
  {name: 'pairs have commas', field: field('pairs'), text: 'a=1,b=x=y', expected: {value: {a: '1', b: 'x=y'}}},
  {name: 'JSON', field: field('json', {fault: jsonObject}), text: '{"a": []}', expected: {value: {a: []}}},
  {name: 'JSON that is no object', field: field('json', {fault: jsonObject}), text: '[1]', expected: {fault: 'It is a JSON object.'}}, // prettier-ignore
  {name: 'an empty text takes away, whatever the field wants', field: field('text', {fault: httpsUrl}), text: '', expected: {value: ''}}, // prettier-ignore
  {name: 'a URL without TLS', field: field('text', {fault: httpsUrl}), text: 'http://a', expected: {fault: 'It is a URL that begins with https://.'}}, // prettier-ignore
]

for (const {name, field: of, text, expected} of texts) {
  test(`parseValue: ${name}`, () => assert.deepEqual(parseValue(of, text), expected))
}

test('parseValue says where JSON is broken', () => {
  const parsed = parseValue(field('json'), '{')
  assert.ok('fault' in parsed && parsed.fault.startsWith('It is not JSON: '), JSON.stringify(parsed))
})

test('parseWords keeps commas of single words, and an empty word is none', () => {
  assert.deepEqual(parseWords(field('list'), ['a,b', '']), {value: ['a,b']})
  assert.deepEqual(parseWords(field('pairs'), ['__proto__=1', 'a=']), {value: Object.fromEntries([['__proto__', '1'], ['a', '']])}) // prettier-ignore
  assert.deepEqual(parseWords(field('pairs'), ['=1']), {fault: '"=1" is not NAME=VALUE.'})
})
