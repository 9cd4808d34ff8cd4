import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {text} from 'node:stream/consumers'
import {fileURLToPath} from 'node:url'
import {afterEach, test} from 'vitest'
import {Store} from '../../src/gateway/store/store.js'
import {httpCall} from '../support/http-client.js'
import {runCli, stopProject, temporaryFolder} from '../support/cli.js'
import type {CliResult} from '../support/cli.js'

// The largest size of a file ("ulimit -f") is the full disk that every test can have: writes fail in the middle, with
// EFBIG in place of ENOSPC. Root is told no by it too, which file modes do not.

const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url))
const windows = process.platform === 'win32'

let folder = ''

afterEach(async () => {
  if (folder !== '') await stopProject(folder)
})

/** Node.js ignores the signal that goes with the limit, so that writes fail instead. Blocks are of 512 bytes. */
function startLimited(words: readonly string[], blocks: number, cwd: string) {
  const line = `ulimit -f ${blocks} && exec "$0" "$@"`
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: cwd,
    APIGW_PORT: '0',
    AWS_EC2_METADATA_DISABLED: 'true',
    NODE_DISABLE_COMPILE_CACHE: '1',
  }
  return spawn('sh', ['-c', line, process.execPath, program, ...words], {cwd, env})
}

async function runLimited(words: readonly string[], blocks: number): Promise<CliResult> {
  const child = startLimited(words, blocks, folder)
  const exit = once(child, 'close') as Promise<[number | null]>
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exit])
  return {code, stdout, stderr}
}

function newProject(routes: number): void {
  folder = join(temporaryFolder(), 'project')
  mkdirSync(folder)
  const integration = {type: 'mock', requestTemplates: {'application/json': '{"statusCode": 200}'}}
  const get = {responses: {'200': {description: 'ok'}}, 'x-amazon-apigateway-integration': integration}
  const paths = Object.fromEntries(Array.from({length: routes}, (_, index) => [`/things/part${index}`, {get}]))
  writeFileSync(
    join(folder, 'openapi.yaml'),
    JSON.stringify({openapi: '3.0.1', info: {title: 'full', version: '1'}, paths}),
  )
  writeFileSync(join(folder, 'apigw.yaml'), 'name: full\ntype: rest\nstages:\n  dev: {target: local}\n')
}

test.skipIf(windows)(
  'a gateway whose disk is full refuses writes in words, reads on, and loses nothing it has acknowledged',
  async () => {
    folder = temporaryFolder()
    const state = join(folder, 'local')
    const child = startLimited(['local', 'start', '--port', '0', '--state', state, '--quiet', '--no-auth'], 600, folder)
    const errors = text(child.stderr)
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const port = Number(/:(\d+)\./.exec(line.toString())?.[1])
    const acknowledged: string[] = []
    const body = JSON.stringify({name: 'x'.repeat(100), description: 'd'.repeat(900), protocolType: 'HTTP'})
    let refused = await httpCall(port, {method: 'POST', path: '/v2/apis', body})
    while (refused.status === 201) {
      acknowledged.push((JSON.parse(refused.body) as {apiId: string}).apiId)
      refused = await httpCall(port, {method: 'POST', path: '/v2/apis', body})
    }
    assert.equal(refused.status, 500)
    assert.match(refused.body, /The gateway state .*state\.sqlite cannot be written; nothing of this change was kept\./)
    assert.ok(acknowledged.length > 10, `only ${acknowledged.length} were written`)
    const read = await httpCall(port, {path: `/v2/apis/${acknowledged[0] ?? ''}`})
    assert.equal(read.status, 200)
    child.kill('SIGKILL')
    await once(child, 'exit')
    assert.match(await errors, /^apigw: STATE_NOT_WRITABLE while answering CreateApi: /m)

    const store = Store.open(join(state, 'state.sqlite'))
    const kept = store.all('v2Api').map(({apiId}) => apiId)
    store.close()
    assert.deepEqual(kept, acknowledged)
  },
)

test.skipIf(windows)('a saved plan that there is no room for is an error, and the one of before stays', async () => {
  newProject(200)
  writeFileSync(join(folder, 'plan.json'), 'the plan of before')
  const started = await runCli(['local', 'start', '--detach'], {cwd: folder})
  assert.equal(started.code, 0, started.stderr)
  const {code, stderr} = await runLimited(['plan', '--out', 'plan.json'], 8)
  assert.equal(code, 1, stderr)
  assert.match(stderr, /^error SYSTEM_EFBIG: The system refused an operation\.\n {2}why: EFBIG/m)
  assert.equal(readFileSync(join(folder, 'plan.json'), 'utf8'), 'the plan of before')
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.new')),
    [],
  )
})

test.skipIf(windows)('an apply that cannot keep what it would need to be taken back changes nothing', async () => {
  newProject(200)
  const started = await runCli(['local', 'start', '--detach'], {cwd: folder})
  assert.equal(started.code, 0, started.stderr)
  const {code, stderr} = await runLimited(['deploy', '--yes'], 8)
  assert.equal(code, 1, stderr)
  assert.match(stderr, /^error RUN_STATE_NOT_WRITABLE: .*; nothing was changed\.\n {2}why: EFBIG/m)
  const {stdout} = await runCli(['api', 'list', '--json'], {cwd: folder})
  assert.deepEqual(JSON.parse(stdout), [])
  assert.deepEqual(readdirSync(join(folder, '.apigw', 'local', 'journal')), [])
})

