import type {Alarm} from '../../model/alarm.js'
import type {Change} from '../change.js'
import type {CompanionDiff} from './companions.js'
import {withTags} from './project-tags.js'
import {diffThing} from './record.js'

/** Changes of the alarms of a stage. What an alarm has beside its short form in apigw.yaml stays as it is. */
export function diffAlarms({desired: {alarms, tags}, live, hasStage, project, stageName}: CompanionDiff): Change[] {
  if (alarms === undefined || !hasStage) return []
  const {wanted} = alarms
  // Alarms of stage "prod-eu" are named like one of "prod", too.
  const own = Object.entries(live.alarms).filter(
    ([, {isOurs, alarm}]) => isOurs && alarm.dimensions.Stage === stageName,
  )
  const gone = own.filter(([name]) => !Object.hasOwn(wanted, name))
  return [
    ...Object.entries(wanted).flatMap(([name, alarm]) => {
      const current = live.alarms[name]
      const isMade = current?.isOurs ?? true
      const {tags: wantedTags, ...after} = withTags({...current?.alarm, ...alarm, tags: {}}, {project, shared: tags, isMade}) // prettier-ignore
      return diffThing(alarmAt(name), current && tagged(current.alarm, wantedTags), {...after, tags: wantedTags})
    }),
    ...gone.flatMap(([name, {alarm}]) => diffThing(alarmAt(name), alarm, undefined)),
  ]
}

/** The live alarm with those of its tags that the files mention. */
function tagged({tags = {}, ...alarm}: Alarm, declared: Tags): Alarm {
  return {...alarm, tags: Object.fromEntries(Object.entries(tags).filter(([key]) => Object.hasOwn(declared, key)))}
}

type Tags = Readonly<Record<string, string>>

/** What a change of an alarm is about. */
export function alarmAt(name: string) {
  return {kind: 'alarm' as const, address: `alarm/${name}`, name}
}
