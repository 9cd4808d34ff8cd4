import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {test} from 'vitest'
import {runCli, temporaryFolder} from '../support/cli.js'

const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url))
const help = readFileSync(new URL('../golden/help.txt', import.meta.url), 'utf8')
const {version} = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {version: string}

const versions = [
  {node: '18.20.4', runs: false},
  {node: '20.18.3', runs: false},
  {node: '20.19.0', runs: true},
  {node: '21.7.3', runs: false},
  {node: '22.12.0', runs: false},
  {node: '22.13.0', runs: true},
  {node: '23.11.0', runs: false},
  {node: '24.0.0', runs: true},
  {node: '26.1.0', runs: true},
]

for (const {node, runs} of versions) {
  test(`on Node.js ${node} the program ${runs ? 'runs' : 'says which versions it needs'}`, () => {
    const pretend = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${node}'})`
    const {status, stdout, stderr} = spawnSync(process.execPath, ['--import', pretend, program, '--version'], {
      encoding: 'utf8',
    })
    if (runs) assert.deepEqual([status, stderr], [0, ''])
    else {
      assert.deepEqual([status, stdout], [1, ''])
      assert.match(stderr, new RegExp(`^error NODE_TOO_OLD: apigw does not run on Node.js ${node}\\.\n {2}why: `))
    }
  })
}

test('--version says version, system and Node.js', async () => {
  const {stdout} = await runCli(['--version'], {cwd: temporaryFolder()})
  assert.equal(stdout, `apigw/${version} ${process.platform}-${process.arch} node-${process.version}\n`)
})

for (const words of [[], ['--help'], ['help'], ['help', '--help']]) {
  test(`"apigw ${words.join(' ')}" prints the root help`, async () => {
    assert.deepEqual(await runCli(words, {cwd: temporaryFolder()}), {code: 0, stdout: help, stderr: ''})
  })
}

test('"help" before a command is --help behind it', async () => {
  const cwd = temporaryFolder()
  const [before, behind] = await Promise.all([runCli(['help', 'deploy'], {cwd}), runCli(['deploy', '--help'], {cwd})])
  assert.deepEqual(before, behind)
  assert.match(before.stdout, /^Bring the API to what the files say and publish it on a stage\.\n[^]*EXAMPLES/)
})

const mistakes = [
  {words: ['teleport'], fix: /fix: Run "apigw --help" for the list\.\n$/},
  {words: ['plna'], fix: /fix: Did you mean "apigw plan"\?\n$/},
  {words: ['local', 'strt'], fix: /fix: Did you mean "apigw local start"\?\n$/},
  {words: ['deploy', 'prod'], fix: /fix: Did you mean "apigw deploy --stage prod"\?\n$/},
  {words: ['call', 'GET'], fix: /error USAGE: PATH is missing\.\n/},
  {words: ['plan', '--stagee', 'x'], fix: /fix: Did you mean --stage\?\n$/},
  {words: ['nothing', '--help'], fix: /error USAGE: /},
]

for (const {words, fix} of mistakes) {
  test(`"apigw ${words.join(' ')}" ends with 64 and says what was meant`, async () => {
    const {code, stdout, stderr} = await runCli(words, {cwd: temporaryFolder()})
    assert.deepEqual([code, stdout], [64, ''])
    assert.match(stderr, fix)
  })
}
