import {GetVpcLinksCommand} from '@aws-sdk/client-api-gateway'
import type {VpcLink} from '@aws-sdk/client-api-gateway'
import type {VpcLink as V2VpcLink} from '@aws-sdk/client-apigatewayv2'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'

/** VPC links for REST APIs: one call per 500. */
export async function listVpcLinks(clients: Clients): Promise<VpcLink[]> {
  const client = await clients.rest()
  return paginate(async (position) => {
    const page = await client.send(new GetVpcLinksCommand({limit: 500, position}))
    return {items: page.items, next: page.position}
  })
}

/** VPC links of version 2, for HTTP APIs: one call per 500. */
export async function listV2VpcLinks(clients: Clients): Promise<V2VpcLink[]> {
  const {GetVpcLinksCommand: GetV2VpcLinksCommand} = await import('@aws-sdk/client-apigatewayv2')
  const client = await clients.http()
  return paginate(async (token) => {
    const page = await client.send(new GetV2VpcLinksCommand({MaxResults: '500', NextToken: token}))
    return {items: page.Items, next: page.NextToken}
  })
}
