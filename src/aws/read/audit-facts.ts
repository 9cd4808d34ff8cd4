import {GetBasePathMappingsCommand, GetDomainNamesCommand} from '@aws-sdk/client-api-gateway'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'
import {readStageWebAcls} from './web-acls.js'

/** ARNs of the web ACLs of a REST API by stage; one call. */
export async function readWebAcls(clients: Clients, restApiId: string): Promise<Readonly<Record<string, string>>> {
  const stages = await readStageWebAcls(clients, restApiId)
  return Object.fromEntries(
    stages.flatMap(({stageName, webAclArn}) => (webAclArn === undefined ? [] : [[stageName, webAclArn]])),
  )
}

/** A custom domain and the oldest TLS it takes: TLS_1_0, TLS_1_2, SecurityPolicy_…; AWS's default is TLS_1_0. */
export type DomainSecurity = {domainName: string; securityPolicy: string}

/**
 * Custom domains that lead to an API and take old TLS: one call for 500 domains of the account, and one for each of those
 * that take old TLS, to learn where it leads.
 */
export async function readOldTlsDomains(clients: Clients, apiId: string): Promise<DomainSecurity[]> {
  const client = await clients.rest()
  const domains = await paginate(async (position) => {
    const page = await client.send(new GetDomainNamesCommand({limit: 500, position}))
    return {items: page.items, next: page.position}
  })
  const old = domains.filter(({securityPolicy = 'TLS_1_0'}) => securityPolicy === 'TLS_1_0')
  const leading = await Promise.all(
    old.map(async ({domainName = '', endpointConfiguration}) => {
      const isEdge = endpointConfiguration?.types?.includes('EDGE') === true
      const ids = isEdge ? await basePathTargets(clients, domainName) : await mappingTargets(clients, domainName)
      return ids.includes(apiId) ? [{domainName, securityPolicy: 'TLS_1_0'}] : []
    }),
  )
  return leading.flat()
}

async function basePathTargets(clients: Clients, domainName: string): Promise<string[]> {
  const client = await clients.rest()
  const mappings = await paginate(async (position) => {
    const page = await client.send(new GetBasePathMappingsCommand({domainName, limit: 500, position}))
    return {items: page.items, next: page.position}
  })
  return mappings.map(({restApiId = ''}) => restApiId)
}

/** Regional domains lead to APIs of all kinds, and to several levels of paths, which only this protocol knows. */
async function mappingTargets(clients: Clients, domainName: string): Promise<string[]> {
  const {GetApiMappingsCommand} = await import('@aws-sdk/client-apigatewayv2')
  const client = await clients.http()
  const mappings = await paginate(async (token) => {
    const page = await client.send(
      new GetApiMappingsCommand({DomainName: domainName, MaxResults: '500', NextToken: token}),
    )
    return {items: page.Items, next: page.NextToken}
  })
  return mappings.map(({ApiId = ''}) => ApiId)
}
