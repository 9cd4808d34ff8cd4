import type {Clients} from '../aws/clients.js'
import {ApigwError} from '../errors/apigw-error.js'
import type {Api} from '../model/api.js'
import type {LiveApi} from '../model/live-api.js'
import type {Project} from '../project/project.js'
import type {Listed} from '../resource/field.js'
import type {Choice} from '../ui/prompt.js'

/** What there is to choose from, or why that could not be read: then the answer is typed. */
export type Offered = {choices: readonly Choice<string>[]} | {unreadable: string}

export type Offers = (listed: Listed) => Promise<Offered>

export type OfferSources = {clients: Clients; project?: Project | undefined; live?: LiveApi | undefined}

/**
 * Reads what a wizard offers, from the live account. Who may not list a thing can still name it. The SDK is loaded when
 * something is offered: most calls of a command ask nothing.
 */
export function readOffers(sources: OfferSources): Offers {
  return async (listed) => {
    try {
      return {choices: await readers[listed](sources)}
    } catch (error) {
      if (!(error instanceof ApigwError)) throw error
      return {unreadable: `${things[listed]} cannot be listed: ${error.what} ${error.why}`}
    }
  }
}

const things: Readonly<Record<Listed, string>> = {
  functions: 'Functions',
  meteredStages: 'Stages',
  apiStages: 'Stages',
  keys: 'API keys',
  usagePlans: 'Usage plans',
  deployments: 'Deployments',
}

const readers: Readonly<Record<Listed, (sources: OfferSources) => Promise<readonly Choice<string>[]>>> = {
  functions: async ({clients, project}) => {
    const {listFunctions} = await import('../aws/read/functions.js')
    const declared = Object.keys(project?.settings.functions ?? {})
    const names = [...declared, ...(await listFunctions(clients)).filter((name) => !declared.includes(name))]
    return names.map((name) => ({name, value: name}))
  },
  // HTTP APIs have no usage plans.
  meteredStages: ({clients}) => listApiStages(clients, ['rest', 'websocket']),
  apiStages: ({clients}) => listApiStages(clients, ['rest', 'http', 'websocket']),
  keys: async ({clients}) => {
    const {listKeys} = await import('../account/key-things.js')
    return toChoices(await listKeys(clients))
  },
  usagePlans: async ({clients}) => {
    const {listUsagePlans} = await import('../aws/read/usage-plans.js')
    const plans = await listUsagePlans(await clients.rest())
    return toChoices(plans.map(({id = '', name = ''}) => ({id, name})))
  },
  deployments: ({live}) => Promise.resolve(toDeployments(live)),
}

/** As `--api-stage` and `--to` say them: pets:prod. */
async function listApiStages(clients: Clients, kinds: readonly Api['kind'][]): Promise<Choice<string>[]> {
  const [{listApis}, {readStages}] = await Promise.all([
    import('../aws/read/api-summary.js'),
    import('../aws/read/stages.js'),
  ])
  const apis = (await listApis(clients)).filter(({kind}) => kinds.includes(kind))
  const stages = await Promise.all(
    apis.map(async (api) => {
      const word = apis.filter(({name}) => name === api.name).length === 1 ? api.name : api.apiId
      return (await readStages(clients, api.kind, api.apiId)).map(({stage}) => `${word}:${stage.stageName}`)
    }),
  )
  return stages.flat().map((word) => ({name: word, value: word}))
}

/** Names are what people know; an id stands for what shares its name. */
function toChoices(found: readonly {id: string; name: string}[]): Choice<string>[] {
  return found.map(({id, name}) => {
    const isUnique = name !== '' && found.filter((other) => other.name === name).length === 1
    return {name: isUnique ? name : `${name} (${id})`, value: isUnique ? name : id}
  })
}

function toDeployments(live: LiveApi | undefined): Choice<string>[] {
  const {deployments = [], stages = []} = live ?? {}
  return deployments.map(({deploymentId, createdAtMs}) => {
    const served = stages.filter((stage) => stage.deploymentId === deploymentId).map(({stage}) => stage.stageName)
    const when =
      createdAtMs === undefined ? '' : `, ${new Date(createdAtMs).toISOString().slice(0, 16).replace('T', ' ')}`
    const where = served.length === 0 ? '' : `, on ${served.join(' and ')}`
    return {name: `${deploymentId}${when}${where}`, value: deploymentId}
  })
}
