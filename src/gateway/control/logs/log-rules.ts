import {logGroupKey} from '../../store/log-events.js'
import type {LogGroupRecord, LogStreamRecord} from '../../store/log-record.js'
import type {OperationContext} from '../operation.js'
import {ServiceError} from '../service-error.js'

/** The constraints of the service model's members that the SDK's schemas do not carry. */
export function checkGroupName(logGroupName: string, member = 'logGroupName'): void {
  checkLength(logGroupName, member, 512)
  if (/^[.\-_/#A-Za-z0-9]+$/.test(logGroupName)) return
  throw violation(logGroupName, member, String.raw`Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+`)
}

export function checkStreamName(logStreamName: string, member = 'logStreamName'): void {
  checkLength(logStreamName, member, 512)
  if (/^[^:*]*$/.test(logStreamName)) return
  throw violation(logStreamName, member, 'Member must satisfy regular expression pattern: [^:*]*')
}

function checkLength(value: string, member: string, most: number): void {
  if (value === '') throw violation(value, member, 'Member must have length greater than or equal to 1')
  if (value.length > most) throw violation(value, member, `Member must have length less than or equal to ${most}`)
}

/** The page size that a caller asks for, within the operation's limits. */
export function limitOf(limit: number | undefined, most: number): number {
  if (limit === undefined) return most
  if (limit < 1) throw violation(limit, 'limit', 'Member must have value greater than or equal to 1')
  if (limit > most) throw violation(limit, 'limit', `Member must have value less than or equal to ${most}`)
  return Math.floor(limit)
}

/** Refuses times before 1970. */
export function checkTime(value: number | undefined, member: string): void {
  if (value !== undefined && value < 0)
    throw violation(value, member, 'Member must have value greater than or equal to 0')
}

/** The group that a call names by `logGroupName`, or by `logGroupIdentifier`: its name or ARN. */
export function namedGroup(
  {logGroupName, logGroupIdentifier}: {logGroupName?: string; logGroupIdentifier?: string},
  context: OperationContext,
): FoundGroup {
  if (logGroupName !== undefined && logGroupIdentifier !== undefined) {
    throw invalid('LogGroup name and LogGroup identifier are mutually exclusive parameters.')
  }
  if (logGroupName !== undefined) return findGroup(logGroupName, context)
  if (logGroupIdentifier === undefined) {
    throw invalid('One of logGroupName or logGroupIdentifier must be specified.')
  }
  return findGroup(groupNameOf(logGroupIdentifier), context)
}

/** Name in an ARN of a log group; what is no ARN is a name. */
export function groupNameOf(identifier: string): string {
  return /^arn:[^:]+:logs:[^:]*:\d{12}:log-group:([^:*]+)(?::\*)?$/.exec(identifier)?.[1] ?? identifier
}

export type FoundGroup = {key: string[]; group: Readonly<LogGroupRecord>}

export function findGroup(logGroupName: string, {store, scope}: OperationContext): FoundGroup {
  checkGroupName(logGroupName)
  const key = logGroupKey(scope, logGroupName)
  const group = store.get('logGroup', key)
  if (group === undefined)
    throw new ServiceError('ResourceNotFoundException', 'The specified log group does not exist.')
  return {key, group}
}

export function findStream(
  {key}: FoundGroup,
  logStreamName: string,
  {store}: OperationContext,
): {key: string[]; stream: Readonly<LogStreamRecord>} {
  checkStreamName(logStreamName)
  const streamKey = [...key, logStreamName]
  const stream = store.get('logStream', streamKey)
  if (stream !== undefined) return {key: streamKey, stream}
  throw new ServiceError('ResourceNotFoundException', 'The specified log stream does not exist.')
}

/** ARN of a group, without the `:*` that some answers have. */
export function groupArn({accountId, region, logGroupName}: Readonly<LogGroupRecord>): string {
  return `arn:aws:logs:${region}:${accountId}:log-group:${logGroupName}`
}

export function violation(value: string | number, member: string, rule: string): ServiceError {
  return invalid(`1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${rule}`)
}

export function invalid(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message)
}
