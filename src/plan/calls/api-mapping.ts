import type {DomainMapping} from '../../model/domain.js'
import type {JsonObject} from '../../model/json.js'
import type {Call, IdSlot} from '../call.js'
import type {Change} from '../change.js'
import {accountCall} from './account-call.js'
import {afterOf, beforeOf} from './call-facts.js'
import {domainSlots} from './domain-name.js'

/** The empty path has this name in a URL of base path mappings. */
const wholeDomain = '(none)'

/** A regional domain takes API mappings, whatever kind of API they lead to; the others take base path mappings. */
export function apiMappingCalls(change: Change): Call[] {
  const mapping = (change.action === 'delete' ? beforeOf(change) : afterOf(change)) as DomainMapping
  return [mapping.endpointType === 'REGIONAL' ? apiMappingCall(change, mapping) : basePathCall(change, mapping)]
}

function apiMappingCall(change: Change, {domainName, basePath, stage}: DomainMapping): Call {
  const api: IdSlot = {at: ['ApiId'], kind: 'api', name: ''}
  const own: IdSlot = {at: ['ApiMappingId'], kind: 'apiMapping', name: change.name}
  const call = (operation: string, input: JsonObject, ids: readonly IdSlot[]): Call => {
    const gives = operation.startsWith('Create')
      ? [{member: 'ApiMappingId', kind: 'apiMapping' as const, name: change.name}]
      : []
    return {address: change.address, service: 'http', operation, input: {DomainName: domainName, ...input}, ids, gives}
  }
  if (change.action === 'delete') return call('DeleteApiMapping', {}, [own])
  const target = {Stage: stage, ApiMappingKey: basePath}
  return change.action === 'create'
    ? call('CreateApiMapping', target, [api])
    : call('UpdateApiMapping', target, [api, own])
}

function basePathCall(change: Change, {domainName, basePath, stage, endpointType}: DomainMapping): Call {
  const ids = domainSlots(domainName, endpointType)
  const place = {domainName, basePath: basePath === '' ? wholeDomain : basePath}
  if (change.action === 'delete') return accountCall(change, 'DeleteBasePathMapping', place, {ids})
  if (change.action === 'create') {
    const api: IdSlot = {at: ['restApiId'], kind: 'api', name: ''}
    return accountCall(change, 'CreateBasePathMapping', {...place, stage}, {ids: [api, ...ids]})
  }
  const patchOperations = [{op: 'replace', path: '/stage', value: stage}]
  return accountCall(change, 'UpdateBasePathMapping', {...place, patchOperations}, {ids})
}
