import {DescribeAlarmsCommand} from '@aws-sdk/client-cloudwatch'
import type {MetricAlarm} from '@aws-sdk/client-cloudwatch'
import type {Alarm} from '../../model/alarm.js'
import type {Clients} from '../clients.js'
import {paginate} from '../paginate.js'
import {toAlarm} from './alarms.js'

/** An alarm on a metric of API Gateway and how it is now. `sinceMs` is epoch milliseconds. */
export type AlarmState = {name: string; state: string; reason: string; sinceMs?: number; alarm: Alarm}

/** Alarms on metrics of API Gateway, by name: all of them, or those with the given names; one call per 100. */
export async function readAlarmStates(clients: Clients, names?: readonly string[]): Promise<AlarmState[]> {
  const client = await clients.cloudwatch()
  const wanted = names === undefined ? {} : {AlarmNames: [...names]}
  const listed = await paginate(async (token) => {
    const page = await client.send(new DescribeAlarmsCommand({...wanted, MaxRecords: 100, NextToken: token}))
    return {items: page.MetricAlarms, next: page.NextToken}
  })
  const own = listed.filter(({Namespace}) => Namespace === 'AWS/ApiGateway')
  return own.map(toState).sort((one, other) => one.name.localeCompare(other.name))
}

function toState(alarm: MetricAlarm): AlarmState {
  const changed = alarm.StateUpdatedTimestamp?.getTime()
  return {
    name: alarm.AlarmName ?? '',
    state: alarm.StateValue ?? '',
    reason: alarm.StateReason ?? '',
    ...(changed !== undefined && {sinceMs: changed}),
    alarm: toAlarm(alarm, undefined),
  }
}
