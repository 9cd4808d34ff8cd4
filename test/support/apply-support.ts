import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {applyPlan} from '../../src/apply/apply-plan.js'
import type {ApplyResult} from '../../src/apply/apply-plan.js'
import {Journal} from '../../src/apply/journal.js'
import type {Clients} from '../../src/aws/clients.js'
import {readCompanions} from '../../src/aws/read/companions.js'
import {readLiveApi} from '../../src/aws/read/live-api.js'
import type {Api, OpenApi} from '../../src/model/api.js'
import type {Companions} from '../../src/model/companion.js'
import type {LiveApi} from '../../src/model/live-api.js'
import type {LiveState} from '../../src/model/live-state.js'
import type {Stage} from '../../src/model/stage.js'
import {companionScope} from '../../src/plan/diff/companions.js'
import {planApi} from '../../src/plan/plan-api.js'
import {planRestore} from '../../src/plan/plan-restore.js'
import type {Plan} from '../../src/plan/plan.js'
import {fromHttpApi} from '../../src/spec/from-http-api.js'
import {fromRestApi} from '../../src/spec/from-rest-api.js'
import {restLosses} from '../../src/spec/rest/losses.js'

/** Which ways the plan may take: only single calls, or the one that it finds cheaper. */
export type TestedWay = {
  way?: 'granular' | 'cheapest'
  stage?: Stage
  companions?: Companions
  canaryPercent?: number
}

/** `before` is the state that comes back; see planRestore. */
export type TestedRestore = {
  before: LiveApi | undefined
  stageName?: string
  madeFor?: string
  way?: 'granular' | 'cheapest'
}

const renderImport = {
  granular: () => ({impossible: 'the test wants single calls'}),
  cheapest: (api: OpenApi) => {
    if (api.kind === 'http') return JSON.stringify(fromHttpApi(api))
    const [loss] = restLosses(api)
    return loss === undefined ? JSON.stringify(fromRestApi(api)) : {impossible: `${loss.address}: ${loss.what}`}
  },
}

/** What is live, and the plan that leads from there to `desired`. */
export async function planFor(
  clients: Clients,
  desired: Api,
  {way = 'cheapest', stage, companions = {}, canaryPercent}: TestedWay = {},
): Promise<{live: LiveState['api']; companions: LiveState['companions']; plan: Plan}> {
  const live = await readLiveApi(clients, desired.kind, {by: 'project', project: 'pets'})
  const place = {project: 'pets', stageName: stage?.stageName ?? 'prod', accountId: '000000000000'}
  const scope = companionScope(companions, place)
  const planned = scope && {scope, desired: companions, live: await readCompanions(clients, scope, live?.apiId)}
  const plan = planApi({
    target: {name: 'test', region: 'eu-west-1'},
    project: 'pets',
    live,
    desired,
    renderImport: renderImport[way],
    ...(stage && {stage}),
    ...(canaryPercent !== undefined && {canaryPercent}),
    ...(planned && {companions: planned}),
  })
  return {live, companions: planned?.live, plan}
}

/** What is live, and the plan that brings it back to an earlier state. */
export async function restoreFor(
  clients: Clients,
  kind: LiveApi['kind'],
  {before, way = 'cheapest', ...rest}: TestedRestore,
): Promise<{live: LiveApi | undefined; plan: Plan}> {
  const live = await readLiveApi(clients, kind, {by: 'project', project: 'pets'})
  const target = {name: 'test', region: 'eu-west-1'}
  return {
    live,
    plan: planRestore({target, project: 'pets', kind, live, before, renderImport: renderImport[way], ...rest}),
  }
}

/** Plans and applies. */
export async function applied(clients: Clients, desired: Api, way: TestedWay = {}): Promise<ApplyResult> {
  return carriedOut(clients, await planFor(clients, desired, way))
}

/** Applies a plan that was made a moment ago. */
export async function carriedOut(
  clients: Clients,
  {live, companions, plan}: {live: LiveApi | undefined; companions?: LiveState['companions']; plan: Plan},
): Promise<ApplyResult> {
  const journal = Journal.open(join(mkdtempSync(join(tmpdir(), 'apigw-journal-')), 'run.jsonl'), () => 0)
  const state = {api: live, ...(companions && {companions})}
  try {
    return await applyPlan(plan, {clients, journal, onProgress: () => undefined, live: state})
  } finally {
    journal.close()
  }
}
