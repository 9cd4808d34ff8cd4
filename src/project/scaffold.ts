import {cp, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile} from 'node:fs/promises'
import {basename, dirname, join, relative, resolve} from 'node:path'
import {ApigwError} from '../errors/apigw-error.js'
import {writeEditorSchema} from './editor-schema.js'
import {checkProjectName, checkRegion, fillTemplate, targetName, templates} from './template.js'
import type {TemplateName} from './template.js'

/** A project to be written. `directory` may exist; unless `force`, it must be empty. */
export type Scaffold = {
  template: TemplateName
  directory: string
  name: string
  region: string
  force: boolean
}

/** `files` are relative to `directory`, which is as it was asked for; `tryIt` is a command worth trying first. */
export type WrittenProject = {
  directory: string
  template: TemplateName
  name: string
  region: string
  files: string[]
  tryIt: string
}

/** Left alone and not counted: what a fresh repository or a desktop puts into a folder. */
const harmless = new Set(['.git', '.DS_Store'])

/**
 * Copies a template of the package into a folder, filled in.
 *
 * Everything is written beside the folder first and moved into place at the end: a failure leaves nothing behind.
 */
export async function writeProject(packageFolder: string, scaffold: Scaffold): Promise<WrittenProject> {
  checkValues(scaffold)
  const directory = resolve(scaffold.directory)
  const existed = (await checkFolder(directory, scaffold.force)) === 'exists'
  const files = await readTemplate(join(packageFolder, 'templates', scaffold.template))
  const beside = existed ? directory : dirname(directory)
  await mkdir(beside, {recursive: true})
  const temporary = await mkdtemp(join(beside, '.apigw-init-'))
  // Not the temporary folder itself: only its owner may enter that.
  const staging = join(temporary, 'project')
  try {
    for (const [file, text] of files) {
      await mkdir(dirname(join(staging, file)), {recursive: true})
      await writeFile(join(staging, file), fillTemplate(text, scaffold))
    }
    await writeEditorSchema(packageFolder, staging)
    if (existed) await cp(staging, directory, {recursive: true})
    else await rename(staging, directory)
  } finally {
    await rm(temporary, {recursive: true, force: true})
  }
  const {template, name, region} = scaffold
  const {tryIt} = templates[template]
  return {directory: scaffold.directory, template, name, region, files: [...files.keys()].sort(), tryIt}
}

/** The folder's own name, when it is fit for a project. */
export function projectNameOf(directory: string | undefined): string | undefined {
  const name = directory === undefined ? '' : basename(resolve(directory))
  return checkProjectName(name) === true ? name : undefined
}

function checkValues({name, region}: Scaffold): void {
  const checks = [
    {flag: '--name', value: name, check: checkProjectName(name)},
    {flag: '--region', value: region, check: checkRegion(region)},
  ]
  for (const {flag, value, check} of checks) {
    if (check === true) continue
    const what = `${JSON.stringify(value)} does not do for ${flag}.`
    throw new ApigwError({code: 'VALUE_INVALID', exit: 'usage', what, why: check, fix: `Give another ${flag}.`})
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

async function readTemplate(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true})
  const files = new Map<string, string>()
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const path = join(entry.parentPath, entry.name)
    files.set(targetName(relative(folder, path)), await readFile(path, 'utf8'))
  }
  return files
}

function notEmpty(directory: string, entries: readonly string[]): ApigwError {
  const shown = entries.slice(0, 5).join(', ')
  return new ApigwError({
    code: 'FOLDER_NOT_EMPTY',
    exit: 'usage',
    what: `${directory} is not empty, so nothing was written.`,
    why: `It holds ${shown}${entries.length > 5 ? `, and ${entries.length - 5} more` : ''}.`,
    fix: 'Name a new folder, or add --force: files of the same names are replaced, others stay.',
  })
}

function notAFolder(directory: string): ApigwError {
  return new ApigwError({
    code: 'FOLDER_IS_FILE',
    exit: 'usage',
    what: `${directory} is a file.`,
    why: 'A project is a folder.',
    fix: 'Name another folder: apigw init NAME',
  })
}
