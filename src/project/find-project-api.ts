import {findApi, listApis} from '../aws/read/api-summary.js'
import type {Clients} from '../aws/clients.js'
import {ApigwError} from '../errors/apigw-error.js'
import type {LiveApi} from '../model/live-api.js'
import {locatorOf} from './locator-of.js'
import type {Project} from './project.js'

/** Enough of an API to ask for its parts. */
export type FoundApi = {apiId: string; kind: LiveApi['kind']; name: string}

/** How a command that takes an API finds out which: `askWhich` asks for one of some names. */
export type ApiChoice = {
  clients: Clients
  /** Undefined outside a project. */
  project: Project | undefined
  askWhich: (choices: readonly {name: string; value: string}[]) => Promise<string>
  /** Which stage of several; throws `refusal` where nobody can be asked. */
  askStage: (names: readonly string[], refusal: ApigwError) => Promise<string>
}

/** The API that was named; else the project's; else the one that the user picks from those that exist. */
export async function chooseApi(idOrName: string | undefined, choice: ApiChoice): Promise<FoundApi> {
  const {clients, project, askWhich} = choice
  if (idOrName !== undefined) return findNamedApi(clients, idOrName)
  if (project !== undefined) return findProjectApi(project, clients)
  const apis = await listApis(clients)
  if (apis.length === 0) throw noApis()
  const choices = apis.map((api) => ({name: `${api.name} (${api.apiId}, ${api.kind})`, value: wordFor(api, apis)}))
  return findNamedApi(clients, await askWhich(choices))
}

/** The name, which people can read in a command, unless another API has it too. */
function wordFor({name, apiId}: FoundApi, apis: readonly FoundApi[]): string {
  const meant = apis.filter((other) => other.name === name || other.apiId === name)
  return meant.length === 1 && name !== '' ? name : apiId
}

function noApis(): ApigwError {
  return new ApigwError({
    code: 'API_NOT_FOUND',
    exit: 'failure',
    what: 'There is no API to work on.',
    why: 'This account has none in the region.',
    fix: 'Make one: "apigw init" starts a project, "apigw api create" an API without files. Or check --region and --profile.',
  })
}

/** The stage of the project that a command works on; undefined for an API that was named, which may be another one. */
export function stageOfChoice(idOrName: string | undefined, {project}: ApiChoice): string | undefined {
  return idOrName === undefined ? project?.stageName : undefined
}

/** The API that a project has made. Throws API_NOT_CREATED when there is none yet. */
export async function findProjectApi(project: Project, clients: Clients): Promise<FoundApi> {
  const {type} = project.settings
  const found = type === 'rest' ? await findRest(project, clients) : await findV2(type, project, clients)
  if (found !== undefined) return found
  throw apiNotCreated(project)
}

/** What a command says that needs the API of the project, when there is none. */
export function apiNotCreated({settings, target, stageName}: Project): ApigwError {
  return new ApigwError({
    code: 'API_NOT_CREATED',
    exit: 'failure',
    what: `The API of ${settings.name} does not exist ${target.target === 'local' ? 'on the local gateway' : 'on AWS'}.`,
    why: 'No API there carries the tag of this project: it was never deployed to this target.',
    fix: `Run "apigw deploy --stage ${stageName}".`,
  })
}

/** The API that an id or a name stands for. Throws API_NOT_FOUND and API_AMBIGUOUS. */
async function findNamedApi(clients: Clients, idOrName: string): Promise<FoundApi> {
  const {apiId, kind, name} = await findApi(clients, idOrName)
  return {apiId, kind, name}
}

async function findRest(project: Project, clients: Clients): Promise<FoundApi | undefined> {
  const {findRestApi} = await import('../aws/read/rest-apis.js')
  const api = await findRestApi(clients, locatorOf(project))
  return api?.id === undefined ? undefined : {apiId: api.id, kind: 'rest', name: api.name ?? ''}
}

async function findV2(kind: 'http' | 'websocket', project: Project, clients: Clients): Promise<FoundApi | undefined> {
  const {findV2Api} = await import('../aws/read/v2-apis.js')
  const api = await findV2Api(clients, kind, locatorOf(project))
  return api?.ApiId === undefined ? undefined : {apiId: api.ApiId, kind, name: api.Name ?? ''}
}
