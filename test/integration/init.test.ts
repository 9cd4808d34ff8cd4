import assert from 'node:assert/strict'
import {mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'vitest'
import {runCli, temporaryFolder} from '../support/cli.js'
import {controlC, down, enter, hasTerminals, runOnTerminal} from '../support/terminal.js'

test('init makes a project and says what to type next', async () => {
  const cwd = temporaryFolder()
  const {code, stdout, stderr} = await runCli(['init', 'pets', '--template', 'rest'], {cwd})
  assert.deepEqual({code, stderr}, {code: 0, stderr: ''})
  assert.match(stdout, /pets\/openapi\.yaml[^]*cd pets[^]*apigw dev[^]*apigw call GET \/pets/)
  assert.match(readFileSync(join(cwd, 'pets', 'apigw.yaml'), 'utf8'), /^name: pets$/m)
})

test('init --json answers what was written, and --query picks from it', async () => {
  const cwd = temporaryFolder()
  const words = ['init', '.', '--name', 'shop', '--template', 'http', '--region', 'us-east-2']
  const {stdout} = await runCli([...words, '--json'], {cwd})
  assert.deepEqual(JSON.parse(stdout), {
    directory: '.',
    template: 'http',
    name: 'shop',
    region: 'us-east-2',
    files: ['.gitignore', 'README.md', 'apigw.yaml', 'openapi.yaml', 'src/hello.mjs'],
    tryIt: 'call GET /hello/world',
    kind: 'http',
    auth: 'none',
    stages: ['dev', 'prod'],
  })
  const again = await runCli([...words, '--force', '--query', 'length(files)'], {cwd})
  assert.equal(again.stdout, '5\n')
  const text = await runCli([...words, '--force', '--query', 'tryIt'], {cwd})
  assert.equal(text.stdout, '"call GET /hello/world"\n')
})

const refusals = [
  {
    name: 'a missing template without a terminal',
    words: ['init', 'pets'],
    code: 'VALUE_MISSING',
    fix: /--template rest\|/,
  },
  {name: 'a template that does not exist', words: ['init', 'pets', '-t', 'soap'], code: 'USAGE', fix: /init --help/},
  {
    name: 'a mistyped flag',
    words: ['init', 'pets', '--templat', 'rest'],
    code: 'USAGE',
    fix: /Did you mean --template\?/,
  },
  {name: 'a mistyped command', words: ['inti', 'pets'], code: 'COMMAND_UNKNOWN', fix: /apigw/},
  {name: 'a folder that is not empty', words: ['init', 'full', '-t', 'rest'], code: 'FOLDER_NOT_EMPTY', fix: /--force/},
]

for (const {name, words, code, fix} of refusals) {
  test(`init refuses ${name} with exit code 64, the same as text and as JSON, and writes nothing`, async () => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, 'full'))
    writeFileSync(join(cwd, 'full', 'notes.txt'), '')
    const text = await runCli(words, {cwd})
    const json = await runCli([...words, '--json'], {cwd})
    const {error} = JSON.parse(json.stdout) as {error: {code: string; what: string; fix: string}}
    assert.equal(error.code, code)
    assert.match(error.fix, fix)
    assert.deepEqual([text.code, text.stdout, json.code, json.stderr], [64, '', 64, ''])
    assert.ok(text.stderr.includes(error.what))
    assert.deepEqual(readdirSync(cwd), ['full'])
    assert.deepEqual(readdirSync(join(cwd, 'full')), ['notes.txt'])
  })
}

test('an expression that is none is refused before the command runs', async () => {
  const cwd = temporaryFolder()
  const {code, stdout} = await runCli(['init', 'pets', '-t', 'rest', '--query', 'files['], {cwd})
  assert.equal(code, 64)
  assert.equal((JSON.parse(stdout) as {error: {code: string}}).error.code, 'QUERY_INVALID')
  assert.deepEqual(readdirSync(cwd), [])
})

