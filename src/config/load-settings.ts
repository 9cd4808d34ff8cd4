import {readFile, stat} from 'node:fs/promises'
import path from 'node:path'
import {ApigwError} from '../errors/apigw-error.js'
import {formatProblem} from '../errors/problem.js'
import type {Settings} from './settings.js'

const fileNames = ['apigw.yaml', 'apigw.yml']

export type LoadedSettings = {settings: Settings; /** Absolute. */ file: string}

/**
 * Reads apigw.yaml from a folder or the nearest one above that has it.
 *
 * Throws an ApigwError (usage) when there is none, or with all its problems when it is not valid.
 */
export async function loadSettings(folder: string): Promise<LoadedSettings> {
  const file = await findSettings(folder)
  if (file === undefined) throw notFound(folder)
  const name = path.relative(folder, file) || file
  // Loaded only now: commands that merely look for the file need no schema.
  const {parseSettings} = await import('./parse-settings.js')
  const {settings, problems} = parseSettings(await readText(file, name), name)
  if (settings !== undefined) return {settings, file}
  throw new ApigwError({
    code: 'SETTINGS_INVALID',
    exit: 'usage',
    what: `${name} has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.`,
    why: problems[0] === undefined ? '' : formatProblem(problems[0]),
    fix: 'Correct the places named.',
    problems,
  })
}

/** Absolute path of the nearest apigw.yaml, in the folder or above; undefined when there is none. */
export async function findSettings(folder: string): Promise<string | undefined> {
  for (let here = path.resolve(folder); ; here = path.dirname(here)) {
    for (const name of fileNames) {
      const file = path.join(here, name)
      if (await isThere(file)) return file
    }
    if (here === path.dirname(here)) return undefined
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file)
    return true
  } catch (error) {
    if (isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return false
    throw error
  }
}

async function readText(file: string, name: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new ApigwError(
      {
        code: 'SETTINGS_FILE',
        exit: 'usage',
        what: `${name} cannot be read.`,
        why: error.code === 'EISDIR' ? 'It is a folder.' : error.message,
        fix:
          error.code === 'EISDIR'
            ? `Rename the folder and write the file ${name}.`
            : 'Check the permissions of the file.',
      },
      {cause: error},
    )
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}

function notFound(folder: string): ApigwError {
  return new ApigwError({
    code: 'SETTINGS_NOT_FOUND',
    exit: 'usage',
    what: `There is no apigw.yaml in ${path.resolve(folder)} or above.`,
    why: 'This command works on a project, and apigw.yaml makes a folder one.',
    fix: 'Change to the project folder, or start a project with "apigw init".',
  })
}
