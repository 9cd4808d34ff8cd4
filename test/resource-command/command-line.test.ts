import assert from 'node:assert/strict'
import {test} from 'vitest'
import {commandLine, flagWords, secretFlags} from '../../src/resource-command/command-line.js'

const fields = {
  type: {input: 'choice', description: ''},
  audience: {input: 'list', description: ''},
  simpleResponses: {input: 'yesNo', description: ''},
  schema: {input: 'json', description: ''},
  value: {input: 'text', description: '', secret: true},
} as const

const base = {id: 'authorizer:create', argv: [], argNames: ['name', 'api'], said: [], secrets: secretFlags(fields)}
const jwt = {flags: ['--type', 'jwt']}

const cases = [
  {name: 'what was typed stays', line: {argv: ['login', 'orders'], said: [jwt]}, expected: 'login orders --type jwt'},
  {
    name: 'arguments come in their own order, whichever was asked for first',
    line: {
      argv: ['--type', 'jwt'],
      said: [
        {arg: 'api', word: 'a1b2'},
        {arg: 'name', word: 'my login'},
      ],
    },
    expected: "--type jwt 'my login' a1b2",
  },
  {
    name: 'an argument like a flag stands behind all flags',
    line: {argv: ['-s', 'dev'], said: [{arg: 'name', word: '-login'}, jwt]},
    expected: '-s dev --type jwt -- -login',
  },
  {
    name: 'what was typed behind -- stays there',
    line: {argv: ['--', '-login'], said: [jwt, {arg: 'api', word: 'a1b2'}]},
    expected: '--type jwt -- -login a1b2',
  },
  {
    name: 'quotes survive a shell',
    line: {said: [{flags: ['--schema', `{"a": "it's"}`]}]},
    expected: String.raw`--schema '{"a": "it'\''s"}'`,
  },
  {
    name: 'secrets that were typed are not shown, names of files are',
    line: {argv: ['--value', 'geheim', '--value=geheim', '--value', '@file', '--value=-'], said: [jwt]},
    expected: '--value *** --value=*** --value @file --value=- --type jwt',
  },
  {
    name: 'a command that asks on terminals is told not to',
    line: {said: [jwt], confirms: true},
    expected: '--type jwt --yes',
  },
  {
    name: 'but not twice',
    line: {argv: ['-y'], said: [jwt], confirms: true},
    expected: '-y --type jwt',
  },
]

for (const {name, line, expected} of cases) {
  test(`commandLine: ${name}`, () => {
    assert.equal(commandLine({...base, ...line}), `apigw authorizer create ${expected}`)
  })
}

test('commandLine: where nothing was asked there is nothing to say', () => {
  assert.equal(commandLine({...base, argv: ['login']}), undefined)
})

const answers = [
  {name: 'audience', answer: 'a, b', flags: ['--audience', 'a', '--audience', 'b']},
  {name: 'audience', answer: ['a,b', '-c'], flags: ['--audience', 'a,b', '--audience=-c']},
  {name: 'simpleResponses', answer: 'no', flags: ['--no-simple-responses']},
  {name: 'type', answer: '', flags: []},
  {name: 'value', answer: 'geheim', flags: ['--value', '***']},
] as const

for (const {name, answer, flags} of answers) {
  test(`flagWords: ${name} ${JSON.stringify(answer)} is ${flags.join(' ')}`, () => {
    assert.deepEqual(flagWords(name, fields[name], answer), {flags})
  })
}
