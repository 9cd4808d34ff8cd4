import assert from 'node:assert/strict'
import {test} from 'vitest'
import {commandLine} from '../../src/resource-command/command-line.js'

const fields = {
  type: {input: 'choice', description: ''},
  audience: {input: 'list', description: ''},
  simpleResponses: {input: 'yesNo', description: ''},
  schema: {input: 'json', description: ''},
  value: {input: 'text', description: '', secret: true},
} as const

const base = {id: 'authorizer:create', argv: [], args: [], answers: {}, fields}

const cases = [
  {
    name: 'what was typed stays',
    line: {argv: ['login', 'orders', '--type', 'jwt']},
    expected: 'login orders --type jwt',
  },
  {name: 'arguments that were asked for follow', line: {argv: ['--type', 'jwt'], args: ['my login', 'a1b2']}, expected: "--type jwt 'my login' a1b2"}, // prettier-ignore
  {name: 'a list is a flag each', line: {answers: {audience: 'a, b'}}, expected: '--audience a --audience b'},
  {name: 'no is said too', line: {answers: {simpleResponses: 'no'}}, expected: '--no-simple-responses'},
  {name: 'quotes survive a shell', line: {answers: {schema: `{"a": "it's"}`}}, expected: String.raw`--schema '{"a": "it'\''s"}'`}, // prettier-ignore
  {name: 'secrets are never shown', line: {answers: {value: 'geheim'}}, expected: '--value ***'},
]

for (const {name, line, expected} of cases) {
  test(`commandLine: ${name}`, () => {
    assert.equal(commandLine({...base, ...line}), `apigw authorizer create ${expected}`)
  })
}
