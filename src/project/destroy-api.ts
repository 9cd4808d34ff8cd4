import {join} from 'node:path'
import {Journal, journalFileName} from '../apply/journal.js'
import type {Clients} from '../aws/clients.js'
import {deleteApi} from '../aws/delete-api.js'
import {isNotFound} from '../aws/errors.js'
import {ApigwError} from '../errors/apigw-error.js'
import type {FoundApi} from './find-project-api.js'
import {journalFolder} from './apply-journalled.js'
import type {Project} from './project.js'

/** What is gone now. `alreadyGone` when somebody else was faster. */
export type Destroyed = {apiId: string; kind: FoundApi['kind']; name: string; outcome: 'deleted' | 'alreadyGone'}

/**
 * Deletes the API of a project with its stages and deployments, and writes both sides of the call to the journal.
 *
 * Nothing else is touched: functions, log groups and domains belong to others too, and AWS refuses to delete an API that
 * a domain still maps to. That refusal rises as it is.
 */
export async function destroyApi(
  {apiId, kind, name}: FoundApi,
  {project, clients, nowMs}: {project: Project; clients: Clients; nowMs: () => number},
): Promise<Destroyed> {
  const {settings, stageName} = project
  const journal = Journal.open(join(journalFolder(project), journalFileName('destroy', nowMs())), nowMs)
  const operation = kind === 'rest' ? 'DeleteRestApi' : 'DeleteApi'
  const address = `${addressKinds[kind]}/${settings.name}`
  try {
    const target = {name: stageName, region: await clients.region()}
    const api = {kind, name: settings.name, apiId}
    journal.write({event: 'start', api, target, way: 'destroy', calls: 1, liveHash: '', contentHash: ''})
    journal.write({event: 'before', call: 1, operation, address})
    const outcome = await attempt(clients, {kind, apiId}, journal)
    journal.write({event: 'end', outcome: 'done'})
    return {apiId, kind, name, outcome}
  } finally {
    journal.close()
  }
}

const addressKinds = {rest: 'restApi', http: 'httpApi', websocket: 'webSocketApi'} as const

async function attempt(
  clients: Clients,
  api: {kind: FoundApi['kind']; apiId: string},
  journal: Journal,
): Promise<Destroyed['outcome']> {
  try {
    await deleteApi(clients, api)
    journal.write({event: 'after', call: 1, outcome: 'done', ids: {}})
    return 'deleted'
  } catch (error) {
    if (isNotFound(error)) {
      journal.write({event: 'after', call: 1, outcome: 'alreadyGone', ids: {}})
      return 'alreadyGone'
    }
    const code = error instanceof ApigwError ? error.code : 'DEFECT'
    const message = error instanceof Error ? error.message : String(error)
    journal.write({event: 'after', call: 1, outcome: 'failed', code, message})
    journal.write({event: 'end', outcome: 'failed'})
    throw error
  }
}
