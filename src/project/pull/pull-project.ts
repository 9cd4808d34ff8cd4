import {existsSync} from 'node:fs'
import {mkdir, mkdtemp, rename, rm, writeFile} from 'node:fs/promises'
import {join, relative, resolve} from 'node:path'
import type {Clients} from '../../aws/clients.js'
import type {Target} from '../../config/resolve-target.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {LiveApi} from '../../model/live-api.js'
import {present} from '../../model/present.js'
import {projectTag} from '../../model/project-tag.js'
import type {Stage} from '../../model/stage.js'
import type {Change} from '../../plan/change.js'
import {restLosses} from '../../spec/rest/losses.js'
import type {Surroundings} from '../desired-api.js'
import {writeEditorSchema} from '../init/editor-schema.js'
import {planProject} from '../deploy/plan-project.js'
import type {Project} from '../project.js'
import {pullCompanions, withoutFalse, withoutSections} from './pull-companions.js'
import {pullFiles} from './pull-files.js'
import type {PullInput, PulledFiles} from './pull-files.js'
import {pulledPlace} from './pulled-place.js'

export type PullOptions = {
  directory: string
  /** Only this stage; otherwise all. */
  stageName?: string
  /** Of the project; by default the one that the API is tagged with, else made of the API's name. */
  name?: string
  force: boolean
  /** Writes files that do not hold all of the API; the proof shows what is missing. */
  lossy: boolean
  /** Where the API was read. */
  target: Target
  /** Folder of the package, for the schema that editors read. */
  packageFolder: string
}

/** What was written, and the proof: the changes that a plan of these very files finds, of each stage. */
export type Pulled = {
  apiId: string
  kind: LiveApi['kind']
  name: string
  project: string
  directory: string
  files: string[]
  stages: string[]
  left: readonly {stage: string; setting: string}[]
  /** True when no plan of any stage finds anything to do. */
  empty: boolean
  differences: {stage: string; changes: readonly Change[]}[]
}

/**
 * Writes a live API to the files of a project, and plans these files: nothing may be left to do. Changes nothing on AWS.
 *
 * Throws FILES_EXIST unless `force`, STAGE_NOT_FOUND, and PULL_LOSSES with what files cannot hold unless `lossy`. Files
 * are written beside and proved first: a failure leaves nothing behind.
 */
export async function pullProject(
  live: LiveApi,
  clients: Clients,
  options: PullOptions,
  surroundings: Surroundings & {nowMs: () => number},
): Promise<Pulled> {
  const directory = resolve(surroundings.cwd, options.directory)
  const project = projectOf(live, options.name)
  const place = await pulledPlace(options.target, clients)
  const stages = chosenStages(live, options.stageName)
  const names = stages.map(({stageName}) => stageName)
  const asked = present({project, stages: names, accountId: options.target.accountId})
  const input = await readable(live, {project, place, stages, beside: await pullCompanions(clients, live, asked)})
  refuseExisting(directory, [...pullFiles(live, input).files.keys()], options)
  await mkdir(directory, {recursive: true})
  const staging = await mkdtemp(join(directory, '.apigw-pull-'))
  try {
    const proving = {...surroundings, cwd: staging, options}
    const {written, differences} = await writeProved(live, clients, {input, staging, proving})
    if (!options.lossy) refuseDifferences(live, differences)
    for (const file of written.files.keys()) await rename(join(staging, file), join(directory, file))
    const files = [...written.files.keys(), ...(await writeIgnoreFile(directory))]
    await writeEditorSchema(options.packageFolder, directory)
    const {apiId, kind, api} = live
    const {left} = written
    return {
      ...{apiId, kind, name: api.name, project, directory: relative(surroundings.cwd, directory) || '.', files, left},
      stages: [...written.stages],
      empty: differences.every(({changes}) => changes.length === 0),
      differences,
    }
  } finally {
    await rm(staging, {recursive: true, force: true})
  }
}

type Proving = Surroundings & {nowMs: () => number; options: PullOptions}
type Written = {written: PulledFiles; differences: Pulled['differences']}

/** Writes the files and plans them; a section about what stands beside the API that the plan finds false is left out. */
async function writeProved(
  live: LiveApi,
  clients: Clients,
  {input, staging, proving}: {input: PullInput; staging: string; proving: Proving},
): Promise<Written> {
  const written = pullFiles(live, input)
  for (const [file, text] of written.files) await writeFile(join(staging, file), text)
  const differences = await prove(live, clients, {...written, staging}, proving)
  const beside = withoutFalse(input.beside, differences)
  return beside === undefined
    ? {written, differences}
    : writeProved(live, clients, {input: {...input, beside}, staging, proving})
}

/** Without sections about what stands beside the API, when apigw.yaml would refuse what AWS has there. */
async function readable(live: LiveApi, input: PullInput): Promise<PullInput> {
  const {parseSettings} = await import('../../config/parse-settings.js')
  const {settings} = parseSettings(pullFiles(live, input).files.get('apigw.yaml') ?? '', 'apigw.yaml')
  return settings === undefined ? {...input, beside: withoutSections(input.beside, Object.keys(input.beside.sections), input.stages[0]?.stageName ?? '')} : input // prettier-ignore
}

