import type {LiveApi} from '../../model/live-api.js'
import type {Clients} from '../clients.js'
import type {Locator} from './locator.js'

/**
 * The live API of a kind, whole, or undefined when there is none. A REST API of up to 500 resources takes nine calls,
 * an HTTP API of up to 500 routes six; they run side by side. Only the SDK of that kind is loaded.
 */
export async function readLiveApi(
  clients: Clients,
  kind: LiveApi['kind'],
  locator: Locator,
): Promise<LiveApi | undefined> {
  return kind === 'rest' ? readRest(clients, locator) : readHttp(clients, locator)
}

async function readRest(clients: Clients, locator: Locator): Promise<LiveApi | undefined> {
  const [{findRestApi}, {readRestApi}] = await Promise.all([import('./rest-apis.js'), import('./rest-api.js')])
  const found = await findRestApi(clients, locator)
  return found === undefined ? undefined : readRestApi(clients, found)
}

async function readHttp(clients: Clients, locator: Locator): Promise<LiveApi | undefined> {
  const [{findHttpApi}, {readHttpApi}] = await Promise.all([import('./v2-apis.js'), import('./http-api.js')])
  const found = await findHttpApi(clients, locator)
  return found === undefined ? undefined : readHttpApi(clients, found)
}
