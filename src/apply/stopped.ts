import {ApigwError} from '../errors/apigw-error.js'
import type {Call} from '../plan/call.js'
import type {Plan} from '../plan/plan.js'

/** A run knows both of its ends, so it can go on to one or back to the other. */
function again({stage, target}: Plan): string {
  const verb = stage === undefined ? 'apply' : 'deploy'
  return `"apigw ${verb} --stage ${target.name} --resume" goes on, "apigw rollback --stage ${target.name}" goes back.`
}

/** Where a run ended: at which call, and what was answered before. */
export type StoppedAt = {call: Call; done: readonly Call[]; journalFile: string}

/** The error of an apply that ended early: by Ctrl-C when there is no cause, else by the failure of a call. */
export function stopped(plan: Plan, at: StoppedAt, cause?: unknown): unknown {
  const {call, done, journalFile} = at
  const isInterrupted = cause === undefined || (cause instanceof ApigwError && cause.exit === 'interrupted')
  if (isInterrupted) return interrupted(plan, at)
  if (!(cause instanceof ApigwError)) return cause
  const {address} = call
  const failed = `${call.operation} for ${address} failed`
  if (done.length === 0) {
    const {code, exit, why, fix} = cause
    return new ApigwError({code, exit, what: `${failed}; nothing was changed.`, why, fix, address}, {cause})
  }
  return new ApigwError(
    {
      code: 'APPLY_PARTIAL',
      exit: 'partial',
      what: `${summary(plan, done)}, then ${failed}.`,
      why: `${cause.code}: ${cause.why}`,
      fix: `${cause.fix} ${again(plan)} The journal is ${journalFile}.`,
      address,
    },
    {cause},
  )
}

/** The error of an apply that this machine stopped between two calls: a journal that cannot be written to. */
export function halted(plan: Plan, {done, journalFile}: Omit<StoppedAt, 'call'>, error: unknown): unknown {
  if (!(error instanceof ApigwError) || done.length === 0) return error
  return new ApigwError(
    {
      code: 'APPLY_PARTIAL',
      exit: 'partial',
      what: `${summary(plan, done)}, then the run was stopped.`,
      why: `${error.code}: ${error.what} ${error.why}`,
      fix: `${error.fix} ${again(plan)} The journal is ${journalFile}.`,
    },
    {cause: error},
  )
}

/** Refuses a plan that was made from another state than the live one. */
export function liveMoved(plan: Plan): ApigwError {
  const {name, apiId} = plan.api
  return new ApigwError({
    code: 'PLAN_STALE',
    exit: 'refused',
    what: `The plan for ${name}${apiId === undefined ? '' : ` (${apiId})`} is out of date; nothing was changed.`,
    why: 'The live API is no longer what the plan was made from: someone has changed it since.',
    fix: 'Make the plan again, look at it, and apply the new one.',
  })
}

function interrupted(plan: Plan, {done, journalFile}: StoppedAt): ApigwError {
  return new ApigwError({
    code: 'APPLY_INTERRUPTED',
    exit: 'interrupted',
    what: `Interrupted: ${summary(plan, done)}.`,
    why: done.length === 0 ? 'No call had been made.' : `Done are ${listed(done)}.`,
    fix: `${again(plan)} The journal is ${journalFile}.`,
  })
}

function summary({execution}: Plan, done: readonly Call[]): string {
  return `${done.length} of ${execution.calls.length} calls were made`
}

/** The things that are changed completely or in part, the last few by name. */
function listed(done: readonly Call[]): string {
  const addresses = [...new Set(done.map(({address}) => address))]
  const shown = addresses.slice(-5)
  const more = addresses.length - shown.length
  return `${more > 0 ? `${more} others and ` : ''}${shown.join(', ')}`
}
