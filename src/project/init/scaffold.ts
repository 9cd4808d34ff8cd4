import {mkdir, readFile, readdir, writeFile} from 'node:fs/promises'
import {basename, dirname, join, relative, resolve} from 'node:path'
import {ApigwError} from '../../errors/apigw-error.js'
import {writeEditorSchema} from './editor-schema.js'
import {authOfKind, checkAudience, checkIssuer, checkPlanName, checkStages, usualStages} from './project-answers.js'
import type {Auth} from './project-answers.js'
import {tailorDefinition, tailorSettings} from './tailor-template.js'
import type {Tailoring} from './tailor-template.js'
import {checkProjectName, checkRegion, fillTemplate, targetName, templates} from './template.js'
import type {TemplateName} from './template.js'
import {writeFolder} from '../export/write-folder.js'

/** A project to be written, open to everyone and with the template's stages unless it says so. `directory` may exist; unless `force`, it must be empty. */
export type Scaffold = Partial<Omit<Tailoring, 'kind'>> & {
  template: TemplateName
  directory: string
  name: string
  region: string
  force: boolean
}

/** `files` are relative to `directory`, which is as it was asked for; `tryIt` is a command worth trying first. */
export type WrittenProject = Tailoring & {
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
  const {template, force, ...asked} = scaffold
  const {tryIt, kind, auth: own, stages: ownStages} = templates[template]
  const tailoring = {auth: own ?? ('none' as const), stages: ownStages ?? usualStages, ...asked, kind}
  checkValues(tailoring, {own, ownStages})
  const files = await readTemplate(join(packageFolder, 'templates', template))
  await writeFolder(scaffold.directory, force, async (staging) => {
    for (const [file, text] of files) {
      await mkdir(dirname(join(staging, file)), {recursive: true})
      await writeFile(
        join(staging, file),
        tailored(file, fillTemplate(text, scaffold), {...tailoring, ...(own !== undefined && {auth: 'none'})}),
      )
    }
    await writeEditorSchema(packageFolder, staging)
  })
  return {...tailoring, template, files: [...files.keys()].sort(), tryIt}
}

/** One file of the template, its stages and its auth as they were asked for. */
function tailored(file: string, text: string, tailoring: Tailoring): string {
  if (file === 'apigw.yaml') return tailorSettings(text, tailoring)
  if (file === 'openapi.yaml') return tailorDefinition(text, tailoring)
  // The others name the stage on AWS only in commands to type.
  const served = tailoring.stages[1]
  return served === undefined ? text : text.replaceAll('--stage prod', `--stage ${served}`)
}

type Asked = Omit<WrittenProject, 'files' | 'template' | 'tryIt'>

/** The folder's own name, when it is fit for a project. */
export function projectNameOf(directory: string | undefined): string | undefined {
  const name = directory === undefined ? '' : basename(resolve(directory))
  return checkProjectName(name) === true ? name : undefined
}

/** What a template brings itself, and cannot be asked for otherwise. */
type Brought = {own: Auth | undefined; ownStages: readonly string[] | undefined}

function checkValues({name, region, kind, auth, stages, usagePlan, jwt}: Asked, {own, ownStages}: Brought): void {
  const auths = own === undefined ? authOfKind[kind] : [own]
  const isOtherStages = ownStages !== undefined && ownStages.join() !== stages.join()
  const checks = [
    {flag: '--name', value: name, check: checkProjectName(name)},
    {flag: '--region', value: region, check: checkRegion(region)},
    {
      flag: '--stages',
      value: stages.join(),
      check: isOtherStages ? `This template has ${ownStages.join()}.` : checkStages(stages.join()),
    },
    {flag: '--auth', value: auth, check: auths.includes(auth) || `This template has ${auths.join(', ')}.`},
    ...(usagePlan === undefined
      ? []
      : [
          {flag: '--usage-plan', value: usagePlan, check: checkPlanName(usagePlan)},
          {
            flag: '--usage-plan',
            value: usagePlan,
            check: (auth === 'key' && own === undefined) || 'Only --auth key brings one, on a template without any.',
          },
        ]),
    {
      flag: '--issuer',
      value: jwt?.issuer ?? '',
      check: (auth === 'jwt' && own === undefined) === (jwt !== undefined) || 'It belongs to --auth jwt.',
    },
    ...(jwt === undefined
      ? []
      : [
          {flag: '--issuer', value: jwt.issuer, check: checkIssuer(jwt.issuer)},
          {flag: '--audience', value: jwt.audience.join(), check: checkAudience(jwt.audience.join())},
        ]),
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
