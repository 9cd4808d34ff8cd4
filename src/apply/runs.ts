import {readFile, readdir} from 'node:fs/promises'
import {basename, join} from 'node:path'
import {ApigwError} from '../errors/apigw-error.js'
import {journalFileName} from './journal.js'
import type {JournalEntry} from './journal.js'

/** A run as its journal tells it. `killed` is one whose journal has no end: the process was gone before. */
export type Run = {
  file: string
  /** When it began, as ISO 8601. */
  at: string
  target: {name: string; region: string}
  /** Of the definition that it brought. */
  contentHash: string
  calls: number
  /** Calls that AWS has answered. */
  done: number
  outcome: 'done' | 'failed' | 'interrupted' | 'killed'
}

/** The newest run on a stage, undefined when there was none. Journals that a crash left without a first line are no runs. */
export async function lastRun(folder: string, stageName: string): Promise<Run | undefined> {
  const ending = journalFileName(stageName, 0).slice(journalFileName('', 0).indexOf('-'))
  const files = (await readdir(folder).catch(nothingThere)).filter((file) => file.endsWith(ending)).sort()
  for (const file of files.reverse()) {
    const run = parseRun(join(folder, file), await readFile(join(folder, file), 'utf8'))
    if (run?.target.name === stageName) return run
  }
  return undefined
}

/** Throws RUN_NOT_FOUND for a file that is no journal. */
export async function readRun(file: string): Promise<Run> {
  const run = parseRun(file, await readFile(file, 'utf8').catch(() => ''))
  if (run !== undefined) return run
  throw new ApigwError({
    code: 'RUN_NOT_FOUND',
    exit: 'usage',
    what: `${file} is not the journal of a run.`,
    why: 'Journals are written to .apigw/journal, one file for each run; their names end in .jsonl.',
    fix: `Look for it with "ls .apigw/journal", or leave --run away to take the last run.`,
  })
}

function parseRun(file: string, text: string): Run | undefined {
  const entries = text.split('\n').flatMap(parseEntry)
  const [start] = entries
  if (start?.event !== 'start' || !basename(file).endsWith('.jsonl')) return undefined
  const {at, target, contentHash, calls} = start
  const end = entries.at(-1)
  const done = entries.filter((entry) => entry.event === 'after' && entry.outcome !== 'failed').length
  return {file, at, target, contentHash, calls, done, outcome: end?.event === 'end' ? end.outcome : 'killed'}
}

/** The last line of a crash may be cut off. */
function parseEntry(line: string): (JournalEntry & {at: string})[] {
  try {
    return [JSON.parse(line) as JournalEntry & {at: string}]
  } catch {
    return []
  }
}

function nothingThere(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}
