import {findTruststore} from '../../identity/find-truststore.js'
import {parseTruststore} from '../../identity/truststore.js'
import type {DomainNameRecord} from '../../store/rest-account-records.js'
import type {OperationContext} from '../operation.js'
import {present} from './present.js'

/** The domain name with what is wrong about its truststore now; AWS looks at it when the domain name is changed. */
export function withTruststoreWarnings(record: DomainNameRecord, {store, nowMs}: OperationContext): DomainNameRecord {
  const {mutualTlsAuthentication: truststore} = record
  if (truststore === undefined) return record
  const {truststoreUri, truststoreVersion} = truststore
  const pem = findTruststore(store, truststore)
  const warnings = pem === undefined ? [withoutFile(truststoreUri)] : parseTruststore(pem, nowMs).warnings
  const truststoreWarnings = warnings.length === 0 ? undefined : [...warnings]
  return {...record, mutualTlsAuthentication: present({truststoreUri, truststoreVersion, truststoreWarnings})}
}

function withoutFile(uri: string): string {
  return `The local gateway has no file for ${uri} and answers 403 on this domain name. Write one into apigw.yaml as local.truststores: {"${uri}": clients.pem}.`
}
