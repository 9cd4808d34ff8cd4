import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {editYaml} from '../../config/edit-yaml.js'
import type {Edit} from '../../config/edit-yaml.js'
import {fromWebSocketApi} from '../../config/from-web-socket-api.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {Api} from '../../model/api.js'
import {isJsonObject} from '../../model/json.js'
import type {Json, JsonObject} from '../../model/json.js'
import {isCompanion} from '../../plan/companion-kind.js'
import {sameJson} from '../../plan/diff/fields.js'
import {fromHttpApi} from '../../spec/from-http-api.js'
import {fromRestApi} from '../../spec/from-rest-api.js'
import {companionEdits} from './accept-companions.js'
import {isDrift} from './drift.js'
import type {Drift, Drifted} from './drift.js'
import type {PlannedProject} from '../deploy/plan-project.js'
import type {Project} from '../project.js'
import {replaceFile} from '../replace-file.js'

type Accepting = {project: Project; planned: PlannedProject; drift: Drift; check: () => Promise<Drift>}

/**
 * Writes what has drifted on AWS to the files, comments and layout kept, and compares again: what was accepted is no drift
 * any more. Answers the files that were written. A thing that both sides changed is taken as AWS has it, whole.
 *
 * Throws DRIFT_NOT_WRITABLE, with the files as they were, when a file cannot say it (a fragment of another file, a
 * Swagger form that has no such member).
 */
export async function acceptDrift({project, planned, drift, check}: Accepting): Promise<string[]> {
  const entries = drift.entries.filter((entry) => isDrift(entry) && entry.state !== 'undeployed')
  const before = new Map<string, string>()
  try {
    for (const [file, edits] of editsByFile(project, planned, entries)) {
      if (edits.length === 0) continue
      const text = await readFile(file, 'utf8')
      before.set(file, text)
      await replaceFile(file, editYaml(text, edits))
    }
    const found = (await check()).entries.filter(({state}) => state !== 'undeployed')
    const left = found.filter((entry) => entries.some((each) => sameEntry(each, entry)))
    if (left.length > 0) throw notWritable(left)
    return [...before.keys()]
  } catch (error) {
    for (const [file, text] of before) await replaceFile(file, text)
    throw error
  }
}

function sameEntry(one: Drifted, other: Drifted): boolean {
  return one.address === other.address && one.path === other.path
}

/** Absolute files with what changes in each. */
function editsByFile(project: Project, planned: PlannedProject, entries: readonly Drifted[]): Map<string, Edit[]> {
  const ofStage = entries.filter(({address}) => address.startsWith('stage/'))
  const ofTags = entries.filter(({address}) => address === 'tags')
  const settings = [
    ...ofStage.map(({path, live}) => edit(['stages', project.stageName, ...stagePath(path)], live)),
    ...companionEdits(entries, project.settings, project.stageName),
    ...ofTags.map(({path, live}) => edit(['tags', path.slice('tags.'.length)], live)),
  ]
  const others = entries.filter(
    (entry) => !ofStage.includes(entry) && !ofTags.includes(entry) && !isCompanion(entry.kind),
  )
  const definition = definitionEdits(project, planned, others)
  if (project.settings.type === 'websocket') return new Map([[project.file, [...settings, ...definition]]])
  return new Map([
    [project.file, settings],
    [join(project.folder, project.settings.definition ?? 'openapi.yaml'), definition],
  ])
}

/** Names of methods hold dots: they are one step of the path. */
function stagePath(path: string): string[] {
  const [, list, key, rest] = /^(methods|routes)\.(\S+ \/\S*?|\$\w+)((?:\.[a-zA-Z]+)*)$/.exec(path) ?? []
  if (list === undefined || key === undefined) return path.split('.')
  return [list, key, ...(rest ?? '').split('.').filter((step) => step !== '')]
}

function edit(path: readonly string[], value: Json | undefined): Edit {
  return value === undefined ? {path} : {path, value}
}

/** How the document of the files differs from the one with the drifted things as AWS has them. */
function definitionEdits(project: Project, {live, goal}: PlannedProject, entries: readonly Drifted[]): Edit[] {
  if (live.api === undefined || goal.kind !== 'desired') return []
  const target = entries.reduce<Api>((api, entry) => withLive(api, live.api?.api ?? api, entry), goal.api)
  const write = (api: Api): JsonObject => documentOf(api, project.settings.name)
  return jsonEdits([], write(goal.api), write(target))
}

function documentOf(api: Api, name: string): JsonObject {
  if (api.kind === 'websocket') return fromWebSocketApi(api, name)
  return api.kind === 'rest' ? fromRestApi(api) : fromHttpApi({...api, tags: {}})
}

/** Where the things of an address are kept: `restApi/pets/model/Pet` in `models`. */
const members: Readonly<Record<string, string>> = {
  method: 'methods',
  route: 'routes',
  model: 'models',
  authorizer: 'authorizers',
  requestValidator: 'requestValidators',
  gatewayResponse: 'gatewayResponses',
}

/** The API with one thing as it is on AWS; what belongs to the API itself is taken by member. */
function withLive(api: Api, live: Api, {address, path}: Drifted): Api {
  const [, , kind = '', ...rest] = address.split('/')
  const member = members[kind]
  const [own, other] = [Object.entries(api), Object.entries(live)]
  const valueIn = (entries: typeof own, key: string): Json | undefined => Object.fromEntries(entries)[key] // prettier-ignore
  if (member !== undefined) {
    const name = rest.join('/')
    const [mine, theirs] = [valueIn(own, member), valueIn(other, member)]
    const record = Object.fromEntries(Object.entries(isJsonObject(mine) ? mine : {}).filter(([key]) => key !== name))
    const added = isJsonObject(theirs) && Object.hasOwn(theirs, name) ? {[name]: theirs[name]} : {}
    return {...api, [member]: {...record, ...added}}
  }
  const key = kind === '' ? (path.split('.')[0] ?? '') : kind === 'resource' ? 'resources' : 'documentationParts'
  const others = Object.fromEntries(own.filter(([name]) => name !== key))
  const value = valueIn(other, key)
  return {...others, ...(value !== undefined && {[key]: value})} as Api
}

/** The members that differ, by path; lists are one value each. */
function jsonEdits(path: readonly string[], before: JsonObject, after: JsonObject): Edit[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.flatMap((key): Edit[] => {
    const [one, other] = [before[key], after[key]]
    if (sameJson(one, other)) return []
    if (isJsonObject(one) && isJsonObject(other)) return jsonEdits([...path, key], one, other)
    return [edit([...path, key], other)]
  })
}

function notWritable(entries: readonly Drifted[]): ApigwError {
  return new ApigwError({
    code: 'DRIFT_NOT_WRITABLE',
    exit: 'failure',
    what: 'The files cannot be brought to what AWS has; they are as they were.',
    why: `Still different after writing: ${entries.map(({on, path}) => `${on} ${path}`.trim()).join(', ')}.`,
    fix: 'Write these by hand, or pull the API into another folder and compare: apigw pull --dir live',
  })
}
