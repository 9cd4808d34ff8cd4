import {GetRestApiCommand, GetRestApisCommand} from '@aws-sdk/client-api-gateway'
import type {RestApi} from '@aws-sdk/client-api-gateway'
import type {Clients} from '../clients.js'
import {isNotFound} from '../errors.js'
import {paginate} from '../paginate.js'
import {pickApi} from './locator.js'
import type {Locator} from './locator.js'

/** All REST APIs of the account and region, as AWS lists them: with tags, policy and settings. */
export async function listRestApis(clients: Clients): Promise<RestApi[]> {
  const client = await clients.rest()
  return paginate(async (position) => {
    const page = await client.send(new GetRestApisCommand({limit: 500, position}))
    return {items: page.items, next: page.position}
  })
}

/** The REST API that is meant, or undefined. One call for an id, one per 500 APIs otherwise. */
export async function findRestApi(clients: Clients, locator: Locator): Promise<RestApi | undefined> {
  if (locator.by !== 'id') return pickApi(await listRestApis(clients), locator)
  const client = await clients.rest()
  try {
    return await client.send(new GetRestApiCommand({restApiId: locator.apiId}))
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}
