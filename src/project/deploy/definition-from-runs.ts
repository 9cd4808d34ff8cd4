import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {readRunState} from '../../apply/run-state.js'
import type {RunState} from '../../apply/run-state.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {Api} from '../../model/api.js'

/** Runs that are looked through, newest first. */
const mostRuns = 50

/** The definition that the runs of a folder began or ended with and that is the one; undefined when they know none. */
export async function definitionFromRuns(folder: string, isIt: (api: Api) => boolean): Promise<Api | undefined> {
  const files = (await readdir(folder).catch(nothingThere)).filter((file) => file.endsWith('.jsonl')).sort()
  for (const file of files.reverse().slice(0, mostRuns)) {
    const found = (await definitionsOf(join(folder, file))).find(isIt)
    if (found !== undefined) return found
  }
  return undefined
}

/** A run whose state cannot be read knows none. */
async function definitionsOf(file: string): Promise<Api[]> {
  try {
    return definitionsIn(await readRunState(file))
  } catch (error) {
    if (error instanceof ApigwError && error.code === 'RUN_STATE_INVALID') return []
    throw error
  }
}

function definitionsIn({before, goal}: RunState): Api[] {
  const after = goal.kind === 'desired' ? goal.api : goal.kind === 'gone' ? undefined : goal.before?.api
  return [before?.api, after].filter((api) => api !== undefined)
}

function nothingThere(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}
