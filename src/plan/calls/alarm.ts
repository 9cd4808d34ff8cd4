import {thisApi} from '../../model/alarm.js'
import type {Alarm} from '../../model/alarm.js'
import type {JsonObject} from '../../model/json.js'
import {present} from '../../model/present.js'
import type {Call, IdSlot} from '../call.js'
import type {Change} from '../change.js'
import {sameJson} from '../diff/fields.js'
import {afterOf, beforeOf} from './call-facts.js'

/** PutMetricAlarm replaces an alarm as a whole, and takes tags of a new one only. */
export function alarmCalls(change: Change): Call[] {
  if (change.action === 'delete') return [alarmCall(change, 'DeleteAlarms', {AlarmNames: [change.name]})]
  const {tags = {}, ...alarm} = afterOf(change) as Alarm
  if (change.action === 'create') return [putAlarm(change, alarm, {Tags: awsTags(Object.entries(tags))})]
  const {tags: oldTags = {}, ...old} = beforeOf(change) as Alarm
  return [...(sameJson(old, alarm) ? [] : [putAlarm(change, alarm, {})]), ...tagAlarm(change, oldTags, tags)]
}

type Tags = NonNullable<Alarm['tags']>

function tagAlarm(change: Change, before: Tags, after: Tags): Call[] {
  const ids: IdSlot[] = [{at: ['ResourceARN'], kind: 'alarmArn', name: change.name}]
  const set = Object.entries(after).filter(([key, value]) => before[key] !== value)
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  return [
    ...(set.length === 0 ? [] : [alarmCall(change, 'TagResource', {ResourceARN: '', Tags: awsTags(set)}, ids)]),
    ...(gone.length === 0 ? [] : [alarmCall(change, 'UntagResource', {ResourceARN: '', TagKeys: gone}, ids)]),
  ]
}

function awsTags(tags: readonly (readonly [string, string])[]): JsonObject[] {
  return tags.map(([Key, Value]) => ({Key, Value}))
}

function alarmCall({address}: Change, operation: string, input: JsonObject, ids: readonly IdSlot[] = []): Call {
  return {address, service: 'cloudwatch', operation, input, ids, gives: []}
}

function putAlarm(change: Change, {dimensions, statistic, ...alarm}: Alarm, tags: JsonObject): Call {
  const pairs = Object.entries(dimensions)
  const ids = pairs.flatMap(([, value], index): IdSlot[] =>
    value === thisApi ? [{at: ['Dimensions', index, 'Value'], kind: 'api', name: ''}] : [],
  )
  const input = present({
    AlarmName: change.name,
    AlarmDescription: alarm.description,
    Namespace: 'AWS/ApiGateway',
    MetricName: alarm.metricName,
    Dimensions: pairs.map(([Name, Value]) => ({Name, Value})),
    ...(statistic.startsWith('p') ? {ExtendedStatistic: statistic} : {Statistic: statistic}),
    ComparisonOperator: alarm.comparisonOperator,
    Threshold: alarm.threshold,
    Period: alarm.period,
    EvaluationPeriods: alarm.evaluationPeriods,
    TreatMissingData: alarm.treatMissingData,
    AlarmActions: alarm.alarmActions,
    OKActions: alarm.okActions,
    InsufficientDataActions: alarm.insufficientDataActions,
    ActionsEnabled: alarm.actionsEnabled,
    DatapointsToAlarm: alarm.datapointsToAlarm,
    Unit: alarm.unit,
  })
  return alarmCall(change, 'PutMetricAlarm', {...input, ...tags}, ids)
}
