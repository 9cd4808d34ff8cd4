import type {WrittenCompanions} from '../../config/from-companions.js'
import {fromStage} from '../../config/from-stage.js'
import {fromWebSocketApi} from '../../config/from-web-socket-api.js'
import type {JsonObject} from '../../model/json.js'
import type {LiveApi} from '../../model/live-api.js'
import {present} from '../../model/present.js'
import {projectTag} from '../../model/project-tag.js'
import type {Stage} from '../../model/stage.js'
import {definitionText, ownTags, placeholders, yamlText} from '../definition-text.js'

/** Where the API was read, as its stages in apigw.yaml say it. */
export type PulledPlace = {target: 'aws' | 'local'; region?: string; profile?: string; endpoint?: string}

/** The files of an adopted API by name; `left` are live settings of stages that apigw.yaml cannot say. */
export type PulledFiles = {
  files: ReadonlyMap<string, string>
  stages: readonly string[]
  left: readonly {stage: string; setting: string}[]
}

/** Of a stage that nobody has made yet: it says where the API is. */
const firstStage = 'dev'

export type PullInput = {
  project: string
  place: PulledPlace
  stages: readonly Stage[]
  /** Sections about what stands beside the API. */
  beside: WrittenCompanions
}

/** apigw.yaml and the definition that say what a live API is. Pure; `stages` are those to be written. */
export function pullFiles(live: LiveApi, {project, place, stages, beside}: PullInput): PulledFiles {
  const definition = definitionText(live.api)
  const {shared, others} = sharedTags(live, project, stages)
  const written = stages.map((stage) => ({name: stage.stageName, ...fromStage(withoutTags(stage, shared))}))
  // An API that carries the tag of this project is found by it.
  const apiId = live.api.tags[projectTag] === project ? undefined : live.apiId
  const where = present({...place, apiId})
  const sections = written.map(({name, section}) => [name, {...where, ...section}] as const)
  const names = sections.length === 0 ? [firstStage] : sections.map(([name]) => name)
  const settings = present({
    name: project,
    type: live.kind,
    definition: definition === undefined ? undefined : 'openapi.yaml',
    ...ofKind(live, project),
    variables: filled(placeholders(live.api)),
    tags: filled(shared),
    defaultStage: names[0],
    stages: sections.length === 0 ? {[firstStage]: where} : Object.fromEntries(sections),
    ...beside.sections,
  })
  const files = new Map([['apigw.yaml', `${heading(live)}${yamlText(settings)}`]])
  if (definition !== undefined) files.set('openapi.yaml', definition)
  const left = written.flatMap(({name, left: settingsLeft}) => settingsLeft.map((setting) => ({stage: name, setting})))
  return {files, stages: names, left: [...left, ...others, ...beside.left]}
}

type Tags = Readonly<Record<string, string>>

/** Tags of a project are on its API and stages alike, so one that a stage does not have cannot be written as such. */
function sharedTags(
  {api}: LiveApi,
  project: string,
  stages: readonly Stage[],
): {shared: Record<string, string>; others: {stage: string; setting: string}[]} {
  const own = ownTags(api.tags)
  if (api.tags[projectTag] !== project) return {shared: own, others: []}
  const lacking = Object.entries(own).flatMap(([key, value]) => {
    const without = stages.find(({tags}) => tags?.[key] !== value)
    return without === undefined ? [] : [{key, stage: without.stageName, setting: `the tag ${key} of the API, which is not one`}] // prettier-ignore
  })
  const gone = new Set(lacking.map(({key}) => key))
  const shared = Object.fromEntries(Object.entries(own).filter(([key]) => !gone.has(key)))
  return {shared, others: lacking.map(({stage, setting}) => ({stage, setting}))}
}

/** The stage says only what the project does not say for it. */
function withoutTags(stage: Stage, shared: Tags): Stage {
  if (stage.tags === undefined) return stage
  return {
    ...stage,
    tags: Object.fromEntries(Object.entries(stage.tags).filter(([key, value]) => shared[key] !== value)),
  }
}

function ofKind({api}: LiveApi, project: string): JsonObject {
  if (api.kind === 'http') return {}
  if (api.kind === 'websocket') return fromWebSocketApi(api, project)
  const {types, ipAddressType} = api.endpointConfiguration
  const [type = 'EDGE'] = types
  return present({
    endpointType: type.toLowerCase(),
    ipAddressType: ipAddressType === 'ipv4' ? undefined : ipAddressType,
  })
}

function heading({apiId, api}: LiveApi): string {
  return `# yaml-language-server: $schema=.apigw/apigw.schema.json
#
# Settings of the API ${api.name.replaceAll(/\s+/g, ' ')} (${apiId}), as they were on the day it was pulled.

`
}

function filled(record: JsonObject): JsonObject | undefined {
  return Object.keys(record).length === 0 ? undefined : record
}
