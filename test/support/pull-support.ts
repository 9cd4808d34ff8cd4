import {mkdirSync, mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Clients} from '../../src/aws/clients.js'
import {readLiveApi} from '../../src/aws/read/live-api.js'
import type {LiveApi} from '../../src/model/live-api.js'
import {loadSettings} from '../../src/config/load-settings.js'
import type {Project} from '../../src/project/project.js'
import {pullProject} from '../../src/project/pull/pull-project.js'
import type {PullOptions, Pulled} from '../../src/project/pull/pull-project.js'

const packageFolder = fileURLToPath(new URL('../..', import.meta.url))

/** What the in-process control plane of the tests is to a command. */
export const planeTarget = {target: 'aws', region: 'eu-west-1', accountId: '000000000000', origins: {}} as const

/** A fresh folder for a project. */
export function projectFolder(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'apigw-pull-')), 'pets')
  mkdirSync(folder)
  return folder
}

/** The live API of the tests' project. */
export async function liveApi(clients: Clients, kind: LiveApi['kind'], project = 'pets'): Promise<LiveApi> {
  const live = await readLiveApi(clients, kind, {by: 'project', project})
  if (live === undefined) throw new Error(`There is no ${kind} API of project ${project}.`)
  return live
}

/** Pulls a live API into a folder. */
export async function pulled(
  live: LiveApi,
  clients: Clients,
  folder: string,
  options: Partial<PullOptions> = {},
): Promise<Pulled> {
  const all = {directory: folder, force: false, lossy: false, target: planeTarget, packageFolder, ...options}
  return pullProject(live, clients, all, {cwd: dirname(folder), env: {}, nowMs: () => 0})
}

/** The project of a folder, as a command opens it. */
export async function openProject(folder: string, stageName: string): Promise<Project> {
  const {settings, file} = await loadSettings(folder)
  const {apiId} = settings.stages[stageName] ?? {}
  return {folder, file, settings, stageName, target: {...planeTarget, ...(apiId !== undefined && {apiId})}}
}
