import type {CompanionScope, LiveCompanions} from '../../model/companion.js'
import {noLiveCompanions} from '../../model/companion.js'
import type {Clients} from '../clients.js'

/** Reads what a scope asks for and nothing else: no call for a section that is not declared. */
export async function readCompanions(
  clients: Clients,
  scope: CompanionScope,
  apiId: string | undefined,
): Promise<LiveCompanions> {
  const metered =
    scope.usagePlans === undefined && scope.apiKeys === undefined ? {} : await readMetering(clients, scope, apiId)
  return {...noLiveCompanions, ...metered}
}

async function readMetering(clients: Clients, scope: CompanionScope, apiId: string | undefined) {
  const {readUsagePlans} = await import('./usage-plans.js')
  return readUsagePlans(clients, scope, apiId)
}
