import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {beforeAll, test} from 'vitest'
import {lastRun} from '../../src/apply/runs.js'
import type {Clients} from '../../src/aws/clients.js'
import {readLiveApi} from '../../src/aws/read/live-api.js'
import {ApigwError} from '../../src/errors/apigw-error.js'
import type {LiveApi} from '../../src/model/live-api.js'
import {journalFolder} from '../../src/project/deploy/apply-journalled.js'
import {planResume, planRollback} from '../../src/project/deploy/plan-run.js'
import {RestWire, serveWire, wireClients} from '../support/rest-wire.js'
import type {Fault} from '../support/faulty-wire.js'
import {
  carriedOut,
  changedStage,
  deployed,
  firstApi,
  firstStage,
  sixtyCallsApi,
  wireProject,
} from '../support/sixty-calls.js'

const calls = 60

let served: object
let before: LiveApi | undefined
let goal: LiveApi | undefined

function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'apigw-faults-'))
}

function liveOn(clients: Clients): Promise<LiveApi | undefined> {
  return readLiveApi(clients, 'rest', {by: 'project', project: 'pets'})
}

/** The state without ids, which AWS gives anew: definition, stages, and how many deployments there are. */
function withoutIds(live: LiveApi | undefined): object | undefined {
  if (live === undefined) return undefined
  const {api, stages, deployments = []} = live
  const labels = stages.map(({stage, contentHash}) => ({stage, contentHash}))
  return {api, labels, deployments: deployments.length}
}

beforeAll(async () => {
  const wire = new RestWire()
  const {clients} = wireClients(wire)
  await deployed(clients, wireProject(freshFolder()), firstApi, firstStage)
  served = wire.snapshot()
  before = await liveOn(clients)
  wire.restore(served)
  await deployed(clients, wireProject(freshFolder()), sixtyCallsApi, changedStage)
  assert.equal(wire.writes, calls)
  goal = await liveOn(clients)
})

/** A wire that serves the first definition, with the folder of a project that is about to deploy the second. */
function begin(): {wire: RestWire; clients: Clients; folder: string} {
  const wire = new RestWire()
  wire.restore(served)
  return {wire, clients: wireClients(wire).clients, folder: freshFolder()}
}

async function resumed(clients: Clients, folder: string): Promise<void> {
  const project = wireProject(folder)
  await carriedOut(clients, project, await planResume({project, clients}))
  assert.deepEqual(withoutIds(await liveOn(clients)), withoutIds(goal))
}

/** Every id is that of before: what was there was never made anew. */
async function rolledBack(clients: Clients, folder: string, runFile?: string): Promise<void> {
  const project = wireProject(folder)
  await carriedOut(clients, project, await planRollback({project, clients}, runFile))
  assert.deepEqual(await liveOn(clients), before)
}

/** `step`: a call that AWS refuses and one that it could not carry out leave the same, so a few of the latter do. */
const faults: readonly {fault: Fault; step: number}[] = [
  {fault: 'refused', step: 1},
  {fault: 'broken', step: 7},
  {fault: 'lost', step: 1},
  {fault: 'cut', step: 1},
]

for (const {fault, step} of faults) {
  test(`faults: a ${fault} call, whichever of the ${calls}, leaves a run that can be resumed and rolled back`, async () => {
    let failed = 0
    for (let call = 1; call <= calls; call += step) {
      const {wire, clients, folder} = begin()
      wire.faults.set(call, fault)
      const error: unknown = await deployed(clients, wireProject(folder), sixtyCallsApi, changedStage).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      if (error === undefined) {
        // The limiter has repeated it: what can be done twice is not worth a failure.
        assert.deepEqual(withoutIds(await liveOn(clients)), withoutIds(goal), `call ${call}`)
        await rolledBack(clients, folder)
        continue
      }
      failed += 1
      assert.ok(error instanceof ApigwError)
      const halfway = wire.snapshot()
      const failedRun = (await lastRun(journalFolder(wireProject(folder)), 'prod'))?.file
      await resumed(clients, folder)
      // Also the run that was resumed leads back to where the first one began.
      await rolledBack(clients, folder)
      if (call % 5 !== 0) continue
      const other = new RestWire()
      other.restore(halfway)
      await rolledBack(wireClients(other).clients, folder, failedRun)
    }
    assert.ok(failed * step >= 14, `only ${failed} runs failed`)
  }, 240_000)
}

test('faults: a storm of 429 with Retry-After is waited out, and nothing is made twice', async () => {
  const {wire, folder} = begin()
  const {clients, waitedMs} = wireClients(wire)
  for (let call = 1; call <= calls * 2; call += 2) wire.faults.set(call, 'throttled')
  await deployed(clients, wireProject(folder), sixtyCallsApi, changedStage)
  assert.deepEqual(withoutIds(await liveOn(clients)), withoutIds(goal))
  assert.ok(waitedMs() >= calls * 1_000, `only ${waitedMs()} ms were waited`)
})

const program = fileURLToPath(new URL('../support/deploy-on-wire.ts', import.meta.url))

for (const call of [1, 2, 17, 33, 59, 60]) {
  test(`faults: kill -9 at call ${call} of ${calls} leaves a run that can be resumed and rolled back`, async () => {
    const {wire, clients, folder} = begin()
    const {url, close} = await serveWire(wire)
    const child = spawn(process.execPath, ['--import', 'tsx', program, url, folder], {stdio: 'inherit'})
    wire.onWrite = (number) => {
      if (number === call) child.kill('SIGKILL')
    }
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
    close()
    assert.deepEqual([code, signal], [null, 'SIGKILL'])
    wire.onWrite = () => undefined
    await resumed(clients, folder)
    await rolledBack(clients, folder)
  }, 60_000)
}
