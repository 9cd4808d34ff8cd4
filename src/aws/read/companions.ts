import type {CompanionScope, LiveCompanions} from '../../model/companion.js'
import {noLiveCompanions} from '../../model/companion.js'
import type {Clients} from '../clients.js'

/** Reads what a scope asks for and nothing else: no call for a section that is not declared. */
export async function readCompanions(
  clients: Clients,
  scope: CompanionScope,
  apiId: string | undefined,
): Promise<LiveCompanions> {
  const isMetered = scope.usagePlans !== undefined || scope.apiKeys !== undefined
  const [metering, domains, permissions, alarms, logGroups] = await Promise.all([
    isMetered ? readMetering(clients, scope, apiId) : {},
    scope.domains === undefined ? {} : readDomains(clients, scope, apiId),
    scope.functions === undefined ? {} : readPolicies(clients, scope.functions),
    scope.alarms === undefined ? {} : readStageAlarms(clients, scope, apiId),
    scope.logGroups === undefined ? {} : readGroups(clients, scope),
  ])
  return {...noLiveCompanions, ...metering, ...domains, ...permissions, ...alarms, ...logGroups}
}

async function readMetering(clients: Clients, scope: CompanionScope, apiId: string | undefined) {
  const {readUsagePlans} = await import('./usage-plans.js')
  return readUsagePlans(clients, scope, apiId)
}

async function readDomains(clients: Clients, scope: CompanionScope, apiId: string | undefined) {
  const {readDomainNames} = await import('./domain-names.js')
  return {domains: await readDomainNames(clients, scope, apiId)}
}

async function readPolicies(clients: Clients, functionArns: readonly string[]) {
  const {readPermissions} = await import('./permissions.js')
  return {permissions: await readPermissions(clients, functionArns)}
}

async function readStageAlarms(clients: Clients, scope: CompanionScope, apiId: string | undefined) {
  const {readAlarms} = await import('./alarms.js')
  return {alarms: await readAlarms(clients, scope, apiId)}
}

async function readGroups(clients: Clients, scope: CompanionScope) {
  const {readLogGroups} = await import('./log-groups.js')
  return {logGroups: await readLogGroups(clients, scope)}
}
