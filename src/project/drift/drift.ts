import {fromStage} from '../../config/from-stage.js'
import type {Settings} from '../../config/settings.js'
import type {Api} from '../../model/api.js'
import type {Companions} from '../../model/companion.js'
import {isJsonObject} from '../../model/json.js'
import type {Json, JsonObject} from '../../model/json.js'
import {present} from '../../model/present.js'
import {projectTag} from '../../model/project-tag.js'
import type {Stage} from '../../model/stage.js'
import type {Change, Kind} from '../../plan/change.js'
import {isCompanion} from '../../plan/companion-kind.js'
import {diffFields, sameJson} from '../../plan/diff/fields.js'
import {normalForm} from '../../plan/normal-form.js'
import {addressKinds, diffApi} from '../../plan/plan-api.js'
import {companionState} from './companion-drift.js'
import {stageKinds} from '../deploy/project-status.js'
import {ownTags} from '../definition-text.js'
import type {PlannedProject} from '../deploy/plan-project.js'
import type {Project} from '../project.js'

/**
 * What differs, and who moved: `live` somebody changed AWS since the deployment; `both` they and the files did;
 * `pending` only the files did, a deploy brings it; `undeployed` the API was changed and its stage not; `undeclared`
 * AWS has a setting that no file mentions.
 */
export type DriftState = 'live' | 'both' | 'pending' | 'undeployed' | 'undeclared'

/** One difference; an absent side has no such value. `on` is what people call the thing, and what `--ignore` takes. */
export type Drifted = {
  state: DriftState
  on: string
  kind: Kind
  /** Natural name of the thing: `GET /pets`, `basic`. */
  name: string
  address: string
  path: string
  file?: Json
  live?: Json
  deployed?: Json
  /** Why it is meant to be, when apigw.yaml says so. */
  ignored?: string
}

/** `drifted` counts what nobody has ignored and no deploy is waiting for. */
export type Drift = {project: string; stage: string; apiId?: string; drifted: number; entries: Drifted[]}

/**
 * Compares files, live API and what the stage serves, read for a plan a moment ago. `lastWanted` is what the last run on
 * the stage declared beside the API, when there was one. Pure.
 */
export function driftOf({settings, stageName}: Project, planned: PlannedProject, lastWanted?: Companions): Drift {
  const live = planned.live.api
  const entries =
    live === undefined
      ? []
      : [...ofDefinition(planned), ...ofCompanions(planned, lastWanted), ...ofStage(settings, stageName, planned)]
  const reasons = new Map((settings.ignoreDrift ?? []).map(({on, reason}) => [on, reason]))
  const told = entries.map((entry) => present({...entry, ignored: reasons.get(entry.on) ?? reasons.get(`${entry.on} ${entry.path}`)})) // prettier-ignore
  return {
    project: settings.name,
    stage: stageName,
    ...(live !== undefined && {apiId: live.apiId}),
    drifted: told.filter(isDrift).length,
    entries: told,
  }
}

/** A difference that somebody should look at. */
export function isDrift({state, ignored}: Drifted): boolean {
  return state !== 'pending' && ignored === undefined
}

type Side = {change: Change; path: string; before?: Json; after?: Json}

/** One for each member that differs; things that are on one side only are told whole, by an empty path. */
function sidesOf(change: Change): Side[] {
  switch (change.action) {
    case 'create':
      return [{change, path: '', after: change.after}]
    case 'delete':
      return [{change, path: '', before: change.before}]
    case 'replace':
      return [{change, path: '', before: change.before, after: change.after}]
    case 'update':
      return change.fields.map(({path, before, after}) => present({change, path, before, after}))
  }
}

function ofDefinition({plan, live, served}: PlannedProject): Drifted[] {
  const wanted = plan.changes.filter(({kind, address}) => !stageKinds.has(kind) && isOfApi(address)).flatMap(sidesOf)
  const edits = editsSince(plan.api.name, live.api, served).flatMap(sidesOf)
  const fromFiles = wanted.map((side): Drifted => {
    const edit = edits.find((each) => overlaps(each, side))
    const deployed = edit === undefined ? side.before : edit.before
    const state: DriftState = edit === undefined ? 'pending' : sameJson(side.after, edit.before) ? 'live' : 'both'
    return entryOf(side, present({state, file: side.after, live: side.before, deployed}))
  })
  const undeployed = edits
    .filter((edit) => !wanted.some((side) => overlaps(side, edit)))
    .map((edit) => entryOf(edit, present({state: 'undeployed' as const, file: edit.after, live: edit.after, deployed: edit.before}))) // prettier-ignore
  return [...fromFiles, ...undeployed]
}

