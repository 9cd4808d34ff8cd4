import type {Alarm} from '../../model/alarm.js'
import type {Change} from '../change.js'
import type {CompanionDiff} from './companions.js'
import {diffThing} from './record.js'

/** Changes of the alarms of a stage. What an alarm has beside its short form in apigw.yaml stays as it is. */
export function diffAlarms({desired: {alarms}, live, hasStage}: CompanionDiff): Change[] {
  if (alarms === undefined || !hasStage) return []
  const {wanted} = alarms
  const gone = Object.entries(live.alarms).filter(([name, {isOurs}]) => isOurs && !Object.hasOwn(wanted, name))
  return [
    ...Object.entries(wanted).flatMap(([name, alarm]) => {
      const current = live.alarms[name]?.alarm
      return diffThing(alarmAt(name), current, {...current, ...alarm} satisfies Alarm)
    }),
    ...gone.flatMap(([name, {alarm}]) => diffThing(alarmAt(name), alarm, undefined)),
  ]
}

/** What a change of an alarm is about. */
export function alarmAt(name: string) {
  return {kind: 'alarm' as const, address: `alarm/${name}`, name}
}
