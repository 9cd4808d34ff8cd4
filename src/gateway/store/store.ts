import {chmodSync, closeSync, mkdirSync, openSync} from 'node:fs'
import {dirname} from 'node:path'
import Database from 'libsql'
import {ApigwError} from '../../errors/apigw-error.js'
import {isReadOnly, notWritable} from './not-writable.js'
import type {RecordKind, RecordKinds} from './record-kinds.js'

export type Key = readonly string[]

type Row = {kind: string; key: string; value: string}
type Records = Map<string, unknown>

/** What a running transaction has changed: enough to commit it, and to take it back. */
type Changes = {
  /** Tables below a parent as they were before their first change; undefined when there was none. */
  before: Map<string, {kind: RecordKind; parent: string; records: Records | undefined}>
  written: Map<string, {kind: RecordKind; key: Key}>
  /** Keys that were deleted at some point, even if put again later: they move to the end. */
  deleted: Set<string>
}

/** Raised when the layout below changes; an older program refuses a newer file. */
const formatVersion = 1

/**
 * All state of the local gateway: typed records in memory, written through to one SQLite file.
 *
 * `transaction` is the only way to write. It is synchronous, so transactions never interleave; it commits to disk
 * before it returns, so whatever the control plane has acknowledged survives `kill -9`. A throw inside leaves memory
 * and disk as they were. Records are values: replace them with `put`, never change one that `get` returned.
 */
export class Store {
  readonly #tables = new Map<RecordKind, Map<string, Records>>()
  readonly #database: Database.Database
  readonly #upsert: Database.Statement
  readonly #remove: Database.Statement
  #changes: Changes | undefined
  readonly #file: string
  #version = 0