test('init --yes takes the usual answers, of the kind that was named', async () => {
  const cwd = temporaryFolder()
  const {stdout} = await runCli(['init', 'pets', '--kind', 'http', '--yes', '--json'], {cwd})
  const {template, auth, stages} = JSON.parse(stdout) as {template: string; auth: string; stages: string[]}
  assert.deepEqual({template, auth, stages}, {template: 'http', auth: 'none', stages: ['dev', 'prod']})
})

const unfit = [
  {name: 'a template of another kind', words: ['-t', 'rest', '--kind', 'http'], code: 'VALUE_INVALID'},
  {name: 'auth that this kind does not have', words: ['-t', 'http', '--auth', 'key'], code: 'VALUE_INVALID'},
  {name: 'auth beside that of the template', words: ['-t', 'partner-api', '--auth', 'iam'], code: 'VALUE_INVALID'},
  {name: 'tokens without an issuer', words: ['-t', 'http', '--auth', 'jwt'], code: 'VALUE_MISSING'},
  {name: 'a usage plan that no key opens', words: ['-t', 'rest', '--usage-plan', 'basic'], code: 'VALUE_INVALID'},
  {
    name: 'stages beside those of the template',
    words: ['-t', 'versioned', '--stages', 'dev,prod'],
    code: 'VALUE_INVALID',
  },
  {name: 'two stages of one name', words: ['-t', 'rest', '--stages', 'dev,dev'], code: 'VALUE_INVALID'},
]

for (const {name, words, code} of unfit) {
  test(`init refuses ${name} and writes nothing`, async () => {
    const cwd = temporaryFolder()
    const {stdout} = await runCli(['init', 'pets', ...words, '--json'], {cwd})
    assert.equal((JSON.parse(stdout) as {error: {code: string}}).error.code, code)
    assert.deepEqual(readdirSync(cwd), [])
  })
}

/** Questions of a REST project with keys, each with what is typed. */
const restWizard: [RegExp, string][] = [
  [/price of a million[^]*\$3\.50[^]*Which kind of API\?/, enter],
  [/What do you want to start with\?/, enter],
  [/Name of the API/, `2bad${enter}`],
  [/A name starts with a letter/, `${'\u007f'.repeat(4)}shop${enter}`],
  [/AWS region/, enter],
  [/Who may call it\?/, `${down}${enter}`],
  [/Stages: /, `dev,dev${enter}`],
  [/is there twice/, `${'\u007f'.repeat(7)}dev,live${enter}`],
  [/Name of the first usage plan/, enter],
]

test.skipIf(!hasTerminals)('the wizard asks, writes, and ends with the command that needs no questions', async () => {
  const cwd = temporaryFolder()
  const wizard = runOnTerminal(['init'], cwd)
  for (const [question, keys] of restWizard) await wizard.answer(question, keys)
  const {code, shown} = await wizard.ended
  assert.equal(code, 0, shown)
  const [, said = ''] = /apigw (init shop .*)/.exec(shown.replaceAll('\r', '')) ?? []
  assert.equal(said, 'init shop --template rest --name shop --region eu-west-1 --auth key --stages dev,live --usage-plan basic') // prettier-ignore
  assert.deepEqual(readdirSync(cwd), ['shop'])
  const again = temporaryFolder()
  assert.equal((await runCli(said.split(' '), {cwd: again})).code, 0)
  for (const file of ['apigw.yaml', 'openapi.yaml']) {
    assert.equal(readFileSync(join(again, 'shop', file), 'utf8'), readFileSync(join(cwd, 'shop', file), 'utf8'))
  }
})

for (const [index, [question]] of restWizard.entries()) {
  test.skipIf(!hasTerminals)(
    `Ctrl-C at question ${index + 1} (${question.source}) ends the wizard and leaves nothing behind`,
    async () => {
      const cwd = temporaryFolder()
      const wizard = runOnTerminal(['init'], cwd)
      for (const [asked, keys] of restWizard.slice(0, index)) await wizard.answer(asked, keys)
      await wizard.answer(question, controlC)
      const {code, shown} = await wizard.ended
      assert.equal(code, 130, shown)
      assert.match(shown, /error INTERRUPTED: Interrupted\./)
      assert.deepEqual(readdirSync(cwd), [])
    },
  )
}
