import type {Clients} from '../aws/clients.js'
import {isNotFound} from '../aws/errors.js'
import {readCompanions} from '../aws/read/companions.js'
import {readLiveApi} from '../aws/read/live-api.js'
import {send} from '../aws/send.js'
import {ApigwError} from '../errors/apigw-error.js'
import type {CompanionScope, CompanionsBefore} from '../model/companion.js'
import type {LiveState} from '../model/live-state.js'
import {present} from '../model/present.js'
import type {Call} from '../plan/call.js'
import {isCompanion} from '../plan/companion-kind.js'
import {scheduleOf} from '../plan/budget.js'
import {lanesOf, mostLanes} from '../plan/lanes.js'
import type {Step} from '../plan/lanes.js'
import {liveHash} from '../plan/live-hash.js'
import type {Plan} from '../plan/plan.js'
import {fillIds, idKey, knownIds} from './fill-ids.js'
import type {Ids} from './fill-ids.js'
import type {Journal} from './journal.js'
import {writeRunState} from './run-state.js'
import type {Goal} from './run-state.js'
import {halted, liveMoved, stopped} from './stopped.js'
import {secondsLeft} from './time-left.js'
import {verifyStage} from './verify-stage.js'
import type {VerifiedStage} from './verify-stage.js'

/** A call that is about to be made; `done` of `total` were answered before it. */
export type Progress = {
  done: number
  total: number
  operation: string
  address: string
  /** Until the last answer; absent without a clock. */
  secondsLeft?: number
}

/** Where a run began: what there was, and what of the things beside the API it was to change. */
export type RunStart = Pick<LiveState, 'api'> & {beside?: CompanionsBefore}

export type ApplyContext = {
  clients: Clients
  journal: Journal
  onProgress: (progress: Progress) => void
  /** Tells how long the rest will take, where AWS's limits decide it. */
  nowMs?: () => number
  /** Ctrl-C: calls under way are finished, no other is begun. */
  signal?: AbortSignal
  /** What is live, when it was read for this plan a moment ago; otherwise it is read again. */
  live?: LiveState
  /** What the run wants: kept beside the journal with the state before, so that it can be resumed and rolled back. */
  goal?: Goal
  /** The state that a rollback leads to, when the run continues an earlier one; otherwise what is live. */
  before?: RunStart
}

export type ApplyResult = {
  apiId: string
  calls: number
  /** AWS's words about an import that it carried out with reservations. */
  warnings: readonly string[]
  stage?: VerifiedStage
  /** Where DNS has to lead for each domain that was made, by name. */
  dnsTargets?: Readonly<Record<string, string>>
}

/**
 * Carries out exactly what the plan says, each call once all that it needs is answered, and reads back where the stage
 * points.
 *
 * Throws PLAN_STALE when the live API has moved since the plan was made, APPLY_INTERRUPTED when the signal fired,
 * APPLY_PARTIAL when a call failed after others had succeeded. What is done stays done: a plan made again from the
 * same files holds only the rest, so running the same command again continues.
 */
export async function applyPlan(plan: Plan, context: ApplyContext): Promise<ApplyResult> {
  const live = context.live ?? (await readAgain(plan, context.clients))
  if (liveHash(live.api, live.companions) !== plan.liveHash) throw liveMoved(plan)
  if (plan.execution.calls.length === 0) return {apiId: plan.api.apiId ?? '', calls: 0, warnings: []}
  const run = beginRun(plan, context, knownIds(live.api, live.companions))
  keepState(plan, live, context)
  context.journal.write(startEntry(plan))
  try {
    for (const step of lanesOf(plan.execution.calls)) await makeStep(run, step)
    const stage = await verifyStage(plan, run.ids, context.clients)
    context.journal.write({event: 'end', outcome: 'done'})
    const apiId = run.ids.get(idKey('api', '')) ?? ''
    const dnsTargets = givenDnsTargets(plan, run.ids)
    return present({apiId, calls: plan.execution.calls.length, warnings: run.warnings, stage, dnsTargets})
  } catch (error) {
    writeFailedEnd(context.journal, error)
    throw error
  }
}

