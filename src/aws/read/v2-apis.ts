import {GetApiCommand, GetApisCommand} from '@aws-sdk/client-apigatewayv2'
import type {Api, GetApiCommandOutput} from '@aws-sdk/client-apigatewayv2'
import type {Clients} from '../clients.js'
import {isNotFound} from '../errors.js'
import {paginate} from '../paginate.js'
import {pickApi} from './locator.js'
import type {Locator} from './locator.js'

/** An HTTP or WebSocket API, listed or read alone; the SDK types the two differently. */
export type V2Api = Api | GetApiCommandOutput

/** All HTTP and WebSocket APIs of the account and region, as AWS lists them. */
export async function listV2Apis(clients: Clients): Promise<Api[]> {
  const client = await clients.http()
  return paginate(async (token) => {
    const page = await client.send(new GetApisCommand({MaxResults: '500', NextToken: token}))
    return {items: page.Items, next: page.NextToken}
  })
}

/**
 * The HTTP or the WebSocket API that is meant, or undefined; one of the other protocol never is, though it may carry the
 * same tag or name. One call for an id, one per 500 APIs otherwise.
 */
export async function findV2Api(
  clients: Clients,
  kind: 'http' | 'websocket',
  locator: Locator,
): Promise<V2Api | undefined> {
  const isMeant = ({ProtocolType}: V2Api) => ProtocolType === (kind === 'http' ? 'HTTP' : 'WEBSOCKET')
  if (locator.by !== 'id') {
    const listed = (await listV2Apis(clients)).filter(isMeant)
    return pickApi(
      listed.map((api) => ({id: api.ApiId, name: api.Name, tags: api.Tags, api})),
      locator,
    )?.api
  }
  const client = await clients.http()
  try {
    const found = await client.send(new GetApiCommand({ApiId: locator.apiId}))
    return isMeant(found) ? found : undefined
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}
