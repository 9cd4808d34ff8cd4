import type {Problem} from '../../errors/problem.js'
import type {LiveCompanions} from '../../model/companion.js'
import type {Project} from '../project.js'
import {unknownPolicies} from './unknown-policies.js'

/** What could not be looked at or is out of reach, so that nothing is planned about it. Pure. */
export function companionWarnings(live: LiveCompanions, project: Project): Problem[] {
  return [...permissionWarnings(live, project), ...logGroupWarnings(live, project)]
}

function permissionWarnings(live: LiveCompanions, {file}: Project): Problem[] {
  return unknownPolicies(live, 'deploy again').map((notice) => warning(file, notice))
}

/** On this machine a log group of AWS is always elsewhere: the local gateway keeps its lines all the same. */
function logGroupWarnings({logGroups}: LiveCompanions, {file, target, stageName}: Project): Problem[] {
  return Object.entries(logGroups).flatMap(([arn, {state}]): Problem[] => {
    if (state === 'denied') {
      return [
        warning(file, {
          code: 'LOG_GROUP_UNKNOWN',
          what: `Whether the log group ${arn} exists is not known.`,
          why: 'These credentials may not look for it (logs:DescribeLogGroups).',
          fix: 'Ask for logs:DescribeLogGroups, CreateLogGroup and PutRetentionPolicy, or make the group elsewhere.',
        }),
      ]
    }
    if (state !== 'elsewhere' || target.target === 'local') return []
    return [
      warning(file, {
        code: 'LOG_GROUP_ELSEWHERE',
        what: `The log group ${arn} is not in the account and region of stage "${stageName}".`,
        why: 'It is neither looked for nor made there.',
        fix: 'Name a log group of the account and region that the stage is in, or see to it that AWS may write there.',
      }),
    ]
  })
}

function warning(file: string, text: Pick<Problem, 'code' | 'what' | 'why' | 'fix'>): Problem {
  return {severity: 'warning', file, line: 1, column: 1, ...text}
}
