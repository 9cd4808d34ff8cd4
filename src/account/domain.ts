import {endpointTypeOf, isPrivate, listDomainNames, readMappings} from '../aws/read/domain-names.js'
import type {Clients} from '../aws/clients.js'
import {ApigwError} from '../errors/apigw-error.js'
import type {EndpointType} from '../model/domain.js'
import {present} from '../model/present.js'
import type {Call} from '../plan/call.js'
import {accessMode} from '../plan/calls/domain-name.js'
import {replaceMembers} from '../plan/calls/patch.js'
import type {Values} from '../resource/field.js'
import {callOf} from './account-call.js'
import type {AccountFields, AccountNoun, AccountThing} from './account-noun.js'
import {byName} from './by-name.js'
import {checkDomain} from './check-domain.js'
import {recordCall, zoneWord} from './domain-record.js'
import {recordText} from './dns-record.js'
import type {DnsTarget} from './dns-record.js'
import {newMapping, plainPath} from './new-mapping.js'
import {readApiStage} from './plan-stages.js'

const fields = {
  certificate: {
    input: 'text',
    description: 'ARN of the certificate in AWS Certificate Manager that names the domain',
    helpValue: 'ARN',
    question: 'Which certificate of AWS Certificate Manager (ARN)?',
    needed: () => true,
    fault: (value) =>
      typeof value === 'string' && /^arn:aws[\w-]*:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/.test(value)
        ? undefined
        : 'It is an ARN like arn:aws:acm:eu-west-1:123456789012:certificate/1234….',
  },
  endpointType: {
    input: 'choice',
    choices: ['regional', 'edge'],
    description: 'regional (any API; the default), or edge: behind CloudFront, for REST APIs only',
  },
  securityPolicy: {input: 'text', description: 'TLS_1_2 (the default), or a newer policy', helpValue: 'POLICY'},
  truststore: {
    input: 'text',
    description: 's3:// URI of the certificates that clients must have (mutual TLS); empty takes it away',
    helpValue: 'URI',
    fault: (value) =>
      typeof value === 'string' && /^s3:\/\/[^/]+\/.+/.test(value)
        ? undefined
        : 'It is a URI like s3://bucket/key.pem.',
  },
  ownership: {
    input: 'text',
    description: 'ARN of a certificate issued by ACM that proves the ownership, where the other was imported',
    helpValue: 'ARN',
  },
  map: {
    input: 'pairs',
    description: 'let a path lead to a stage of an API: v1=pets:prod, or /=pets:prod for all paths',
    helpValue: 'PATH=API:STAGE',
  },
  route53: {
    input: 'text',
    description: 'let this hosted zone of Route 53 lead to the domain; auto finds the one that has its name',
    helpValue: 'ZONE-ID|auto',
    fault: (value) =>
      typeof value === 'string' && zoneWord.test(value) ? undefined : 'It is "auto", or an id like Z0123456789ABCDEFGHIJ.', // prettier-ignore
  },
} as const satisfies AccountFields

