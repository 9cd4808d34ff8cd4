import {mkdir, readFile, readdir, writeFile} from 'node:fs/promises'
import {basename, dirname, join, relative, resolve} from 'node:path'
import {ApigwError} from '../errors/apigw-error.js'
import {writeEditorSchema} from './editor-schema.js'
import {checkProjectName, checkRegion, fillTemplate, targetName, templates} from './template.js'
import type {TemplateName} from './template.js'
import {writeFolder} from './write-folder.js'

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

/**
 * Copies a template of the package into a folder, filled in: all of it or nothing.
 */
export async function writeProject(packageFolder: string, scaffold: Scaffold): Promise<WrittenProject> {
  checkValues(scaffold)
  const files = await readTemplate(join(packageFolder, 'templates', scaffold.template))
  await writeFolder(scaffold.directory, scaffold.force, async (staging) => {
    for (const [file, text] of files) {
      await mkdir(dirname(join(staging, file)), {recursive: true})
      await writeFile(join(staging, file), fillTemplate(text, scaffold))
    }
    await writeEditorSchema(packageFolder, staging)
  })
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

async function readTemplate(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true})
  const files = new Map<string, string>()
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const path = join(entry.parentPath, entry.name)
    files.set(targetName(relative(folder, path)), await readFile(path, 'utf8'))
  }
  return files
}
