import {readCompanions} from '../../aws/read/companions.js'
import type {Clients} from '../../aws/clients.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {Companions, LiveCompanions} from '../../model/companion.js'
import type {InvokePermission} from '../../model/invoke-permission.js'
import type {LiveApi} from '../../model/live-api.js'
import {present} from '../../model/present.js'
import {projectTag} from '../../model/project-tag.js'
import {companionScope} from '../../plan/diff/companions.js'
import {ownStatements} from '../../plan/diff/permissions.js'
import {authorizerSource, lambdaUses, mostRoutesPerFunction} from '../../plan/lambda-use.js'
import {mapValues} from '../../plan/normal-values.js'
import {planApi} from '../../plan/plan-api.js'
import type {Change} from '../../plan/change.js'
import type {PlannedCompanions} from '../../plan/plan-api.js'
import type {ReadyPlan} from '../deploy/apply-journalled.js'
import type {Project} from '../project.js'
import {gatewayFunctions} from '../local/register-functions.js'
import {unknownPolicies} from '../deploy/unknown-policies.js'
import type {Notice} from '../deploy/unknown-policies.js'
import {everyStage, permissionsLeft, sourceOf, stagesServing, unneededSources} from './unneeded-permissions.js'
import type {Sources} from './unneeded-permissions.js'

/** An edit of one API: what is live, and the same with what somebody wants to be different. */
export type ApiEdit = {
  /** Undefined when the edit makes the API: then `edited` has no id yet. */
  live: LiveApi | undefined
  edited: LiveApi
  /** The stage that the edit is about; absent when it leaves the stages alone. */
  stageName?: string | undefined
  /** ARNs of functions that somebody names with the edit: they may be called, even if the API called them before. */
  functions?: readonly string[]
  /** Whether the edit takes something away: permissions that commands gave, and only that needed, go with it. */
  isRemoval?: boolean
}

/** Where an edit is planned. `project` is the one around the folder, whether or not the API is its own. */
export type EditPlace = {clients: Clients; project: Project | undefined}

export type PlannedEdit = ReadyPlan & {notices: readonly Notice[]}

/** Why an edit never goes by an import: that would replace what the model does not hold. */
const noImport = {impossible: 'an edit changes nothing but what it names'}

/**
 * The plan that turns the live API into the edited one: parts that the edit does not name stay as they are, whoever made
 * them, and functions that it names may be called. Changes nothing.
 *
 * Throws EDIT_IMPOSSIBLE when no calls of AWS make this edit of a part that is in use.
 */
export async function planEdit(
  {live, edited, stageName, functions = [], isRemoval = false}: ApiEdit,
  {clients, project}: EditPlace,
): Promise<PlannedEdit> {
  const {own, name, target} = await placeOf(live ?? edited, {clients, project})
  const called = await calledFunctions({live, edited, functions, isRemoval}, {clients, project}, name)
  const companions = called?.companions
  const plan = planApi({
    ...{target, project: name, live, desired: edited.api, renderImport: () => noImport},
    restore: present({before: edited, stageName}),
    ...(live !== undefined && deploysItself(live) && {served: live.api}),
    ...(companions !== undefined && {companions}),
  })
  const {granular} = plan.budget
  if ('impossible' in granular) throw impossible(edited, granular.impossible)
  const state = {api: live, ...(companions !== undefined && {companions: companions.live})}
  const goal = {kind: 'restored' as const, before: edited, ...(stageName !== undefined && {stageName})}
  const declared = plan.changes.every(isCanaryOnly) ? [] : declaredNotice(live ?? edited, own)
  const notices = [...declared, ...(called?.notices ?? [])]
  return {plan, live: state, goal, notices}
}

/** How an API is called in plans, and where its journals go: with the stage of its project, else by its id. */
export async function placeOf(
  api: LiveApi,
  {clients, project}: EditPlace,
): Promise<{own: Project | undefined; name: string; target: {name: string; region: string}}> {
  const own = ownProject(api, project)
  const name = own?.settings.name ?? api.api.tags[projectTag] ?? api.api.name
  return {own, name, target: {name: own?.stageName ?? (api.apiId || name), region: await clients.region()}}
}

/** The project, when the API is its own: found by the tag that it carries or the id that the project names. */
export function ownProject(
  {api, apiId}: Pick<LiveApi, 'api' | 'apiId'>,
  project: Project | undefined,
): Project | undefined {
  if (project === undefined) return undefined
  const isOwn = api.tags[projectTag] === project.settings.name || project.target.apiId === apiId
  return isOwn ? project : undefined
}

/** An API with such a stage is served the moment it changes. */
function deploysItself({stages}: LiveApi): boolean {
  return stages.some(({stage}) => stage.kind !== 'restStage' && stage.autoDeploy === true)
}

/**
 * Permissions for functions that the edit lets the API call. They hold for every stage, because nobody has said yet
 * which of them will serve the edit. One is taken away only by a removal, and only when no stage serves what was there
 * before.
 */