/** A journal that cannot take it any more reads like one of a killed run; the error itself says more. */
function writeFailedEnd(journal: Journal, error: unknown): void {
  const isInterrupted = error instanceof ApigwError && error.exit === 'interrupted'
  try {
    journal.write({event: 'end', outcome: isInterrupted ? 'interrupted' : 'failed'})
  } catch (unwritable) {
    if (!(error instanceof ApigwError)) throw unwritable
  }
}

/** Before the first call: from here on the run can be continued or taken back, whatever happens to it. */
function keepState(plan: Plan, live: LiveState, {goal, before, journal}: ApplyContext): void {
  if (goal === undefined) return
  const {kind, name} = plan.api
  const start = {before: (before ?? live).api ?? null, ...present({beside: besideOf(plan, live, before?.beside)})}
  writeRunState(journal, {formatVersion: 1, api: {kind, name}, target: plan.target, ...start, goal})
}

/** A run that continues another one adds to what that one was to change. */
function besideOf(
  {changes, companions: scope}: Plan,
  {companions: live}: LiveState,
  earlier: CompanionsBefore | undefined,
): CompanionsBefore | undefined {
  const own = changes.filter(({kind}) => isCompanion(kind)).map(({address}) => address)
  const touched = [...new Set([...(earlier?.touched ?? []), ...own])]
  if (earlier !== undefined) return {...earlier, touched}
  if (scope === undefined || live === undefined || own.length === 0) return undefined
  return {scope: withTags(scope), live, touched}
}

/** A rollback that deletes an alarm has to know its tags, in case it is taken back itself. */
function withTags({alarms, ...scope}: CompanionScope): CompanionScope {
  return alarms === undefined ? scope : {...scope, alarms: {...alarms, withTags: true}}
}

type Run = {
  plan: Plan
  context: ApplyContext
  ids: Ids
  warnings: string[]
  /** Calls that were answered, in that order. */
  done: Call[]
  /** From then on no call is begun: the first that failed, the one that Ctrl-C came before, or what kept us from writing. */
  stop?: {call: Call; cause?: unknown} | {error: unknown}
  left: (index: number) => Pick<Progress, 'secondsLeft'>
}

function beginRun(plan: Plan, context: ApplyContext, ids: Ids): Run {
  const {nowMs} = context
  const schedule = scheduleOf(plan.execution.calls)
  const startMs = nowMs?.() ?? 0
  const left: Run['left'] = (index) =>
    nowMs === undefined ? {} : {secondsLeft: secondsLeft(schedule, index, nowMs() - startMs)}
  return {plan, context, ids, warnings: [], done: [], left}
}

/** Throws why the run stopped once no call is under way any more: what was begun is in the journal with its end. */
async function makeStep(run: Run, step: Step): Promise<void> {
  const lanes = [...step]
  const work = async (): Promise<void> => {
    for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift()) await makeLane(run, lane)
  }
  await Promise.all(Array.from({length: Math.min(mostLanes, step.length)}, work))
  const {plan, stop, done, context} = run
  if (stop === undefined) return
  const at = {done, journalFile: context.journal.file}
  throw 'error' in stop ? halted(plan, at, stop.error) : stopped(plan, {...at, call: stop.call}, stop.cause)
}

async function makeLane(run: Run, lane: Step[number]): Promise<void> {
  for (const index of lane) {
    const call = run.plan.execution.calls[index]
    if (call === undefined || run.stop !== undefined) return
    try {
      await makeCall(run, call, index)
    } catch (error) {
      run.stop ??= {error}
    }
  }
}

function givenDnsTargets({changes}: Plan, ids: Ids): ApplyResult['dnsTargets'] {
  const targets = changes.flatMap(({kind, name}) => {
    const target = kind === 'domainName' ? ids.get(idKey('dnsTarget', name)) : undefined
    return target === undefined ? [] : [[name, target] as const]
  })
  return targets.length === 0 ? undefined : Object.fromEntries(targets)
}

