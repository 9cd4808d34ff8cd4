import type {DomainNameRecord} from '../../store/rest-account-records.js'
import {newDomainName, withTargets} from '../apigateway/domain-name.js'
import {checkDomainName} from '../apigateway/domain-name-rules.js'
import {present, without} from '../apigateway/present.js'
import {badRequest, conflict, notFound} from '../apigateway/refuse.js'
import {withTruststoreWarnings} from '../apigateway/truststore-warnings.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {listAnswer} from './page.js'
import type {PageInput} from './page.js'

type DomainLabels = {domainName: string}
type Configuration = {
  certificateArn?: string
  certificateName?: string
  endpointType?: string
  ipAddressType?: string
  securityPolicy?: string
  ownershipVerificationCertificateArn?: string
}
type DomainSettings = {
  domainNameConfigurations?: Configuration[]
  mutualTlsAuthentication?: {truststoreUri?: string; truststoreVersion?: string}
  routingMode?: string
}

function createDomainName(
  input: DomainLabels & DomainSettings & {tags?: Record<string, string>},
  context: OperationContext,
): Members {
  const {domainName, tags, mutualTlsAuthentication, routingMode} = input
  const configuration = onlyConfiguration(input.domainNameConfigurations) ?? {}
  const {certificateArn, certificateName} = configuration
  const settings = present({
    domainName,
    tags,
    mutualTlsAuthentication,
    regionalCertificateArn: certificateArn,
    regionalCertificateName: certificateName,
    securityPolicy: configuration.securityPolicy,
    ownershipVerificationCertificateArn: configuration.ownershipVerificationCertificateArn,
    endpointConfiguration: present({ipAddressType: configuration.ipAddressType}),
    routingMode: routingMode && toV1Mode(routingMode),
  })
  const record = newDomainName(settings, ['REGIONAL'], undefined, context)
  checkRecord(record)
  if (context.store.get('domainName', [domainName]) !== undefined) {
    throw conflict('The domain name resource already exists.')
  }
  context.store.put('domainName', [domainName], record)
  return answer(record)
}

/** Version 2 makes and shows regional domain names only. */
function onlyConfiguration(configurations: readonly Configuration[] | undefined): Configuration | undefined {
  const [first, ...others] = configurations ?? []
  if (others.length > 0) throw badRequest('Only one DomainNameConfiguration is supported')
  if (first?.endpointType !== undefined && first.endpointType !== 'REGIONAL') {
    throw badRequest('Only REGIONAL endpoint type is supported for V2 domain names')
  }
  return first
}

function checkRecord(record: DomainNameRecord): void {
  checkDomainName(record)
  if (record.regionalCertificateArn === undefined && record.regionalCertificateName === undefined) {
    throw badRequest('The provided certificate does not exist.')
  }
}

/** One record serves both versions; its routing mode has version 1's name. */
const modes = [
  ['API_MAPPING_ONLY', 'BASE_PATH_MAPPING_ONLY'],
  ['ROUTING_RULE_ONLY', 'ROUTING_RULE_ONLY'],
  ['ROUTING_RULE_THEN_API_MAPPING', 'ROUTING_RULE_THEN_BASE_PATH_MAPPING'],
] as const

function toV1Mode(mode: string): string {
  return modes.find(([v2]) => v2 === mode)?.[1] ?? mode
}

function toV2Mode(mode: string): string {
  return modes.find(([, v1]) => v1 === mode)?.[0] ?? mode
}

/** The public domain name of the caller's account and region, or AWS's 404. */
export function findV2DomainName({store, scope}: OperationContext, domainName: string): Readonly<DomainNameRecord> {
  const record = store.get('domainName', [domainName])
  if (record?.accountId === scope.accountId && record.region === scope.region) return record
  throw notFound('The domain name resource specified in the request was not found.')
}

function getDomainName({domainName}: DomainLabels, context: OperationContext): Members {
  return answer(findV2DomainName(context, domainName))
}

