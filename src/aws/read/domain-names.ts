import {GetBasePathMappingsCommand, GetDomainNamesCommand} from '@aws-sdk/client-api-gateway'
import type * as sdk from '@aws-sdk/client-api-gateway'
import type {CompanionScope, LiveDomain} from '../../model/companion.js'
import type {Domain, EndpointType} from '../../model/domain.js'
import {present} from '../../model/present.js'
import {sortedRecord} from '../../model/sorted-record.js'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'
import {isOwn} from './own-or-named.js'

/**
 * Domains that a scope asks for and those that the project made, with their mappings: one call per 500 domains of the
 * account and region, and one for each domain that is meant.
 */
export async function readDomainNames(
  clients: Clients,
  {project, domains}: CompanionScope,
  apiId: string | undefined,
): Promise<Readonly<Record<string, LiveDomain>>> {
  const {names, private: privateNames} = domains ?? {names: [], private: []}
  const listed = await listDomainNames(clients)
  const meant = listed.filter((domain) => {
    const name = domain.domainName ?? ''
    return isOwn(domain, project) || (names.includes(name) && privateNames.includes(name) === isPrivate(domain))
  })
  const read = meant.map(async (domain): Promise<[string, LiveDomain]> => {
    const mappings = await readMappings(clients, domain)
    const here = mappings.map(([path, each]) => [path, {...each, isHere: each.apiId === apiId}] as const)
    return [domain.domainName ?? '', toLiveDomain(domain, project, sortedRecord(here))]
  })
  return sortedRecord(await Promise.all(read))
}

type Mapping = Omit<LiveDomain['mappings'][string], 'isHere'>

/** All domains of the account and region: one call per 500. */
export async function listDomainNames(clients: Clients): Promise<sdk.DomainName[]> {
  const client = await clients.rest()
  return paginate(async (position) => {
    const page = await client.send(new GetDomainNamesCommand({limit: 500, position}))
    return {items: page.items, next: page.position}
  })
}

/** Private domains are found by their id: their names are not unique. */
export function isPrivate(domain: sdk.DomainName): boolean {
  return endpointTypeOf(domain) === 'PRIVATE'
}

/** A domain may have both endpoints for the time of a move; the regional one takes mappings of several levels. */
export function endpointTypeOf({endpointConfiguration}: sdk.DomainName): EndpointType {
  const types = endpointConfiguration?.types ?? []
  if (types.includes('PRIVATE')) return 'PRIVATE'
  return types.includes('REGIONAL') ? 'REGIONAL' : 'EDGE'
}

/** Where the paths of a domain lead, in the protocol of its endpoint. */
export function readMappings(clients: Clients, domain: sdk.DomainName): Promise<[string, Mapping][]> {
  return endpointTypeOf(domain) === 'REGIONAL' ? apiMappings(clients, domain) : basePathMappings(clients, domain)
}

async function apiMappings(clients: Clients, {domainName = ''}: sdk.DomainName): Promise<[string, Mapping][]> {
  const {GetApiMappingsCommand} = await import('@aws-sdk/client-apigatewayv2')
  const client = await clients.http()
  const items = await paginate(async (token) => {
    const page = await client.send(
      new GetApiMappingsCommand({DomainName: domainName, MaxResults: '500', NextToken: token}),
    )
    return {items: page.Items, next: page.NextToken}
  })
  return items.map(({ApiMappingKey = '', ApiId = '', Stage, ApiMappingId}) => [
    ApiMappingKey,
    present({apiId: ApiId, stage: Stage, id: ApiMappingId}),
  ])
}

async function basePathMappings(
  clients: Clients,
  {domainName = '', domainNameId}: sdk.DomainName,
): Promise<[string, Mapping][]> {
  const client = await clients.rest()
  const items = await paginate(async (position) => {
    const page = await client.send(new GetBasePathMappingsCommand({domainName, domainNameId, limit: 500, position}))
    return {items: page.items, next: page.position}
  })
  return items.map(({basePath = '(none)', restApiId = '', stage}) => [
    basePath === '(none)' ? '' : basePath,
    present({apiId: restApiId, stage}),
  ])
}

function toLiveDomain(domain: sdk.DomainName, project: string, mappings: LiveDomain['mappings']): LiveDomain {
  return present({
    arn: domain.domainNameArn ?? '',
    isOurs: isOwn(domain, project),
    domain: toDomain(domain),
    endpointType: endpointTypeOf(domain),
    domainNameId: domain.domainNameId,
    mappings,
  })
}

function toDomain(domain: sdk.DomainName): Domain {
  const {truststoreUri, truststoreVersion} = domain.mutualTlsAuthentication ?? {}
  const endpointType = endpointTypeOf(domain)
  return present({
    certificateArn: endpointType === 'REGIONAL' ? domain.regionalCertificateArn : domain.certificateArn,
    endpointType,
    securityPolicy: domain.securityPolicy,
    mutualTls: truststoreUri === undefined ? undefined : present({truststoreUri, truststoreVersion}),
    tags: sortedRecord(Object.entries(domain.tags ?? {})),
  })
}
