import {existsSync} from 'node:fs'
import {readRunState, stateFileOf} from '../../apply/run-state.js'
import {lastRun} from '../../apply/runs.js'
import type {Companions} from '../../model/companion.js'
import {journalFolder} from '../deploy/apply-journalled.js'
import type {Outcome} from '../deploy/carry-out.js'
import {acceptDrift} from './accept-drift.js'
import {driftOf} from './drift.js'
import type {Drift} from './drift.js'
import {ignoreDrift} from './ignore-drift.js'
import {planOpened} from '../deploy/plan-project.js'
import type {PlannedProject} from '../deploy/plan-project.js'
import type {Project} from '../project.js'

type Opened = Parameters<typeof planOpened>[0]

/** What `--json` answers: the drift that was found, and what was done about it. */
export type DriftResult = Drift & {written?: string[]; ignored?: string; reverted?: Outcome}

/** What to do about drift besides telling it. */
export type DriftAction = {do: 'show'} | {do: 'accept'} | {do: 'ignore'; on: string; reason: string | undefined}

/** Finds the drift of a project, and writes to its files what the action says. `reopen` reads the changed files again. */
export async function checkDrift(
  opened: Opened,
  action: DriftAction,
  reopen: () => Promise<Project>,
): Promise<{result: DriftResult; planned: PlannedProject}> {
  const {project} = opened
  const planned = await planOpened(opened, 'stage')
  const lastWanted = await lastWantedBeside(project)
  const drift = driftOf(project, planned, lastWanted)
  if (action.do === 'show') return {result: drift, planned}
  if (action.do === 'ignore') {
    await ignoreDrift(project, drift, action)
    return {result: {...drift, ignored: action.on}, planned}
  }
  const check = async (): Promise<Drift> => {
    const renewed = await reopen()
    return driftOf(renewed, await planOpened({...opened, project: renewed}, 'stage'), lastWanted)
  }
  const written = await acceptDrift({project, planned, drift, check})
  return {result: {...drift, written}, planned}
}

/** What the last run on the stage declared beside the API; undefined without one that brought all it wanted. */
async function lastWantedBeside(project: Project): Promise<Companions | undefined> {
  const run = await lastRun(journalFolder(project), project.stageName)
  if (run?.outcome !== 'done' || !existsSync(stateFileOf(run.file))) return undefined
  const {goal} = await readRunState(run.file)
  return goal.kind === 'desired' ? goal.companions?.desired : undefined
}
