import {open, realpath, rename, rm, stat} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'

/**
 * Writes a file whole or not at all: a full disk leaves the one of before as it was. The new one is written beside it and
 * takes its place, its mode kept unless `mode` is given; a link still leads to it. What is no file (a pipe, a terminal) is
 * written to as it is. Throws what the system says.
 */
export async function replaceFile(file: string, text: string, mode?: number): Promise<void> {
  const target = await realpath(file).catch(() => file)
  const found = await stat(target).catch(() => undefined)
  if (found !== undefined && !found.isFile()) {
    await writeTo(target, 'w', text)
    return
  }
  const fresh = join(dirname(target), `.${basename(target)}.${process.pid}.new`)
  try {
    await writeTo(fresh, 'wx', text, mode ?? (found && found.mode & 0o777))
    await rename(fresh, target)
  } catch (error) {
    await rm(fresh, {force: true})
    throw error
  }
}

async function writeTo(file: string, flags: 'w' | 'wx', text: string, mode?: number): Promise<void> {
  const handle = await open(file, flags, mode ?? 0o666)
  try {
    // What exists keeps its mode whatever the umask is.
    if (mode !== undefined) await handle.chmod(mode)
    await handle.writeFile(text)
    // A pipe or a terminal has no disk to be synchronised with.
    if (flags === 'wx') await handle.sync()
  } finally {
    await handle.close()
  }
}
