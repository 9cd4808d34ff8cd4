import type {LiveApi} from '../../model/live-api.js'
import type {Clients} from '../clients.js'
import type {Locator} from './locator.js'

/**
 * The live API of a kind, whole, or undefined when there is none. A REST API of up to 500 resources takes nine calls,
 * an HTTP API of up to 500 routes six, a WebSocket API seven and one for each route or integration with responses; they
 * run side by side. Only the SDK of that kind is loaded.
 */
export async function readLiveApi(
  clients: Clients,
  kind: LiveApi['kind'],
  locator: Locator,
): Promise<LiveApi | undefined> {
  switch (kind) {
    case 'rest':
      return readRest(clients, locator)
    case 'http':
      return readHttp(clients, locator)
    case 'websocket':
      return readWebSocket(clients, locator)
  }
}

async function readRest(clients: Clients, locator: Locator): Promise<LiveApi | undefined> {
  const [{findRestApi}, {readRestApi}] = await Promise.all([import('./rest-apis.js'), import('./rest-api.js')])
  const found = await findRestApi(clients, locator)
  return found === undefined ? undefined : readRestApi(clients, found)
}

async function readHttp(clients: Clients, locator: Locator): Promise<LiveApi | undefined> {
  const [{findV2Api}, {readHttpApi}] = await Promise.all([import('./v2-apis.js'), import('./http-api.js')])
  const found = await findV2Api(clients, 'http', locator)
  return found === undefined ? undefined : readHttpApi(clients, found)
}

async function readWebSocket(clients: Clients, locator: Locator): Promise<LiveApi | undefined> {
  const [{findV2Api}, {readWebSocketApi}] = await Promise.all([import('./v2-apis.js'), import('./web-socket-api.js')])
  const found = await findV2Api(clients, 'websocket', locator)
  return found === undefined ? undefined : readWebSocketApi(clients, found)
}
