import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import type {ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {test} from 'vitest'
import {Store} from '../../src/gateway/store/store.js'
import {httpCall} from '../support/http-client.js'

/** CRASH_ROUNDS=200 makes it the long version. */
const rounds = Number(process.env.CRASH_ROUNDS ?? 4)
const writers = 4
const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

type Running = {child: ChildProcess; port: number}

/** The built tool: its gateway is what users run, and it starts fast enough for hundreds of rounds. */
async function startProcess(stateDirectory: string): Promise<Running> {
  const words = ['local', 'start', '--port', '0', '--state', stateDirectory, '--quiet', '--no-auth']
  const child = spawn(process.execPath, [program, ...words], {stdio: ['ignore', 'pipe', 'inherit']})
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const port = /:(\d+)\./.exec(line.toString())?.[1]
  assert.ok(port, line.toString())
  return {child, port: Number(port)}
}

/** Creates and deletes APIs until the gateway is gone; knows of every API what was last acknowledged. */
async function write(port: number, acknowledged: Map<string, 'there' | 'gone'>): Promise<void> {
  const body = JSON.stringify({name: 'pets', protocolType: 'HTTP', target: 'https://backend.example'})
  for (let turn = 0; ; turn += 1) {
    const created = await attempt(httpCall(port, {method: 'POST', path: '/v2/apis', body}))
    if (created === undefined) return
    assert.equal(created.status, 201, created.body)
    const {apiId} = JSON.parse(created.body) as {apiId: string}
    acknowledged.set(apiId, 'there')
    if (turn % 3 !== 0) continue
    acknowledged.delete(apiId)
    const deleted = await attempt(httpCall(port, {method: 'DELETE', path: `/v2/apis/${apiId}`}))
    if (deleted === undefined) return
    assert.equal(deleted.status, 204, deleted.body)
    acknowledged.set(apiId, 'gone')
  }
}

/** Undefined once nobody answers any more: that call was not acknowledged. */
function attempt<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  return call.catch(() => undefined)
}

/** An API is there with all its parts, or nothing of it is. */
function checkState(store: Store, acknowledged: ReadonlyMap<string, 'there' | 'gone'>): void {
  for (const [apiId, expected] of acknowledged) {
    assert.equal(store.get('v2Api', [apiId]) === undefined ? 'gone' : 'there', expected, apiId)
  }
  for (const {apiId} of store.all('v2Api')) {
    const {deploymentId = ''} = store.get('v2Stage', [apiId, '$default']) ?? {}
    const [route] = store.list('route', [apiId])
    const integration = store.get('integration', [apiId, route?.target?.replace('integrations/', '') ?? ''])
    assert.deepEqual(
      store.get('httpSnapshot', [apiId, deploymentId]),
      {api: store.get('v2Api', [apiId]), routes: [route], integrations: [integration], authorizers: []},
      apiId,
    )
  }
  const parts = (['v2Stage', 'route', 'integration', 'v2Deployment', 'httpSnapshot'] as const).map(
    (kind) => store.all(kind).length,
  )
  assert.deepEqual(new Set(parts), new Set([store.all('v2Api').length]))
}

test(
  `kill -9 at any moment loses nothing that was acknowledged and leaves nothing half-written (${rounds} rounds)`,
  async () => {
    const stateDirectory = join(mkdtempSync(join(tmpdir(), 'apigw-crash-')), 'local')
    const acknowledged = new Map<string, 'there' | 'gone'>()
    for (let round = 0; round < rounds; round += 1) {
      const {child, port} = await startProcess(stateDirectory)
      const writing = Array.from({length: writers}, () => write(port, acknowledged))
      // The moment is what is varied here: somewhere in the first half second of writes.
      await delay(20 + Math.random() * 480)
      child.kill('SIGKILL')
      await Promise.all([once(child, 'exit'), ...writing])
      const store = Store.open(join(stateDirectory, 'state.sqlite'))
      checkState(store, acknowledged)
      store.close()
    }
    assert.notEqual(acknowledged.size, 0)
  },
  20_000 + rounds * 15_000,
)