async function readAgain({api, companions}: Plan, clients: Clients): Promise<LiveState> {
  const locator = api.apiId === undefined ? ({by: 'project', project: api.name} as const) : undefined
  const live = await readLiveApi(clients, api.kind, locator ?? {by: 'id', apiId: api.apiId ?? ''})
  if (companions === undefined) return {api: live}
  return {api: live, companions: await readCompanions(clients, companions, live?.apiId)}
}

async function makeCall(run: Run, call: Call, index: number): Promise<void> {
  const {plan, ids} = run
  const {clients, journal, onProgress, signal} = run.context
  const {operation, address} = call
  if (signal?.aborted === true) {
    run.stop ??= {call}
    return
  }
  const {length: total} = plan.execution.calls
  onProgress({done: run.done.length, total, operation, address, ...run.left(index)})
  journal.write({event: 'before', call: index + 1, operation, address})
  try {
    const answer = await send(clients, {service: call.service, operation, input: fillIds(call, ids)})
    refuseFailedDeployment(answer)
    journal.write({event: 'after', call: index + 1, outcome: 'done', ids: takeIds(call, answer, ids)})
    run.done.push(call)
    run.warnings.push(...warningsIn(answer))
  } catch (error) {
    if (isNotFound(error) && operation.startsWith('Delete')) {
      journal.write({event: 'after', call: index + 1, outcome: 'alreadyGone', ids: {}})
      run.done.push(call)
      return
    }
    journal.write(failedEntry(index + 1, error))
    run.stop ??= {call, cause: error}
  }
}

/** Remembers the ids in an answer that later calls need; answers them by their names, for the journal. */
function takeIds(call: Call, answer: object, ids: Ids): Record<string, string> {
  const members = new Map<string, unknown>(Object.entries(answer))
  const taken = call.gives.flatMap(({member, kind, name}) => {
    const id = members.get(member)
    return typeof id === 'string' ? [[idKey(kind, name), id] as const] : []
  })
  if (taken.length === 0 && call.gives.length > 0) throw withoutIds(call)
  for (const [key, id] of taken) ids.set(key, id)
  return Object.fromEntries(taken)
}

/** An answer of something in between: AWS may have made the thing, and a run made again finds out. */
function withoutIds({operation, gives}: Call): ApigwError {
  return new ApigwError({
    code: 'AWS_ANSWER_UNREADABLE',
    exit: 'failure',
    what: `The answer to ${operation} does not say what was made.`,
    why: `It lacks ${[...new Set(gives.map(({member}) => member))].join(', ')}.`,
    fix: 'See what answers in place of AWS: a proxy, or an --endpoint that is something else.',
  })
}

/** A deployment of an HTTP API may be answered and have failed all the same. */
function refuseFailedDeployment(answer: object): void {
  const {DeploymentStatus, DeploymentStatusMessage} = answer as {[member: string]: unknown}
  if (DeploymentStatus !== 'FAILED') return
  throw new ApigwError({
    code: 'DEPLOYMENT_FAILED',
    exit: 'failure',
    what: 'AWS could not deploy the API.',
    why: typeof DeploymentStatusMessage === 'string' ? DeploymentStatusMessage : 'AWS gives no reason.',
    fix: 'Correct what AWS names in the definition.',
  })
}

/** REST answers `warnings`, HTTP `Warnings`. */
function warningsIn(answer: object): string[] {
  const {warnings, Warnings} = answer as {warnings?: unknown; Warnings?: unknown}
  const found = warnings ?? Warnings
  return Array.isArray(found) ? found.filter((line) => typeof line === 'string') : []
}

function startEntry({api, target, execution, liveHash: hash, contentHash}: Plan) {
  const {way, calls} = execution
  return {event: 'start' as const, api, target, way, calls: calls.length, liveHash: hash, contentHash}
}

function failedEntry(call: number, error: unknown) {
  const code = error instanceof ApigwError ? error.code : 'DEFECT'
  const message = error instanceof Error ? error.message : String(error)
  return {event: 'after' as const, call, outcome: 'failed' as const, code, message}
}
