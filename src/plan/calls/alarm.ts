import {thisApi} from '../../model/alarm.js'
import type {Alarm} from '../../model/alarm.js'
import {present} from '../../model/present.js'
import {projectTag} from '../../model/project-tag.js'
import type {Call, IdSlot} from '../call.js'
import type {Change} from '../change.js'
import {afterOf} from './call-facts.js'
import type {CallFacts} from './call-facts.js'

/** PutMetricAlarm replaces an alarm as a whole, and takes tags of a new one only. */
export function alarmCalls(change: Change, {project}: CallFacts): Call[] {
  const call = {address: change.address, service: 'cloudwatch' as const, gives: []}
  if (change.action === 'delete') {
    return [{...call, operation: 'DeleteAlarms', input: {AlarmNames: [change.name]}, ids: []}]
  }
  const {dimensions, statistic, ...alarm} = afterOf(change) as Alarm
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
  const tags = change.action === 'create' ? {Tags: [{Key: projectTag, Value: project}]} : {}
  return [{...call, operation: 'PutMetricAlarm', input: {...input, ...tags}, ids}]
}
