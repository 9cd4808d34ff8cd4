import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {Clients} from '../../src/aws/clients.js'
import {applied} from '../support/apply-support.js'
import {restApiOf} from '../support/many-routes.js'
import {planeClients} from '../support/plane-clients.js'
import {deployedFiles, plannedFiles, writeFiles} from '../support/planned-files.js'
import {liveApi, projectFolder, pulled} from '../support/pull-support.js'

const api = restApiOf(1)

async function stageTags(clients: Clients): Promise<object | undefined> {
  return (await liveApi(clients, 'rest')).stages.find(({stage}) => stage.stageName === 'prod')?.stage.tags
}

async function changes(clients: Clients, folder: string): Promise<string[]> {
  const {plan} = await plannedFiles(clients, folder, 'prod')
  return plan.changes.flatMap((change) =>
    change.action === 'update' ? change.fields.map(({path}) => `${change.kind} ${path}`) : [change.action],
  )
}

test("tags of the project are on its stage too; the stage's own win, and those of others stay", async () => {
  const [clients, folder] = [planeClients(), projectFolder()]
  const settings = 'name: pets\ntags: {team: store, tier: one}\nstages: {prod: {tags: {tier: two}}}\n'
  writeFiles(folder, settings, api)
  await deployedFiles(clients, folder, 'prod')
  assert.deepEqual(await stageTags(clients), {team: 'store', tier: 'two'})
  assert.deepEqual(await changes(clients, folder), [])
  writeFiles(folder, settings.replace('store', 'shop'), api)
  assert.deepEqual(await changes(clients, folder), ['restApi tags.team', 'restStage tags.team'])
  await deployedFiles(clients, folder, 'prod')
  writeFiles(folder, 'name: pets\nstages: {prod: {}}\n', api)
  assert.deepEqual(await changes(clients, folder), [])
})

for (const {name, tags, left} of [
  {name: 'that the stage has too is written once', tags: {team: 'store'}, left: []},
  {
    name: 'that the stage does not have is left and told',
    tags: undefined,
    left: [{stage: 'prod', setting: 'the tag team of the API, which is not one'}],
  },
]) {
  test(`pull: a tag of a project's API ${name}`, async () => {
    const clients = planeClients()
    const stage = {kind: 'restStage', stageName: 'prod', ...(tags && {tags})} as const
    await applied(clients, {...api, tags: {team: 'store'}}, {stage})
    const result = await pulled(await liveApi(clients, 'rest'), clients, projectFolder())
    assert.deepEqual({empty: result.empty, left: result.left}, {empty: true, left})
  })
}
