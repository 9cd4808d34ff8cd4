import type {DomainNameRecord} from '../../store/rest-account-records.js'
import {listRule, refuseShortly, replaceRule, type PatchRule, type PatchTable} from './patch.js'
import {present, without} from './present.js'
import {badRequest} from './refuse.js'

type TextMember =
  | 'certificateName'
  | 'certificateArn'
  | 'regionalCertificateName'
  | 'regionalCertificateArn'
  | 'ownershipVerificationCertificateArn'
  | 'managementPolicy'
  | 'policy'
  | 'endpointAccessMode'

function withText(domain: DomainNameRecord, member: TextMember, value: string | undefined): DomainNameRecord {
  return present({...domain, [member]: value === '' ? undefined : value})
}

/** A member that add and replace set and remove takes away. */
function textRule(member: TextMember): PatchRule<DomainNameRecord> {
  return {
    path: `/${member}`,
    ops: {
      add: (domain, {value}) => withText(domain, member, value),
      replace: (domain, {value}) => withText(domain, member, value),
      remove: (domain) => withText(domain, member, ''),
    },
  }
}

function replacedText(member: TextMember): PatchRule<DomainNameRecord> {
  return replaceRule(`/${member}`, (domain, value) => withText(domain, member, value))
}

type Truststore = NonNullable<DomainNameRecord['mutualTlsAuthentication']>

/** An empty URI turns mutual TLS off. */
function withTruststore(domain: DomainNameRecord, members: Partial<Truststore>): DomainNameRecord {
  const truststore = {truststoreUri: '', ...domain.mutualTlsAuthentication, ...members}
  if (truststore.truststoreUri === '') return without(domain, 'mutualTlsAuthentication')
  return {...domain, mutualTlsAuthentication: truststore}
}

function truststoreRule(member: 'truststoreUri' | 'truststoreVersion'): PatchRule<DomainNameRecord> {
  const set = (domain: DomainNameRecord, {value = ''}: {value: string | undefined}): DomainNameRecord =>
    withTruststore(domain, {[member]: value})
  return {
    path: `/mutualTlsAuthentication/${member}`,
    ops: {
      add: set,
      replace: set,
      remove: (domain) =>
        member === 'truststoreUri' ? withTruststore(domain, {truststoreUri: ''}) : unversioned(domain),
    },
  }
}

function unversioned(domain: DomainNameRecord): DomainNameRecord {
  const {mutualTlsAuthentication: truststore} = domain
  return truststore === undefined
    ? domain
    : {...domain, mutualTlsAuthentication: without(truststore, 'truststoreVersion')}
}

const endpointTypes = ['REGIONAL', 'EDGE', 'PRIVATE']
const routingModes = ['BASE_PATH_MAPPING_ONLY', 'ROUTING_RULE_ONLY', 'ROUTING_RULE_THEN_BASE_PATH_MAPPING']

function checkedRoutingMode(mode: string): string {
  if (!routingModes.includes(mode)) {
    throw badRequest(`Invalid routingMode specified. Valid options are ${routingModes.join(',')}`)
  }
  return mode
}

/** What UpdateDomainName can change. */
export const domainNamePatch: PatchTable<DomainNameRecord> = {
  refuse: refuseShortly,
  rules: [
    textRule('certificateName'),
    textRule('certificateArn'),
    textRule('regionalCertificateName'),
    textRule('regionalCertificateArn'),
    textRule('ownershipVerificationCertificateArn'),
    replacedText('managementPolicy'),
    replacedText('policy'),
    replacedText('endpointAccessMode'),
    replaceRule('/securityPolicy', (domain, value = 'TLS_1_2') => ({...domain, securityPolicy: value})),
    replaceRule('/routingMode', (domain, value = '') => ({...domain, routingMode: checkedRoutingMode(value)})),
    listRule(
      '/endpointConfiguration/types',
      ({endpointConfiguration}) => endpointConfiguration.types,
      (domain, types) => withTypes(domain, types),
    ),
    {
      path: '/endpointConfiguration/types/{}',
      ops: {replace: (domain, {value = ''}) => withTypes(domain, [value])},
    },
    replaceRule('/endpointConfiguration/ipAddressType', (domain, value) => {
      if (value !== 'ipv4' && value !== 'dualstack') throw badRequest('ipAddressType must be either ipv4 or dualstack.')
      return {...domain, endpointConfiguration: {...domain.endpointConfiguration, ipAddressType: value}}
    }),
    truststoreRule('truststoreUri'),
    truststoreRule('truststoreVersion'),
  ],
}

function withTypes(domain: DomainNameRecord, types: string[]): DomainNameRecord {
  if (types.some((type) => !endpointTypes.includes(type))) {
    throw badRequest(`Invalid EndpointTypes specified. Valid options are ${endpointTypes.join(',')}`)
  }
  return {...domain, endpointConfiguration: {...domain.endpointConfiguration, types}}
}
