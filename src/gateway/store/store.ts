import {mkdirSync} from 'node:fs'
import {dirname} from 'node:path'
import Database from 'libsql'
import {ApigwError} from '../../errors/apigw-error.js'
import type {RecordKind, RecordKinds} from './record-kinds.js'

export type Key = readonly string[]

type Row = {kind: string; key: string; value: string}
type Write = {kind: RecordKind; key: Key; value: unknown}

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
  readonly #tables = new Map<RecordKind, Map<string, Map<string, unknown>>>()
  readonly #database: Database.Database
  #undo: Write[] | undefined
  #version = 0

  private constructor(database: Database.Database) {
    this.#database = database
  }

  /** Opens the file, creating it with its folder; without a file the state lives in memory only (--ephemeral). */
  static open(file?: string): Store {
    if (file !== undefined) mkdirSync(dirname(file), {recursive: true, mode: 0o700})
    const database = new Database(file ?? ':memory:')
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000')
    const {user_version: found} = database.prepare('PRAGMA user_version').get() as {user_version: number}
    if (found > formatVersion) {
      database.close()
      throw newerFormat(file ?? ':memory:', found)
    }
    database.exec(
      `CREATE TABLE IF NOT EXISTS record (kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, key));
       PRAGMA user_version = ${formatVersion}`,
    )
    const store = new Store(database)
    store.#load()
    return store
  }

  get<K extends RecordKind>(kind: K, key: Key): Readonly<RecordKinds[K]> | undefined {
    return this.#children(kind, key.slice(0, -1))?.get(lastOf(key)) as RecordKinds[K] | undefined
  }

  /** Records directly below the parent key, oldest first. */
  list<K extends RecordKind>(kind: K, parent: Key): Readonly<RecordKinds[K]>[] {
    return [...(this.#children(kind, parent)?.values() ?? [])] as RecordKinds[K][]
  }

  /** Runs `body` and commits what it wrote; nested calls join the outer transaction. */
  transaction<Result>(body: () => Result): Result {
    if (this.#undo !== undefined) return body()
    const undo: Write[] = []
    this.#undo = undo
    try {
      const result = body()
      this.#commit(undo)
      return result
    } catch (error) {
      for (const write of undo.reverse()) this.#set(write)
      throw error
    } finally {
      this.#undo = undefined
    }
  }

  put<K extends RecordKind>(kind: K, key: Key, value: RecordKinds[K]): void {
    this.#write({kind, key, value})
  }

  delete(kind: RecordKind, key: Key): void {
    this.#write({kind, key, value: undefined})
  }

  /** Deletes every record below the parent key. */
  deleteAll(kind: RecordKind, parent: Key): void {
    for (const last of [...(this.#children(kind, parent)?.keys() ?? [])]) this.delete(kind, [...parent, last])
  }

  /** Counts committed transactions that wrote something: readers that cache compare it. */
  get version(): number {
    return this.#version
  }

  close(): void {
    this.#database.close()
  }

  #write(write: Write): void {
    if (this.#undo === undefined) throw new Error('The store is written to only inside a transaction.')
    this.#undo.push({...write, value: this.get(write.kind, write.key)})
    this.#set(write)
  }

  #set({kind, key, value}: Write): void {
    const parent = keyText(key.slice(0, -1))
    const table = this.#tables.get(kind) ?? new Map<string, Map<string, unknown>>()
    this.#tables.set(kind, table)
    const children = table.get(parent) ?? new Map<string, unknown>()
    table.set(parent, children)
    if (value === undefined) children.delete(lastOf(key))
    else children.set(lastOf(key), value)
    if (children.size === 0) table.delete(parent)
  }

  #commit(undo: readonly Write[]): void {
    if (undo.length === 0) return
    const upsert = this.#database.prepare(
      'INSERT INTO record (kind, key, value) VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value',
    )
    const remove = this.#database.prepare('DELETE FROM record WHERE kind = ? AND key = ?')
    const touched = new Map(undo.map((write) => [`${write.kind} ${keyText(write.key)}`, write]))
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      for (const {kind, key} of touched.values()) {
        const value = this.get(kind, key)
        if (value === undefined) remove.run(kind, keyText(key))
        else upsert.run(kind, keyText(key), JSON.stringify(value))
      }
      this.#database.exec('COMMIT')
    } catch (error) {
      this.#database.exec('ROLLBACK')
      throw error
    }
    this.#version += 1
  }

  #load(): void {
    const rows = this.#database.prepare('SELECT kind, key, value FROM record ORDER BY rowid').all() as Row[]
    for (const row of rows) {
      this.#set({kind: row.kind as RecordKind, key: JSON.parse(row.key) as string[], value: JSON.parse(row.value)})
    }
  }

  #children(kind: RecordKind, parent: Key): Map<string, unknown> | undefined {
    return this.#tables.get(kind)?.get(keyText(parent))
  }
}

/** JSON text, because parts may hold any character. */
function keyText(key: Key): string {
  return JSON.stringify(key)
}

function lastOf(key: Key): string {
  const last = key.at(-1)
  if (last === undefined) throw new Error('A record key has at least one part.')
  return last
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
