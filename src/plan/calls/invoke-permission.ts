import type {PermissionState} from '../diff/permissions.js'
import {statementPrefix, statementSuffix} from '../diff/permissions.js'
import {idMark} from '../call.js'
import type {Call, IdSlot} from '../call.js'
import type {Change} from '../change.js'
import {afterOf, beforeOf} from './call-facts.js'
import type {CallFacts} from './call-facts.js'

/** A statement of the function's policy for one source; it is added or removed, never changed. */
export function invokePermissionCalls(change: Change, {region}: CallFacts): Call[] {
  const isRemoved = change.action === 'delete'
  const {functionArn, source, sid} = (isRemoved ? beforeOf(change) : afterOf(change)) as PermissionState
  const [, partition = 'aws', , , accountId = '', , name = '', qualifier] = functionArn.split(':')
  const [stageName = ''] = source.split('/')
  const statement = `${statementPrefix(idMark, stageName)}${statementSuffix(source)}`
  const place = {FunctionName: functionArn.split(':').slice(0, 7).join(':'), ...(qualifier && {Qualifier: qualifier})}
  const call = (operation: string, input: Call['input'], ids: readonly IdSlot[]): Call => {
    return {address: change.address, service: 'lambda', operation, input: {...place, ...input}, ids, gives: []}
  }
  const named = apiSlot('StatementId', statement)
  if (isRemoved) return [call('RemovePermission', {StatementId: sid ?? ''}, sid === undefined ? [named] : [])]
  const sourceArn = `arn:${partition}:execute-api:${region}:${accountId}:${idMark}/${source}`
  const input = {
    // Named by the API as it is now: one that comes back has another id than when it was deleted.
    StatementId: '',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: '',
  }
  return name === '' ? [] : [call('AddPermission', input, [named, apiSlot('SourceArn', sourceArn)])]
}

function apiSlot(member: string, text: string): IdSlot {
  return {at: [member], kind: 'api', name: '', text}
}