/** Custom domain names, public ones; those of private APIs are listed, and changed by a plan. */
export const domain: AccountNoun<typeof fields> = {
  noun: 'domain',
  plural: 'custom domains',
  one: 'a custom domain',
  nameIs: 'name of the domain',
  nameQuestion: 'Which domain (api.example.com)?',
  toName: toDomainName,
  fields,
  updatable: ['certificate', 'securityPolicy', 'truststore', 'ownership', 'route53'],
  list: listDomains,
  details: async (clients, found) => {
    const mappings = await readMappings(clients, sdkDomain(found))
    const target = dnsTargetOf(found)
    return {
      mappings: Object.fromEntries(mappings.map(([path, {apiId, stage = ''}]) => [`/${path}`, `${apiId}:${stage}`])),
      ...(target !== undefined && {record: recordText(found.name, target)}),
    }
  },
  next: (name) => `DNS has to lead there: "apigw domain check ${name}" says with which record.`,
  columns: ['endpoint', 'status', 'policy', 'DNS target'],
  row: (found) => {
    const {endpointType, status = '', securityPolicy = ''} = found.thing as DomainThing
    return [endpointType.toLowerCase(), status, securityPolicy, dnsTargetOf(found)?.name ?? '']
  },
  create: async (name, values, clients) => {
    checkDomain(name, values, await clients.region())
    const {map = {}, route53: zone} = values
    const made = {place: {domainName: name}, isRegional: values.endpointType !== 'edge'}
    const mapped: Call[] = []
    for (const [path, to] of Object.entries(map)) {
      mapped.push(newMapping(made, plainPath(path), await readApiStage(clients, to)))
    }
    const record = zone === undefined ? [] : [await recordCall(clients, name, {zone})]
    return [createDomain(name, values), ...mapped, ...record]
  },
  update: async (found, values, clients) => {
    const {endpointType} = found.thing as DomainThing
    checkDomain(found.name, {...values, endpointType: endpointType === 'EDGE' ? 'edge' : 'regional'}, await clients.region()) // prettier-ignore
    const {route53: zone, ...own} = values
    const target = dnsTargetOf(found)
    if (zone === undefined || zone === '' || target === undefined) return updateDomain(found, own)
    return [...updateDomain(found, own), await recordCall(clients, found.name, {zone, target})]
  },
  remove: (found) => Promise.resolve([callOf(addressOf(found.name), 'DeleteDomainName', domainInput(found))]),
  examples: {
    list: ['--filter example.com'],
    show: ['api.example.com', 'api.example.com --query record'],
    create: [
      'api.example.com --certificate arn:aws:acm:eu-west-1:123456789012:certificate/6a7e9c8b',
      'api.example.com --certificate arn:aws:acm:us-east-1:123456789012:certificate/6a7e9c8b --endpoint-type edge --dry-run',
      'api.example.com --certificate arn:aws:acm:eu-west-1:123456789012:certificate/6a7e9c8b --map v1=pets:prod --route53 auto',
    ],
    update: [
      'api.example.com --security-policy TLS_1_2',
      'api.example.com --route53 auto',
      `api.example.com --truststore s3://pki/clients.pem`,
    ],
    delete: ['api.example.com --confirm api.example.com'],
  },
}

/** A domain as it is listed. */
export type DomainThing = {
  endpointType: EndpointType
  certificate?: string
  securityPolicy?: string
  truststore?: string
  ownership?: string
  status?: string
  statusMessage?: string
  domainNameId?: string
  /** Whether its routing rules or its mappings say where it leads; absent means mappings. */
  routingMode?: string
  /** Of a private domain: other ARNs follow from the name. */
  arn?: string
  dnsTarget?: DnsTarget
  tags?: Readonly<Record<string, string>>
}

/** What names a domain in a call: a private one needs its id too. */
export function domainInput({name, thing}: AccountThing): {domainName: string; domainNameId?: string} {
  const {domainNameId, endpointType} = thing as DomainThing
  return present({domainName: name, domainNameId: endpointType === 'PRIVATE' ? domainNameId : undefined})
}

/** Where DNS has to lead; nowhere public for a private domain. */
export function dnsTargetOf({thing}: AccountThing): DnsTarget | undefined {
  return (thing as DomainThing).dnsTarget
}

/** The domain in the shape that readers of mappings take. */
export function sdkDomain(found: AccountThing) {
  const {endpointType} = found.thing as DomainThing
  return {...domainInput(found), endpointConfiguration: {types: [endpointType]}}
}

async function listDomains(clients: Clients): Promise<AccountThing[]> {
  return (await listDomainNames(clients)).map(toThing).sort(byName)
}

type SdkDomain = Awaited<ReturnType<typeof listDomainNames>>[number]

