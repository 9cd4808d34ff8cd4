import {appliedHashes} from '../../apply/applied-hashes.js'
import type {Goal} from '../../apply/run-state.js'
import {readAccountId} from '../../aws/account-id.js'
import type {Clients} from '../../aws/clients.js'
import type {Locator} from '../../aws/read/locator.js'
import {readLiveApi} from '../../aws/read/live-api.js'
import {localIdentity} from '../../config/resolve-target.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {Problem} from '../../errors/problem.js'
import type {Api, OpenApi} from '../../model/api.js'
import type {LiveApi} from '../../model/live-api.js'
import type {LiveState} from '../../model/live-state.js'
import {allow} from '../../plan/gates/finding.js'
import {present} from '../../model/present.js'
import {projectTag} from '../../model/project-tag.js'
import {sortedRecord} from '../../model/sorted-record.js'
import type {Stage} from '../../model/stage.js'
import type {Plan} from '../../plan/plan.js'
import type {Served} from '../../plan/plan-api.js'
import {fromHttpApi} from '../../spec/from-http-api.js'
import {fromRestApi} from '../../spec/from-rest-api.js'
import type {Loss} from '../../spec/find-losses.js'
import {restLosses} from '../../spec/rest/losses.js'
import {loadDesired} from '../desired-api.js'
import type {Desired, Surroundings} from '../desired-api.js'
import {onlyParts} from './only-parts.js'
import {requireKnownRules} from './pass-gates.js'
import {journalFolder} from './apply-journalled.js'
import {locatorOf} from '../locator-of.js'
import {canaryWarnings} from '../release/canary-warnings.js'
import {requireCanaries} from '../release/edit-canary.js'
import {loggingRoleWarnings} from './logging-role.js'
import {planWithCompanions} from './plan-companions.js'
import type {Project} from '../project.js'
import {readServedApi} from './served-api.js'

/** How far a plan goes: `definition` leaves the stages alone, `stage` deploys to the one the command works on. */
export type Reach = 'definition' | 'stage'

/** A plan with what it was made from: what is live, and files by absolute path. */
export type PlannedProject = {
  plan: Plan
  live: LiveState
  goal: Goal
  /** The definition that the stage serves; absent when it serves none. */
  served?: Api
  warnings: readonly Problem[]
  /** What of the definition does not reach AWS as it is written. */
  losses: readonly Loss[]
  files: readonly string[]
}

/** Flags of the commands that plan from files: `only` picks parts of the definition, `canary` is a share in percent. */
export type PlanWords = {only?: readonly string[] | undefined; canary?: number | undefined}

/** The plan of an opened project. */
export function planOpened(
  {project, clients, surroundings, nowMs}: OpenedProject,
  reach: Reach,
  {only = [], canary: canaryPercent}: PlanWords = {},
): Promise<PlannedProject> {
  const carry: Carry = (desired, live) => Promise.resolve(onlyParts(project, only, {desired, live}))
  const asked = {...(only.length > 0 && {carry}), ...present({canaryPercent})}
  return planProject(project, clients, {...surroundings, nowMs, reach, ...asked})
}

type OpenedProject = {project: Project; clients: Clients; surroundings: Surroundings; nowMs: () => number}

type Asked = {reach: Reach; nowMs: () => number; carry?: Carry; canaryPercent?: number}

