import {closeSync, fsyncSync, mkdirSync, openSync, writeFileSync} from 'node:fs'
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
 * What a file has to outlive before the next call is made: the end of the process, or of the machine's power too. To wait
 * for the disk takes most of the time of a deploy to the local gateway, whose own state would be lost as well.
 */
export type Durability = 'crash' | 'power cut'

/**
 * One file per run, one JSON line per entry, written before `write` returns: after a crash the last line says which
 * call was under way. Readable by its owner only. A run without entries leaves no file.
 */
export class Journal {
  readonly file: string
  readonly outlives: Durability
  readonly #nowMs: () => number
  #descriptor: number | undefined

  private constructor(file: string, nowMs: () => number, outlives: Durability) {
    this.file = file
    this.outlives = outlives
    this.#nowMs = nowMs
  }

  /** The file and its folder are made for the first entry; a file that exists is never written to. */
  static open(file: string, nowMs: () => number, outlives: Durability = 'power cut'): Journal {
    return new Journal(file, nowMs, outlives)
  }

  /** Throws JOURNAL_NOT_WRITABLE, for example when the disk is full. */
  write(entry: JournalEntry): void {
    attempt(this.file, () => {
      this.#descriptor ??= create(this.file)
      // Not writeSync: that writes what there is room for, and calls it done.
      writeFileSync(this.#descriptor, `${JSON.stringify({at: new Date(this.#nowMs()).toISOString(), ...entry})}\n`)
      if (this.outlives === 'power cut') fsyncSync(this.#descriptor)
    })
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
  }
}

/** `20261121T031500.123Z-prod.jsonl`: sorts by time, and is a file name on every system. */
export function journalFileName(target: string, nowMs: number): string {
  const time = new Date(nowMs).toISOString().replaceAll(/[-:]/g, '')
  return `${time}-${target.replaceAll(/[^\w-]/g, '_').slice(0, 64)}.jsonl`
}

function create(file: string): number {
  mkdirSync(dirname(file), {recursive: true, mode: 0o700})
  return openSync(file, 'wx', 0o600)
}

function attempt(file: string, work: () => void): void {
  try {
    work()
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
