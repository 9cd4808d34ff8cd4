import type {Clients} from '../aws/clients.js'
import {findGateway} from '../aws/local-gateway.js'
import {listApis} from '../aws/read/api-summary.js'
import {Context} from '../cli/context.js'
import type {ContextFlags} from '../cli/context.js'
import type {LiveApi} from '../model/live-api.js'
import {findProjectApi} from '../project/find-project-api.js'
import {listRoutes} from '../project/list-routes.js'
import type {Project} from '../project/project.js'
import {readApi} from '../project/read-api.js'
import type {Names} from './candidates.js'

/**
 * Names in the files and on AWS, or on the local gateway when it runs: completion starts none. What cannot be read is
 * empty, because a shell has no place to show an error.
 */
export async function readCompletionNames(flags: ContextFlags): Promise<Names> {
  const context = new Context(flags, {onWait: () => undefined})
  const projectStage = await orNothing(async () => Object.keys((await context.project()).settings.stages))
  const clients = await clientsIfAny(context)
  if (clients === undefined) return {api: [], projectStage, ...namesIn(undefined)}
  const [api, live] = await Promise.all([
    orNothing(async () => (await listApis(clients)).map(({name}) => name)),
    orNothing(async () => [await liveApi(await context.project(), clients)]),
  ])
  return {api: [...new Set(api)], projectStage, ...namesIn(live[0])}
}

/** Clients of AWS, or of a local gateway that runs already; undefined where nobody can be asked. */
async function clientsIfAny(context: Context): Promise<Clients | undefined> {
  try {
    const {target} = await context.target()
    const isThere = target === 'aws' || (await findGateway(await context.stateDirectory())) !== undefined
    return isThere ? await context.clients() : undefined
  } catch {
    return undefined
  }
}

async function liveApi(project: Project, clients: Clients): Promise<LiveApi> {
  return readApi(clients, await findProjectApi(project, clients))
}

function namesIn(live: LiveApi | undefined): Omit<Names, 'api' | 'projectStage'> {
  if (live === undefined) return {route: [], stage: [], authorizer: [], model: [], validator: []}
  const {api} = live
  return {
    route: listRoutes(api).map(({route}) => route),
    stage: live.stages.map(({stage}) => stage.stageName),
    authorizer: Object.keys(api.authorizers),
    model: api.kind === 'http' ? [] : Object.keys(api.models),
    validator: api.kind === 'rest' ? Object.keys(api.requestValidators) : [],
  }
}

async function orNothing<Item>(read: () => Promise<readonly Item[]>): Promise<readonly Item[]> {
  try {
    return await read()
  } catch {
    return []
  }
}
