import assert from 'node:assert/strict'
import {once} from 'node:events'
import {readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {afterEach, beforeEach, test} from 'vitest'
import {WebSocket} from 'ws'
import {writeProject} from '../../src/project/init/scaffold.js'
import {browserProgram, openBrowser} from '../support/browser.js'
import type {BrowserPage} from '../support/browser.js'
import {runCli, startCli, stopProject, temporaryFolder} from '../support/cli.js'
import type {RunningCli} from '../support/cli.js'

const packageFolder = fileURLToPath(new URL('../..', import.meta.url))

let folder: string
let running: RunningCli | undefined
let page: BrowserPage | undefined
let clients: WebSocket[]

beforeEach(async () => {
  folder = join(temporaryFolder(), 'chat')
  running = undefined
  page = undefined
  clients = []
  await writeProject(packageFolder, {
    template: 'websocket',
    directory: folder,
    name: 'chat',
    region: 'eu-west-1',
    force: true,
  })
  // In place of `npm install`: the same packages, without a network.
  symlinkSync(join(packageFolder, 'node_modules'), join(folder, 'node_modules'))
})

afterEach(async () => {
  for (const client of clients) client.terminate()
  await page?.close()
  running?.process.kill('SIGKILL')
  await running?.ended
  await stopProject(folder)
})

async function dev(): Promise<{url: string; session: RunningCli}> {
  const session = startCli(['dev'], {cwd: folder})
  running = session
  const [, url = ''] = await session.output(/stage dev: (ws:\S+)/)
  await session.output(/Watching /)
  return {url, session}
}

type Frames = {client: WebSocket; next: () => Promise<unknown>}

/** A client of the `ws` package, and its frames one by one. */
async function connect(url: string): Promise<Frames> {
  const client = new WebSocket(url)
  clients.push(client)
  const frames: unknown[] = []
  client.on('message', (data: Buffer) => {
    frames.push(JSON.parse(data.toString()))
    client.emit('frame')
  })
  await once(client, 'open')
  const next = async (): Promise<unknown> => {
    while (frames.length === 0) await once(client, 'frame')
    return frames.shift()
  }
  return {client, next}
}

test('the chat: everybody gets what one says, a two-way route answers one, a close is told to the others', async () => {
  const {url, session} = await dev()
  const ann = await connect(`${url}?name=Ann`)
  const bob = await connect(`${url}?name=Bob`)
  assert.deepEqual(await ann.next(), {kind: 'joined', name: 'Bob'})

  bob.client.send(JSON.stringify({action: 'who'}))
  assert.deepEqual(await bob.next(), {kind: 'who', names: ['Ann', 'Bob']})

  bob.client.send(JSON.stringify({action: 'sendMessage', text: 'Hello, "Ann" <3'}))
  const message = {kind: 'message', name: 'Bob', text: 'Hello, "Ann" <3'}
  assert.deepEqual([await ann.next(), await bob.next()], [message, message])

  ann.client.send(JSON.stringify({action: 'sendMessage', text: 'x'.repeat(1001)}))
  const refused = (await ann.next()) as {message: string}
  assert.equal(refused.message, 'Invalid request body')

  ann.client.send('no JSON')
  assert.equal(((await ann.next()) as {kind: string}).kind, 'help')

  bob.client.close(1000)
  assert.deepEqual(await ann.next(), {kind: 'left', name: 'Bob'})
  await session.output(/MESSAGE +sendMessage +400 .*BAD_REQUEST_BODY/)
  await session.output(/DISCONNECT +\$disconnect +200/)
})

test('dev applies a change of the routes, and the template is at rest once it is deployed', async () => {
  const {url, session} = await dev()
  const file = join(folder, 'apigw.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"kind": "help"', '"kind": "hint"'))
  await session.output(/deployed \$default in \d+ ms/)
  const {client, next} = await connect(url)
  client.send('{}')
  assert.equal(((await next()) as {kind: string}).kind, 'hint')

  const plan = await runCli(['plan', '--json'], {cwd: folder})
  assert.deepEqual((JSON.parse(plan.stdout) as {changes: unknown[]}).changes, [])
  const status = await runCli(['status', '--query', '[state, url]'], {cwd: folder})
  assert.deepEqual(JSON.parse(status.stdout), ['current', url])
})

test('ws: a script against the stage of the project shows the routes that were chosen', async () => {
  await dev()
  const steps = ['--send', '{"action":"sendMessage","text":"Hi"}', '--expect', '{"name":"CI","text":"Hi"}']
  const {code, stdout, stderr} = await runCli(['ws', '-p', 'name=CI', ...steps], {cwd: folder})
  assert.deepEqual([code, stderr], [0, ''])
  const kinds = ['connected to ws:', '> {"action"', '< {"kind":"message"', 'route sendMessage  200', 'closed with 1000']
  for (const kind of [...kinds, 'route $connect  200', 'route $disconnect  200']) {
    assert.ok(stdout.includes(`  ${kind}`), `${kind} is not in\n${stdout}`)
  }
  assert.ok(!stdout.includes('@connections'), stdout)

  const failed = await runCli(['ws', '--send', '{}', '--expect', 'never', '--timeout', '1', '--json'], {cwd: folder})
  assert.equal(failed.code, 1)
  assert.equal((JSON.parse(failed.stdout) as {error: {code: string}}).error.code, 'WS_EXPECTATION')

  const lines = await runCli(['ws', '--lines', '--wait', '1'], {cwd: folder, input: '{"action":"who"}\n'})
  const events = lines.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as {kind: string; text?: string})
  assert.ok(
    events.some(({kind, text}) => kind === 'received' && text?.includes('"who"') === true),
    lines.stdout,
  )
})

test.skipIf(browserProgram === undefined)(
  browserProgram === undefined
    ? 'the page of the chat in a browser: there is no Chromium on this machine'
    : 'the page of the chat in a browser talks to a client of another kind',
  async () => {
    const {url} = await dev()
    const bob = await connect(`${url}?name=Bob`)
    page = await openBrowser(browserProgram ?? '')
    const address = pathToFileURL(join(folder, 'index.html'))
    address.search = new URLSearchParams({url, name: 'Ann'}).toString()
    await page.open(address.href)
    assert.deepEqual(await bob.next(), {kind: 'joined', name: 'Ann'})
    await waitForLog(page, 'Here: Ann, Bob')

    await page.evaluate(`document.getElementById('text').value = 'Hello from a page'`)
    await page.evaluate(`document.getElementById('send').requestSubmit()`)
    assert.deepEqual(await bob.next(), {kind: 'message', name: 'Ann', text: 'Hello from a page'})
    bob.client.send(JSON.stringify({action: 'sendMessage', text: '<b>Hello</b> to a page'}))
    await waitForLog(page, 'Bob: <b>Hello</b> to a page')
    bob.client.close()
    await waitForLog(page, 'Bob has left.')

    const image = await page.screenshot()
    assert.equal(image.subarray(1, 4).toString(), 'PNG')
    const kept = process.env.KEEP_SCREENSHOTS
    if (kept !== undefined) writeFileSync(join(kept, 'chat.png'), image)
  },
)

/** Waits until a line of the page's log has these words. */
async function waitForLog(shown: BrowserPage, words: string): Promise<void> {
  await shown.evaluate(`new Promise((resolve) => {
    const log = document.getElementById('log')
    const look = () => [...log.children].some((line) => line.textContent === ${JSON.stringify(words)}) && resolve()
    new MutationObserver(look).observe(log, {childList: true})
    look()
  })`)
}
