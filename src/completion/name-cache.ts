import {mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'
import type {Names} from './candidates.js'

/** Names that were read a moment ago, and for what: another stage or API has others. */
export type CachedNames = {key: string; atMs: number; names: Names}

/** Long enough to complete a few command lines, short enough not to offer what is gone. */
const lifetimeMs = 5 * 60_000
const sizeLimit = 1024 * 1024

/** The names for this key, if they were read in the last five minutes. A file that cannot be read is none. */
export function cachedNames(file: string, key: string, nowMs: number): Names | undefined {
  try {
    if (statSync(file).size > sizeLimit) return undefined
    const cached = JSON.parse(readFileSync(file, 'utf8')) as CachedNames
    const isFresh = cached.key === key && cached.atMs <= nowMs && nowMs - cached.atMs < lifetimeMs
    return isFresh ? cached.names : undefined
  } catch {
    // Absent, or half-written by another shell: the names are read again.
    return undefined
  }
}

/** Keeps names for the next press of the key. Where nothing can be written, they are read each time. */
export function keepNames(file: string, cached: CachedNames): void {
  const fresh = `${file}.${process.pid}`
  try {
    mkdirSync(dirname(file), {recursive: true})
    writeFileSync(fresh, JSON.stringify(cached), {mode: 0o600})
    renameSync(fresh, file)
  } catch {
    // Completion has no place to complain in; on a full disk it leaves nothing behind.
    forget(fresh)
  }
}

function forget(file: string): void {
  try {
    rmSync(file, {force: true})
  } catch {
    // A folder that cannot be written to holds no half file of ours.
  }
}
