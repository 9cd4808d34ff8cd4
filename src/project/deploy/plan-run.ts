import {readRun, lastRun} from '../../apply/runs.js'
import type {Run} from '../../apply/runs.js'
import {readRunState} from '../../apply/run-state.js'
import type {Goal, RunState} from '../../apply/run-state.js'
import type {Clients} from '../../aws/clients.js'
import {readCompanions} from '../../aws/read/companions.js'
import {readLiveApi} from '../../aws/read/live-api.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {Problem} from '../../errors/problem.js'
import {noLiveCompanions} from '../../model/companion.js'
import type {CompanionScope} from '../../model/companion.js'
import type {LiveState} from '../../model/live-state.js'
import {present} from '../../model/present.js'
import {planApi} from '../../plan/plan-api.js'
import {planRemoval} from '../../plan/plan-removal.js'
import {companionsOfStage} from '../../plan/restore-companions.js'
import {planRestore} from '../../plan/plan-restore.js'
import type {Plan} from '../../plan/plan.js'
import {journalFolder} from './apply-journalled.js'
import type {ReadyPlan} from './apply-journalled.js'
import {locatorOf} from '../locator-of.js'
import {renderImport, requireSamePlace} from './plan-project.js'
import type {Project} from '../project.js'

/** A plan that continues a run or takes it back, with the run that it is about. */
export type PlannedRun = ReadyPlan & {run: Run; goal: Goal; warnings: readonly Problem[]}

type Place = {project: Project; clients: Clients}

/**
 * What is left of the last run on a stage that did not end well: from the live API, whatever the run did to it, to what
 * it wanted. Taking back what then is done leads to where that run began. Throws NOTHING_TO_RESUME.
 */
export async function planResume({project, clients}: Place): Promise<PlannedRun> {
  const run = await lastRun(journalFolder(project), project.stageName)
  if (run === undefined || run.outcome === 'done') throw nothingToResume(project, run)
  const state = await readRunState(run.file)
  const {goal, before, beside} = state
  const live = await liveOf({project, clients}, state)
  const plan = planGoal(goal, state, live)
  requireSamePlace(plan, project)
  const findings = plan.findings.map((each) => ({...each, allowed: 'the run that is continued was allowed to'}))
  return {
    plan: {...plan, findings},
    live,
    goal,
    before: {api: before ?? undefined, ...present({beside})},
    run,
    warnings: [],
  }
}

/**
 * The way back to the state before a run: the last one on the stage, or the one of `runFile`. Gates refuse no way back;
 * its plan shows what they found. Throws NOTHING_TO_ROLL_BACK.
 */
export async function planRollback({project, clients}: Place, runFile?: string): Promise<PlannedRun> {
  const run = runFile === undefined ? await lastRun(journalFolder(project), project.stageName) : await readRun(runFile)
  if (run === undefined) throw nothingToRollBack(project)
  const state = await readRunState(run.file)
  const stageName = stageOf(state.goal)
  const {before} = state
  const beside = besideOf(state)
  const goal = present({kind: 'restored' as const, before, stageName, madeFor: run.contentHash, beside})
  const live = await liveOf({project, clients}, {...state, goal})
  const plan = planGoal(goal, state, live)
  requireSamePlace(plan, project)
  return {
    plan: neverRefused(plan),
    live,
    goal,
    run,
    warnings: [...lostValues(plan, project), ...lostStages(state, project)],
  }
}

/** Gates stop nobody on the way back. */
export function neverRefused(plan: Plan): Plan {
  const findings = plan.findings.map((finding) => ({...finding, allowed: 'a rollback is never refused'}))
  return {...plan, findings}
}

