import type {Clients} from '../../aws/clients.js'
import {readCompanions} from '../../aws/read/companions.js'
import type {Problem} from '../../errors/problem.js'
import type {Companions} from '../../model/companion.js'
import type {LiveApi} from '../../model/live-api.js'
import {present} from '../../model/present.js'
import {companionScope} from '../../plan/diff/companions.js'
import {neededPermissions} from '../../plan/needed-permissions.js'
import {planApi} from '../../plan/plan-api.js'
import type {DeclaredCompanions, PlanInput} from '../../plan/plan-api.js'
import type {Plan} from '../../plan/plan.js'
import {companionWarnings} from './companion-warnings.js'
import type {Desired} from '../desired-api.js'
import type {Project} from '../project.js'

type CompanionsInput = {
  project: Project
  clients: Clients
  desired: Desired
  live: LiveApi | undefined
  /** Everything else that the plan is made of. */
  base: Omit<PlanInput, 'companions'>
}

export type PlannedWithCompanions = {
  plan: Plan
  companions: DeclaredCompanions | undefined
  warnings: readonly Problem[]
}

/**
 * The plan with everything that the files declare beside the API. Policies of functions are only read when the API or
 * its stage changes: what is served already was allowed when it was deployed.
 */
export async function planWithCompanions(input: CompanionsInput): Promise<PlannedWithCompanions> {
  const {base, desired, live} = input
  const first = await planOnce(input, desired.companions)
  if (desired.functions.length === 0 || first.plan.changes.length === 0) return first
  const {api, stage, functions} = desired
  const permissions = neededPermissions({
    desired: base.serve?.definition ?? base.desired,
    live: live?.api,
    stage,
    functions,
  })
  if (Object.keys(permissions).length === 0 || api.kind !== base.desired.kind) return first
  return planOnce(input, {...desired.companions, permissions})
}

async function planOnce(
  {project, clients, live, base}: CompanionsInput,
  desired: Companions,
): Promise<PlannedWithCompanions> {
  const {settings, stageName, target} = project
  const place = present({project: settings.name, stageName, accountId: target.accountId})
  const scope = companionScope(desired, place)
  if (scope === undefined) return {plan: planApi(base), companions: undefined, warnings: []}
  const read = await readCompanions(clients, scope, live?.apiId)
  const companions = {scope, desired, live: read}
  return {plan: planApi({...base, companions}), companions, warnings: companionWarnings(read, project)}
}
