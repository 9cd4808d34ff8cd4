import type {Goal} from '../../apply/run-state.js'
import {membersOf, readSavedJson} from '../../apply/saved-json.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {Plan} from '../../plan/plan.js'
import {replaceFile} from '../replace-file.js'

/** A plan on disk. Its goal is what lets a run of it be resumed. */
export type SavedPlan = Plan & {goal?: Goal}

/**
 * Saves a plan to be reviewed and applied later. Only its owner may read it, also where a file was there before: stage
 * variables may be secret.
 */
export async function writePlanFile(file: string, plan: SavedPlan): Promise<void> {
  await replaceFile(file, `${JSON.stringify(plan, undefined, 2)}\n`, 0o600)
}

/** Reads a saved plan. Throws PLAN_FILE_INVALID for anything that is not one of this version's. */
export async function readPlanFile(file: string): Promise<SavedPlan> {
  const value = await readSavedJson(file, (why, cause) => invalid(file, why, cause))
  if (!isPlan(value)) throw invalid(file, 'It does not have the members of a plan.')
  return value
}

/** The plan as it was made, and what it leads to. */
export function splitSaved({goal, ...plan}: SavedPlan): {plan: Plan; goal?: Goal} {
  return goal === undefined ? {plan} : {plan, goal}
}

/** The frame only: a plan that was edited by hand fails at AWS like any other wrong call. */
function isPlan(value: unknown): value is SavedPlan {
  const {formatVersion, api, target, changes, findings, execution, liveHash, contentHash} = membersOf(value)
  return (
    formatVersion === 1 &&
    ['rest', 'http', 'websocket'].includes(String(membersOf(api).kind)) &&
    [membersOf(api).name, membersOf(target).name, membersOf(target).region, liveHash, contentHash].every(isText) &&
    Array.isArray(changes) &&
    Array.isArray(findings) &&
    Array.isArray(membersOf(execution).calls)
  )
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function invalid(file: string, why: string, cause?: unknown): ApigwError {
  return new ApigwError(
    {
      code: 'PLAN_FILE_INVALID',
      exit: 'usage',
      what: `${file} is not a plan that this version can apply.`,
      why,
      fix: `Make it again: apigw plan --out ${file}`,
    },
    {cause},
  )
}