/** Compares the files of a project with the live API and decides what a deploy would do. Changes nothing. */
export async function planProject(
  project: Project,
  clients: Clients,
  {carry = keep, canaryPercent, ...surroundings}: Surroundings & Asked,
): Promise<PlannedProject> {
  const {settings, target} = project
  if (canaryPercent !== undefined) requireCanaries({kind: settings.type, name: settings.name, apiId: target.apiId})
  const region = target.region ?? (await clients.region())
  const declared = await desiredFor(project, clients, surroundings)
  const locator = locatorOf(project)
  const live = await readLiveApi(clients, declared.api.kind, locator)
  requireNamed(live, locator)
  const {serve, left, ...carried} = await carry(declared, live)
  const desired = {...carried, stage: withStageTags(carried.stage, settings, live)}
  const wanted = serve?.definition ?? desired.api
  const served = await readServedApi(clients, live, {
    ...{stageName: project.stageName, desired: wanted},
    journals: journalFolder(project),
  })
  const base = {
    target: {name: project.stageName, region},
    project: settings.name,
    live,
    desired: desired.api,
    ...(served !== undefined && {served}),
    applied: await appliedHashes(journalFolder(project)),
    renderImport,
    ...(surroundings.reach === 'stage' && {stage: desired.stage}),
    ...present({serve, canaryPercent}),
  }
  const {plan, companions, warnings} = await planWithCompanions({project, clients, desired, live, base})
  const logging = await loggingRoleWarnings(project, clients, {plan, stage: desired.stage})
  const allowances = (settings.allow ?? []).map((each) => present(each))
  requireKnownRules(allowances, 'allow: of apigw.yaml')
  const findings = allow(plan.findings, allowances, dayOf(surroundings.nowMs()))
  const state = {api: live, ...(companions !== undefined && {companions: companions.live})}
  const goal = present({
    kind: 'desired' as const,
    api: desired.api,
    stage: plan.stage && desired.stage,
    companions: companions && {scope: companions.scope, desired: companions.desired},
    serve,
    canaryPercent,
  })
  const canaries = canaryPercent === undefined ? canaryWarnings(live, project) : []
  return {
    plan: {...plan, findings, ...(left !== undefined && {left})},
    live: state,
    goal,
    warnings: [...desired.warnings, ...warnings, ...logging, ...canaries],
    losses: desired.losses,
    files: desired.files,
    ...(served !== undefined && {served}),
  }
}

/** The tags of the project are on the stages that it makes, too; those of an adopted API are as they were. */
function withStageTags(stage: Stage, {name, tags = {}}: Project['settings'], live: LiveApi | undefined): Stage {
  const isOurs = live === undefined || live.api.tags[projectTag] === name
  if (!isOurs || Object.keys(tags).length === 0) return stage
  return {...stage, tags: sortedRecord(Object.entries({...tags, ...stage.tags}))}
}

/** `2026-12-31`, where the user is. */
function dayOf(nowMs: number): string {
  const date = new Date(nowMs)
  const digits = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${digits(date.getMonth() + 1)}-${digits(date.getDate())}`
}

/** Refuses a saved plan that was made for another project or another region than the one it is applied to. */
export function requireSamePlace({api, target: made}: Plan, {settings, target}: Project): void {
  const sameRegion = target.region === undefined || target.region === made.region
  if (api.name === settings.name && sameRegion) return
  throw new ApigwError({
    code: 'PLAN_ELSEWHERE',
    exit: 'refused',
    what: `This plan is for ${api.name} in ${made.region}; nothing was changed.`,
    why: `The command works on ${settings.name} in ${target.region ?? 'the usual region'}.`,
    fix: 'Change to the project that the plan was made in, and give the same --stage and --region.',
  })
}

/**
 * What is wanted in place of what the files say, of the API that there is: `serve` is a deployment of it, `left` are
 * addresses of what is left out on purpose.
 */
export type Carry = (
  desired: Desired,
  live: LiveApi | undefined,
) => Promise<Desired & {serve?: Served; left?: readonly string[]}>

function keep(desired: Desired): Promise<Desired> {
  return Promise.resolve(desired)
}

/** What the files say. The account costs a call, so it is only asked for when the API would have it in it. */
export async function desiredFor(project: Project, clients: Clients, surroundings: Surroundings): Promise<Desired> {
  const {accountId} = project.target
  const region = project.target.region ?? (await clients.region())
  const desired = await loadDesired(project, surroundings, {region, accountId: accountId ?? localIdentity.accountId})
  if (accountId !== undefined || !JSON.stringify(desired.api).includes(localIdentity.accountId)) return desired
  return loadDesired(project, surroundings, {region, accountId: await readAccountId(clients)})
}

/** Throws API_NOT_FOUND: to make another API at each run, because the one that is named is gone, would be worse. */
function requireNamed(live: LiveApi | undefined, locator: Locator): void {
  if (live !== undefined || locator.by !== 'id') return
  throw new ApigwError({
    code: 'API_NOT_FOUND',
    exit: 'failure',
    what: `The API ${locator.apiId} does not exist.`,
    why: '"apiId:" of the stage names it: someone has deleted it, or it is in another account or region.',
    fix: 'Correct "apiId:" in apigw.yaml, or remove it to make a new API.',
  })
}

/** The definition as one document, unless a document cannot hold all of it. */
export function renderImport(api: OpenApi): string | {impossible: string} {
  if (api.kind === 'http') return JSON.stringify(fromHttpApi(api))
  const [loss] = restLosses(api)
  return loss === undefined ? JSON.stringify(fromRestApi(api)) : {impossible: `${loss.address}: ${loss.what}`}
}
