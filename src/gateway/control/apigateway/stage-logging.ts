import type {OperationContext} from '../operation.js'
import type {PatchOperation} from './patch.js'
import {badRequest} from './refuse.js'

/**
 * Refuses to switch on logs to CloudWatch while the account has no role for them; Firehose needs none.
 *
 * Source: https://github.com/Miserlou/Zappa/issues/1946 (UpdateStage of a log level, 2019-10-25) and
 * https://github.com/aws-samples/amazon-bedrock-knowledgebase-slackbot/issues/6 (2025-05-01).
 */
export function checkLogging(operation: PatchOperation, {store, scope}: OperationContext): void {
  if (!startsLogs(operation)) return
  if (store.get('account', [scope.accountId, scope.region])?.cloudwatchRoleArn !== undefined) return
  throw badRequest('CloudWatch Logs role ARN must be set in account settings to enable logging')
}

function startsLogs({op, path = '', value = ''}: PatchOperation): boolean {
  if (op === 'replace' && path.endsWith('/logging/loglevel')) return value === 'ERROR' || value === 'INFO'
  return op !== 'remove' && path === '/accessLogSettings/destinationArn' && /^arn:[\w-]+:logs:/.test(value)
}
