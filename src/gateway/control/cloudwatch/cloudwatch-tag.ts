import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {ServiceError} from '../service-error.js'

type Tag = {key: string; value: string}
type Tags = Readonly<Record<string, string>>

const tagLimit = 50

export function tagRecord(tags: readonly Tag[]): Tags {
  return Object.fromEntries(tags.map(({key, value}) => [key, value]))
}

export function checkTags(tags: Tags): void {
  const names = Object.keys(tags)
  const isValid = names.every((name) => name !== '' && name.length <= 128 && (tags[name] ?? '').length <= 256)
  if (isValid && names.length <= tagLimit) return
  const message = `A resource has at most ${tagLimit} tags, with keys of 1 to 128 and values of up to 256 characters.`
  throw new ServiceError('InvalidParameterValueException', message)
}

type Tagged = {tags: Tags; put: (tags: Tags) => void}

/** The alarm or dashboard that an ARN names. */
function findTagged(resourceArn: string, {store, scope}: OperationContext): Tagged {
  const [, alarmName] = /^arn:[^:]+:cloudwatch:[^:]*:\d{12}:alarm:(.+)$/.exec(resourceArn) ?? []
  const [, dashboardName] = /^arn:[^:]+:cloudwatch::\d{12}:dashboard\/(.+)$/.exec(resourceArn) ?? []
  const alarmKey = [scope.accountId, scope.region, alarmName ?? '']
  const alarm = store.get('alarm', alarmKey)
  if (alarm !== undefined) return {tags: alarm.tags, put: (tags) => store.put('alarm', alarmKey, {...alarm, tags})}
  const dashboardKey = [scope.accountId, dashboardName ?? '']
  const dashboard = store.get('dashboard', dashboardKey)
  if (dashboard === undefined) throw new ServiceError('ResourceNotFoundException', `Unknown resource ${resourceArn}`)
  return {tags: dashboard.tags, put: (tags) => store.put('dashboard', dashboardKey, {...dashboard, tags})}
}

function tagResource({resourceARN, tags}: {resourceARN: string; tags: Tag[]}, context: OperationContext): Members {
  const found = findTagged(resourceARN, context)
  const all = {...found.tags, ...tagRecord(tags)}
  checkTags(all)
  found.put(all)
  return {}
}

function untagResource(
  {resourceARN, tagKeys}: {resourceARN: string; tagKeys: string[]},
  context: OperationContext,
): Members {
  const found = findTagged(resourceARN, context)
  found.put(Object.fromEntries(Object.entries(found.tags).filter(([key]) => !tagKeys.includes(key))))
  return {}
}

function listTagsForResource({resourceARN}: {resourceARN: string}, context: OperationContext): Members {
  return {tags: Object.entries(findTagged(resourceARN, context).tags).map(([key, value]) => ({key, value}))}
}

export const cloudwatchTagOperations: Operations = {
  TagResource: operation(tagResource),
  UntagResource: operation(untagResource),
  ListTagsForResource: operation(listTagsForResource),
}
