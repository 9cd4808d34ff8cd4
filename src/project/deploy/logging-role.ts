import {readAccountSettings} from '../../aws/account-settings.js'
import type {Clients} from '../../aws/clients.js'
import {ApigwError} from '../../errors/apigw-error.js'
import type {Problem} from '../../errors/problem.js'
import {parseLogGroupArn} from '../../model/log-group.js'
import type {Stage} from '../../model/stage.js'
import type {Plan} from '../../plan/plan.js'
import type {Project} from '../project.js'

/**
 * What keeps a stage of a REST or WebSocket API from logging: an account without a role for it. The role belongs to
 * the account, so it is told and never set. Costs one call, when the plan switches a log on, and none otherwise.
 */
export async function loggingRoleWarnings(
  {file, stageName}: Project,
  clients: Clients,
  {plan, stage}: {plan: Plan; stage: Stage},
): Promise<Problem[]> {
  const role = switchesLogsOn(plan, stage) ? await findRole(clients) : 'there'
  if (role === 'there') return []
  const place = {severity: 'warning' as const, file, line: 1, column: 1}
  const fix =
    'Make a role with AmazonAPIGatewayPushToCloudWatchLogs, then: aws apigateway update-account --patch-operations op=replace,path=/cloudwatchRoleArn,value=ROLE-ARN'
  return [
    role === 'missing'
      ? {
          ...place,
          code: 'LOGGING_ROLE_MISSING',
          what: `AWS will refuse the logs of stage "${stageName}".`,
          why: 'The account has no role in this region by which API Gateway may write to CloudWatch Logs.',
          fix,
        }
      : {
          ...place,
          code: 'LOGGING_ROLE_UNKNOWN',
          what: `Whether AWS will take the logs of stage "${stageName}" is not known.`,
          why: 'These credentials may not read the settings of the account (GetAccount), which name the role for them.',
          fix,
        },
  ]
}

/** HTTP APIs log without the role. Source: developer guide, "Configure logging for HTTP APIs". */
function switchesLogsOn({changes}: Plan, stage: Stage): boolean {
  if (stage.kind === 'httpStage' || !wantsLogs(stage)) return false
  return changes.some((change) => {
    if (change.kind !== stage.kind || change.action === 'delete') return false
    return change.action !== 'update' || change.fields.some(({path}) => /^accessLogSettings\b|loggingLevel$/.test(path))
  })
}

function wantsLogs(stage: Stage): boolean {
  const {destinationArn = ''} = stage.accessLogSettings ?? {}
  const levels =
    stage.kind === 'restStage'
      ? Object.values(stage.methodSettings ?? {})
      : [stage.defaultRouteSettings ?? {}, ...Object.values(stage.routeSettings ?? {})]
  const logsExecution = levels.some(({loggingLevel = 'OFF'}) => loggingLevel !== 'OFF')
  return logsExecution || parseLogGroupArn(destinationArn) !== undefined
}

async function findRole(clients: Clients): Promise<'there' | 'missing' | 'unknown'> {
  try {
    const {loggingRoleArn} = await readAccountSettings(clients)
    return loggingRoleArn === undefined ? 'missing' : 'there'
  } catch (error) {
    if (error instanceof ApigwError && error.code === 'AWS_ACCESS_DENIED') return 'unknown'
    throw error
  }
}
