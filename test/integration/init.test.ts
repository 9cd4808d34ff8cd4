import assert from 'node:assert/strict'
import {mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'vitest'
import {templateNames} from '../../src/project/template.js'
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

test.skipIf(!hasTerminals)('the wizard asks, writes, and ends with the command that needs no questions', async () => {
  const cwd = temporaryFolder()
  const wizard = runOnTerminal(['init'], cwd)
  await wizard.answer(/What do you want to start with\?/, `${down.repeat(templateNames.indexOf('http'))}${enter}`)
  await wizard.answer(/Name of the API/, `2bad${enter}`)
  await wizard.answer(/A name starts with a letter/, `${'\u007f'.repeat(4)}shop${enter}`)
  await wizard.answer(/AWS region/, enter)
  const {code, shown} = await wizard.ended
  assert.equal(code, 0)
  assert.match(shown, /apigw init shop --template http --name shop --region eu-west-1/)
  assert.deepEqual(readdirSync(cwd), ['shop'])
})

for (const [index, question] of ['start with', 'Name of the API', 'AWS region'].entries()) {
  test.skipIf(!hasTerminals)(`Ctrl-C at "${question}" ends the wizard with 130 and leaves nothing behind`, async () => {
    const cwd = temporaryFolder()
    const wizard = runOnTerminal(['init'], cwd)
    const questions = [/start with\?/, /Name of the API/, /AWS region/]
    for (const asked of questions.slice(0, index)) await wizard.answer(asked, enter)
    await wizard.answer(new RegExp(question), controlC)
    const {code, shown} = await wizard.ended
    assert.equal(code, 130)
    assert.match(shown, /error INTERRUPTED: Interrupted\./)
    assert.deepEqual(readdirSync(cwd), [])
  })
}
