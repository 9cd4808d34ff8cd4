import {ApigwError} from '../errors/apigw-error.js'
import type {LiveApi} from '../model/live-api.js'
import {present} from '../model/present.js'
import type {Change} from './change.js'
import type {Plan} from './plan.js'
import {addressKinds, aroundRemoval, companionChanges, planApi} from './plan-api.js'
import type {PlanInput} from './plan-api.js'
import {planChanges} from './plan-changes.js'

export type RestoreInput = Pick<
  PlanInput,
  'target' | 'project' | 'live' | 'companions' | 'applied' | 'renderImport'
> & {
  kind: LiveApi['kind']
  /** The state that comes back; undefined when there was no API. */
  before: LiveApi | undefined
  /** The stage that comes back with the definition; without it, stages stay as they are. */
  stageName?: string
  /** Hash of the definition that is taken back. */
  madeFor?: string
}

/**
 * The plan that brings an API and one of its stages back to a stored state, exactly: what the state does not have goes.
 * Pure, as planApi. Throws DEPLOYMENT_GONE and RESTORE_DELETES_STAGES.
 */
export function planRestore(input: RestoreInput): Plan {
  const {before, stageName, madeFor} = input
  if (before === undefined) return planRemoval(input)
  const stage = before.stages.find((each) => each.stage.stageName === stageName)?.stage
  const restore = present({before, stageName, madeFor})
  return planApi({...input, desired: before.api, restore, ...(stage !== undefined && {stage})})
}

/** There was no API: the one that was made since goes, with its only stage. */
function planRemoval(input: RestoreInput): Plan {
  const {live, target, project, kind, companions} = input
  requireNoOtherStage(input)
  const {early, late} = aroundRemoval(companionChanges(input))
  const changes = [...early, ...(live === undefined ? [] : [apiRemoval(live, project)]), ...late]
  return planChanges(changes, {live, target, project, kind, companions})
}

/** The change that deletes an API, whole. */
export function apiRemoval({kind, api}: LiveApi, project: string): Change {
  const {name, description = ''} = api
  const addressKind = addressKinds[kind]
  return {
    action: 'delete',
    kind: addressKind,
    address: `${addressKind}/${project}`,
    name: project,
    before: {name, description},
  }
}

/** Somebody has made another stage since: deleting the API would take that away too. */
function requireNoOtherStage({live, stageName, project}: RestoreInput): void {
  const others = (live?.stages ?? []).map(({stage}) => stage.stageName).filter((name) => name !== stageName)
  if (live === undefined || others.length === 0) return
  throw new ApigwError({
    code: 'RESTORE_DELETES_STAGES',
    exit: 'refused',
    what: `API ${project} (${live.apiId}) did not exist before, but it cannot be deleted; nothing was changed.`,
    why: `It has other stages now: ${others.join(', ')}.`,
    fix: 'Delete those stages first, or bring this stage back to one of "apigw deployment list" by --to.',
  })
}
