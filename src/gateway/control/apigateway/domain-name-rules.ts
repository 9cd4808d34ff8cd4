import type {DomainNameRecord} from '../../store/rest-account-records.js'
import type {OperationContext} from '../operation.js'
import {domainKey} from './domain-key.js'
import {badRequest, notFound} from './refuse.js'

/** Labels of a domain name: of a private one its id too. */
export type DomainLabels = {domainName: string; domainNameId?: string}

const hostName = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i
const certificate = /^arn:[\w-]+:acm:[\w-]+:\d{12}:certificate\/\S+$/
const truststore = /^s3:\/\/[^/]+\/.+$/

/** The domain name of the caller's account and region, or AWS's 404. */
export function findDomainName({store, scope}: OperationContext, labels: DomainLabels): DomainNameRecord {
  const record = store.get('domainName', [domainKey(labels)])
  if (record?.accountId !== scope.accountId || record.region !== scope.region) {
    throw notFound('Invalid domain name identifier specified')
  }
  return record
}

/** Refuses a domain name that AWS would not keep, whatever way it came about. */
export function checkDomainName(record: DomainNameRecord): void {
  const {domainName, certificateArn, regionalCertificateArn, endpointConfiguration, mutualTlsAuthentication} = record
  if (domainName === '') throw badRequest('No Domain Name specified')
  if (domainName.length > 255 || !hostName.test(domainName)) throw badRequest('Invalid domain name specified')
  for (const arn of [certificateArn, regionalCertificateArn, record.ownershipVerificationCertificateArn]) {
    if (arn !== undefined && !certificate.test(arn)) throw badRequest('The provided certificate does not exist.')
  }
  const {types} = endpointConfiguration
  if (types.includes('PRIVATE') && types.length > 1) {
    throw badRequest('Cannot create a domain name with multiple Endpoint Types.')
  }
  if (mutualTlsAuthentication !== undefined) checkMutualTls(record, mutualTlsAuthentication.truststoreUri)
  if (record.endpointAccessMode === undefined && record.securityPolicy.startsWith('SecurityPolicy_')) {
    throw badRequest(`Security policy ${record.securityPolicy} requires an endpointAccessMode`)
  }
}

function checkMutualTls({endpointConfiguration, securityPolicy}: DomainNameRecord, truststoreUri: string): void {
  if (!truststore.test(truststoreUri)) throw badRequest('Invalid S3 URI specified for truststore')
  if (!endpointConfiguration.types.includes('REGIONAL') || securityPolicy === 'TLS_1_0') {
    throw badRequest('Mutual TLS is supported for REGIONAL domain names with TLS 1.2 or later only')
  }
}
