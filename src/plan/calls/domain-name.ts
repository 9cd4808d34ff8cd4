import type {Domain} from '../../model/domain.js'
import {present} from '../../model/present.js'
import type {Call, IdKind, IdSlot} from '../call.js'
import type {Change} from '../change.js'
import {accountCall, accountTagCalls} from './account-call.js'
import {afterOf, beforeOf} from './call-facts.js'
import {replaceMembers} from './patch.js'
import type {PatchOperation} from './patch.js'

/** Where DNS has to lead to is in the answer; which member holds it depends on the endpoint. */
const dnsMembers = ['regionalDomainName', 'distributionDomainName'] as const

/** UpdateDomainName is allowed twice a minute, so everything about a domain goes into one call. */
export function domainNameCalls(change: Change): Call[] {
  const before: Domain = beforeOf(change)
  const after: Domain = afterOf(change)
  if (change.action === 'create') return [createDomainName(change, after)]
  const ids = domainSlots(change.name, before.endpointType)
  if (change.action === 'delete') return [accountCall(change, 'DeleteDomainName', {domainName: change.name}, {ids})]
  const patchOperations = domainPatches(before, after)
  const update = {domainName: change.name, patchOperations}
  return [
    ...(patchOperations.length === 0 ? [] : [accountCall(change, 'UpdateDomainName', update, {ids})]),
    ...accountTagCalls(change, {kind: 'domainNameArn', name: change.name}),
  ]
}

/** The id that a private domain needs beside its name. */
export function domainSlots(domainName: string, endpointType: Domain['endpointType']): IdSlot[] {
  return endpointType === 'PRIVATE' ? [{at: ['domainNameId'], kind: 'domainNameId', name: domainName}] : []
}

function createDomainName(change: Change, domain: Domain): Call {
  const {name} = change
  const {certificateArn, endpointType = 'REGIONAL', securityPolicy, mutualTls, tags} = domain
  const input = present({
    domainName: name,
    endpointConfiguration: {types: [endpointType]},
    securityPolicy,
    endpointAccessMode: accessMode(securityPolicy),
    mutualTlsAuthentication: mutualTls,
    tags,
  })
  const given: [string, IdKind][] = [
    ['domainNameArn', 'domainNameArn'],
    ['domainNameId', 'domainNameId'],
    ...dnsMembers.map((member): [string, IdKind] => [member, 'dnsTarget']),
  ]
  const certified = certificateArn === undefined ? input : {...input, [certificateMember(endpointType)]: certificateArn}
  return accountCall(change, 'CreateDomainName', certified, {
    gives: given.map(([member, kind]) => ({member, kind, name})),
  })
}

function certificateMember(endpointType: Domain['endpointType']): 'regionalCertificateArn' | 'certificateArn' {
  return endpointType === 'REGIONAL' ? 'regionalCertificateArn' : 'certificateArn'
}

/** The newer policies need a mode; BASIC refuses nobody whom the older policies let in. Source: reference of security policies. */
export function accessMode(securityPolicy: string | undefined): string | undefined {
  return securityPolicy?.startsWith('SecurityPolicy_') === true ? 'BASIC' : undefined
}

function domainPatches(before: Domain, after: Domain): PatchOperation[] {
  const [certificate] = replaceMembers(['certificateArn'], before, after)
  const policy = replaceMembers(['securityPolicy'], before, after)
  const [was, becomes] = [accessMode(before.securityPolicy), accessMode(after.securityPolicy)]
  return [
    ...(certificate === undefined ? [] : [{...certificate, path: `/${certificateMember(after.endpointType)}`}]),
    ...policy,
    ...(was === becomes ? [] : [{op: 'replace' as const, path: '/endpointAccessMode', value: becomes ?? ''}]),
    ...truststorePatches(before.mutualTls, after.mutualTls),
  ]
}

/** An empty URI turns mutual TLS off. */
function truststorePatches(before: Domain['mutualTls'], after: Domain['mutualTls']): PatchOperation[] {
  const members = after === undefined ? ['truststoreUri'] : ['truststoreUri', 'truststoreVersion']
  return replaceMembers(members, before ?? {}, after ?? {}).map((patch) => ({
    ...patch,
    path: `/mutualTlsAuthentication${patch.path}`,
  }))
}
