import {parseSettings} from '../../src/config/parse-settings.js'
import type {Api} from '../../src/model/api.js'
import type {Companions} from '../../src/model/companion.js'
import type {RestApi} from '../../src/model/rest-api.js'
import type {Stage} from '../../src/model/stage.js'
import {carryOut} from '../../src/project/deploy/carry-out.js'
import type {Outcome} from '../../src/project/deploy/carry-out.js'
import type {ReadyPlan} from '../../src/project/deploy/apply-journalled.js'
import {planGoal} from '../../src/project/deploy/plan-run.js'
import type {Project} from '../../src/project/project.js'
import type {Clients} from '../../src/aws/clients.js'
import {readCompanions} from '../../src/aws/read/companions.js'
import {companionScope} from '../../src/plan/diff/companions.js'
import {readLiveApi} from '../../src/aws/read/live-api.js'
import {restApiOf} from './many-routes.js'

/** A model that no document can hold, so that every plan is made of single calls. */
const models = {Note: {contentType: 'text/plain', schema: {type: 'string'}}}

const json = {contentType: 'application/json', schema: {type: 'object'}}

export const firstApi: RestApi = {...restApiOf(1), models}
export const sixtyCallsApi: RestApi = {...restApiOf(12), models: {...models, Owner: json, Pet: json}}
export const firstStage: Stage = {kind: 'restStage', stageName: 'prod', variables: {alias: 'one'}}
export const changedStage: Stage = {...firstStage, description: 'Changed', variables: {other: 'two'}}

/** A project whose stage is on AWS, in a folder that may be empty. */
export function wireProject(folder: string): Project {
  const {settings} = parseSettings('name: pets', 'apigw.yaml')
  if (settings === undefined) throw new Error('The settings of the test do not hold.')
  const target = {target: 'aws', region: 'eu-west-1', origins: {}} as const
  return {folder, file: `${folder}/apigw.yaml`, settings, target, stageName: 'prod'}
}

/** Plans and applies as `deploy` does, but for reading files. */
export async function deployed(
  clients: Clients,
  project: Project,
  api: Api,
  stage: Stage,
  beside: Companions = {},
): Promise<Outcome> {
  const read = await readLiveApi(clients, api.kind, {by: 'project', project: 'pets'})
  const place = {project: 'pets', stageName: stage.stageName, accountId: '000000000000'}
  const scope = companionScope(beside, place)
  const live = {api: read, ...(scope && {companions: await readCompanions(clients, scope, read?.apiId)})}
  const goal = {kind: 'desired' as const, api, stage, ...(scope && {companions: {scope, desired: beside}})}
  const run = {formatVersion: 1, api: {kind: api.kind, name: 'pets'}, target, before: null} as const
  return carriedOut(clients, project, {plan: planGoal(goal, run, live), live, goal})
}

const target = {name: 'prod', region: 'eu-west-1'}
let atMs = Date.parse('2026-11-21T00:00:00Z')

/** Every run has a journal of its own: time goes on with each look at the clock. */
export function carriedOut(clients: Clients, project: Project, ready: ReadyPlan): Promise<Outcome> {
  const nowMs = (): number => (atMs += 1)
  const {signal} = new AbortController()
  const surroundings = {cwd: project.folder, env: {}}
  const options = {project, clients, gateway: undefined, nowMs, signal, surroundings}
  return carryOut(ready, {...options, onProgress: () => undefined})
}
