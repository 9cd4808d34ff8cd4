import assert from 'node:assert/strict'
import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'vitest'
import type {Clients} from '../../src/aws/clients.js'
import {readLiveApi} from '../../src/aws/read/live-api.js'
import {ApigwError} from '../../src/errors/apigw-error.js'
import type {HttpApi} from '../../src/model/http-api.js'
import type {Stage} from '../../src/model/stage.js'
import {planResume, planRollback} from '../../src/project/deploy/plan-run.js'
import type {Fault} from '../support/faulty-wire.js'
import {HttpWire} from '../support/http-wire.js'
import {httpApiOf} from '../support/many-routes.js'
import {wireClients} from '../support/rest-wire.js'
import {carriedOut, deployed, wireProject} from '../support/sixty-calls.js'

const firstStage: Stage = {kind: 'httpStage', stageName: 'prod', stageVariables: {alias: 'one'}}
const changedStage: Stage = {...firstStage, description: 'Changed', stageVariables: {other: 'two'}}

type Scenario = {name: string; from: HttpApi | undefined; to: HttpApi; calls: number}

const scenarios: readonly Scenario[] = [
  {name: 'a new API, imported', from: undefined, to: httpApiOf(5), calls: 3},
  {name: 'a few routes, by single calls', from: httpApiOf(1), to: httpApiOf(2), calls: 4},
  {name: 'many routes, reimported', from: httpApiOf(1), to: httpApiOf(6, 10_000), calls: 3},
  {name: 'a route that goes', from: httpApiOf(2), to: httpApiOf(1), calls: 4},
]

const faults: readonly Fault[] = ['refused', 'broken', 'lost', 'cut', 'throttled']

function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'apigw-http-faults-'))
}

/** The state without ids, which AWS gives anew to what is imported; a cleared description may stay as an empty text. */
async function stateOf(clients: Clients): Promise<object | undefined> {
  const live = await readLiveApi(clients, 'http', {by: 'project', project: 'pets'})
  if (live === undefined) return undefined
  const {api, stages, deployments = []} = live
  return {
    api,
    stages: stages.map(({stage, contentHash}) => ({
      stage: {...stage, description: stage.description ?? ''},
      contentHash,
    })),
    deployments: deployments.length,
  }
}

/** What is live before the run, and where it leads when nothing goes wrong. */
async function ends({from, to, calls}: Scenario) {
  const wire = new HttpWire()
  const {clients} = wireClients(wire)
  if (from !== undefined) await deployed(clients, wireProject(freshFolder()), from, firstStage)
  const served = wire.snapshot()
  const before = await stateOf(clients)
  wire.restore(served)
  await deployed(clients, wireProject(freshFolder()), to, changedStage)
  assert.equal(wire.writes, calls)
  return {served, before, goal: await stateOf(clients)}
}

for (const scenario of scenarios) {
  test(`faults: ${scenario.name}: any call that fails leaves a run that can be resumed and rolled back`, async () => {
    const {served, before, goal} = await ends(scenario)
    assert.notDeepEqual(goal, before)
    for (const fault of faults) {
      for (let call = 1; call <= scenario.calls; call += 1) {
        const wire = new HttpWire()
        wire.restore(served)
        const [{clients}, project] = [wireClients(wire), wireProject(freshFolder())]
        wire.faults.set(call, fault)
        const error: unknown = await deployed(clients, project, scenario.to, changedStage).then(
          () => undefined,
          (thrown: unknown) => thrown,
        )
        const where = `${fault} at call ${call}`
        if (error !== undefined) {
          assert.ok(error instanceof ApigwError)
          const other = new HttpWire()
          other.restore(wire.snapshot())
          const back = wireClients(other).clients
          await carriedOut(back, project, await planRollback({project, clients: back}))
          assert.deepEqual(await stateOf(back), before, where)
          continue
        }
        assert.deepEqual(await stateOf(clients), goal, where)
        await carriedOut(clients, project, await planRollback({project, clients}))
        assert.deepEqual(await stateOf(clients), before, where)
      }
    }
  })

  test(`faults: ${scenario.name}: what failed is resumed, and the resumed run rolled back`, async () => {
    const {served, before, goal} = await ends(scenario)
    for (let call = 1; call <= scenario.calls; call += 1) {
      const wire = new HttpWire()
      wire.restore(served)
      const [{clients}, project] = [wireClients(wire), wireProject(freshFolder())]
      wire.faults.set(call, 'refused')
      await assert.rejects(deployed(clients, project, scenario.to, changedStage), ApigwError)
      await carriedOut(clients, project, await planResume({project, clients}))
      assert.deepEqual(await stateOf(clients), goal, `call ${call}`)
      await carriedOut(clients, project, await planRollback({project, clients}))
      assert.deepEqual(await stateOf(clients), before, `call ${call}`)
    }
  })
}
