import {readAccountId} from '../../aws/account-id.js'
import type {Clients} from '../../aws/clients.js'
import {readLiveApi} from '../../aws/read/live-api.js'
import {toVariables} from '../../config/variables.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {Api} from '../../model/api.js'
import type {DeployedStage} from '../../model/deployed-stage.js'
import type {Deployment} from '../../model/deployment.js'
import type {LiveApi} from '../../model/live-api.js'
import {present} from '../../model/present.js'
import type {Change} from '../../plan/change.js'
import {contentHash} from '../../plan/content-hash.js'
import {compareApis} from '../../plan/compare-apis.js'
import {journalFolder} from './apply-journalled.js'
import {copyStage} from './copy-stage.js'
import type {StagePart} from './copy-stage.js'
import {deployedDefinition, findDeployment} from './deployed-definition.js'
import type {Desired, Surroundings} from '../desired-api.js'
import {locatorOf} from '../locator-of.js'
import {desiredFor, planProject} from './plan-project.js'
import type {PlannedProject} from './plan-project.js'
import type {Project} from '../project.js'
import {relocateApi} from './relocate-api.js'
import type {Location} from './relocate-api.js'

/** A stage of a project, with the means to reach it. */
export type StagePlace = {project: Project; clients: Clients; surroundings: Surroundings; nowMs: () => number}

/** `copy` names what the other stage gives besides its deployment; everything else is what the files say of `to`. */
export type PromotionInput = {from: StagePlace; to: StagePlace; copy: readonly StagePart[]}

export type PlannedPromotion = PlannedProject & {
  from: {stageName: string; deploymentId: string; contentHash?: string}
  /** What changes for callers of the stage; empty when the plan itself says it, or nobody can. */
  differences: readonly Change[]
}

/** A stage that is live, with the API it is of. `definition` is what it serves, undefined when nobody can tell. */
type Source = {
  place: StagePlace
  live: LiveApi
  stage: DeployedStage
  deployment: Deployment
  definition: Api | undefined
}

/**
 * What brings a stage to serve what another one serves. Two stages of one API then serve the same deployment; an API in
 * another region or account gets the definition first, with ARNs that name the same things there.
 * Throws STAGE_NOT_FOUND, PROMOTE_NOTHING, PROMOTE_SAME_STAGE, PROMOTE_AUTO_DEPLOY and DEFINITION_UNKNOWN.
 */
export async function planPromotion({from, to, copy}: PromotionInput): Promise<PlannedPromotion> {
  if (from.project.stageName === to.project.stageName) throw sameStage(to.project.stageName)
  const source = await readSource(from)
  const {project, clients, surroundings, nowMs} = to
  const planned = await planProject(project, clients, {
    ...surroundings,
    nowMs,
    reach: 'stage',
    carry: async (declared, live) => {
      const stage = copyStage(declared.stage, source.stage.stage, copy)
      const desired = {...declared, stage}
      if (live === undefined || !isSameApi(source, live, to)) return carriedOver(source, desired, to)
      requirePointable(live, desired)
      const {deploymentId} = source.deployment
      const serve = present({deploymentId, contentHash: source.deployment.contentHash, definition: source.definition})
      return {...desired, api: live.api, serve}
    },
  })
  const {goal, served} = planned
  const next = goal.kind === 'desired' ? goal.serve?.definition : undefined
  const named = {name: project.settings.name, apiId: source.live.apiId}
  const differences = served === undefined || next === undefined ? [] : compareApis(named, served, next)
  const {deploymentId, contentHash: label} = source.deployment
  return {...planned, from: present({stageName: from.project.stageName, deploymentId, contentHash: label}), differences}
}

async function readSource(place: StagePlace): Promise<Source> {
  const {project, clients} = place
  const live = await readLiveApi(clients, project.settings.type, locatorOf(project))
  const stage = live?.stages.find((each) => each.stage.stageName === project.stageName)
  if (live === undefined || stage === undefined) throw noStage(project)
  if (stage.deploymentId === undefined) throw nothingServed(project)
  const deployment = findDeployment(live, stage.deploymentId)
  const definition = await deployedDefinition(clients, live, {deployment, journals: journalFolder(project)})
  return {place, live, stage, deployment, definition}
}

