import type {Api, OpenApi} from '../model/api.js'
import type {CompanionScope, Companions, LiveCompanions} from '../model/companion.js'
import type {LiveApi} from '../model/live-api.js'
import {present} from '../model/present.js'
import {projectTag} from '../model/project-tag.js'
import {sortedRecord} from '../model/sorted-record.js'
import type {Stage} from '../model/stage.js'
import {budgetOf} from './budget.js'
import type {CallFacts} from './calls/call-facts.js'
import {callsFor} from './calls/calls.js'
import type {Address, Change, Kind} from './change.js'
import {contentHash, sha256} from './content-hash.js'
import {allCalls, chooseWay, definitionWays} from './definition-ways.js'
import type {DefinitionWay, StageCalls} from './definition-ways.js'
import {deployCanary} from './deploy-canary.js'
import {diffCompanions} from './diff/companions.js'
import type {DiffedApi} from './diff/declared.js'
import {diffHttpApi} from './diff/http-api.js'
import {diffRestApi} from './diff/rest-api.js'
import {diffWebSocketApi} from './diff/web-socket-api.js'
import {checkGates} from './gates/check-gates.js'
import {liveHash} from './live-hash.js'
import {normalForm} from './normal-form.js'
import {inOrder} from './order.js'
import type {Plan} from './plan.js'
import {planStage} from './plan-stage.js'
import type {StageInput, StagePlan} from './plan-stage.js'
import {restoreCompanions} from './restore-companions.js'
import {restoreStage} from './restore-stage.js'
import type {Restored} from './restore-stage.js'

export type PlanInput = {
  /** Name of the stage or target for people, and the AWS region the API lives in. */
  target: {name: string; region: string}
  /** `name` of apigw.yaml: the API is found again by it. */
  project: string
  live: LiveApi | undefined
  desired: Api
  /** The definition that the stage serves now, which gates compare with; absent when it serves none. */
  served?: Api
  /** Content hashes of definitions that apigw applied: what has one of them holds nobody else's work. */
  applied?: readonly string[]
  /** The stage to deploy to; without one the plan ends with the definition. */
  stage?: Stage
  /** A deployment there is, for the stage to serve in place of one of `desired`. */
  serve?: Served
  /** Share of the requests, in percent, of a canary that serves `desired` in place of the stage itself; REST only. */
  canaryPercent?: number
  /** What the files declare beside the API, and what of it is live; absent when they declare nothing. */
  companions?: PlannedCompanions
  /** The state to come back to, whole: then `desired` is its definition, and what that does not have goes. */
  restore?: Restored
  /** The definition as a document that AWS imports, or what such a document cannot hold of it. */
  renderImport: (api: OpenApi) => string | {impossible: string}
}

/** `contentHash` as its label tells; `definition` is what it was made from, absent when nobody can tell. */
export type Served = {deploymentId: string; contentHash?: string; definition?: Api}

/** What the files declare beside the API, and what of it is live. */
export type DeclaredCompanions = {scope: CompanionScope; live: LiveCompanions; desired: Companions}

/** Or what a run found before it; see restoreCompanions. */
export type PlannedCompanions =
  | DeclaredCompanions
  | {scope: CompanionScope; live: LiveCompanions; before: LiveCompanions; touched: readonly Address[]}

/** Compares desired and live and decides how the difference reaches AWS. Pure; the same input gives the same plan. */
export function planApi(input: PlanInput): Plan {
  const {live, project, target, restore} = input
  const apiId = live?.apiId ?? restore?.before.apiId
  const desired = normalForm(restore === undefined ? tagged(input.desired, project, live) : input.desired, apiId)
  const address = `${addressKinds[desired.kind]}/${project}`
  const scope = restore === undefined ? 'declared' : 'exact'
  const diff = (before: Api | undefined, after: Api) => diffApi({api: address, name: project, scope}, before, after)
  const before = live && normalForm(live.api, live.apiId)
  const definition = inOrder(diff(before, desired))
  const {serve} = input
  const hash = serve === undefined ? contentHash(desired, apiId) : (serve.contentHash ?? sha256(serve.deploymentId))
  const place = {api: address, live, contentHash: hash}
  const servedHash = seenServed(input.served, live)
  const staged =
    restore === undefined
      ? stageWanted({...place, stage: input.stage, ...present({servedHash, serve})}, input.canaryPercent)
      : restoreStage({...place, ...restore})
  const {early, late} = companionOrder(companionChanges(input), staged.first)
  const first = [...early, ...staged.first]
  const last = inOrder([...staged.changes, ...late])
  const changes = [...first, ...definition, ...last]
  const given = {
    isOurs: live !== undefined && (input.applied ?? []).includes(contentHash(live.api, live.apiId)),
    served: input.served && normalForm(input.served, live?.apiId),
    stage: input.stage,
    current: live?.stages.find(({stage}) => stage.stageName === input.stage?.stageName)?.stage,
    // What a deployment serves was on AWS when it was made: no edit of the live definition gets lost by it.
    ...(serve === undefined
      ? {live: before, desired}
      : {live: undefined, desired: serve.definition && normalForm(serve.definition, apiId)}),
  }
  const facts: CallFacts = {live, project, region: target.region, changes, deployment: staged.deployment}
  const ways = definitionWays({api: address, desired, definition, facts, renderImport: input.renderImport})
  const around = {first: callsFor(first, facts), last: callsFor(last, facts)}
  return present({
    formatVersion: 1 as const,
    api: present({kind: desired.kind, name: project, apiId: live?.apiId}),
    target,
    changes,
    findings: checkGates({...given, changes, diff}),
    execution: chooseWay(ways, around),
    budget: {granular: budget(ways.granular, around), import: budget(ways.import, around)},
    liveHash: liveHash(live, input.companions?.live),
    contentHash: hash,
    stage: staged.stage,
    companions: input.companions?.scope,
  })
}

