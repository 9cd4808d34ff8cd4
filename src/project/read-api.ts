import type {Clients} from '../aws/clients.js'
import {readLiveApi} from '../aws/read/live-api.js'
import {ApigwError} from '../errors/apigw-error.js'
import type {LiveApi} from '../model/live-api.js'
import type {FoundApi} from './find-project-api.js'

/** An API that was found a moment ago, whole. Throws API_NOT_FOUND when someone has deleted it meanwhile. */
export async function readApi(clients: Clients, {kind, apiId, name}: FoundApi): Promise<LiveApi> {
  const live = await readLiveApi(clients, kind, {by: 'id', apiId})
  if (live !== undefined) return live
  throw new ApigwError({
    code: 'API_NOT_FOUND',
    exit: 'failure',
    what: `API ${name} (${apiId}) does not exist any more.`,
    why: 'Someone has deleted it while the command was running.',
    fix: 'Run "apigw api list" to see what exists.',
  })
}
