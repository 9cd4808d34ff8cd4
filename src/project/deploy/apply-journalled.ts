import {readdir, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {applyPlan} from '../../apply/apply-plan.js'
import type {ApplyContext, ApplyResult, Progress} from '../../apply/apply-plan.js'
import {Journal, journalFileName} from '../../apply/journal.js'
import {stateFileOf} from '../../apply/run-state.js'
import type {Clients} from '../../aws/clients.js'
import type {Target} from '../../config/resolve-target.js'
import {present} from '../../model/present.js'
import type {Plan} from '../../plan/plan.js'

/** A plan, with what is live when it was read for this plan just now, and what the run wants. */
export type ReadyPlan = {plan: Plan} & Pick<ApplyContext, 'live' | 'goal' | 'before'>

/** Whose journals these are: those of a project, or of the folder that a command outside of one was started in. */
export type JournalPlace = {folder: string; target: Pick<Target, 'target'>}

export type ApplyOptions = {
  place: JournalPlace
  clients: Clients
  nowMs: () => number
  signal: AbortSignal
  onProgress: (progress: Progress) => void
}

const localJournals = 50

/** Carries a plan out, with a journal under .apigw; an empty plan leaves none. */
export async function applyJournalled(
  {plan, live, goal, before}: ReadyPlan,
  {place, clients, nowMs, signal, onProgress}: ApplyOptions,
): Promise<ApplyResult> {
  if (plan.execution.calls.length === 0) return {apiId: plan.api.apiId ?? '', calls: 0, warnings: []}
  const folder = journalFolder(place)
  const outlives = place.target.target === 'local' ? 'crash' : 'power cut'
  const journal = Journal.open(join(folder, journalFileName(plan.target.name, nowMs())), nowMs, outlives)
  try {
    const clock = place.target.target === 'aws' ? {nowMs} : {}
    const context = {clients, journal, signal, onProgress, ...clock, ...present({live, goal, before})}
    return await applyPlan(plan, context)
  } finally {
    journal.close()
    if (place.target.target === 'local') await forgetOldJournals(folder)
  }
}

/** Journals of AWS are kept for ever. Those of the local gateway go with its state: `dev` makes one with every save. */
export function journalFolder({folder, target}: JournalPlace): string {
  return target.target === 'local' ? join(folder, '.apigw', 'local', 'journal') : join(folder, '.apigw', 'journal')
}

async function forgetOldJournals(folder: string): Promise<void> {
  // Names begin with the time.
  const journals = (await readdir(folder)).filter((file) => file.endsWith('.jsonl')).sort()
  const old = journals.slice(0, -localJournals).flatMap((file) => [file, stateFileOf(file)])
  await Promise.all(old.map((file) => rm(join(folder, file), {force: true})))
}