async function calledFunctions(
  edit: CallingEdit,
  {clients, project}: EditPlace,
  name: string,
): Promise<{companions: PlannedCompanions; notices: readonly Notice[]} | undefined> {
  const {live, edited} = edit
  const local = project?.target.target === 'local' ? gatewayFunctions(project).map((each) => each.name) : []
  const permissions = newPermissions(edit, local)
  const unneeded = edit.isRemoval && live !== undefined ? unneededSources(live, edited.api) : {}
  const desired: Companions = {permissions: {...mapValues(unneeded, () => []), ...permissions}}
  if (Object.keys(desired.permissions ?? {}).length === 0) return undefined
  const scope = companionScope(desired, {project: name, stageName: everyStage})
  if (scope === undefined) return undefined
  const read = await readCompanions(clients, scope, live?.apiId)
  const isTaken = live !== undefined && Object.keys(unneeded).length > 0
  const behind = isTaken ? await stagesServing(clients, live, unneeded) : []
  const known = Object.entries(read.permissions).filter(([arn]) => Object.hasOwn(permissions, arn))
  const unknown = unknownPolicies({permissions: Object.fromEntries(known)}, 'name it once more, with an update')
  const left = behind.length === 0 ? [] : permissionsLeft(read.permissions, {apiId: edited.apiId, sources: unneeded, behind}) // prettier-ignore
  const shown = onlySidsOf(read.permissions, {apiId: edited.apiId, sources: behind.length === 0 ? unneeded : {}})
  return {companions: {scope, desired, live: {...read, permissions: shown}}, notices: [...unknown, ...left]}
}

type CallingEdit = Pick<Required<ApiEdit>, 'live' | 'edited' | 'functions' | 'isRemoval'>

function newPermissions(
  {live, edited, functions}: CallingEdit,
  ranLocally: readonly string[],
): Record<string, InvokePermission[]> {
  const before = live === undefined ? [] : lambdaUses(live.api, {})
  const known = new Set(before.map(({functionArn, from}) => `${functionArn} ${from}`))
  const uses = lambdaUses(edited.api, {})
  const fresh = uses.filter(({functionArn, from}) => {
    const [, functionName = ''] = /:function:([^:]+)/.exec(functionArn) ?? []
    const isNew = functions.includes(functionArn) || !known.has(`${functionArn} ${from}`)
    return isNew && !ranLocally.includes(functionName)
  })
  const arns = [...new Set(fresh.map(({functionArn}) => functionArn))].sort()
  return Object.fromEntries(
    arns.map((functionArn) => {
      const routes = uses.filter((use) => use.functionArn === functionArn && use.from !== authorizerSource).length
      const sources = fresh
        .filter((use) => use.functionArn === functionArn)
        .map(({from}) => (routes > mostRoutesPerFunction ? wholeSource(from) : sourceOf(from)))
      return [functionArn, [...new Set(sources)].sort().map((source) => ({functionArn, source}))]
    }),
  )
}

/** A function with many routes gets one permission for all, because its policy would not hold one for each. */
function wholeSource(from: string): string {
  return from === authorizerSource ? from : `${everyStage}/*`
}

/** All other statements count as somebody else's, so that none of them is found to be left over. */
function onlySidsOf(
  permissions: LiveCompanions['permissions'],
  {apiId, sources}: {apiId: string; sources: Sources},
): LiveCompanions['permissions'] {
  return mapValues(permissions, (known, arn) => {
    if (known.state !== 'read') return known
    const own = ownStatements(arn, known, apiId).filter(({source}) => sources[arn]?.includes(source) === true)
    const statements = known.statements.map(({sid, sourceArn}) => {
      return {sid: own.some((each) => each.sid === sid) ? sid : '', sourceArn}
    })
    return {state: known.state, statements}
  })
}

/** Files declare no canary, and plans leave it alone. */
function isCanaryOnly(change: Change): boolean {
  if (change.kind === 'restDeployment') return true
  if (change.kind !== 'restStage' || change.action !== 'update') return false
  return change.fields.every(({path}) => path === 'canarySettings' || path.startsWith('canarySettings.'))
}

/** Files that do not know of a change take it back with their next plan. */
function declaredNotice({api, apiId}: LiveApi, own: Project | undefined): Notice[] {
  const name = own?.settings.name ?? api.tags[projectTag]
  if (name === undefined) return []
  return [
    {
      code: 'DECLARED_ELSEWHERE',
      what: `The files of project ${name} declare this API (${apiId}).`,
      why: 'They do not know of this change: the next plan shows it as drift and takes it back.',
      fix: `Write it into the files, or run "apigw drift --accept" in the project.`,
    },
  ]
}

function impossible({api, apiId}: LiveApi, why: string): ApigwError {
  return new ApigwError({
    code: 'EDIT_IMPOSSIBLE',
    exit: 'refused',
    what: `No calls of AWS make this edit of ${api.name} (${apiId}); nothing was changed.`,
    why: `It cannot be done in place: ${why}.`,
    fix: 'Delete the part and create it again, or let "apigw pull" and "apigw deploy" replace the definition.',
  })
}
