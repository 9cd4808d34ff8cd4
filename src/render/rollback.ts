import {renderMoment} from './moment.js'

/** What a rollback is about, and what became of it. */
export type RollbackView = {run: {at: string; done: number; calls: number; outcome: string}}
export type RollbackToView = {to: {deploymentId: string; isComplete: boolean}}
export type RollbackOutcomeView = {changes: number; calls: number; stage?: {stageName: string; url: string}}

/** `Takes back the run of 2026-11-21 08:00:00 (3 of 9 calls, killed).` Pure. */
export function renderRollback(view: RollbackView | RollbackToView): string {
  if ('run' in view) return `Takes back ${runOf(view)}`
  const {deploymentId, isComplete} = view.to
  const said = `Goes back to deployment ${deploymentId}.`
  return isComplete ? said : `${said} Its definition is not known until a stage serves it: run this again afterwards.`
}

function runOf({run: {at, done, calls, outcome}}: RollbackView): string {
  return `the run of ${renderMoment(Date.parse(at))} (${done} of ${calls} calls, ${outcome}).`
}

/** `Resumes the run of 2026-11-21 08:00:00 (3 of 9 calls, killed).` Pure. */
export function renderResume(view: RollbackView): string {
  return `Resumes ${runOf(view)}`
}

/** The last lines of `rollback`. Pure. */
export function renderRollbackOutcome({changes, calls, stage}: RollbackOutcomeView): string {
  if (changes === 0) return 'Nothing to do: the API is what it was before.'
  const said = `Rolled back with ${calls} ${calls === 1 ? 'call' : 'calls'}. "apigw rollback" again takes this back.`
  return stage === undefined ? said : `${said}\n${stage.url}`
}
