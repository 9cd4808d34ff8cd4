import {accessSync, constants, mkdtempSync, readFileSync, rmSync, statfsSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

const memory = '/dev/shm'
const neededBytes = 1024 ** 3

/**
 * Gives a run of the tests one folder for everything that they write, and removes it in the end. It is in memory where
 * the machine offers that: thousands of journals and databases are flushed to disk, which no test can tell from not.
 */
export default function makeRunFolder(): () => void {
  const folder = mkdtempSync(join(isUsable(memory) ? memory : tmpdir(), 'apigw-run-'))
  process.env.TMPDIR = folder
  return () => rmSync(folder, {recursive: true, force: true, maxRetries: 3})
}

/** Containers may give it too little room, or forbid to load native code from it. */
function isUsable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    const {bavail, bsize} = statfsSync(folder)
    const mounts = readFileSync('/proc/mounts', 'utf8').split('\n')
    const [, , , options = 'noexec'] = mounts.find((line) => line.split(' ')[1] === folder)?.split(' ') ?? []
    return bavail * bsize >= neededBytes && !options.split(',').includes('noexec')
  } catch {
    return false
  }
}
