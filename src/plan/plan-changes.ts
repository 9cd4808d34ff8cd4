import type {LiveApi} from '../model/live-api.js'
import {present} from '../model/present.js'
import {budgetOf} from './budget.js'
import {callsFor} from './calls/calls.js'
import type {Change} from './change.js'
import {sha256} from './content-hash.js'
import {liveHash} from './live-hash.js'
import type {PlannedCompanions} from './plan-api.js'
import type {Plan} from './plan.js'

export type ChangesPlace = Pick<Plan, 'target'> & {
  kind: LiveApi['kind']
  project: string
  live: LiveApi | undefined
  companions?: Pick<PlannedCompanions, 'scope' | 'live'> | undefined
}

/** The plan of changes that are known already, such as a deletion: nothing is compared, and no gate is asked. Pure. */
export function planChanges(changes: readonly Change[], {live, target, project, kind, companions}: ChangesPlace): Plan {
  const calls = callsFor(changes, {live, project, region: target.region, changes, deployment: undefined})
  return present({
    formatVersion: 1 as const,
    api: present({kind, name: project, apiId: live?.apiId}),
    target,
    changes,
    findings: [],
    execution: {way: 'granular' as const, calls},
    budget: {granular: budgetOf(calls), import: {impossible: 'an import deletes nothing of this'}},
    liveHash: liveHash(live, companions?.live),
    contentHash: sha256(null),
    companions: companions?.scope,
  })
}
