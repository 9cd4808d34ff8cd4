import {ApigwError} from '../errors/apigw-error.js'
import type {Call} from '../plan/call.js'
import {callOf} from './account-call.js'

/** The call that lets API Gateway write logs by another role, or by none (an empty text). Throws VALUE_INVALID. */
export function loggingRoleCalls(before: string | undefined, after: string): Call[] {
  if (after !== '' && !/^arn:[\w-]+:iam::\d{12}:role\/\S+$/.test(after)) throw noRole(after)
  if ((before ?? '') === after) return []
  const patchOperations = [{op: 'replace', path: '/cloudwatchRoleArn', value: after}]
  return [callOf('account', 'UpdateAccount', {patchOperations})]
}

function noRole(text: string): ApigwError {
  return new ApigwError({
    code: 'VALUE_INVALID',
    exit: 'usage',
    what: `"${text}" is no role.`,
    why: 'A role is given by its ARN.',
    fix: 'Write it like arn:aws:iam::123456789012:role/apigateway-logs.',
  })
}
