import {present} from '../../../model/present.js'
import {deleteLogStream, expireLogEvents} from '../../store/log-events.js'
import type {LogGroupRecord} from '../../store/log-record.js'
import {tokenPage} from '../cloudwatch/token-page.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {ServiceError} from '../service-error.js'
import {checkGroupName, findGroup, groupArn, groupNameOf, invalid, limitOf, violation} from './log-rules.js'

/** Most groups of one account and region; AWS allows a million. */
const groupLimit = 10_000
const tagLimit = 50

type CreateInput = {
  logGroupName: string
  kmsKeyId?: string
  tags?: Record<string, string>
  logGroupClass?: string
  deletionProtectionEnabled?: boolean
}

function createLogGroup(input: CreateInput, {store, scope, nowMs}: OperationContext): Members {
  const {logGroupName, kmsKeyId, tags = {}, logGroupClass, deletionProtectionEnabled} = input
  checkGroupName(logGroupName)
  if (/^aws\//i.test(logGroupName)) throw invalid('Log groups starting with AWS/ are reserved for AWS.')
  if (deletionProtectionEnabled === true) throw invalid('The local gateway does not protect log groups from deletion.')
  checkTags(tags)
  const key = [scope.accountId, scope.region, logGroupName]
  if (store.get('logGroup', key) !== undefined) {
    throw new ServiceError('ResourceAlreadyExistsException', 'The specified log group already exists')
  }
  if (store.list('logGroup', key.slice(0, 2)).length >= groupLimit) {
    throw new ServiceError('LimitExceededException', 'Resource limit exceeded.')
  }
  const record: LogGroupRecord = {
    ...scope,
    logGroupName,
    creationTimeMs: nowMs,
    tags: {...tags},
    storedBytes: 0,
    ...(kmsKeyId !== undefined && {kmsKeyId}),
    ...(logGroupClass !== undefined && {logGroupClass}),
  }
  store.put('logGroup', key, record)
  return {}
}

function deleteLogGroup({logGroupName}: {logGroupName: string}, context: OperationContext): Members {
  const {store} = context
  const {key} = findGroup(logGroupName, context)
  for (const {logStreamName} of store.list('logStream', key)) deleteLogStream(store, [...key, logStreamName])
  store.delete('logGroup', key)
  return {}
}

type DescribeInput = {
  logGroupNamePrefix?: string
  logGroupNamePattern?: string
  logGroupIdentifiers?: string[]
  logGroupClass?: string
  nextToken?: string
  limit?: number
}

const pageLimit = 50

function describeLogGroups(input: DescribeInput, {store, scope, nowMs}: OperationContext): Members {
  const {logGroupNamePrefix: prefix, logGroupNamePattern: pattern, logGroupIdentifiers, logGroupClass} = input
  if (prefix !== undefined && pattern !== undefined) {
    throw invalid('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.')
  }
  if (prefix !== undefined) checkGroupName(prefix, 'logGroupNamePrefix')
  const named = logGroupIdentifiers === undefined ? undefined : new Set(logGroupIdentifiers.map(groupNameOf))
  const found = store
    .list('logGroup', [scope.accountId, scope.region])
    .filter(
      (group) =>
        group.logGroupName.startsWith(prefix ?? '') &&
        (pattern === undefined || group.logGroupName.toLowerCase().includes(pattern.toLowerCase())) &&
        (named === undefined || named.has(group.logGroupName)) &&
        (logGroupClass === undefined || (group.logGroupClass ?? 'STANDARD') === logGroupClass),
    )
  found.sort((one, other) => (one.logGroupName < other.logGroupName ? -1 : 1))
  const size = limitOf(input.limit, pageLimit)
  const page = tokenPage(found, {nextToken: input.nextToken, size, refusal: 'InvalidParameterException'})
  const logGroups = page.items.map(({logGroupName}) => {
    const key = [scope.accountId, scope.region, logGroupName]
    expireLogEvents(store, key, nowMs)
    const group = store.get('logGroup', key)
    return group === undefined ? {} : groupAnswer(group)
  })
  return present({logGroups, nextToken: page.nextToken})
}

function groupAnswer(group: Readonly<LogGroupRecord>): Members {
  const arn = groupArn(group)
  return present({
    logGroupName: group.logGroupName,
    creationTime: group.creationTimeMs,
    retentionInDays: group.retentionInDays,
    metricFilterCount: 0,
    arn: `${arn}:*`,
    storedBytes: group.storedBytes,
    kmsKeyId: group.kmsKeyId,
    logGroupClass: group.logGroupClass ?? 'STANDARD',
    logGroupArn: arn,
  })
}

const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]

function putRetentionPolicy(
  {logGroupName, retentionInDays}: {logGroupName: string; retentionInDays: number},
  context: OperationContext,
): Members {
  if (!retentionDays.includes(retentionInDays)) {
    const rule = `Member must satisfy enum value set: [${retentionDays.join(', ')}]`
    throw violation(retentionInDays, 'retentionInDays', rule)
  }
  const {key, group} = findGroup(logGroupName, context)
  context.store.put('logGroup', key, {...group, retentionInDays})
  expireLogEvents(context.store, key, context.nowMs)
  return {}
}

function deleteRetentionPolicy({logGroupName}: {logGroupName: string}, context: OperationContext): Members {
  const {key, group} = findGroup(logGroupName, context)
  const {retentionInDays, ...others} = group
  if (retentionInDays !== undefined) context.store.put('logGroup', key, others)
  return {}
}

function tagResource(
  {resourceArn, tags}: {resourceArn: string; tags: Record<string, string>},
  context: OperationContext,
): Members {
  const {key, group} = findGroup(groupNameOf(resourceArn), context)
  const all = {...group.tags, ...tags}
  checkTags(all)
  context.store.put('logGroup', key, {...group, tags: all})
  return {}
}

function untagResource(
  {resourceArn, tagKeys}: {resourceArn: string; tagKeys: string[]},
  context: OperationContext,
): Members {
  const {key, group} = findGroup(groupNameOf(resourceArn), context)
  const tags = Object.fromEntries(Object.entries(group.tags).filter(([name]) => !tagKeys.includes(name)))
  context.store.put('logGroup', key, {...group, tags})
  return {}
}

function listTagsForResource({resourceArn}: {resourceArn: string}, context: OperationContext): Members {
  return {tags: {...findGroup(groupNameOf(resourceArn), context).group.tags}}
}

function checkTags(tags: Readonly<Record<string, string>>): void {
  const names = Object.keys(tags)
  if (names.length > tagLimit) {
    throw new ServiceError('TooManyTagsException', `A resource can have no more than ${tagLimit} tags.`)
  }
  const long = names.find((name) => name.length > 128 || (tags[name] ?? '').length > 256)
  if (long !== undefined) throw invalid('Tag keys have at most 128 characters, and tag values at most 256.')
}

export const logGroupOperations: Operations = {
  CreateLogGroup: operation(createLogGroup),
  DeleteLogGroup: operation(deleteLogGroup),
  DescribeLogGroups: operation(describeLogGroups),
  PutRetentionPolicy: operation(putRetentionPolicy),
  DeleteRetentionPolicy: operation(deleteRetentionPolicy),
  TagResource: operation(tagResource),
  UntagResource: operation(untagResource),
  ListTagsForResource: operation(listTagsForResource),
}
