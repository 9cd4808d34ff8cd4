import {DescribeAlarmsCommand, ListTagsForResourceCommand} from '@aws-sdk/client-cloudwatch'
import type {CloudWatchClient, MetricAlarm} from '@aws-sdk/client-cloudwatch'
import {thisApi} from '../../model/alarm.js'
import type {Alarm} from '../../model/alarm.js'
import type {CompanionScope, LiveAlarm} from '../../model/companion.js'
import {present} from '../../model/present.js'
import {projectTag} from '../../model/project-tag.js'
import {sortedRecord} from '../../model/sorted-record.js'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'

/**
 * Alarms of a stage: one call per 100 of them, and one for the tags of each that the files do not have, because only
 * those of the project may be deleted; of each there is, when the project gives tags to what it makes.
 */
export async function readAlarms(
  clients: Clients,
  {project, alarms}: CompanionScope,
  apiId: string | undefined,
): Promise<Readonly<Record<string, LiveAlarm>>> {
  const {prefix = '', names = [], withTags = false} = alarms ?? {}
  const client = await clients.cloudwatch()
  const listed = await paginate(async (token) => {
    const page = await client.send(
      new DescribeAlarmsCommand({AlarmNamePrefix: prefix, MaxRecords: 100, NextToken: token}),
    )
    return {items: page.MetricAlarms, next: page.NextToken}
  })
  const read = listed.map(async (alarm): Promise<[string, LiveAlarm]> => {
    const {AlarmName: name = '', AlarmArn: arn = ''} = alarm
    const tags = names.includes(name) && !withTags ? undefined : await tagsOf(client, arn)
    return [name, {arn, isOurs: tags?.[projectTag] === project, alarm: present({...toAlarm(alarm, apiId), tags})}]
  })
  return sortedRecord(await Promise.all(read))
}

async function tagsOf(client: CloudWatchClient, arn: string): Promise<Readonly<Record<string, string>>> {
  const {Tags = []} = await client.send(new ListTagsForResourceCommand({ResourceARN: arn}))
  return sortedRecord(Tags.map(({Key = '', Value = ''}) => [Key, Value] as const))
}

/** An alarm in the model's terms; values of dimensions that are the id of the API stand for it. */
export function toAlarm(alarm: MetricAlarm, apiId: string | undefined): Alarm {
  const dimensions = (alarm.Dimensions ?? []).map(({Name = '', Value = ''}): [string, string] => [
    Name,
    apiId !== undefined && Value === apiId ? thisApi : Value,
  ])
  return present({
    description: alarm.AlarmDescription,
    metricName: alarm.MetricName ?? '',
    dimensions: Object.fromEntries(dimensions),
    statistic: alarm.Statistic ?? alarm.ExtendedStatistic ?? '',
    comparisonOperator: alarm.ComparisonOperator ?? '',
    threshold: alarm.Threshold ?? 0,
    period: alarm.Period ?? 0,
    evaluationPeriods: alarm.EvaluationPeriods ?? 0,
    treatMissingData: alarm.TreatMissingData ?? 'missing',
    alarmActions: alarm.AlarmActions,
    okActions: alarm.OKActions,
    insufficientDataActions: alarm.InsufficientDataActions,
    actionsEnabled: alarm.ActionsEnabled,
    datapointsToAlarm: alarm.DatapointsToAlarm,
    unit: alarm.Unit,
  })
}
