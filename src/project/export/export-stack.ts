import {mkdir, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {Api} from '../../model/api.js'
import type {JsonObject} from '../../model/json.js'
import type {LiveApi} from '../../model/live-api.js'
import {neededPermissions} from '../../plan/needed-permissions.js'
import {toTemplate} from '../../sdk-export/cloudformation/to-template.js'
import {environmentMark, someAccount} from '../../sdk-export/stack/stack.js'
import type {Stack} from '../../sdk-export/stack/stack.js'
import {toTerraform} from '../../sdk-export/terraform/to-terraform.js'
import {fromHttpApi} from '../../spec/from-http-api.js'
import {fromRestApi} from '../../spec/from-rest-api.js'
import {localIdentity} from '../../config/resolve-target.js'
import {ownTags, yamlText} from '../definition-text.js'
import {loadDesired} from '../desired-api.js'
import type {Surroundings} from '../desired-api.js'
import type {Project} from '../project.js'
import {servedStage} from '../deploy/served-stage.js'
import {writeFolder} from './write-folder.js'

/** Tools that an API can be exported to. */
export const stackTools = ['cloudformation', 'sam', 'terraform'] as const
export type StackTool = (typeof stackTools)[number]

/** An API as another tool makes it. `files` are their texts by name. */
export type ExportedStack = {
  name: string
  kind: Api['kind']
  to: StackTool
  stage?: string
  files: Record<string, string>
}

/** What is exported, and the API as it is, when it was read. */
export type FoundStack = {stack: Stack; live?: LiveApi}

/** What the files of a project ask for on one stage. Values of the environment are left out: marks stand for them. */
export async function stackFromFiles(project: Project, surroundings: Surroundings): Promise<Stack> {
  const {region = localIdentity.region, accountId = someAccount} = project.target
  const env = Object.fromEntries(Object.keys(surroundings.env).map((name) => [name, environmentMark(name)]))
  const desired = await loadDesired(project, {...surroundings, env}, {region, accountId})
  const {api, stage, functions} = desired
  const permissions = neededPermissions({desired: api, live: undefined, stage, functions})
  return {api, stage, companions: {...desired.companions, permissions}, document: documentOf(api)}
}

/** A live API with one of its stages; what stands beside it is known to the files of a project only. */
export function stackFromLive(live: LiveApi, stageName: string | undefined): Stack {
  const api = {...live.api, tags: ownTags(live.api.tags)}
  const stage = live.stages.length === 0 ? undefined : servedStage(live, stageName).stage
  return {api, ...(stage !== undefined && {stage}), companions: {}, document: documentOf(api)}
}

/** The files of a tool for a stack; `live` is what Terraform takes over. */
export function exportStack({stack, live}: FoundStack, to: StackTool): ExportedStack {
  const {api, stage} = stack
  const files = to === 'terraform' ? toTerraform(stack, live) : {'template.yaml': yamlText(toTemplate(stack, to))}
  return {name: api.name, kind: api.kind, to, ...(stage !== undefined && {stage: stage.stageName}), files}
}

/** Writes the files of an export. Throws FOLDER_NOT_EMPTY. */
export async function writeStack({files}: ExportedStack, directory: string, force: boolean): Promise<void> {
  await writeFolder(directory, force, async (staging) => {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(staging, file)), {recursive: true})
      await writeFile(join(staging, file), text)
    }
  })
}

function documentOf(api: Api): JsonObject {
  if (api.kind === 'websocket') return {}
  return api.kind === 'rest' ? fromRestApi(api) : fromHttpApi(api)
}
