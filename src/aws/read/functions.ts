import {ListFunctionsCommand} from '@aws-sdk/client-lambda'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'

/** Names of all Lambda functions of the account and region, sorted: one call per 50. */
export async function listFunctions(clients: Clients): Promise<string[]> {
  const client = await clients.lambda()
  const found = await paginate(async (Marker) => {
    const page = await client.send(new ListFunctionsCommand({Marker}))
    return {items: page.Functions, next: page.NextMarker}
  })
  return found.flatMap(({FunctionName}) => FunctionName ?? []).sort()
}