/** Plans from the live API to what a run wants, or wanted. Pure. */
export function planGoal(goal: Goal, {api, target}: Omit<RunState, 'goal'>, live: LiveState): Plan {
  const shared = {target, project: api.name, live: live.api, renderImport}
  if (goal.kind === 'desired') {
    const {api: desired, stage, serve, canaryPercent, companions: wanted} = goal
    const companions = wanted && live.companions && {...wanted, live: live.companions}
    return planApi({...shared, desired, ...present({stage, companions, serve, canaryPercent})})
  }
  if (goal.kind === 'gone') {
    const companions = live.companions ?? noLiveCompanions
    return planRemoval({...goal.removal, ...shared, kind: api.kind, companions}).plan
  }
  const {before, stageName, madeFor, beside} = goal
  const companions = beside && live.companions && {scope: beside.scope, before: beside.live, touched: beside.touched, live: live.companions} // prettier-ignore
  return planRestore({
    ...shared,
    kind: api.kind,
    before: before ?? undefined,
    ...present({stageName, madeFor, companions}),
  })
}

async function liveOf({project, clients}: Place, {api, goal}: RunState): Promise<LiveState> {
  const live = await readLiveApi(clients, api.kind, locatorOf(project))
  const scope = scopeOf(goal)
  return scope === undefined ? {api: live} : {api: live, companions: await readCompanions(clients, scope, live?.apiId)}
}

/** What stood beside an API that was deleted leads to the one stage that comes back. */
function besideOf({goal, beside}: RunState): RunState['beside'] {
  if (goal.kind !== 'gone' || beside === undefined) return beside
  return {...beside, live: companionsOfStage(beside.live, goal.removal.scope.stageName)}
}

/** A deployment that is gone with its API cannot be served again, so one stage comes back, with the definition of the API. */
function lostStages({goal, before}: RunState, {file, stageName}: Project): Problem[] {
  const others = before?.stages.map(({stage}) => stage.stageName).filter((name) => name !== stageName) ?? []
  if (goal.kind !== 'gone' || others.length === 0) return []
  return [
    {
      severity: 'warning',
      code: 'STAGES_NOT_BACK',
      file,
      line: 1,
      column: 1,
      what: `Stage ${stageName} comes back, ${others.join(', ')} ${others.length === 1 ? 'does' : 'do'} not.`,
      why: 'Their deployments went with the API, and each may have served another definition.',
      fix: `Run "apigw deploy --stage ${others[0] ?? ''}" afterwards.`,
    },
  ]
}

function scopeOf(goal: Goal): CompanionScope | undefined {
  if (goal.kind === 'gone') return goal.removal.scope
  return (goal.kind === 'desired' ? goal.companions : goal.beside)?.scope
}

/** A key that is made again is another one: its value was never kept. */
function lostValues({changes}: Plan, {file}: Project): Problem[] {
  const made = changes.filter(({kind, action}) => kind === 'apiKey' && action === 'create')
  return made.map(({name}) => ({
    severity: 'warning',
    code: 'KEY_VALUE_NEW',
    file,
    line: 1,
    column: 1,
    what: `The API key ${name} comes back with another value.`,
    why: 'The run deleted it, and values of keys are never kept.',
    fix: 'Give its clients the new value.',
  }))
}

function stageOf(goal: Goal): string | undefined {
  // Of an API that was deleted, the stage comes back that the command was on: each may have served something else.
  if (goal.kind === 'gone') return goal.removal.scope.stageName
  return goal.kind === 'desired' ? goal.stage?.stageName : goal.stageName
}

function nothingToResume({stageName}: Project, run: Run | undefined): ApigwError {
  return new ApigwError({
    code: 'NOTHING_TO_RESUME',
    exit: 'failure',
    what: `There is nothing to resume on stage ${stageName}.`,
    why:
      run === undefined ? 'No run of this folder was on it.' : `Its last run, of ${run.at}, carried out all it wanted.`,
    fix: `Run "apigw deploy --stage ${stageName}" for a new one.`,
  })
}

function nothingToRollBack({stageName}: Project): ApigwError {
  return new ApigwError({
    code: 'NOTHING_TO_ROLL_BACK',
    exit: 'failure',
    what: `There is no run on stage ${stageName} to take back.`,
    why: 'The journals of runs are in .apigw of the folder that they were started from.',
    fix: `Use "apigw rollback --stage ${stageName} --to DEPLOYMENT" for one of "apigw deployment list".`,
  })
}