/** Ids are of one region; two accounts do not share them either. */
function isSameApi({place, live: source}: Source, live: LiveApi, to: StagePlace): boolean {
  const [one, other] = [place.project.target, to.project.target]
  return source.apiId === live.apiId && one.target === other.target && one.region === other.region
}

/**
 * The definition for an API elsewhere. Files that say what the source serves are read for the other stage, because they
 * may say something else there by their variables; otherwise the served definition moves as it is.
 */
async function carriedOver(source: Source, desired: Desired, to: StagePlace): Promise<Desired> {
  const {place, live, deployment, definition} = source
  const label = deployment.contentHash
  const own = label === undefined ? undefined : await desiredFor(place.project, place.clients, place.surroundings)
  if (own !== undefined && label !== undefined && contentHash(own.api, live.apiId).startsWith(label)) return desired
  if (definition === undefined) throw unknownDefinition(source)
  const moved = relocateApi(definition, await locationOf(place), await locationOf(to))
  return {...desired, api: withOwnParts(moved, desired.api)}
}

/** What belongs to an API and to none of its deployments is what the files say. */
function withOwnParts(api: Api, {name, tags, ...own}: Api): Api {
  if (api.kind !== 'rest' || own.kind !== 'rest') return {...api, name, tags}
  return {...api, name, tags, endpointConfiguration: own.endpointConfiguration}
}

async function locationOf({project, clients, surroundings}: StagePlace): Promise<Location> {
  const {settings, target} = project
  const region = target.region ?? (await clients.region())
  const accountId = target.accountId ?? (await readAccountId(clients))
  const variables = toVariables(settings, {...target, region, accountId}, surroundings.env)
  const functions = Object.keys(settings.functions ?? {}).flatMap((name) => {
    const arn = variables[`functions.${name}.arn`]
    return arn === undefined ? [] : [[name, arn] as const]
  })
  return {region, accountId, functions: Object.fromEntries(functions)}
}

/** A stage that deploys every change of its API by itself cannot be pointed at a deployment. */
function requirePointable(live: LiveApi, {stage}: Desired): void {
  if (stage.kind === 'restStage') return
  const current = live.stages.find((each) => each.stage.stageName === stage.stageName)?.stage
  const deploysNow = current !== undefined && current.kind !== 'restStage' && current.autoDeploy === true
  if (!(stage.autoDeploy ?? deploysNow)) return
  throw new ApigwError({
    code: 'PROMOTE_AUTO_DEPLOY',
    exit: 'refused',
    what: `Stage "${stage.stageName}" cannot be given a deployment; nothing was changed.`,
    why: 'It has autoDeploy: it serves every change of the API at once.',
    fix: `Write "autoDeploy: false" into stage ${stage.stageName} of apigw.yaml.`,
  })
}

function sameStage(stageName: string): ApigwError {
  return new ApigwError({
    code: 'PROMOTE_SAME_STAGE',
    exit: 'usage',
    what: `Stage "${stageName}" cannot be promoted to itself.`,
    why: 'The first name is where the deployment comes from, the second is where it goes.',
    fix: 'Name two stages: apigw promote dev prod.',
  })
}

function noStage({stageName, settings}: Project): ApigwError {
  return new ApigwError({
    code: 'STAGE_NOT_FOUND',
    exit: 'failure',
    what: `API ${settings.name} has no stage "${stageName}" to promote.`,
    why: 'Only what a stage serves can be promoted.',
    fix: `Run "apigw deploy --stage ${stageName}" first.`,
  })
}

function nothingServed({stageName}: Project): ApigwError {
  return new ApigwError({
    code: 'PROMOTE_NOTHING',
    exit: 'failure',
    what: `Stage "${stageName}" serves no deployment.`,
    why: 'There is nothing that could be promoted.',
    fix: `Run "apigw deploy --stage ${stageName}" first.`,
  })
}

function unknownDefinition({deployment, place}: Source): ApigwError {
  return new ApigwError({
    code: 'DEFINITION_UNKNOWN',
    exit: 'failure',
    what: `The definition of deployment ${deployment.deploymentId} is not known; nothing was changed.`,
    why: 'AWS exports no WebSocket API, and neither the files nor a run of this project hold what the stage serves.',
    fix: `Run "apigw deploy --stage ${place.project.stageName}", then promote.`,
  })
}
