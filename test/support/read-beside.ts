import type {Clients} from '../../src/aws/clients.js'
import {readCompanions} from '../../src/aws/read/companions.js'
import {readLiveApi} from '../../src/aws/read/live-api.js'
import type {CompanionScope, LiveCompanions} from '../../src/model/companion.js'

/** Everything that the project pets has beside its API, whatever a run was about. */
export function besideScope(alarmPrefix: string): CompanionScope {
  return {
    project: 'pets',
    stageName: 'prod',
    usagePlans: {names: [], withKeys: []},
    apiKeys: {names: []},
    domains: {names: [], private: []},
    alarms: {prefix: alarmPrefix, names: []},
  }
}

/** What stands beside the REST API of the project pets. */
export async function readBeside(clients: Clients, alarmPrefix: string): Promise<LiveCompanions> {
  const live = await readLiveApi(clients, 'rest', {by: 'project', project: 'pets'})
  return readCompanions(clients, besideScope(alarmPrefix), live?.apiId)
}
