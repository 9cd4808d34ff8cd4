import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {afterAll, beforeAll, test} from 'vitest'
import {runCli, stopProject, temporaryFolder} from '../support/cli.js'
import {startHandMade} from '../support/hand-made.js'
import {controlC, controlD, enter, hasTerminals, runOnTerminal} from '../support/terminal.js'

const folder = temporaryFolder()
const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url))
let env: Readonly<Record<string, string>>

beforeAll(async () => {
  const made = await startHandMade(folder)
  env = made.env
})

afterAll(() => stopProject(folder))

const erase = '\u007f'.repeat(40)

type Wizard = {words: string[]; flag: RegExp; answers: [RegExp, string][]; list: string[]}

/** Each wizard with a wrong answer where one can be typed, and the list that shows what it has made. */
const wizards: Wizard[] = [
  {
    words: ['model', 'create', 'Pet', 'pets'],
    flag: /--schema/,
    answers: [
      [/Which JSON Schema/, `{nope${enter}`],
      [/It is not JSON/, `${erase}{"type":"object"}${enter}`],
    ],
    list: ['model', 'list', 'pets'],
  },
  {
    words: ['validator', 'create', 'everything', 'pets'],
    flag: /--checks all\|body/,
    answers: [[/What shall it check\?/, enter]],
    list: ['validator', 'list', 'pets'],
  },
  {
    words: ['authorizer', 'create', 'staff', 'orders', '--type', 'jwt'],
    flag: /--issuer/,
    answers: [
      [/Which issuer/, `login${enter}`],
      [/It is a URL that begins with https/, `${erase}https://login.example.com${enter}`],
      [/Which audiences/, `shop${enter}`],
      [/Where in the request/, enter],
    ],
    list: ['authorizer', 'list', 'orders'],
  },
]

async function listed({list}: Wizard): Promise<string> {
  const {stdout, stderr, code} = await runCli([...list, '--json'], {cwd: folder, env})
  assert.equal(code, 0, stderr)
  return stdout
}

for (const wizard of wizards) {
  const {words, flag, answers} = wizard
  const noun = words.slice(0, 2).join(' ')

  test(`${noun} without a terminal asks nothing and names the flag`, async () => {
    const {stdout} = await runCli([...words, '--json'], {cwd: folder, env})
    const {error} = JSON.parse(stdout) as {error: {code: string; fix: string}}
    assert.equal(error.code, 'VALUE_MISSING')
    assert.match(error.fix, flag)
  })

  test.skipIf(!hasTerminals)(
    `${noun} is left at its last question without a trace, and says a command that works`,
    async () => {
      const before = await listed(wizard)
      const run = runOnTerminal([...words, '--target', 'local'], folder)
      for (const [question, keys] of answers) await run.answer(question, keys)
      await run.answer(/Carry this out\?/, controlC)
      const {code, shown} = await run.ended
      assert.equal(code, 130, shown)
      assert.equal(await listed(wizard), before)
      const [, line = ''] = /The same without questions: apigw (.*)/.exec(shown.replaceAll('\r', '')) ?? []
      const command = `'${process.execPath}' '${program}' ${line} --yes --json`
      const done = await promisify(execFile)('/bin/sh', ['-c', command], {cwd: folder, env: {...process.env, ...env}})
      assert.equal((JSON.parse(done.stdout) as {outcome: string}).outcome, 'done')
      assert.notEqual(await listed(wizard), before)
    },
  )
}

const silent = [
  {name: 'with --no-input', words: ['--no-input'], extra: {}},
  {name: 'in a pipeline', words: [], extra: {CI: 'true'}},
]

for (const {name, words, extra} of silent) {
  test.skipIf(!hasTerminals)(`a terminal ${name} is not asked`, async () => {
    const run = runOnTerminal(['model', 'create', 'Toy', 'pets', '--target', 'local', ...words], folder, extra)
    const {code, shown} = await run.ended
    assert.equal(code, 64, shown)
    assert.match(shown, /VALUE_MISSING/)
  })
}

test.skipIf(!hasTerminals)('the end of input at a question ends the command as Ctrl-C does', async () => {
  const run = runOnTerminal(['model', 'create', 'Order', 'pets', '--target', 'local'], folder)
  await run.answer(/Which JSON Schema/, controlD)
  const {code, shown} = await run.ended
  assert.equal(code, 130, shown)
  assert.match(shown, /error INTERRUPTED/)
})
