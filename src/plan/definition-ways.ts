import type {Api, OpenApi} from '../model/api.js'
import type {Call} from './call.js'
import type {CallFacts} from './calls/call-facts.js'
import {callsFor} from './calls/calls.js'
import {documentationCalls} from './calls/documentation-part.js'
import {importCalls} from './calls/import.js'
import {unusedIntegrationCalls} from './calls/integration-use.js'
import type {Address, Change} from './change.js'
import {circularModels} from './order.js'
import type {Execution} from './plan.js'

/** The calls of a way; `impossible` says why they would not do. */
export type DefinitionWay = {calls: readonly Call[]; impossible?: string}

export type DefinitionWays = {granular: DefinitionWay; import: DefinitionWay}

export type WaysInput = {
  api: Address
  desired: Api
  /** Changes of the definition, in order; those of stages are left out. */
  definition: readonly Change[]
  facts: CallFacts
  renderImport: (api: OpenApi) => string | {impossible: string}
}

/** AWS's limit for a definition file. Source: developer guide, "Quotas for configuring and running a REST API". */
const largestBodyBytes = 6 * 1024 * 1024

/** An import has side effects that single calls do not have, so it must save at least this many calls. */
const callsWorthAnImport = 3

/** Both ways for the changes of a definition. */
export function definitionWays(input: WaysInput): DefinitionWays {
  return {granular: granularWay(input), import: input.definition.length === 0 ? {calls: []} : importWay(input)}
}

/** The calls for a stage, before and after those for the definition. */
export type StageCalls = {first: readonly Call[]; last: readonly Call[]}

/** All calls of a plan that goes this way. */
export function allCalls({calls}: DefinitionWay, {first, last}: StageCalls): Call[] {
  return [...first, ...calls, ...last]
}

/** The narrower way wins unless an import saves several calls, or single calls cannot do it. */
export function chooseWay(ways: DefinitionWays, around: StageCalls): Execution {
  const saved = ways.granular.calls.length - ways.import.calls.length
  const isNeeded = ways.granular.impossible !== undefined || saved >= callsWorthAnImport
  const way = isNeeded && ways.import.impossible === undefined ? 'import' : 'granular'
  return {way, calls: allCalls(ways[way], around)}
}

function granularWay({api, desired, definition, facts}: WaysInput): DefinitionWay {
  const parts = definition.filter(({kind}) => kind === 'documentationPart')
  const others = definition.filter((change) => !parts.includes(change))
  const calls = [
    ...callsFor(others, facts),
    ...unusedIntegrationCalls(facts),
    ...(desired.kind === 'rest' ? documentationCalls(api, parts, desired) : []),
  ]
  const impossible = granularObstacle(definition)
  return {calls, ...(impossible !== undefined && {impossible})}
}

function granularObstacle(definition: readonly Change[]): string | undefined {
  const circular = circularModels(definition)
  if (circular.length > 0) return `the models ${circular.join(', ')} refer to one another`
  const replaced = definition.find(({action}) => action === 'replace')
  return replaced && `${replaced.kind} ${replaced.name} is in use and has to be replaced`
}

/**
 * The definition in one call, with what an import cannot carry. An overwriting import deletes what the document leaves
 * out; the plan has said so already, because it compares everything the document can hold.
 */
function importWay({api, desired, definition, facts, renderImport}: WaysInput): DefinitionWay {
  if (desired.kind === 'websocket') return {calls: [], impossible: 'AWS imports no WebSocket APIs'}
  const document = renderImport(desired)
  if (typeof document !== 'string') return {calls: [], ...document}
  const bytes = Buffer.byteLength(document)
  if (bytes > largestBodyBytes) {
    return {calls: [], impossible: `the definition has ${bytes} bytes, an import takes 6 MiB at most`}
  }
  return {calls: importCalls({api, desired, definition, document, facts})}
}
