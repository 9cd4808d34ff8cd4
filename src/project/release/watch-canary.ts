import {readStages} from '../../aws/read/stages.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {CanaryTraffic} from '../../metrics/canary-traffic.js'
import {judgeCanary} from '../../metrics/judge-canary.js'
import type {Verdict} from '../../metrics/judge-canary.js'
import type {LiveApi} from '../../model/live-api.js'
import {applyEdit} from '../edit/apply-edit.js'
import type {ApplyOptions} from '../deploy/apply-journalled.js'
import {canaryStateFile, forgetCanaryStep, readCanaryStep, writeCanaryStep} from './canary-state.js'
import type {CanaryStep} from './canary-state.js'
import {readCanaryTraffic} from './canary-traffic.js'
import type {CanaryTrial} from './canary-words.js'
import {abortCanary, canaryOf, promoteCanary, updateCanary} from './edit-canary.js'
import type {CanaryStage} from './edit-canary.js'
import type {EditPlace} from '../edit/edit-api.js'
import type {Rhythm, Watching} from '../observe/observed-stage.js'
import {readApi} from '../read-api.js'

/** One look at a canary: what both sides answered since the step began, and what follows from it. */
export type CanaryLook = {
  stageName: string
  percent: number
  elapsedMs: number
  traffic: CanaryTraffic
  verdict: Verdict
  /** `wait`: the step goes on. */
  next: 'wait' | 'step' | 'promote' | 'abort'
}

export type WatchedCanary = {stageName: string; deploymentId: string; outcome: 'promoted'; looks: number}

/** The canary that is watched, and where edits of it are carried out. */
export type CanaryWatch = {
  watching: Pick<Watching, 'clients' | 'nowMs'>
  place: EditPlace & ApplyOptions
  live: LiveApi
  stageName: string
}

type Listener = Rhythm & {onLook: (look: CanaryLook) => void | Promise<void>}

/**
 * Looks at a canary until it is promoted: each step has to be good for as long as the trial says, then the canary gets
 * the next share. Goes on where an interrupted watch of the same canary was.
 *
 * Throws CANARY_ABORTED once it has ended a bad one, CANARY_UNDECIDED when a step was too quiet to say (the canary
 * stays), CANARY_UNWATCHABLE, CANARY_NONE, CANARY_REPLACED and CANARY_WATCH_INTERRUPTED.
 */
export async function watchCanary(
  watch: CanaryWatch,
  trial: CanaryTrial,
  {onLook, pause, signal}: Listener,
): Promise<WatchedCanary> {
  const {stageName, live, watching} = watch
  const {canary} = canaryOf(live, stageName)
  const {deploymentId = ''} = canary
  const file = canaryStateFile(watch.place.place, {apiId: live.apiId, stageName})
  let step = await firstStep(watch, file, trial)
  for (let looks = 1; ; looks += 1) {
    const seen = await currentCanary(watch, deploymentId)
    // Somebody gave it another share: what was counted until then says little.
    if (seen.canary.percentTraffic !== step.percent) step = await beginStep(watch, file, {...step, percent: seen.canary.percentTraffic}) // prettier-ignore
    const look = await lookAt(watch, {seen, step, trial})
    await onLook(look)
    if (look.next === 'abort') {
      await change(watch, abortCanary)
      await forgetCanaryStep(file)
      throw aborted(watch, look)
    }
    if (look.next === 'promote') {
      await change(watch, promoteCanary)
      await forgetCanaryStep(file)
      return {stageName, deploymentId, outcome: 'promoted', looks}
    }
    if (look.next === 'step') {
      const percent = nextStep(trial, step.percent) ?? 100
      const baseP95Ms = look.traffic.base.p95LatencyMs ?? step.baseP95Ms
      await change(watch, (api) => updateCanary(api, stageName, {percent}))
      step = await beginStep(watch, file, {deploymentId, percent, ...(baseP95Ms !== undefined && {baseP95Ms})})
    }
    const endsMs = step.sinceMs + trial.forMs - (await watching.nowMs())
    if (!signal.aborted) await pause(Math.max(1000, Math.min(trial.intervalMs, endsMs)))
    if (signal.aborted) throw interrupted(watch)
  }
}

async function firstStep(watch: CanaryWatch, file: string, {steps}: CanaryTrial): Promise<CanaryStep> {
  const {canary} = canaryOf(watch.live, watch.stageName)
  const {deploymentId = '', percentTraffic} = canary
  const kept = await readCanaryStep(file)
  if (kept?.deploymentId === deploymentId && kept.percent === percentTraffic) return kept
  const percent = Math.max(percentTraffic, steps[0] ?? 0)
  if (percent !== percentTraffic) await change(watch, (api) => updateCanary(api, watch.stageName, {percent}))
  return beginStep(watch, file, {deploymentId, percent})
}

async function beginStep(
  {watching}: CanaryWatch,
  file: string,
  step: Omit<CanaryStep, 'sinceMs'>,
): Promise<CanaryStep> {
  const begun = {...step, sinceMs: await watching.nowMs()}
  await writeCanaryStep(file, begun)
  return begun
}

