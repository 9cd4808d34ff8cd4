import {closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'
import {ApigwError} from '../errors/apigw-error.js'
import type {Api} from '../model/api.js'
import type {CompanionScope, Companions, CompanionsBefore} from '../model/companion.js'
import type {LiveApi} from '../model/live-api.js'
import type {Stage} from '../model/stage.js'
import type {Removal} from '../plan/plan-removal.js'
import type {Journal} from './journal.js'
import {largestSavedBytes, membersOf, readSavedJson} from './saved-json.js'

/** What a run wants the API to be: what the files declared, or a stored state. Plans are made from it and the live API. */
export type Goal =
  | {
      kind: 'desired'
      api: Api
      stage?: Stage
      companions?: {scope: CompanionScope; desired: Companions}
      /** A deployment there is, for the stage to serve in place of one of `api`. */
      serve?: {deploymentId: string; contentHash?: string; definition?: Api}
      /** Share of a canary that serves `api` in place of the stage, in percent. */
      canaryPercent?: number
    }
  | {kind: 'restored'; before: LiveApi | null; stageName?: string; madeFor?: string; beside?: CompanionsBefore}
  | {kind: 'gone'; removal: Removal}

/**
 * Both ends of a run, in a file beside its journal: with them, and the live API, a run can be continued or taken back
 * however it ended. `before` is null when there was no API. Values of API keys are in neither.
 */
export type RunState = {
  formatVersion: 1
  api: {kind: LiveApi['kind']; name: string}
  target: {name: string; region: string}
  before: LiveApi | null
  /** What stood beside the API; absent when the run was to change nothing of it. */
  beside?: CompanionsBefore
  goal: Goal
}

/** `…-prod.jsonl` -> `…-prod.state.json` */
export function stateFileOf(journalFile: string): string {
  return journalFile.replace(/\.jsonl$/, '.state.json')
}

/** Writes it before it returns, readable by its owner only. Throws RUN_STATE_NOT_WRITABLE: then nothing may begin. */
export function writeRunState(journal: Pick<Journal, 'file' | 'outlives'>, state: RunState): void {
  const file = stateFileOf(journal.file)
  try {
    const text = `${JSON.stringify(state)}\n`
    if (Buffer.byteLength(text) > largestSavedBytes) throw new Error(`It has more than ${largestSavedBytes} bytes`)
    mkdirSync(dirname(file), {recursive: true, mode: 0o700})
    writeWhole(file, text, journal)
  } catch (error) {
    throw new ApigwError(
      {
        code: 'RUN_STATE_NOT_WRITABLE',
        exit: 'failure',
        what: `${file} cannot be written; nothing was changed.`,
        why: error instanceof Error ? `${error.message}.` : String(error),
        fix: 'Make room or give yourself the right to write there, and run the same command again.',
      },
      {cause: error},
    )
  }
}

/** A file that was there already is left as it is; half a file does not stay. */
function writeWhole(file: string, text: string, {outlives}: Pick<Journal, 'outlives'>): void {
  const descriptor = openSync(file, 'wx', 0o600)
  try {
    writeFileSync(descriptor, text)
    if (outlives === 'power cut') fsyncSync(descriptor)
  } catch (error) {
    rmSync(file, {force: true})
    throw error
  } finally {
    closeSync(descriptor)
  }
}

/** Throws RUN_STATE_INVALID for a file that is missing, too large, or none of this version's. */
export async function readRunState(journalFile: string): Promise<RunState> {
  const file = stateFileOf(journalFile)
  const value = await readSavedJson(file, (why, cause) => invalid(file, why, cause))
  if (!isRunState(value)) throw invalid(file, 'It does not have the members of such a file.')
  return value
}

/** The frame only: its content was ours when it was written, and a plan shows what it would do. */
function isRunState(value: unknown): value is RunState {
  const {formatVersion, api, target, before, beside, goal} = membersOf(value)
  const {kind, name} = membersOf(api)
  return (
    formatVersion === 1 &&
    ['rest', 'http', 'websocket'].includes(String(kind)) &&
    [name, membersOf(target).name, membersOf(target).region].every((each) => typeof each === 'string') &&
    isLiveOrNull(before) &&
    isBeside(beside) &&
    isGoal(membersOf(goal))
  )
}

function isGoal({kind, api, before, beside, removal}: Readonly<Record<string, unknown>>): boolean {
  if (kind === 'desired') return typeof membersOf(api).kind === 'string'
  if (kind === 'gone') return [membersOf(removal).keep, membersOf(removal).domains].every((each) => Array.isArray(each))
  return isLiveOrNull(before) && isBeside(beside)
}

function isBeside(value: unknown): boolean {
  const {scope, live, touched} = membersOf(value)
  return value === undefined || (typeof scope === 'object' && typeof live === 'object' && Array.isArray(touched))
}

function isLiveOrNull(value: unknown): boolean {
  const {kind, apiId, api, stages} = membersOf(value)
  return (
    value === null ||
    (typeof kind === 'string' && typeof apiId === 'string' && membersOf(api).kind === kind && Array.isArray(stages))
  )
}

function invalid(file: string, why: string, cause?: unknown): ApigwError {
  return new ApigwError(
    {
      code: 'RUN_STATE_INVALID',
      exit: 'failure',
      what: `${file} does not say where the run came from and where it went.`,
      why,
      fix: 'Run "apigw deploy" to bring the API to what the files say, or "apigw rollback --to DEPLOYMENT".',
    },
    {cause},
  )
}