test.skipIf(windows)('an apply whose journal has no room ends in words; the rest is resumed', async () => {
  newProject(1)
  const started = await runCli(['local', 'start', '--detach'], {cwd: folder})
  assert.equal(started.code, 0, started.stderr)
  const {code, stderr} = await runLimited(['deploy', '--yes'], 2)
  assert.ok(code === 5 || code === 1, stderr)
  assert.match(stderr, /^error (APPLY_PARTIAL|JOURNAL_NOT_WRITABLE|RUN_STATE_NOT_WRITABLE): /m)
  const again = await runCli(['deploy', '--yes'], {cwd: folder})
  assert.equal(again.code, 0, again.stderr)
  assert.equal((await runCli(['plan', '--detailed-exitcode'], {cwd: folder})).code, 0)
})

const unwritable = [
  {name: 'the state of the gateway', words: ['local', 'start', '--port', '0', '--state', 'file/local'], exit: 1},
  {name: 'a saved plan', words: ['plan', '--out', 'file/plan.json'], exit: 1},
  {name: 'a new project', words: ['init', 'file/shop', '--template', 'rest', '--name', 'shop'], exit: 64},
]

test('a place where nothing can be written is an error in words', async () => {
  newProject(1)
  writeFileSync(join(folder, 'file'), 'no folder')
  for (const {name, words, exit} of unwritable) {
    const {code, stderr} = await runCli(words, {cwd: folder})
    assert.equal(code, exit, `${name}: ${stderr}`)
    assert.match(stderr, /^error (?!DEFECT)[A-Z_]+: .+\n {2}why: .+\n {2}fix: .+/m, name)
  }
  assert.equal(readFileSync(join(folder, 'file'), 'utf8'), 'no folder')
})

const readOnly = [
  {name: 'whose folder may only be read', folderMode: 0o555, fileMode: 0o644},
  {name: 'whose file may only be read', folderMode: 0o777, fileMode: 0o444},
]

for (const {name, folderMode, fileMode} of readOnly) {
  test.skipIf(windows)(`a state ${name} is an error in words`, async () => {
    folder = temporaryFolder()
    const state = join(folder, 'local')
    mkdirSync(state)
    writeFileSync(join(state, 'state.sqlite'), '', {mode: fileMode})
    for (const [place, mode] of [
      [dirname(folder), 0o711],
      [folder, 0o755],
      [state, folderMode],
    ] as const)
      chmodSync(place, mode)
    // Root is told no by nothing: it starts the gateway as somebody else.
    const other = process.getuid?.() === 0 ? {uid: 65_534, gid: 65_534} : {}
    const words = ['local', 'start', '--port', '0', '--state', state, '--quiet']
    const env = {PATH: process.env.PATH ?? '', HOME: folder, NODE_DISABLE_COMPILE_CACHE: '1'}
    const child = spawn(process.execPath, [program, ...words], {cwd: folder, env, ...other})
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close') as Promise<[number | null]>])
    chmodSync(state, 0o755)
    chmodSync(dirname(folder), 0o700)
    assert.equal(code, 1, stderr)
    assert.match(
      stderr,
      /^error STATE_NOT_WRITABLE: The gateway state .*local.* cannot be written\.\n {2}why: .+\n {2}fix: /m,
    )
    assert.deepEqual(readFileSync(join(state, 'state.sqlite'), 'utf8'), '')
  })
}

const exported = [
  {name: 'pull', words: ['pull', 'full', '--target', 'local', '--dir', 'pulled'], directory: 'pulled'},
  {name: 'sdk export', words: ['sdk', 'export', '--out', 'client'], directory: 'client'},
]

test.skipIf(windows)('what is pulled or exported is there as a whole or not at all', async () => {
  newProject(200)
  assert.equal((await runCli(['deploy', '--yes'], {cwd: folder})).code, 0)
  for (const {name, words, directory} of exported) {
    const {code, stderr} = await runLimited(words, 8)
    assert.equal(code, 1, `${name}: ${stderr}`)
    assert.match(stderr, /^error SYSTEM_EFBIG: .+\n {2}why: EFBIG.+\n {2}fix: .+/m, name)
    const left = existsSync(join(folder, directory)) ? readdirSync(join(folder, directory)) : []
    const beside = readdirSync(folder).filter((each) => each.startsWith('.apigw-'))
    assert.deepEqual([...left, ...beside], [], name)
  }
})

test('completion is silent where its cache cannot be kept', async () => {
  newProject(1)
  writeFileSync(join(folder, 'taken'), 'no folder')
  const env = {XDG_CACHE_HOME: join(folder, 'taken')}
  const {code, stdout, stderr} = await runCli(['__complete', 'route', 'show', ''], {cwd: folder, env})
  assert.deepEqual([code, stderr], [0, ''], stdout)
})
