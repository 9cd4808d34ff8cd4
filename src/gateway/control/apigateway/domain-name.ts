import {createHash} from 'node:crypto'
import type {DomainNameRecord} from '../../store/rest-account-records.js'
import {operation, type Members, type OperationContext, type Operations} from '../operation.js'
import {domainKey} from './domain-key.js'
import {domainNamePatch} from './domain-name-patch.js'
import {checkDomainName, findDomainName, type DomainLabels} from './domain-name-rules.js'
import {page, type PageInput} from './page.js'
import {applyPatch, type PatchInput} from './patch.js'
import {present, without} from './present.js'
import {badRequest, conflict} from './refuse.js'
import {checkedTags, type Tags} from './tag-rules.js'
import {withTruststoreWarnings} from './truststore-warnings.js'

/** Members of CreateDomainName in version 1; version 2 has fewer. */
export type CreateDomainNameInput = {
  domainName: string
  certificateName?: string
  certificateArn?: string
  regionalCertificateName?: string
  regionalCertificateArn?: string
  endpointConfiguration?: {types?: string[]; ipAddressType?: string; vpcEndpointIds?: string[]}
  tags?: Tags
  securityPolicy?: string
  endpointAccessMode?: string
  mutualTlsAuthentication?: {truststoreUri?: string; truststoreVersion?: string}
  ownershipVerificationCertificateArn?: string
  policy?: string
  managementPolicy?: string
  routingMode?: string
}

function createDomainName(input: CreateDomainNameInput, context: OperationContext): Members {
  const {store, newId} = context
  const types = input.endpointConfiguration?.types ?? [input.regionalCertificateArn === undefined ? 'EDGE' : 'REGIONAL']
  const isPrivate = types.includes('PRIVATE')
  const domainNameId = isPrivate ? newId() : undefined
  const record = newDomainName(input, types, domainNameId, context)
  checkDomainName(record)
  if (store.get('domainName', [domainKey(record)]) !== undefined) {
    throw conflict('The domain name you provided already exists.')
  }
  if (record.certificateArn === undefined && record.regionalCertificateArn === undefined && !hasUpload(input)) {
    throw badRequest('The provided certificate does not exist.')
  }
  store.put('domainName', [domainKey(record)], record)
  return answer(record)
}

/** A certificate may be named instead of given by its ARN (older than ACM). */
function hasUpload({certificateName, regionalCertificateName}: CreateDomainNameInput): boolean {
  return certificateName !== undefined || regionalCertificateName !== undefined
}

/** A new domain name's record with AWS's defaults and targets, neither checked nor stored. */
export function newDomainName(
  input: CreateDomainNameInput,
  types: string[],
  domainNameId: string | undefined,
  context: OperationContext,
): DomainNameRecord {
  const {scope, nowMs} = context
  const {domainName, mutualTlsAuthentication, endpointConfiguration} = input
  const {truststoreUri, truststoreVersion} = mutualTlsAuthentication ?? {}
  const isPrivate = domainNameId !== undefined
  const ipAddressType = endpointConfiguration?.ipAddressType ?? (isPrivate ? 'dualstack' : 'ipv4')
  const record = withTargets(
    present({
      ...scope,
      domainName,
      domainNameId,
      domainNameArn: isPrivate
        ? `arn:aws:apigateway:${scope.region}:${scope.accountId}:/domainnames/${domainName}+${domainNameId}`
        : `arn:aws:apigateway:${scope.region}::/domainnames/${domainName}`,
      certificateName: input.certificateName,
      certificateArn: input.certificateArn,
      certificateUploadDate:
        input.certificateArn === undefined && input.certificateName === undefined ? undefined : nowMs,
      regionalCertificateName: input.regionalCertificateName,
      regionalCertificateArn: input.regionalCertificateArn,
      endpointConfiguration: present({types, ipAddressType, vpcEndpointIds: endpointConfiguration?.vpcEndpointIds}),
      domainNameStatus: 'AVAILABLE',
      securityPolicy: input.securityPolicy ?? 'TLS_1_2',
      endpointAccessMode: input.endpointAccessMode,
      mutualTlsAuthentication:
        truststoreUri === undefined || truststoreUri === '' ? undefined : present({truststoreUri, truststoreVersion}),
      ownershipVerificationCertificateArn: input.ownershipVerificationCertificateArn,
      policy: input.policy,
      managementPolicy: input.managementPolicy,
      routingMode: input.routingMode ?? 'BASE_PATH_MAPPING_ONLY',
      tags: checkedTags(input.tags),
    }),
  )
  return withTruststoreWarnings(record, context)
}

/** Zone of CloudFront distributions, the same for everyone. */
const distributionZone = 'Z2FDTNDATAQYW2'

/** DNS names that follow from the endpoint types; they are made of the domain name, so that they stay the same. */
export function withTargets(record: DomainNameRecord): DomainNameRecord {
  const {types} = record.endpointConfiguration
  const token = createHash('sha256').update(record.domainNameArn).digest('hex')
  const bare = (
    ['regionalDomainName', 'regionalHostedZoneId', 'distributionDomainName', 'distributionHostedZoneId'] as const
  ).reduce<DomainNameRecord>((rest, member) => without(rest, member), record)
  return {
    ...bare,
    ...(types.includes('REGIONAL')
      ? {
          regionalDomainName: `d-${token.slice(0, 10)}.execute-api.${record.region}.amazonaws.com`,
          regionalHostedZoneId: `Z${token.slice(10, 23).toUpperCase()}`,
        }
      : {}),
    ...(types.includes('EDGE')
      ? {distributionDomainName: `d${token.slice(0, 13)}.cloudfront.net`, distributionHostedZoneId: distributionZone}
      : {}),
  }
}

function getDomainName(input: DomainLabels, context: OperationContext): Members {
  return answer(findDomainName(context, input))
}

function getDomainNames(input: PageInput & {resourceOwner?: string}, {store, scope}: OperationContext): Members {
  const own = store
    .list('domainName', [])
    .filter(({accountId, region}) => accountId === scope.accountId && region === scope.region)
  // Sharing through other accounts' access associations does not exist here.
  const {items, position} = page(input.resourceOwner === 'OTHER_ACCOUNTS' ? [] : own, input, domainKey)
  return present({items: items.map(answer), position})
}

function updateDomainName(input: DomainLabels & PatchInput, context: OperationContext): Members {
  const patched = withTargets(applyPatch(findDomainName(context, input), input, domainNamePatch))
  const record = withTruststoreWarnings(patched, context)
  checkDomainName(record)
  if (record.endpointConfiguration.types.length === 0) {
    throw badRequest('REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.')
  }
  context.store.put('domainName', [domainKey(record)], record)
  return answer(record)
}

function deleteDomainName(input: DomainLabels, {store, ...context}: OperationContext): Members {
  const key = domainKey(findDomainName({store, ...context}, input))
  store.deleteAll('apiMapping', [key])
  store.delete('domainName', [key])
  return {}
}

function answer(record: DomainNameRecord): Members {
  const members = without(without(record, 'accountId'), 'region')
  return record.endpointConfiguration.types.includes('PRIVATE') ? members : without(members, 'domainNameId')
}

export const domainNameOperations: Operations = {
  CreateDomainName: operation(createDomainName),
  GetDomainName: operation(getDomainName),
  GetDomainNames: operation(getDomainNames),
  UpdateDomainName: operation(updateDomainName),
  DeleteDomainName: operation(deleteDomainName),
}