  private constructor(database: Database.Database, file: string) {
    this.#database = database
    this.#file = file
    this.#upsert = database.prepare(
      'INSERT INTO record (kind, key, value) VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value',
    )
    this.#remove = database.prepare('DELETE FROM record WHERE kind = ? AND key = ?')
  }

  /**
   * Opens the file, creating it with its folder; without a file the state lives in memory only (--ephemeral).
   * Throws STATE_NEWER_VERSION, STATE_NOT_WRITABLE and STATE_UNREADABLE.
   */
  static open(file?: string): Store {
    try {
      if (file !== undefined) makePrivate(file)
      const store = new Store(openDatabase(file ?? ':memory:'), file ?? ':memory:')
      store.#load()
      return store
    } catch (error) {
      if (error instanceof ApigwError) throw error
      throw isReadOnly(error) ? notWritable(file ?? ':memory:', error) : unreadable(file ?? ':memory:', error)
    }
  }

  get<K extends RecordKind>(kind: K, key: Key): Readonly<RecordKinds[K]> | undefined {
    return this.#children(kind, key.slice(0, -1))?.get(lastOf(key)) as RecordKinds[K] | undefined
  }

  /** Records directly below the parent key, oldest first. */
  list<K extends RecordKind>(kind: K, parent: Key): Readonly<RecordKinds[K]>[] {
    return [...(this.#children(kind, parent)?.values() ?? [])] as RecordKinds[K][]
  }

  /** Every record of a kind, whatever is above it. */
  all<K extends RecordKind>(kind: K): Readonly<RecordKinds[K]>[] {
    return [...(this.#tables.get(kind)?.values() ?? [])].flatMap((records) => [...records.values()]) as RecordKinds[K][]
  }

  /** Runs `body` and commits what it wrote; nested calls join the outer transaction. Throws STATE_NOT_WRITABLE. */
  transaction<Result>(body: () => Result): Result {
    if (this.#changes !== undefined) return body()
    const changes: Changes = {before: new Map(), written: new Map(), deleted: new Set()}
    this.#changes = changes
    try {
      const result = body()
      this.#commit(changes)
      return result
    } catch (error) {
      this.#takeBack(changes)
      throw error
    } finally {
      this.#changes = undefined
    }
  }

  put<K extends RecordKind>(kind: K, key: Key, value: RecordKinds[K]): void {
    const {written} = this.#note(kind, key)
    const id = `${kind} ${keyText(key)}`
    // A record that comes back after a delete is the youngest again, on disk as in memory.
    if (this.get(kind, key) === undefined) written.delete(id)
    this.#set(kind, key, value)
    written.set(id, {kind, key})
  }

  delete(kind: RecordKind, key: Key): void {
    const changes = this.#note(kind, key)
    if (this.get(kind, key) === undefined) return
    this.#children(kind, key.slice(0, -1))?.delete(lastOf(key))
    changes.written.set(`${kind} ${keyText(key)}`, {kind, key})
    changes.deleted.add(`${kind} ${keyText(key)}`)
  }

  /** Deletes every record below the parent key. */
  deleteAll(kind: RecordKind, parent: Key): void {
    for (const last of [...(this.#children(kind, parent)?.keys() ?? [])]) this.delete(kind, [...parent, last])
  }

  /** Deletes every record of every kind. */
  clear(): void {
    for (const [kind, table] of this.#tables) {
      for (const parent of [...table.keys()]) this.deleteAll(kind, JSON.parse(parent) as string[])
    }
  }

  /** Counts committed transactions that wrote something: readers that cache compare it. */
  get version(): number {
    return this.#version
  }

  close(): void {
    this.#database.close()
  }

  /** Remembers the records beside a key before they change for the first time in this transaction. */
  #note(kind: RecordKind, key: Key): Changes {
    if (this.#changes === undefined) throw new Error('The store is written to only inside a transaction.')
    const parent = parentText(key)
    const id = `${kind} ${parent}`
    if (!this.#changes.before.has(id)) {
      const records = this.#tables.get(kind)?.get(parent)
      this.#changes.before.set(id, {kind, parent, records: records && new Map(records)})
    }
    return this.#changes
  }

  #set(kind: RecordKind, key: Key, value: unknown): void {
    const table = this.#tables.get(kind) ?? new Map<string, Records>()
    this.#tables.set(kind, table)
    const records = table.get(parentText(key)) ?? new Map<string, unknown>()
    table.set(parentText(key), records)
    records.set(lastOf(key), value)
  }

  #takeBack({before}: Changes): void {
    for (const {kind, parent, records} of before.values()) {
      if (records === undefined) this.#tables.get(kind)?.delete(parent)
      else this.#tables.get(kind)?.set(parent, records)
    }
  }

  #commit({written, deleted, before}: Changes): void {
    if (written.size === 0) return
    let hasBegun = false
    try {
      this.#database.exec('BEGIN IMMEDIATE')
      hasBegun = true
      for (const [id, {kind, key}] of written) {
        const value = this.get(kind, key)
        if (deleted.has(id)) this.#remove.run(kind, keyText(key))
        if (value !== undefined) this.#upsert.run(kind, keyText(key), JSON.stringify(value))
      }
      this.#database.exec('COMMIT')
    } catch (error) {
      // SQLite may have rolled back by itself. A store that is closed must not be asked: libsql ends the process then.
      if (hasBegun && this.#database.inTransaction) this.#database.exec('ROLLBACK')
      // Memory is as the file is: what was to be written is in neither.
      throw notWritable(this.#file, error, '; nothing of this change was kept')
    }
    for (const {kind, parent} of before.values()) {
      if (this.#tables.get(kind)?.get(parent)?.size === 0) this.#tables.get(kind)?.delete(parent)
    }
    this.#version += 1
  }

  #load(): void {
    const rows = this.#database.prepare('SELECT kind, key, value FROM record ORDER BY rowid').all() as Row[]
    for (const row of rows) {
      this.#set(row.kind as RecordKind, JSON.parse(row.key) as string[], JSON.parse(row.value))
    }
  }

  #children(kind: RecordKind, parent: Key): Records | undefined {
    return this.#tables.get(kind)?.get(keyText(parent))
  }
}

/** Secrets of access keys are in the file: nobody else may read it. SQLite gives the two files beside it the same mode. */
function makePrivate(file: string): void {
  mkdirSync(dirname(file), {recursive: true, mode: 0o700})
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
}

function openDatabase(file: string): Database.Database {
  const database = new Database(file)
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000')
    const {user_version: found} = database.prepare('PRAGMA user_version').get() as {user_version: number}
    if (found > formatVersion) throw newerFormat(file, found)
    database.exec(
      `CREATE TABLE IF NOT EXISTS record (kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, key));
       PRAGMA user_version = ${formatVersion}`,
    )
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** JSON text, because parts may hold any character. */
function keyText(key: Key): string {
  return JSON.stringify(key)
}

function parentText(key: Key): string {
  return keyText(key.slice(0, -1))
}

function lastOf(key: Key): string {
  const last = key.at(-1)
  if (last === undefined) throw new Error('A record key has at least one part.')
  return last
}

function unreadable(file: string, cause: unknown): ApigwError {
  const fields = {
    code: 'STATE_UNREADABLE',
    exit: 'failure' as const,
    what: `The gateway state ${file} cannot be opened.`,
    why: cause instanceof Error ? `${cause.message}.` : String(cause),
    fix: 'Check the file and its folder, or start from empty state with "apigw local reset".',
  }
  return new ApigwError(fields, {cause})
}

function newerFormat(file: string, found: number): ApigwError {
  return new ApigwError({
    code: 'STATE_NEWER_VERSION',
    exit: 'failure',
    what: `The gateway state ${file} was written by a newer apigw.`,
    why: `It has format ${found}; this version reads formats up to ${formatVersion}.`,
    fix: 'Update apigw, or start from empty state with "apigw local reset".',
  })
}
