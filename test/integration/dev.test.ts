import assert from 'node:assert/strict'
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {request} from 'node:http'
import {request as secureRequest} from 'node:https'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import {fileURLToPath} from 'node:url'
import {afterEach, beforeEach, test} from 'vitest'
import {writeProject} from '../../src/project/init/scaffold.js'
import type {GatewayFile} from '../../src/model/gateway-admin.js'
import type {TemplateName} from '../../src/project/init/template.js'
import {runCli, startCli, stopProject, temporaryFolder} from '../support/cli.js'
import type {RunningCli} from '../support/cli.js'
import {controlC, hasTerminals, runOnTerminal} from '../support/terminal.js'

const packageFolder = fileURLToPath(new URL('../..', import.meta.url))

let folder: string
let running: RunningCli | undefined

beforeEach(() => {
  folder = join(temporaryFolder(), 'shop')
  running = undefined
})

afterEach(async () => {
  running?.process.kill('SIGKILL')
  await running?.ended
  await stopProject(folder)
})

async function writeTemplate(template: TemplateName): Promise<void> {
  await writeProject(packageFolder, {template, directory: folder, name: 'shop', region: 'eu-west-1', force: true})
}

async function dev(template: TemplateName): Promise<{url: string; session: RunningCli}> {
  await writeTemplate(template)
  const session = startCli(['dev'], {cwd: folder})
  running = session
  const [, url = ''] = await session.output(/stage dev: (http:\S+)/)
  await session.output(/Watching .*Ctrl-C ends it\./)
  return {url, session}
}

function edit(file: string, from: string, to: string): void {
  const before = readFileSync(join(folder, file), 'utf8')
  assert.ok(before.includes(from), `${from} is not in ${file}`)
  writeFileSync(join(folder, file), before.replace(from, to))
}

/** Body of a GET. */
function get(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request(url, {agent: false}, (incoming) => void text(incoming).then(resolve, reject))
      .on('error', reject)
      .end()
  })
}

test('dev serves, logs each request, applies a change, and ends cleanly on Ctrl-C', async () => {
  const {url, session} = await dev('rest-lambda')
  assert.equal(await get(`${url}/health`), '{"status": "ok", "stage": "dev"}\n')
  await session.output(/\d\d:\d\d:\d\d {2}GET {6}\/health +200 +\d+ ms\n/)
  await get(`${url}/nope`)
  await session.output(/GET {6}\/nope +403 +\d+ ms {2}MISSING_AUTHENTICATION_TOKEN: /)

  edit('openapi.yaml', '"status": "ok"', '"status": "fine"')
  await session.output(/deployed GET \/health in \d+ ms/)
  assert.equal(await get(`${url}/health`), '{"status": "fine", "stage": "dev"}\n')

  session.process.kill('SIGINT')
  const {code, stderr} = await session.ended
  assert.deepEqual([code, stderr.includes('error')], [0, false])
  assert.ok(!existsSync(join(folder, '.apigw', 'local', 'gateway.json')))
})

test('a fault in the definition is reported with its place while the last good version serves on', async () => {
  const {url, session} = await dev('rest-lambda')
  edit('openapi.yaml', 'type: mock', 'type: moc')
  await session.output(/error DEFINITION_INVALID: [^]*openapi\.yaml:\d+:\d+ {2}SPEC_UNKNOWN_VALUE/)
  assert.equal(await get(`${url}/health`), '{"status": "ok", "stage": "dev"}\n')
  edit('openapi.yaml', 'type: moc\n', 'type: mock\n')
  await session.output(/nothing to deploy, checked in \d+ ms/)
  edit('apigw.yaml', 'name: shop', 'nam: shop')
  await session.output(/error SETTINGS_INVALID: /)
  assert.equal(await get(`${url}/health`), '{"status": "ok", "stage": "dev"}\n')
})

test('dev waits for a definition that is not right yet, and for a file that it refers to', async () => {
  await writeTemplate('rest-lambda')
  edit('openapi.yaml', "{$ref: '#/components/schemas/NewOrder'}", '{$ref: models/order.yaml}')
  const session = startCli(['dev'], {cwd: folder})
  running = session
  await session.output(/error DEFINITION_INVALID: [^]*openapi\.yaml:\d+:\d+ {2}SPEC_REF_FILE[^]*Watching/)
  mkdirSync(join(folder, 'models'))
  writeFileSync(join(folder, 'models', 'order.yaml'), 'type: object\nrequired: [item]\n')
  const [, url = ''] = await session.output(/stage dev: (http:\S+)/)
  assert.equal(await get(`${url}/health`), '{"status": "ok", "stage": "dev"}\n')
  writeFileSync(join(folder, 'models', 'order.yaml'), 'type: object\nrequired: [item, colour]\n')
  await session.output(/deployed [^\n]* in \d+ ms/)
})

test('a changed handler answers the next request, and what it prints is shown', async () => {
  const {url, session} = await dev('rest-lambda')
  assert.match(await get(`${url}/orders`), /"item":"tea"/)
  edit('src/list-orders.mjs', "item: 'tea'", "item: 'coffee'")
  await session.output(/reloaded functions in \d+ ms \(src\/list-orders\.mjs\)/)
  assert.match(await get(`${url}/orders`), /"item":"coffee"/)
  edit('src/list-orders.mjs', '  const limit', "  console.log('asked for orders')\n  const limit")
  await session.output(/reloaded[^]*reloaded functions/)
  await get(`${url}/orders`)
  await session.output(/list-orders {2}asked for orders/)
})

test('dev --tls names the address over TLS, which answers', async () => {
  await writeTemplate('rest')
  const session = startCli(['dev', '--tls'], {cwd: folder})
  running = session
  const [, url = ''] = await session.output(/stage dev: http:\S+ and (https:\/\/localhost:\S+)/)
  const {authorityFile = ''} = JSON.parse(
    readFileSync(join(folder, '.apigw', 'local', 'gateway.json'), 'utf8'),
  ) as GatewayFile
  const ca = readFileSync(authorityFile)
  const body = await new Promise<string>((resolve, reject) => {
    secureRequest(`${url}/pets`, {ca, agent: false}, (incoming) => void text(incoming).then(resolve, reject))
      .on('error', reject)
      .end()
  })
  assert.match(body, /"name": ?"Rex"/)
})

test('dev uses a gateway that runs already and leaves it running', async () => {
  await writeTemplate('rest')
  const started = await runCli(['local', 'start', '--detach', '--query', 'url'], {cwd: folder})
  const {url, session} = await dev('rest')
  assert.equal(`"${new URL(url).origin}"\n`, started.stdout)
  session.process.kill('SIGINT')
  await session.ended
  const status = await runCli(['local', 'status', '--query', 'url'], {cwd: folder})
  assert.equal(status.stdout, started.stdout)
})

test('dev ends by itself when its gateway is stopped from elsewhere', async () => {
  const {session} = await dev('rest')
  await stopProject(folder)
  assert.equal((await session.ended).code, 0)
})

test.skipIf(!hasTerminals)('keys on a terminal: h shows them, r deploys again, q ends, Ctrl-C too', async () => {
  for (const end of ['q', controlC]) {
    await writeTemplate('rest')
    const session = runOnTerminal(['dev'], folder)
    await session.answer(/Watching .*q quit/, 'h')
    await session.answer(/r deploy again {3}o open in the browser {3}h help {3}q quit/, 'r')
    await session.answer(/nothing to deploy, checked/, end)
    assert.equal((await session.ended).code, 0)
  }
})
