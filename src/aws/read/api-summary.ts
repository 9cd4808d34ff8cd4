import type {RestApi} from '@aws-sdk/client-api-gateway'
import {ApigwError} from '../../errors/apigw-error.js'
import {someOf} from '../../errors/some-of.js'
import {present} from '../../model/present.js'
import {projectTag} from '../../model/project-tag.js'
import type {Clients} from '../clients.js'
import {pickApi} from './locator.js'
import type {V2Api} from './v2-apis.js'

/** One line of `apigw api list`. `createdAtMs` is epoch milliseconds; `project` is who owns it, when apigw made it. */
export type ApiSummary = {
  apiId: string
  kind: 'rest' | 'http' | 'websocket'
  name: string
  description?: string
  version?: string
  endpointType?: string
  createdAtMs?: number
  project?: string
}

/** REST, HTTP and WebSocket APIs of the account and region, by name and id. */
export async function listApis(clients: Clients): Promise<ApiSummary[]> {
  const [{listRestApis}, {listV2Apis}] = await Promise.all([import('./rest-apis.js'), import('./v2-apis.js')])
  const [rest, v2] = await Promise.all([listRestApis(clients), listV2Apis(clients)])
  return [...rest.map(restSummary), ...v2.map(v2Summary)].sort(
    (one, other) => one.name.localeCompare(other.name) || one.apiId.localeCompare(other.apiId),
  )
}

/**
 * The API that an id or a name stands for, of whatever kind.
 *
 * An id is tried first. Throws API_NOT_FOUND, or API_AMBIGUOUS when a name is used twice.
 */
export async function findApi(clients: Clients, idOrName: string): Promise<ApiSummary> {
  const all = await listApis(clients)
  const listed = all.map((summary) => ({id: summary.apiId, name: summary.name, summary}))
  const found = pickApi(listed, {by: 'id', apiId: idOrName}) ?? pickApi(listed, {by: 'name', name: idOrName})
  if (found === undefined) throw notFound(idOrName, all)
  return found.summary
}

function restSummary(api: RestApi): ApiSummary {
  return present({
    apiId: api.id ?? '',
    kind: 'rest' as const,
    name: api.name ?? '',
    description: api.description,
    version: api.version,
    endpointType: api.endpointConfiguration?.types?.[0],
    createdAtMs: api.createdDate?.getTime(),
    project: api.tags?.[projectTag],
  })
}

function v2Summary(api: V2Api): ApiSummary {
  return present({
    apiId: api.ApiId ?? '',
    kind: api.ProtocolType === 'WEBSOCKET' ? ('websocket' as const) : ('http' as const),
    name: api.Name ?? '',
    description: api.Description,
    version: api.Version,
    createdAtMs: api.CreatedDate?.getTime(),
    project: api.Tags?.[projectTag],
  })
}

function notFound(idOrName: string, all: readonly ApiSummary[]): ApigwError {
  const names = all.map(({name, apiId}) => `${name} (${apiId})`)
  return new ApigwError({
    code: 'API_NOT_FOUND',
    exit: 'failure',
    what: `No API has the id or name "${idOrName}".`,
    why: all.length === 0 ? 'There are no APIs in this account and region.' : `These exist: ${someOf(names)}.`,
    fix: 'Run "apigw api list" to see ids and names, or check --stage, --region and --profile.',
  })
}
