import {parseLogGroupArn} from '../../model/log-group.js'
import type {Change} from '../change.js'
import type {CompanionDiff} from './companions.js'
import {withTags} from './project-tags.js'
import {diffThing} from './record.js'

/**
 * Changes of the log group of a stage: made when it is not there, kept as long as the files say. It is never deleted,
 * whatever the files say: what was logged is nobody's to throw away.
 */
export function diffLogGroups({desired: {logGroups = {}, tags}, live, project, hasStage}: CompanionDiff): Change[] {
  if (!hasStage) return []
  return Object.entries(logGroups).flatMap(([arn, declared]) => {
    const known = live.logGroups[arn]
    if (known?.state === 'there') return diffThing(logGroupAt(arn), known.logGroup, {...known.logGroup, ...declared})
    if (known?.state !== 'absent') return []
    return diffThing(logGroupAt(arn), undefined, withTags(declared, {project, shared: tags, isMade: true}))
  })
}

/** What a change of a log group is about. */
export function logGroupAt(arn: string) {
  const {name} = parseLogGroupArn(arn) ?? {name: arn}
  return {kind: 'logGroup' as const, address: `logGroup/${name}`, name}
}
