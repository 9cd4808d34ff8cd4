import type {Authorizer} from '../../model/rest-api.js'
import type {Call} from '../call.js'
import type {Change} from '../change.js'
import {patchList, replaceMembers} from './patch.js'
import type {PatchOperation} from './patch.js'
import {restCall} from './rest-call.js'

const scalars = [
  'type',
  'authType',
  'authorizerUri',
  'authorizerCredentials',
  'identityValidationExpression',
  'authorizerResultTtlInSeconds',
] as const

export function authorizerCalls(change: Change): Call[] {
  const {address, name} = change
  if (change.action === 'create') {
    const gives = [{member: 'id', kind: 'authorizer' as const, name}]
    return [restCall(address, 'CreateAuthorizer', {name, ...(change.after as Authorizer)}, {gives})]
  }
  const ids = [{at: ['authorizerId'], kind: 'authorizer' as const, name}]
  if (change.action === 'delete') return [restCall(address, 'DeleteAuthorizer', {}, {ids})]
  const patchOperations = patches(change.before as Authorizer, change.after as Authorizer)
  return [restCall(address, 'UpdateAuthorizer', {patchOperations}, {ids})]
}

function patches(before: Authorizer, after: Authorizer): PatchOperation[] {
  return [
    ...replaceMembers(scalars, before, after),
    ...identitySourcePatch(before.identitySource, after.identitySource),
    ...patchList('providerARNs', before.providerARNs, after.providerARNs),
  ]
}

function identitySourcePatch(before: string | undefined, after: string | undefined): PatchOperation[] {
  if (before === after) return []
  return [
    after === undefined
      ? {op: 'remove', path: '/identitySource'}
      : {op: 'replace', path: '/identitySource', value: after},
  ]
}