function toThing(each: SdkDomain): AccountThing {
  const {domainName = '', domainNameId, securityPolicy, domainNameStatus, domainNameStatusMessage, tags} = each
  const endpointType = endpointTypeOf(each)
  const thing: DomainThing = present({
    endpointType,
    certificate: endpointType === 'REGIONAL' ? each.regionalCertificateArn : each.certificateArn,
    securityPolicy,
    truststore: each.mutualTlsAuthentication?.truststoreUri,
    ownership: each.ownershipVerificationCertificateArn,
    status: domainNameStatus,
    statusMessage: domainNameStatusMessage === '' ? undefined : domainNameStatusMessage,
    domainNameId,
    routingMode: each.routingMode,
    arn: isPrivate(each) ? each.domainNameArn : undefined,
    dnsTarget: endpointType === 'REGIONAL' ? toTarget(each.regionalDomainName, each.regionalHostedZoneId) : toTarget(each.distributionDomainName, each.distributionHostedZoneId), // prettier-ignore
    tags,
  })
  const id = isPrivate(each) ? (domainNameId ?? domainName) : domainName
  return {id, name: domainName, thing: thing}
}

function toTarget(name: string | undefined, hostedZoneId = ''): DnsTarget | undefined {
  return name === undefined ? undefined : {name, hostedZoneId}
}

function createDomain(name: string, values: Values<typeof fields>): Call {
  const {certificate, endpointType = 'regional', securityPolicy, truststore, ownership} = values
  const type = endpointType === 'edge' ? 'EDGE' : 'REGIONAL'
  const input = present({
    domainName: name,
    endpointConfiguration: {types: [type]},
    securityPolicy,
    endpointAccessMode: accessMode(securityPolicy),
    mutualTlsAuthentication: truststore === undefined ? undefined : {truststoreUri: truststore},
    ownershipVerificationCertificateArn: ownership,
  })
  const certified = certificate === undefined ? input : {...input, [certificateMember(type)]: certificate}
  return callOf(addressOf(name), 'CreateDomainName', certified, {gives: given(type, name)})
}

function certificateMember(type: EndpointType): string {
  return type === 'REGIONAL' ? 'regionalCertificateArn' : 'certificateArn'
}

/** Where DNS has to lead, for the record that comes after. */
function given(type: EndpointType, name: string): Call['gives'] {
  const prefix = type === 'REGIONAL' ? 'regional' : 'distribution'
  return [
    {member: `${prefix}DomainName`, kind: 'dnsTarget', name},
    {member: `${prefix}HostedZoneId`, kind: 'dnsTargetZone', name},
  ]
}

/** UpdateDomainName is allowed twice a minute, so everything about a domain goes into one call. */
function updateDomain(found: AccountThing, values: Values<typeof fields>): Call[] {
  const before = found.thing as DomainThing
  const names = Object.keys(values)
  const paths: Readonly<Record<string, string>> = {
    '/certificate': `/${certificateMember(before.endpointType)}`,
    '/truststore': '/mutualTlsAuthentication/truststoreUri',
    '/ownership': '/ownershipVerificationCertificateArn',
  }
  const patchOperations = replaceMembers(names, found.thing, {...found.thing, ...values}).map((patch) => ({
    ...patch,
    path: paths[patch.path] ?? patch.path,
  }))
  if (patchOperations.length === 0) return []
  const mode = accessMode(values.securityPolicy ?? before.securityPolicy)
  const modes = mode === accessMode(before.securityPolicy) ? [] : [{op: 'replace', path: '/endpointAccessMode', value: mode ?? ''}] // prettier-ignore
  const input = {...domainInput(found), patchOperations: [...patchOperations, ...modes]}
  return [callOf(addressOf(found.name), 'UpdateDomainName', input)]
}

/** Source: developer guide, "Choose a minimum TLS version" and CreateDomainName: lower case, a wildcard as first label only. */
function toDomainName(word: string): string {
  const name = word.toLowerCase().replace(/\.$/, '')
  const isName = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(name) && name.length <= 253
  if (isName) return name
  throw new ApigwError({
    code: 'NAME_INVALID',
    exit: 'usage',
    what: `"${word}" cannot be a custom domain.`,
    why: 'A domain is a full name in DNS, such as api.example.com or *.example.com.',
    fix: 'Give the name without https:// and without a path.',
  })
}

function addressOf(name: string): string {
  return `domainName/${name}`
}
