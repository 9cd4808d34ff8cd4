import {readCompanions} from '../../aws/read/companions.js'
import {readLiveApi} from '../../aws/read/live-api.js'
import type {Clients} from '../../aws/clients.js'
import {noLiveCompanions} from '../../model/companion.js'
import type {CompanionScope, LiveCompanions} from '../../model/companion.js'
import type {LiveApi} from '../../model/live-api.js'
import {parseLogGroupArn} from '../../model/log-group.js'
import {omit} from '../../model/omit.js'
import {present} from '../../model/present.js'
import {logGroupAt} from '../../plan/diff/log-groups.js'
import {planRemoval} from '../../plan/plan-removal.js'
import type {Kept, Removal} from '../../plan/plan-removal.js'
import type {ReadyPlan} from './apply-journalled.js'
import {functionsOnAnyStage} from '../edit/unneeded-permissions.js'
import {apiNotCreated} from '../find-project-api.js'
import {locatorOf} from '../locator-of.js'
import type {Project} from '../project.js'
import {unlessDenied} from '../unless-denied.js'

/** A plan that leads to nothing of the project, and what stays all the same. `live` is absent when the API is gone already. */
export type PlannedDestroy = {ready: ReadyPlan; live: LiveApi | undefined; kept: readonly Kept[]; question: string}

/** What is gone now. `alreadyGone` when there was no API any more, only what stood beside it. */
export type Destroyed = {
  apiId?: string
  kind: LiveApi['kind']
  name: string
  outcome: 'deleted' | 'alreadyGone'
  /** Addresses, in the order in which they went. */
  gone: readonly string[]
  kept: readonly Kept[]
  calls: number
}

/**
 * The plan that deletes the API of a project and what the project made beside it. Reads usage plans, keys, domains with
 * their paths, alarms, and the policies of the functions that the API calls; changes nothing.
 *
 * Throws API_NOT_CREATED when there is nothing of the project, API_MAPPED_ELSEWHERE and KEEP_UNKNOWN.
 */
export async function planDestroy(
  {project, clients}: {project: Project; clients: Clients},
  keep: readonly string[],
): Promise<PlannedDestroy> {
  const {settings, stageName} = project
  const live = await readLiveApi(clients, settings.type, locatorOf(project))
  const whole = await wholeScope(project, clients, live)
  const {scope, companions, denied} = await readAllowed(clients, whole, live?.apiId)
  const removal: Removal = present({scope, apiId: live?.apiId, isOnly: isOnly(project, live), domains: Object.keys(settings.domains ?? {}), keep}) // prettier-ignore
  const target = {name: stageName, region: project.target.region ?? (await clients.region())}
  const place = {target, project: settings.name, kind: settings.type, live, companions}
  const {plan, kept} = planRemoval({...removal, ...place})
  if (plan.changes.length === 0) throw apiNotCreated(project)
  const ready: ReadyPlan = {plan, live: {api: live, companions}, goal: {kind: 'gone', removal}}
  return {ready, live, kept: [...kept, ...denied, ...logGroupsOf(live)], question: questionOf(live)}
}

function questionOf(live: LiveApi | undefined): string {
  if (live === undefined) return 'The API is gone already. Delete what is left?'
  const stages = live.stages.map(({stage}) => stage.stageName).join(', ')
  return stages === '' ? 'Delete this API?' : `Delete this API, and with it the stages ${stages}?`
}

/** What has become of a plan that was carried out. */
export function toDestroyed({ready: {plan}, live, kept}: PlannedDestroy): Destroyed {
  const gone = plan.changes.filter(({action}) => action === 'delete').map(({address}) => address)
  return {
    ...(live !== undefined && {apiId: live.apiId}),
    kind: plan.api.kind,
    name: live?.api.name ?? plan.api.name,
    outcome: live === undefined ? 'alreadyGone' : 'deleted',
    gone,
    kept,
    calls: plan.execution.calls.length,
  }
}

/** Everything that the project may have made, whatever its files say now. HTTP APIs have no usage plans. */
async function wholeScope(
  {settings, stageName, target}: Project,
  clients: Clients,
  live: LiveApi | undefined,
): Promise<CompanionScope> {
  const domains = live === undefined ? {names: [], private: []} : await attachedDomains(clients, live.apiId)
  return present({
    project: settings.name,
    stageName,
    isWholeApi: true as const,
    accountId: target.accountId,
    ...(settings.type !== 'http' && {usagePlans: {names: [], withKeys: []}, apiKeys: {names: []}}),
    domains,
    functions: live && functionsOnAnyStage(live),
    // Of all stages: their names follow.
    alarms: {prefix: `${settings.name}-`, names: []},
  })
}

/** Who may not read domains cannot know which lead to the API: AWS refuses its deletion then. */
async function attachedDomains(clients: Clients, apiId: string): Promise<CompanionScope['domains']> {
  const {readAttachedDomains} = await import('../../aws/read/attached.js')
  return (await unlessDenied(() => readAttachedDomains(clients, apiId))) ?? {names: [], private: []}
}

/** Sections of a scope that are read together, since usage plans name keys, and what is read for them. */
const sections = [
  {names: ['usagePlans', 'apiKeys'], gives: ['usagePlans', 'apiKeys'], what: 'usagePlan and apiKey'},
  {names: ['domains'], gives: ['domains'], what: 'domainName'},
  {names: ['functions'], gives: ['permissions'], what: 'invokePermission'},
  {names: ['alarms'], gives: ['alarms'], what: 'alarm'},
] as const

/** What is live of a scope. What these credentials may not read is taken out of it, stays, and is told. */
export async function readAllowed(
  clients: Clients,
  scope: CompanionScope,
  apiId: string | undefined,
): Promise<{scope: CompanionScope; companions: LiveCompanions; denied: Kept[]}> {
  const read = sections.map(async (section) => {
    const others = sections.filter((each) => each !== section).flatMap(({names}) => names)
    const live = await unlessDenied(() => readCompanions(clients, omit(scope, ...others), apiId))
    return {...section, live}
  })
  const all = await Promise.all(read)
  const denied = all.filter(({live}) => live === undefined)
  const parts = all.flatMap(({gives, live}) => gives.map((name) => [name, live?.[name] ?? {}] as const))
  return {
    scope: omit(scope, ...denied.flatMap(({names}) => names)),
    companions: {...noLiveCompanions, ...Object.fromEntries(parts)},
    denied: denied.map(({what}) => ({address: what, why: 'these credentials may not read them'})),
  }
}

/** A stage that names another API by its id says that the project has several. */
function isOnly({settings}: Project, live: LiveApi | undefined): boolean {
  return Object.values(settings.stages).every(({apiId}) => apiId === undefined || apiId === live?.apiId)
}

/** What was logged is nobody's to throw away. */
function logGroupsOf(live: LiveApi | undefined): Kept[] {
  const arns = (live?.stages ?? []).flatMap(({stage}) => stage.accessLogSettings?.destinationArn ?? [])
  const groups = [...new Set(arns)].filter((arn) => parseLogGroupArn(arn) !== undefined).sort()
  return groups.map((arn) => ({address: logGroupAt(arn.replace(/:\*$/, '')).address, why: 'what was logged stays'}))
}
