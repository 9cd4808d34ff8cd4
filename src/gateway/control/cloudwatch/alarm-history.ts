import {present} from '../../../model/present.js'
import type {AlarmHistoryRecord, AlarmState} from '../../store/alarm-record.js'
import {operation} from '../operation.js'
import type {Members, OperationContext, Operations} from '../operation.js'
import {pageSizeOf} from './alarm-rules.js'
import {tokenPage} from './token-page.js'

/** Most items of one account and region; AWS keeps those of 30 days. */
const historyLimit = 2000

/** Adds an item to the history of an alarm. */
export function recordHistory({store, scope}: OperationContext, item: AlarmHistoryRecord): void {
  const parent = [scope.accountId, scope.region]
  const items = store.list('alarmHistory', parent)
  const sequence = (items.at(-1)?.sequence ?? 0) + 1
  const oldest = items[0]
  if (oldest !== undefined && items.length >= historyLimit) {
    store.delete('alarmHistory', [...parent, String(oldest.sequence)])
  }
  store.put('alarmHistory', [...parent, String(sequence)], {...item, sequence})
}

export function recordStateChange(
  context: OperationContext,
  {alarmName, from, to, atMs}: {alarmName: string; from: AlarmState; to: AlarmState; atMs: number},
): void {
  recordHistory(context, {
    alarmName,
    timestampMs: atMs,
    historyItemType: 'StateUpdate',
    historySummary: `Alarm updated from ${from.stateValue} to ${to.stateValue}`,
    historyData: JSON.stringify({version: '1.0', oldState: stateData(from), newState: stateData(to)}),
  })
}

function stateData({stateValue, stateReason, stateReasonData}: AlarmState): object {
  const data: unknown = stateReasonData === undefined ? undefined : JSON.parse(stateReasonData)
  return present({stateValue, stateReason, stateReasonData: data})
}

type Input = {
  alarmName?: string
  alarmTypes?: string[]
  historyItemType?: string
  startDate?: number
  endDate?: number
  maxRecords?: number
  nextToken?: string
  scanBy?: string
}

/** What evaluateAlarms has to have done before: operations.ts puts it in front. */
function describeAlarmHistory(input: Input, {store, scope}: OperationContext): Members {
  const {alarmName, alarmTypes = ['MetricAlarm'], historyItemType, startDate = 0, endDate = Infinity} = input
  const found = store
    .list('alarmHistory', [scope.accountId, scope.region])
    .filter(
      (item) =>
        alarmTypes.includes('MetricAlarm') &&
        (alarmName === undefined || item.alarmName === alarmName) &&
        (historyItemType === undefined || item.historyItemType === historyItemType) &&
        item.timestampMs >= startDate &&
        item.timestampMs <= endDate,
    )
  if (input.scanBy !== 'TimestampAscending') found.reverse()
  const page = tokenPage(found, {nextToken: input.nextToken, size: pageSizeOf(input.maxRecords)})
  const alarmHistoryItems = page.items.map((item) => ({
    alarmName: item.alarmName,
    alarmType: 'MetricAlarm',
    timestamp: item.timestampMs,
    historyItemType: item.historyItemType,
    historySummary: item.historySummary,
    historyData: item.historyData,
  }))
  return present({alarmHistoryItems, nextToken: page.nextToken})
}

export const alarmHistoryOperations: Operations = {DescribeAlarmHistory: operation(describeAlarmHistory)}
