import {readAccountId} from '../aws/account-id.js'
import {readStages} from '../aws/read/stages.js'
import type {Context} from '../cli/context.js'
import type {Missing} from '../cli/missing-value.js'
import type {RestApi} from '../model/rest-api.js'
import {loadDesired} from '../project/desired-api.js'
import {pickStage} from '../project/observe/observed-stage.js'
import {readApi} from '../project/read-api.js'
import type {SimulatedPlace} from '../project/simulate/simulated-request.js'
import {kindWithoutPart} from '../resource/edit-live.js'
import {askText} from '../ui/prompt.js'
import {chooseRestApi} from './choose-rest-api.js'

/** The API that requests are simulated on, and where it is. */
export type SimulatedApi = {api: RestApi; place: SimulatedPlace}

const part = 'resource policy'

/** A live API as it is now, deployed or not, or with `files` what the definition of this project says. */
export async function openSimulation(
  context: Context,
  {api: idOrName, files}: {api: string | undefined; files: boolean},
): Promise<SimulatedApi> {
  const target = await context.target()
  const region = target.region ?? (await (await context.clients()).region())
  const accountId = target.accountId ?? (await readAccountId(await context.clients()))
  if (files) return fromFiles(context, {region, accountId})
  const watching = await context.watching()
  const {clients, project} = watching
  const found = await chooseRestApi(idOrName, watching, {part})
  const live = await readApi(clients, found)
  if (live.kind !== 'rest') throw kindWithoutPart(found, part)
  // A policy can be tried before the stage is there.
  const said = watching.stageName ?? (idOrName === undefined ? project?.stageName : undefined)
  const only = async () => pickStage(watching, {api: found, stages: await readStages(clients, 'rest', found.apiId), idOrName}).stage // prettier-ignore
  const stageName = said ?? (await only()).stageName
  return {api: live.api, place: {region, accountId, apiId: found.apiId, stageName}}
}

/** An API that may not exist yet has no id: the short form `execute-api:/*` stands for it all the same. */
async function fromFiles(
  context: Context,
  identity: Pick<SimulatedPlace, 'region' | 'accountId'>,
): Promise<SimulatedApi> {
  const project = await context.project()
  const {api} = await loadDesired(project, context.surroundings, identity)
  if (api.kind !== 'rest') throw kindWithoutPart({name: api.name, apiId: 'in the files', kind: api.kind}, part)
  return {api, place: {...identity, apiId: 'api-of-the-files', stageName: project.stageName}}
}

/** The address that a policy asks about, where nobody has said one. */
export const askSourceIp: Missing<string> = {
  flag: '--source-ip ADDRESS, because the resource policy asks for it',
  what: 'The address that the request comes from',
  question: () => askText('Which address does the request come from?', {validate: (text) => text !== '' || 'It is needed.'}), // prettier-ignore
}

/** A request that nobody has named. */
export const askRequest: Missing<string> = {
  flag: 'the request, as "GET /pets/1"',
  what: 'The request',
  question: () => askText('Which request ("GET /pets/1")?', {validate: (text) => text !== '' || 'It is needed.'}),
}
