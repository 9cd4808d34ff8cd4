import {join, relative} from 'node:path'
import {toCompanions} from '../config/to-companions.js'
import {toHttpStage, toRestStage, toWebSocketStage} from '../config/to-stage.js'
import {localIdentity} from '../config/resolve-target.js'
import {toVariables} from '../config/variables.js'
import {ApigwError} from '../errors/apigw-error.js'
import type {Problem} from '../errors/problem.js'
import type {Api} from '../model/api.js'
import type {Companions} from '../model/companion.js'
import type {Stage} from '../model/stage.js'
import type {Loss} from '../spec/find-losses.js'
import type {LoadedApi} from '../spec/load-api.js'
import type {Project} from './project.js'

/** What the files of a project ask for. `files` are absolute: what a watcher has to watch. */
export type Desired = {
  api: Api
  stage: Stage
  companions: Companions
  /** ARNs of the functions under `functions:`, without qualifier; none where the project runs them itself. */
  functions: readonly string[]
  warnings: readonly Problem[]
  /** What of the definition does not reach AWS as it is written. */
  losses: readonly Loss[]
  files: readonly string[]
}

/** As far as the files can be read; `api` is absent when a problem is an error. */
export type Loaded = LoadedApi<Api>

/** What names of AWS in the definition stand for. */
export type Identity = {region: string; accountId: string}

export type Surroundings = {
  /** Folder from which files are named in problems. */
  cwd: string
  env: Readonly<Record<string, string | undefined>>
}

/** Reads the definition and translates it; all problems at once. Throws when there is no such file. */
export async function loadDefinition(project: Project, {cwd, env}: Surroundings, identity: Identity): Promise<Loaded> {
  const {settings, target, folder} = project
  const {basePath, documentation, endpointType, ipAddressType} = settings
  const variables = toVariables(settings, {...target, ...identity}, env)
  const shared = {cwd, folder, variables, name: settings.name, ...(basePath !== undefined && {basePath})}
  if (settings.type === 'websocket') {
    const {loadWebSocketApi} = await import('./load-web-socket-api.js')
    return loadWebSocketApi(project.file, {...shared, tags: settings.tags ?? {}})
  }
  const {loadApi} = await import('../spec/load-api.js')
  const file = join(folder, settings.definition ?? 'openapi.yaml')
  if (settings.type === 'http') return loadApi(file, {...shared, kind: 'http', tags: settings.tags ?? {}})
  return loadApi(file, {
    ...shared,
    kind: 'rest',
    tags: settings.tags ?? {},
    ...(documentation !== undefined && {documentation}),
    ...(ipAddressType !== undefined && {ipAddressType}),
    ...(endpointType !== undefined && {endpointTypes: [endpointTypes[endpointType]]}),
  })
}

/** What the project wants its stage and API to be. Throws DEFINITION_INVALID with every problem of the files. */
export async function loadDesired(project: Project, surroundings: Surroundings, identity: Identity): Promise<Desired> {
  const {api, problems, files, document} = await loadDefinition(project, surroundings, identity)
  if (api === undefined) throw invalidDefinition(project, problems, surroundings.cwd)
  const companions = toCompanions(project.settings, project.stageName, api.name)
  const functions = functionArns(project, surroundings, identity)
  const losses = await lossesOf(project, document)
  return {api, stage: desiredStage(project), companions, functions, warnings: problems, losses, files: [project.file, ...files]} // prettier-ignore
}

/** Losses of a definition that could be read; what WebSocket APIs are written in is ours, and all of it is used. */
export async function lossesOf({settings: {type}}: Project, document: Loaded['document']): Promise<Loss[]> {
  if (document === undefined || type === 'websocket') return []
  const {findLosses} = await import('../spec/find-losses.js')
  return findLosses(document, type)
}

/** Throws DEFINITION_INVALID with every problem of the files. Makes no call: names of AWS stand for those of this machine. */
export async function requireDefinition({project, surroundings}: {project: Project; surroundings: Surroundings}) {
  await loadDesired(project, surroundings, {...localIdentity, ...project.target})
}

function functionArns({settings, target}: Project, {env}: Surroundings, identity: Identity): string[] {
  if (target.target === 'local') return []
  const variables = toVariables(settings, {...target, ...identity}, env)
  return Object.keys(settings.functions ?? {}).flatMap((name) => variables[`functions.${name}.arn`] ?? [])
}

/** The stage as apigw.yaml declares it; one that it does not mention has no settings of its own. */
function desiredStage({settings, stageName}: Project): Stage {
  const declared = (Object.hasOwn(settings.stages, stageName) ? settings.stages[stageName] : undefined) ?? {}
  return toStage[settings.type](stageName, declared)
}

const toStage = {rest: toRestStage, http: toHttpStage, websocket: toWebSocketStage}

const endpointTypes = {edge: 'EDGE', regional: 'REGIONAL', private: 'PRIVATE'} as const

/** What stands in the way of a definition, all problems at once. */
export function invalidDefinition(
  {settings, folder, file: settingsFile}: Project,
  problems: readonly Problem[],
  cwd: string,
): ApigwError {
  const errors = problems.filter(({severity}) => severity === 'error')
  const definition = join(folder, settings.definition ?? 'openapi.yaml')
  const file = relative(cwd, settings.type === 'websocket' ? settingsFile : definition)
  return new ApigwError({
    code: 'DEFINITION_INVALID',
    exit: 'usage',
    what: `${file} has ${errors.length === 1 ? 'a problem' : `${errors.length} problems`}.`,
    why: 'What cannot be understood is not sent anywhere.',
    fix: 'Correct the places named. "apigw lint" shows them again.',
    problems,
  })
}
