import type {Problem} from '../errors/problem.js'
import type {LiveCompanions} from '../model/companion.js'
import type {Project} from './project.js'

/** What could not be looked at or is out of reach, so that nothing is planned about it. Pure. */
export function companionWarnings(live: LiveCompanions, project: Project): Problem[] {
  return [...permissionWarnings(live, project), ...logGroupWarnings(live, project)]
}

function permissionWarnings({permissions}: LiveCompanions, {file}: Project): Problem[] {
  return Object.entries(permissions).flatMap(([arn, {state}]): Problem[] => {
    if (state === 'read') return []
    return state === 'denied'
      ? [
          warning(file, {
            code: 'PERMISSION_UNKNOWN',
            what: `Whether the API may call ${arn} is not known.`,
            why: 'These credentials may not read the policy of the function (lambda:GetPolicy).',
            fix: 'Ask for lambda:GetPolicy, AddPermission and RemovePermission, or see to the permission elsewhere.',
          }),
        ]
      : [
          warning(file, {
            code: 'FUNCTION_MISSING',
            what: `The function ${arn} does not exist.`,
            why: 'The API calls it, and a permission can only be given to a function that is there.',
            fix: 'Make the function, then deploy again.',
          }),
        ]
  })
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