function stageWanted(input: StageInput, percent: number | undefined): StagePlan {
  const {stage} = input
  return percent === undefined || stage?.kind !== 'restStage'
    ? planStage(input)
    : deployCanary({...input, stage, percent})
}

/** AWS cannot export a WebSocket API, so what its stage serves is only known from our own label. */
function seenServed(served: Api | undefined, live: LiveApi | undefined): string | undefined {
  return served === undefined || served.kind === 'websocket' ? undefined : contentHash(served, live?.apiId)
}

/** What goes with a stage goes before it: AWS deletes no stage that a usage plan or a domain leads to. */
function companionOrder(changes: readonly Change[], first: readonly Change[]): {early: Change[]; late: Change[]} {
  const deletesStage = first.some(({action}) => action === 'delete')
  return deletesStage ? aroundRemoval(changes) : {early: [], late: [...changes]}
}

/** What leads to an API or stage that is deleted, in order, and what it needs until it is gone. */
export function aroundRemoval(changes: readonly Change[]): {early: Change[]; late: Change[]} {
  const isNeeded = ({kind}: Change) => kind === 'logGroup' || kind === 'invokePermission'
  return {early: inOrder(changes.filter((change) => !isNeeded(change))), late: inOrder(changes.filter(isNeeded))}
}

/** Changes of what stands beside the API, in no order. */
export function companionChanges({
  companions,
  project,
  live,
  stage,
  restore,
}: Pick<PlanInput, 'companions' | 'project' | 'live' | 'stage' | 'restore'>): Change[] {
  if (companions === undefined) return []
  if ('touched' in companions) return restoreCompanions({apiId: live?.apiId ?? restore?.before.apiId, ...companions})
  const {scope, desired} = companions
  const exists = live?.stages.some((each) => each.stage.stageName === scope.stageName) === true
  return diffCompanions({
    project,
    apiId: live?.apiId,
    stageName: scope.stageName,
    hasStage: exists || stage !== undefined,
    desired,
    live: companions.live,
  })
}

/** The kind that the address of an API begins with. */
export const addressKinds: Readonly<Record<Api['kind'], Kind>> = {
  rest: 'restApi',
  http: 'httpApi',
  websocket: 'webSocketApi',
}

function budget(way: DefinitionWay, around: StageCalls): Plan['budget']['import'] {
  return way.impossible === undefined ? budgetOf(allCalls(way, around)) : {impossible: way.impossible}
}

/**
 * The project's tag, and for HTTP APIs the tags that others put there: reimporting would take them away. A live API
 * without the tag was found by its id: it needs none.
 */
function tagged(desired: Api, project: string, live: LiveApi | undefined): Api {
  const kept = live?.kind === 'http' ? Object.entries(live.api.tags) : []
  const own = live === undefined || Object.hasOwn(live.api.tags, projectTag) ? [[projectTag, project] as const] : []
  return {...desired, tags: sortedRecord(new Map([...kept, ...Object.entries(desired.tags), ...own]))}
}

/** Changes that turn one API into another of the same kind; both in normal form. */
export function diffApi(place: DiffedApi, before: Api | undefined, desired: Api): Change[] {
  switch (desired.kind) {
    case 'rest':
      return diffRestApi(place, before?.kind === 'rest' ? before : undefined, desired)
    case 'http':
      return diffHttpApi(place, before?.kind === 'http' ? before : undefined, desired)
    case 'websocket':
      return diffWebSocketApi(place, before?.kind === 'websocket' ? before : undefined, desired)
  }
}
