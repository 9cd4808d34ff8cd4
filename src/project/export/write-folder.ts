import {cp, mkdir, mkdtemp, readdir, rename, rm} from 'node:fs/promises'
import {dirname, join, resolve} from 'node:path'
import {ApigwError} from '../../errors/apigw-error.js'
import {someOf} from '../../errors/some-of.js'

/** Left alone and not counted: what a fresh repository or a desktop puts into a folder. */
const harmless = new Set(['.git', '.DS_Store'])

/**
 * Fills a new folder, or one that is empty, or with `force` any: files of the same names are replaced, others stay.
 *
 * `write` gets a folder beside it, which is moved into place at the end: a failure leaves nothing behind. Throws
 * FOLDER_NOT_EMPTY and FOLDER_IS_FILE.
 */
export async function writeFolder(
  folder: string,
  force: boolean,
  write: (staging: string) => Promise<void>,
): Promise<void> {
  const directory = resolve(folder)
  const existed = (await checkFolder(directory, force)) === 'exists'
  const beside = existed ? directory : dirname(directory)
  await mkdir(beside, {recursive: true})
  const temporary = await mkdtemp(join(beside, '.apigw-write-'))
  // Not the temporary folder itself: only its owner may enter that.
  const staging = join(temporary, 'project')
  try {
    await mkdir(staging)
    await write(staging)
    if (existed) await cp(staging, directory, {recursive: true})
    else await rename(staging, directory)
  } finally {
    await rm(temporary, {recursive: true, force: true})
  }
}

/** Refuses a folder that holds something, before any question is asked about it. */
export async function checkFolder(directory: string, force: boolean): Promise<'exists' | 'absent'> {
  const found = await listFolder(directory)
  const others = found?.filter((entry) => !harmless.has(entry)) ?? []
  if (others.length > 0 && !force) throw notEmpty(directory, others)
  return found === undefined ? 'absent' : 'exists'
}

async function listFolder(directory: string): Promise<string[] | undefined> {
  try {
    return (await readdir(directory)).sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') throw notAFolder(directory)
    throw error
  }
}

function notEmpty(directory: string, entries: readonly string[]): ApigwError {
  return new ApigwError({
    code: 'FOLDER_NOT_EMPTY',
    exit: 'usage',
    what: `${directory} is not empty, so nothing was written.`,
    why: `It holds ${someOf(entries, 5)}.`,
    fix: 'Name a new folder, or add --force: files of the same names are replaced, others stay.',
  })
}

function notAFolder(directory: string): ApigwError {
  return new ApigwError({
    code: 'FOLDER_IS_FILE',
    exit: 'usage',
    what: `${directory} is a file.`,
    why: 'What is written is a folder of files.',
    fix: 'Name another folder.',
  })
}
