import assert from 'node:assert/strict'
import {afterAll, beforeAll, test} from 'vitest'
import {runCli, stopProject, temporaryFolder} from '../support/cli.js'
import {startHandMade} from '../support/hand-made.js'
import {controlC, controlD, hasTerminals, runOnTerminal} from '../support/terminal.js'

const folder = temporaryFolder()
let env: Readonly<Record<string, string>>

beforeAll(async () => {
  const made = await startHandMade(folder)
  env = made.env
})

afterAll(() => stopProject(folder))

const wizards = [
  {words: ['model', 'create', 'Pet', 'pets'], flag: /--schema/},
  {words: ['validator', 'create', 'everything', 'pets'], flag: /--checks all\|body/},
  {words: ['authorizer', 'create', 'staff', 'orders', '--type', 'jwt'], flag: /--issuer/},
]

for (const {words, flag} of wizards) {
  test(`${words.slice(0, 2).join(' ')} without a terminal asks nothing and names the flag`, async () => {
    const {code, stderr} = await runCli(words, {cwd: folder, env})
    assert.equal(code, 64)
    assert.match(stderr, /VALUE_MISSING[^]*There is no terminal to ask on/)
    assert.match(stderr, flag)
  })
}

const ends = [
  {name: 'Ctrl-C', keys: controlC},
  {name: 'the end of input', keys: controlD},
]

for (const {name, keys} of ends) {
  test.skipIf(!hasTerminals)(`${name} at a question ends the process as an interruption`, async () => {
    const run = runOnTerminal(['model', 'create', 'Order', 'pets', '--target', 'local'], folder)
    await run.answer(/Which JSON Schema/, keys)
    const {code, shown} = await run.ended
    assert.equal(code, 130, shown)
    assert.match(shown, /error INTERRUPTED/)
  })
}