function getDomainNames(input: PageInput, {store, scope}: OperationContext): Members {
  const records = store
    .list('domainName', [])
    .filter(({accountId, region}) => accountId === scope.accountId && region === scope.region)
    .filter(({endpointConfiguration}) => !endpointConfiguration.types.includes('PRIVATE'))
  return listAnswer(records.map(answer), input, ({domainName}) => String(domainName))
}

function updateDomainName({domainName, ...changes}: DomainLabels & DomainSettings, context: OperationContext): Members {
  const before = findV2DomainName(context, domainName)
  const configuration = onlyConfiguration(changes.domainNameConfigurations)
  const {routingMode, mutualTlsAuthentication: mutualTls} = changes
  const configured = configuration === undefined ? before : {...before, ...configurationMembers(configuration)}
  const routed = routingMode === undefined ? configured : {...configured, routingMode: toV1Mode(routingMode)}
  const trusting = mutualTls === undefined ? routed : withMutualTls(routed, mutualTls)
  const record = withTruststoreWarnings(withTargets(trusting), context)
  checkRecord(record)
  context.store.put('domainName', [domainName], record)
  return answer(record)
}

function configurationMembers(configuration: Configuration): Partial<DomainNameRecord> {
  return present({
    regionalCertificateArn: configuration.certificateArn,
    regionalCertificateName: configuration.certificateName,
    securityPolicy: configuration.securityPolicy,
    ownershipVerificationCertificateArn: configuration.ownershipVerificationCertificateArn,
  })
}

/** An empty truststore turns mutual TLS off. */
function withMutualTls(
  record: DomainNameRecord,
  {truststoreUri, truststoreVersion}: NonNullable<DomainSettings['mutualTlsAuthentication']>,
): DomainNameRecord {
  if (truststoreUri === '') return without(record, 'mutualTlsAuthentication')
  const uri = truststoreUri ?? record.mutualTlsAuthentication?.truststoreUri ?? ''
  return {...record, mutualTlsAuthentication: present({truststoreUri: uri, truststoreVersion})}
}

function deleteDomainName({domainName}: DomainLabels, context: OperationContext): Members {
  findV2DomainName(context, domainName)
  const {store} = context
  store.deleteAll('apiMapping', [domainName])
  store.deleteAll('routingRule', [domainName])
  store.delete('domainName', [domainName])
  return {}
}

function answer(record: DomainNameRecord): Members {
  const {types, ipAddressType} = record.endpointConfiguration
  const isRegional = types.includes('REGIONAL')
  const configuration = present({
    apiGatewayDomainName: isRegional ? record.regionalDomainName : record.distributionDomainName,
    certificateArn: isRegional ? record.regionalCertificateArn : record.certificateArn,
    certificateName: isRegional ? record.regionalCertificateName : record.certificateName,
    certificateUploadDate: record.certificateUploadDate,
    domainNameStatus: record.domainNameStatus,
    domainNameStatusMessage: record.domainNameStatusMessage,
    endpointType: isRegional ? 'REGIONAL' : 'EDGE',
    hostedZoneId: isRegional ? record.regionalHostedZoneId : record.distributionHostedZoneId,
    ipAddressType,
    securityPolicy: record.securityPolicy,
    ownershipVerificationCertificateArn: record.ownershipVerificationCertificateArn,
  })
  return present({
    apiMappingSelectionExpression: '$request.basepath',
    domainName: record.domainName,
    domainNameArn: record.domainNameArn,
    domainNameConfigurations: [configuration],
    mutualTlsAuthentication: record.mutualTlsAuthentication,
    routingMode: toV2Mode(record.routingMode),
    tags: record.tags ?? {},
  })
}

export const domainNameOperations: Operations = {
  CreateDomainName: operation(createDomainName),
  GetDomainName: operation(getDomainName),
  GetDomainNames: operation(getDomainNames),
  UpdateDomainName: operation(updateDomainName),
  DeleteDomainName: operation(deleteDomainName),
}
