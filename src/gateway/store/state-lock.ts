import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import Database from 'libsql'
import {notWritable} from './not-writable.js'

/** Holds a state directory for one gateway until it is released or its process ends. */
export type StateLock = {release: () => void}

/**
 * Takes a state directory, creating it; undefined when another gateway holds it. Throws STATE_NOT_WRITABLE.
 *
 * The lock is the operating system's, taken through SQLite on a file of its own: it goes away with the process, so a
 * killed gateway never blocks the next one, and a reused process id is never mistaken for it.
 */
export function lockState(directory: string): StateLock | undefined {
  mkdirSync(directory, {recursive: true, mode: 0o700})
  const database = openLock(directory)
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (error instanceof Error && /\b(locked|busy)\b/i.test(error.message)) return undefined
    throw notWritable(directory, error)
  }
  return {release: () => database.close()}
}

function openLock(directory: string): Database.Database {
  try {
    return new Database(join(directory, 'gateway.lock'))
  } catch (error) {
    throw notWritable(directory, error)
  }
}
