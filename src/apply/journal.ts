import {closeSync, fsyncSync, mkdirSync, openSync, writeSync} from 'node:fs'
import {dirname} from 'node:path'
import {ApigwError} from '../errors/apigw-error.js'

/**
 * What is written about a run: what it is about, each call before and after, and how it ended. Inputs are left out,
 * because templates and variables may hold secrets; operation and address say what was done.
 */
export type JournalEntry =
  | {
      event: 'start'
      api: {kind: string; name: string; apiId?: string}
      target: {name: string; region: string}
      way: string
      calls: number
      liveHash: string
      contentHash: string
    }
  | {event: 'before'; call: number; operation: string; address: string}
  | {event: 'after'; call: number; outcome: 'done' | 'alreadyGone'; ids: Readonly<Record<string, string>>}
  | {event: 'after'; call: number; outcome: 'failed'; code: string; message: string}
  | {event: 'end'; outcome: 'done' | 'failed' | 'interrupted'}

/**
 * One file per run, one JSON line per entry, on disk before `write` returns: after a crash the last line says which
 * call was under way. Readable by its owner only.
 */
export class Journal {
  readonly file: string
  readonly #descriptor: number
  readonly #nowMs: () => number

  private constructor(file: string, descriptor: number, nowMs: () => number) {
    this.file = file
    this.#descriptor = descriptor
    this.#nowMs = nowMs
  }

  /** Makes the file and its folder; an existing file is never written to. Throws JOURNAL_NOT_WRITABLE. */
  static open(file: string, nowMs: () => number): Journal {
    return attempt(file, () => {
      mkdirSync(dirname(file), {recursive: true, mode: 0o700})
      return new Journal(file, openSync(file, 'wx', 0o600), nowMs)
    })
  }

  /** Throws JOURNAL_NOT_WRITABLE, for example when the disk is full. */
  write(entry: JournalEntry): void {
    attempt(this.file, () => {
      writeSync(this.#descriptor, `${JSON.stringify({at: new Date(this.#nowMs()).toISOString(), ...entry})}\n`)
      fsyncSync(this.#descriptor)
    })
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}

/** `20261121T031500.123Z-prod.jsonl`: sorts by time, and is a file name on every system. */
export function journalFileName(target: string, nowMs: number): string {
  const time = new Date(nowMs).toISOString().replaceAll(/[-:]/g, '')
  return `${time}-${target.replaceAll(/[^\w-]/g, '_').slice(0, 64)}.jsonl`
}

function attempt<Result>(file: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw new ApigwError(
      {
        code: 'JOURNAL_NOT_WRITABLE',
        exit: 'failure',
        what: `The journal ${file} cannot be written.`,
        why: error instanceof Error ? `${error.message}.` : String(error),
        fix: 'Make room or give yourself the right to write there, and run the same command again.',
      },
      {cause: error},
    )
  }
}