/** The canary as it is now; two calls. Throws when it is no longer the one that is watched. */
async function currentCanary({watching, live, stageName}: CanaryWatch, deploymentId: string): Promise<CanaryStage> {
  const stages = await readStages(watching.clients, live.kind, live.apiId)
  return sameCanary(canaryOf({...live, stages}, stageName), {stageName, deploymentId})
}

function sameCanary(
  seen: CanaryStage,
  {stageName, deploymentId}: {stageName: string; deploymentId: string},
): CanaryStage {
  if (seen.canary.deploymentId === deploymentId) return seen
  throw new ApigwError({
    code: 'CANARY_REPLACED',
    exit: 'refused',
    what: `The canary of stage ${stageName} is another one now; nothing was changed.`,
    why: `It was deployment ${deploymentId}, and is ${seen.canary.deploymentId ?? 'none'}: somebody has started another.`,
    fix: 'Agree who releases, then watch the new one with the same command.',
  })
}

type Seen = {seen: CanaryStage; step: CanaryStep; trial: CanaryTrial}

async function lookAt({watching, stageName}: CanaryWatch, {seen, step, trial}: Seen): Promise<CanaryLook> {
  const nowMs = await watching.nowMs()
  // Lines come late, so all of the step are counted each time.
  const traffic = await readCanaryTraffic(watching.clients, seen.stage, {fromMs: step.sinceMs, toMs: nowMs})
  if (traffic === undefined) throw unwatchable(stageName, 'The stage writes no access log to CloudWatch.')
  const answered = traffic.base.requests + traffic.canary.requests
  if (trial.limits.p95 !== undefined && answered > 0 && !traffic.tellsLatency) {
    throw unwatchable(stageName, 'Its access log has no $context.responseLatency, which --max-p95 asks for.')
  }
  const verdict = judgeCanary(traffic, trial.limits, step.baseP95Ms)
  const elapsedMs = nowMs - step.sinceMs
  const isOver = elapsedMs >= trial.forMs
  if (isOver && verdict.verdict === 'unknown') throw undecided(stageName, verdict.why)
  const next = nextOf(verdict, isOver, nextStep(trial, step.percent))
  return {stageName, percent: step.percent, elapsedMs, traffic, verdict, next}
}

function nextOf({verdict}: Verdict, isOver: boolean, next: number | undefined): CanaryLook['next'] {
  if (verdict === 'bad') return 'abort'
  if (!isOver) return 'wait'
  return next === undefined ? 'promote' : 'step'
}

function nextStep({steps}: CanaryTrial, percent: number): number | undefined {
  return steps.find((step) => step > percent)
}

/** Somebody may have replaced the canary since the last look: what was found good or bad is not what is there then. */
async function change(watch: CanaryWatch, edit: (live: LiveApi, stageName: string) => LiveApi): Promise<void> {
  const {watching, live: opened, stageName, place} = watch
  const live = await readApi(watching.clients, {...opened, name: opened.api.name})
  const {deploymentId = ''} = canaryOf(opened, stageName).canary
  sameCanary(canaryOf(live, stageName), {stageName, deploymentId})
  await applyEdit({live, edited: edit(live, stageName), stageName}, place)
}

function aborted({stageName, live}: CanaryWatch, {verdict, percent}: CanaryLook): ApigwError {
  return new ApigwError({
    code: 'CANARY_ABORTED',
    exit: 'refused',
    what: `The canary of stage ${stageName} of ${live.api.name} was aborted at ${percent} %; all requests reach the base again.`,
    why: 'why' in verdict ? verdict.why : 'It was bad.',
    fix: `"apigw logs --stage ${stageName} --status 5xx" shows what failed. Mend it and start another canary.`,
  })
}

function undecided(stageName: string, why: string): ApigwError {
  return new ApigwError({
    code: 'CANARY_UNDECIDED',
    exit: 'refused',
    what: `The canary of stage ${stageName} could not be judged in time; it stays as it is.`,
    why,
    fix: 'Run the same command again to go on counting, give it a larger share with "apigw canary update", or lower --min-requests.',
  })
}

function unwatchable(stageName: string, why: string): ApigwError {
  return new ApigwError({
    code: 'CANARY_UNWATCHABLE',
    exit: 'failure',
    what: `Nobody can tell how the canary of stage ${stageName} does; it stays as it is.`,
    why: `${why} CloudWatch metrics count both sides as one.`,
    fix: `Switch it on: apigw stage logs ${stageName} --access-log ARN --access-log-format '$context.requestId $context.status $context.responseLatency $context.isCanaryRequest'`,
  })
}

function interrupted({stageName}: CanaryWatch): ApigwError {
  return new ApigwError({
    code: 'CANARY_WATCH_INTERRUPTED',
    exit: 'interrupted',
    what: `The canary of stage ${stageName} is no longer watched; it stays as it is.`,
    why: 'Ctrl-C.',
    fix: 'The same command goes on where this one was; "apigw canary abort" ends the canary.',
  })
}
