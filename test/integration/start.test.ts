import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {chmodSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync} from 'node:fs'
import {join} from 'node:path'
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

test('compiled code is kept for the next run of the same command, and made anew when it is damaged', async () => {
  const cwd = temporaryFolder()
  const options = {cwd, env: {XDG_CACHE_HOME: join(cwd, 'cache')}}
  const folder = join(cwd, 'cache/apigw/code')
  const first = await runCli(['explain', 'USAGE'], options)
  const [name = '', ...others] = readdirSync(folder)
  const {mtimeMs, size} = statSync(join(folder, name))
  const second = await runCli(['explain', 'USAGE'], options)
  assert.deepEqual([first.code, second, others], [0, first, []])
  assert.equal(statSync(join(folder, name)).mtimeMs, mtimeMs)
  truncateSync(join(folder, name), size / 2)
  assert.deepEqual(await runCli(['explain', 'USAGE'], options), first)
  assert.ok(statSync(join(folder, name)).size > size / 2)
})

const withoutCache = [
  {name: 'where NODE_DISABLE_COMPILE_CACHE forbids it', env: {NODE_DISABLE_COMPILE_CACHE: '1'}, mode: 0o700},
  {name: "in a folder that is not the user's alone", env: {}, mode: 0o755},
]

for (const {name, env, mode} of withoutCache) {
  test(`no compiled code is kept ${name}, and nothing is told about it`, async () => {
    const cwd = temporaryFolder()
    const folder = join(cwd, 'cache/apigw/code')
    mkdirSync(folder, {recursive: true})
    chmodSync(folder, mode)
    const {code, stderr} = await runCli(['explain', 'USAGE'], {cwd, env: {...env, XDG_CACHE_HOME: join(cwd, 'cache')}})
    assert.deepEqual([code, stderr, readdirSync(folder)], [0, '', []])
  })
}
