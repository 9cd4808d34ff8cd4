import {readdirSync, watch} from 'node:fs'
import type {FSWatcher} from 'node:fs'
import {join} from 'node:path'

/** Watches folders with all below them. `follow` replaces the list, for example when a definition gets a new `$ref`. */
export type FolderWatch = {follow: (folders: readonly string[]) => void; close: () => void}

export type WatchOptions = {
  /** Editors write a file in several steps; changes closer together than this are reported once. */
  settleMs: number
  /** Absolute paths, sorted, each once. */
  onChange: (paths: readonly string[]) => void
  /** Files that are none of the project's, by absolute path. */
  isForeign?: (path: string) => boolean
  /** A folder that cannot be watched; the others go on. */
  onError: (folder: string, error: Error) => void
}

/** More would be somebody's home folder, not a project. */
const mostFolders = 2_000

/**
 * Reports changed files of some folders, without what tools and editors keep there (node_modules, dot files, backups).
 *
 * One watch per folder: a file that an editor replaces by renaming is a new file, which a watch on the old one misses.
 * Not `recursive`: on Linux Node.js walks node_modules too.
 */
export function watchFolders(folders: readonly string[], options: WatchOptions): FolderWatch {
  const watches = new Map<string, FSWatcher>()
  const changed = new Set<string>()
  let roots = folders
  let timer: NodeJS.Timeout | undefined

  const report = () => {
    const paths = [...changed].sort()
    changed.clear()
    // A new folder is known by its parent's event only; what is in it is watched from here on.
    follow(roots)
    options.onChange(paths)
  }
  const note = (folder: string, name: string | null) => {
    if (name === null || isNoise(name)) return
    const path = join(folder, name)
    if (options.isForeign?.(path) === true) return
    changed.add(path)
    clearTimeout(timer)
    timer = setTimeout(report, options.settleMs)
  }
  const follow = (wanted: readonly string[]) => {
    roots = wanted
    const current = new Set(wanted.flatMap((folder) => withSubfolders(folder)).slice(0, mostFolders))
    for (const folder of [...watches.keys()].filter((known) => !current.has(known))) {
      watches.get(folder)?.close()
      watches.delete(folder)
    }
    for (const folder of [...current].filter((candidate) => !watches.has(candidate))) {
      const opened = openWatch(folder, note, options.onError)
      if (opened !== undefined) watches.set(folder, opened)
    }
  }
  follow(folders)
  return {
    follow,
    close: () => {
      clearTimeout(timer)
      for (const opened of watches.values()) opened.close()
      watches.clear()
    },
  }
}

type Note = (folder: string, name: string | null) => void

function openWatch(folder: string, note: Note, onError: WatchOptions['onError']): FSWatcher | undefined {
  try {
    const opened = watch(folder, (_event, name) => note(folder, name))
    opened.on('error', (error) => onError(folder, error))
    return opened
  } catch (error) {
    onError(folder, error instanceof Error ? error : new Error(String(error)))
    return undefined
  }
}

function withSubfolders(folder: string): string[] {
  const found = [folder]
  for (const current of found) {
    if (found.length >= mostFolders) break
    for (const name of subfolders(current)) found.push(join(current, name))
  }
  return found
}

/** A folder that is gone by now, or that may not be read, has none. */
function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder, {withFileTypes: true})
      .filter((entry) => entry.isDirectory() && !isNoise(entry.name))
      .map((entry) => entry.name)
  } catch {
    return []
  }
}

/** Dot files and folders, dependencies, backups (`x~`) and vim's probe file 4913. */
function isNoise(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules' || name.endsWith('~') || name === '4913'
}