/** What is declared beside the API (usage plans, domains) has no deployed state to compare with. */
function isOfApi(address: string): boolean {
  return /^(restApi|httpApi|webSocketApi)\//.test(address)
}

/** What stands beside the API: usage plans, keys, domains, alarms. */
function ofCompanions({plan, goal}: PlannedProject, lastWanted: Companions | undefined): Drifted[] {
  const wanted = goal.kind === 'desired' ? goal.companions?.desired : undefined
  if (wanted === undefined) return []
  const changes = plan.changes.filter(({kind}) => isCompanion(kind))
  return changes.flatMap((change) => {
    const state = companionState(change, {wanted, lastWanted})
    return sidesOf(change).map((side) => entryOf(side, present({state, file: side.after, live: side.before})))
  })
}

/** How the live definition differs from the one that the stage serves. */
function editsSince(name: string, live: PlannedProject['live']['api'], served: PlannedProject['served']): Change[] {
  if (live === undefined || served === undefined) return []
  // Names and tags take effect at once: no deployment has them.
  const {name: own, tags} = live.api
  const [before, after] = [
    normalForm<Api>({...served, name: own, tags}, live.apiId),
    normalForm<Api>(live.api, live.apiId),
  ]
  return diffApi({api: `${live.kind === 'rest' ? 'restApi' : live.kind === 'http' ? 'httpApi' : 'webSocketApi'}/${name}`, name, scope: 'exact'}, before, after) // prettier-ignore
}

function overlaps(one: Side, other: Side): boolean {
  if (one.change.address !== other.change.address) return false
  const [short = '', long = ''] = [one.path, other.path].sort((a, b) => a.length - b.length)
  return short === '' || short === long || long.startsWith(`${short}.`)
}

function entryOf({change, path}: Side, rest: Pick<Drifted, 'state' | 'file' | 'live' | 'deployed'>): Drifted {
  const {kind, name, address} = change
  return {on: nameOf(change), kind, name, address, path, ...rest}
}

/** Routes and methods by their key, everything else with its kind: `model Pet`. */
function nameOf({kind, name}: Change): string {
  if (kind === 'method' || kind === 'route' || kind === 'webSocketRoute') return name
  return kind.endsWith('Api') ? 'api' : `${kind} ${name}`
}

/** Settings as apigw.yaml says them, on both sides: those that equal AWS's own are left out of both. */
function ofStage(settings: Settings, stageName: string, {live, goal}: PlannedProject): Drifted[] {
  const current = live.api?.stages.find(({stage}) => stage.stageName === stageName)?.stage
  const wanted = 'stage' in goal ? goal.stage : undefined
  if (live.api === undefined || current === undefined || wanted === undefined) return []
  const {kind} = live.api
  const declared: Json = (settings.stages[stageName] ?? {}) as JsonObject
  const file = sectionOf(wanted)
  const fields = diffFields(file, sectionOf(current))
  const address = `stage/${stageName}`
  const settingsEntries = fields.map(({path, before, after}): Drifted => {
    const state = before === undefined && !isDeclared(declared, path) ? 'undeclared' : 'live'
    return present({
      state,
      on: `stage ${stageName}`,
      kind: current.kind,
      name: stageName,
      address,
      path,
      file: before,
      live: after,
    } as const)
  })
  const tags = Object.entries(ownTags(live.api.api.tags)).filter(([key]) => key !== projectTag && !Object.hasOwn(settings.tags ?? {}, key)) // prettier-ignore
  const tagEntries = tags.map(([key, value]): Drifted => ({state: 'undeclared', on: 'api', kind: addressKinds[kind], name: settings.name, address: 'tags', path: `tags.${key}`, live: value})) // prettier-ignore
  return [...settingsEntries, ...tagEntries]
}

function sectionOf(stage: Stage): JsonObject {
  return fromStage(stage).section
}

/** Said in the file, if only to say what AWS does by itself: then it was not forgotten. */
function isDeclared(declared: Json, path: string): boolean {
  const [first = '', ...rest] = path.split('.')
  if (!isJsonObject(declared)) return false
  if (!Object.hasOwn(declared, first)) return false
  return rest.length === 0 || isDeclared(declared[first] ?? null, rest.join('.'))
}
