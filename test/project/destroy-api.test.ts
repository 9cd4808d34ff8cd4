import assert from 'node:assert/strict'
import {readFileSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'vitest'
import {readLiveApi} from '../../src/aws/read/live-api.js'
import {destroyApi} from '../../src/project/destroy-api.js'
import {findProjectApi} from '../../src/project/find-project-api.js'
import {applied} from '../support/apply-support.js'
import {httpApiOf, restApiOf, webSocketApiOf} from '../support/many-routes.js'
import {planeClients} from '../support/plane-clients.js'
import {liveApi, openProject, projectFolder, pulled} from '../support/pull-support.js'

for (const api of [restApiOf(1), httpApiOf(1), webSocketApiOf(1)]) {
  test(`destroy: the ${api.kind} API of the project goes, others stay, and the journal says so`, async () => {
    const clients = planeClients()
    await applied(clients, api)
    const others = [restApiOf(1), httpApiOf(1), webSocketApiOf(1)].filter(({kind}) => kind !== api.kind)
    for (const other of others) await applied(clients, other)
    const live = await liveApi(clients, api.kind)
    const folder = projectFolder()
    await pulled(live, clients, folder)
    const project = await openProject(folder, 'dev')
    const {apiId} = live

    const found = await findProjectApi(project, clients)
    const first = await destroyApi(found, {project, clients, nowMs: () => 0})
    assert.deepEqual(first, {apiId, kind: api.kind, name: 'pets', outcome: 'deleted'})
    assert.equal(await readLiveApi(clients, api.kind, {by: 'id', apiId}), undefined)
    for (const {kind} of others) await liveApi(clients, kind)

    const [file = ''] = readdirSync(join(folder, '.apigw', 'journal'))
    const lines = readFileSync(join(folder, '.apigw', 'journal', file), 'utf8')
      .trimEnd()
      .split('\n')
    const events = lines.map((line) => (JSON.parse(line) as {event: string}).event)
    assert.deepEqual(events, ['start', 'before', 'after', 'end'])

    const again = await destroyApi(found, {project, clients, nowMs: () => 1})
    assert.equal(again.outcome, 'alreadyGone')
    await assert.rejects(findProjectApi(project, clients), {code: 'API_NOT_CREATED'})
  })
}
