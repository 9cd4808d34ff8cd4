import type {Api} from '../model/api.js'
import type {LiveApi} from '../model/live-api.js'
import {present} from '../model/present.js'
import {projectTag} from '../model/project-tag.js'
import {sortedRecord} from '../model/sorted-record.js'
import type {Stage} from '../model/stage.js'
import {budgetOf} from './budget.js'
import type {Call} from './call.js'
import type {CallFacts} from './calls/call-facts.js'
import {callsFor} from './calls/calls.js'
import {unusedIntegrationCalls} from './calls/route.js'
import type {Change} from './change.js'
import {contentHash} from './content-hash.js'
import {diffHttpApi} from './diff/http-api.js'
import {diffRestApi} from './diff/rest-api.js'
import {importWay} from './import-way.js'
import type {ImportWay} from './import-way.js'
import {liveHash} from './live-hash.js'
import {normalForm} from './normal-form.js'
import {circularModels, inOrder} from './order.js'
import type {Budget, Execution, Plan} from './plan.js'
import {planStage} from './plan-stage.js'

export type PlanInput = {
  /** Name of the stage or target for people, and the AWS region the API lives in. */
  target: {name: string; region: string}
  /** `name` of apigw.yaml: the API is found again by it. */
  project: string
  live: LiveApi | undefined
  desired: Api
  /** The stage to deploy to; without one the plan ends with the definition. */
  stage?: Stage
  /** The definition as a document that AWS imports. */
  renderImport: (api: Api) => string
}

/** An import has side effects that single calls do not have, so it must save at least this many calls. */
const callsWorthAnImport = 3

/** Compares desired and live and decides how the difference reaches AWS. Pure; the same input gives the same plan. */
export function planApi(input: PlanInput): Plan {
  const {live, project, target} = input
  const desired = normalForm(tagged(input.desired, project, live), live?.apiId)
  const address = `${desired.kind}Api/${project}`
  const definition = inOrder(diffApi(address, project, live, desired))
  const hash = contentHash(desired, live?.apiId)
  const staged = planStage({api: address, live, stage: input.stage, contentHash: hash})
  const changes = [...definition, ...inOrder(staged.changes)]
  const facts: CallFacts = {live, region: target.region, changes, deployment: staged.deployment}
  const ways = definitionWays(address, definition, desired, input, facts)
  const stageCalls = callsFor(inOrder(staged.changes), facts)
  return present({
    formatVersion: 1 as const,
    api: present({kind: desired.kind, name: project, apiId: live?.apiId}),
    target,
    changes,
    execution: chosen(ways, stageCalls),
    budget: {granular: budget(ways.granular, stageCalls), import: budget(ways.import, stageCalls)},
    liveHash: liveHash(live),
    contentHash: hash,
    stage: staged.stage,
  })
}

/** The project's tag, and for HTTP APIs the tags that others put there: reimporting would take them away. */
function tagged(desired: Api, project: string, live: LiveApi | undefined): Api {
  const kept = live?.kind === 'http' ? Object.entries(live.api.tags) : []
  return {...desired, tags: sortedRecord(new Map([...kept, ...Object.entries(desired.tags), [projectTag, project]]))}
}

function diffApi(address: string, project: string, live: LiveApi | undefined, desired: Api): Change[] {
  const before = live && normalForm(live.api, live.apiId)
  if (desired.kind === 'rest') {
    return diffRestApi(address, project, before?.kind === 'rest' ? before : undefined, desired)
  }
  return diffHttpApi(address, project, before?.kind === 'http' ? before : undefined, desired)
}

type Ways = {granular: ImportWay; import: ImportWay; isUnsafeGranularly: boolean}

function definitionWays(
  address: string,
  definition: readonly Change[],
  desired: Api,
  {renderImport}: PlanInput,
  facts: CallFacts,
): Ways {
  const calls = [...callsFor(definition, facts), ...unusedIntegrationCalls(facts)]
  const circular = circularModels(definition)
  const replaced = definition.some(({action}) => action === 'replace')
  return {
    granular: {calls},
    import: definition.length === 0 ? {calls: []} : importWay(address, desired, renderImport(desired), facts),
    isUnsafeGranularly: circular.length > 0 || replaced,
  }
}

/** The narrower way wins unless an import saves several calls, or single calls cannot do it. */
function chosen(ways: Ways, stageCalls: readonly Call[]): Execution {
  const granular = 'calls' in ways.granular ? ways.granular.calls : []
  if ('impossible' in ways.import) return {way: 'granular', calls: [...granular, ...stageCalls]}
  const saved = granular.length - ways.import.calls.length
  const imports = saved >= callsWorthAnImport || (ways.isUnsafeGranularly && granular.length > 0)
  return imports
    ? {way: 'import', calls: [...ways.import.calls, ...stageCalls]}
    : {way: 'granular', calls: [...granular, ...stageCalls]}
}

function budget(way: ImportWay, stageCalls: readonly Call[]): Budget | {impossible: string} {
  return 'impossible' in way ? way : budgetOf([...way.calls, ...stageCalls])
}