/** The stages to be written. Throws STAGE_NOT_FOUND. */
function chosenStages(live: LiveApi, stageName: string | undefined): Stage[] {
  const stages = live.stages.map(({stage}) => stage)
  if (stageName === undefined) return stages
  const chosen = stages.filter((stage) => stage.stageName === stageName)
  if (chosen.length > 0) return chosen
  const names = stages.map((stage) => stage.stageName)
  throw new ApigwError({
    code: 'STAGE_NOT_FOUND',
    exit: 'failure',
    what: `The API ${live.api.name} (${live.apiId}) has no stage "${stageName}".`,
    why: names.length === 0 ? 'It has no stages at all.' : `It has these stages: ${names.join(', ')}.`,
    fix: 'Name one of them, or leave --stage out to pull all.',
  })
}

/** The project that an API carries the tag of keeps it. Throws API_OWNED. */
function projectOf(live: LiveApi, wanted: string | undefined): string {
  const owner = live.api.tags[projectTag]
  if (owner === undefined || wanted === undefined || wanted === owner) return owner ?? wanted ?? projectName(live)
  throw new ApigwError({
    code: 'API_OWNED',
    exit: 'usage',
    what: `The API ${live.api.name} (${live.apiId}) belongs to the project ${owner}.`,
    why: `It carries the tag ${projectTag}=${owner}, and --name says ${wanted}.`,
    fix: 'Leave --name out, or remove the tag first.',
  })
}

/** An API may be called anything; a project is called by letters, digits and a few signs. */
function projectName({api, apiId}: LiveApi): string {
  const name = api.name
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .replace(/-+$/, '')
  return name === '' ? apiId : name.slice(0, 128)
}

function refuseExisting(directory: string, files: readonly string[], {force}: PullOptions): void {
  const existing = [...files, 'apigw.yml'].filter((file) => existsSync(join(directory, file)))
  if (force || existing.length === 0) return
  throw new ApigwError({
    code: 'FILES_EXIST',
    exit: 'usage',
    what: `${existing.join(' and ')} would be overwritten; nothing was written.`,
    why: `${directory} holds a project already.`,
    fix: 'Name another folder with --dir, or add --force to replace these files.',
  })
}

/**
 * What the files say otherwise than the live API is a loss, in the words of the document where those are known; what its
 * stage serves is none, nor is a log group that somebody has deleted.
 */
function refuseDifferences({api, apiId}: LiveApi, differences: Pulled['differences']): void {
  const lost = differences
    .flatMap(({changes}) => changes)
    .filter(({kind}) => !kind.endsWith('Deployment') && kind !== 'logGroup')
  const lines = lost.flatMap((change) => {
    if (change.action !== 'update') return [`${change.address}: the files would ${change.action} it`]
    const fields = change.fields.map(({path}) => path).filter((path) => path !== 'serves')
    return fields.length === 0 ? [] : [`${change.address}: ${fields.join(', ')}`]
  })
  if (lines.length === 0) return
  const known = api.kind === 'rest' ? restLosses(api).map(({address, what}) => `${address}: ${what}`) : []
  throw lossy(api.name, apiId, [...new Set([...known, ...lines])])
}

function lossy(name: string, apiId: string, lines: readonly string[]): ApigwError {
  const more = lines.length > 20 ? `\n… and ${lines.length - 20} more` : ''
  return new ApigwError({
    code: 'PULL_LOSSES',
    exit: 'refused',
    what: `The files cannot hold all of ${name} (${apiId}); nothing was written.`,
    why: `${lines.slice(0, 20).join('\n')}${more}`,
    fix: 'Correct these things on the API, or add --lossy: the files are written all the same, and "apigw plan" shows each of them as a change.',
  })
}

/** Plans what was written, as a command run in that folder would. */
async function prove(
  live: LiveApi,
  clients: Clients,
  {staging, files, stages}: PulledFiles & {staging: string},
  {options, ...surroundings}: Proving,
): Promise<Pulled['differences']> {
  const {parseSettings} = await import('../../config/parse-settings.js')
  const {settings, problems} = parseSettings(files.get('apigw.yaml') ?? '', 'apigw.yaml')
  if (settings === undefined) throw unreadable(live, problems)
  const differences: Pulled['differences'] = []
  for (const stageName of stages) {
    const {apiId} = settings.stages[stageName] ?? {}
    const target = {...options.target, ...(apiId !== undefined && {apiId})}
    const project: Project = {folder: staging, file: join(staging, 'apigw.yaml'), settings, target, stageName}
    const reach = live.stages.length === 0 ? 'definition' : 'stage'
    const {plan} = await planProject(project, clients, {...surroundings, reach})
    differences.push({stage: stageName, changes: plan.changes})
  }
  return differences
}

function unreadable({api, apiId}: LiveApi, problems: ApigwError['problems']): ApigwError {
  return new ApigwError({
    code: 'PULL_LOSSES',
    exit: 'refused',
    what: `apigw.yaml cannot hold the settings of ${api.name} (${apiId}); nothing was written.`,
    why: problems.map(({what, why}) => `${what} ${why}`).join('\n'),
    fix: 'Correct these things on the API, or pull one stage with --stage.',
    problems,
  })
}

/** Local state and journals belong to no repository. */
async function writeIgnoreFile(directory: string): Promise<string[]> {
  if (existsSync(join(directory, '.gitignore'))) return []
  await writeFile(join(directory, '.gitignore'), '.apigw/\n')
  return ['.gitignore']
}
