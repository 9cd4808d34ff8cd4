import type {LogGroup} from '../../model/log-group.js'
import {present} from '../../model/present.js'
import type {Call} from '../call.js'
import type {Change} from '../change.js'
import {afterOf, beforeOf} from './call-facts.js'

/** Retention is a policy of its own, beside the group; without one, lines are kept for ever. */
export function logGroupCalls(change: Change): Call[] {
  const {address, name: logGroupName} = change
  const before: LogGroup = beforeOf(change)
  const after: LogGroup = afterOf(change)
  const call = (operation: string, input: Call['input'] = {}): Call => {
    return {address, service: 'logs', operation, input: {logGroupName, ...input}, ids: [], gives: []}
  }
  if (change.action === 'delete') return [call('DeleteLogGroup')]
  const {retentionDays, tags} = after
  return [
    ...(change.action === 'create' ? [call('CreateLogGroup', present({tags}))] : []),
    ...(retentionDays === before.retentionDays
      ? []
      : [
          retentionDays === undefined
            ? call('DeleteRetentionPolicy')
            : call('PutRetentionPolicy', {retentionInDays: retentionDays}),
        ]),
  ]
}
