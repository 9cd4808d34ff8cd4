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
 * those of the project may be deleted.
 */
export async function readAlarms(
  clients: Clients,
  {project, alarms}: CompanionScope,
  apiId: string | undefined,
): Promise<Readonly<Record<string, LiveAlarm>>> {
  const {prefix, names} = alarms ?? {prefix: '', names: []}
  const client = await clients.cloudwatch()
  const listed = await paginate(async (token) => {
    const page = await client.send(
      new DescribeAlarmsCommand({AlarmNamePrefix: prefix, MaxRecords: 100, NextToken: token}),
    )
    return {items: page.MetricAlarms, next: page.NextToken}
  })
  const read = listed.map(async (alarm): Promise<[string, LiveAlarm]> => {
    const isDeclared = names.includes(alarm.AlarmName ?? '')
    const isOurs = !isDeclared && (await tagsOf(client, alarm)).get(projectTag) === project
    return [alarm.AlarmName ?? '', {isOurs, alarm: toAlarm(alarm, apiId)}]
  })
  return sortedRecord(await Promise.all(read))
}

async function tagsOf(client: CloudWatchClient, {AlarmArn}: MetricAlarm): Promise<Map<string, string>> {
  const {Tags = []} = await client.send(new ListTagsForResourceCommand({ResourceARN: AlarmArn}))
  return new Map(Tags.map(({Key = '', Value = ''}) => [Key, Value]))
}

function toAlarm(alarm: MetricAlarm, apiId: string | undefined): Alarm {
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
