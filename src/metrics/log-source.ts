import type {Stage} from '../model/stage.js'
import {parseLogFormat} from './access-log-format.js'
import type {LogFormat} from './access-log-format.js'

/** A log group and what is in it; `format` of an access log is how the stage writes its lines. */
export type LogSource =
  | {kind: 'access'; groupName: string; format: LogFormat}
  | {kind: 'execution'; groupName: string}
  | {kind: 'function'; groupName: string; functionName: string}

/** Where the access log of a stage is: in CloudWatch, with Firehose, or nowhere. */
export type AccessLog = {kind: 'group'; source: LogSource} | {kind: 'firehose'; stream: string} | {kind: 'none'}

/** Where a stage writes its access log. */
export function accessLogOf({accessLogSettings}: Stage): AccessLog {
  const {destinationArn = '', format = ''} = accessLogSettings ?? {}
  const [, groupName] = /^arn:[\w-]+:logs:[\w-]*:\d*:log-group:([^:*]+)/.exec(destinationArn) ?? []
  if (groupName !== undefined) {
    return {kind: 'group', source: {kind: 'access', groupName, format: parseLogFormat(format)}}
  }
  const [, stream] = /^arn:[\w-]+:firehose:[\w-]*:\d*:deliverystream\/(.+)$/.exec(destinationArn) ?? []
  return stream === undefined ? {kind: 'none'} : {kind: 'firehose', stream}
}

/**
 * Groups that API Gateway writes the execution log of a stage to, that of a canary included; none where no method or route
 * has one. HTTP APIs have none. Source: set-up-logging.html; WebSocket APIs: captured September 2026.
 */
export function executionSources(apiId: string, stage: Stage): LogSource[] {
  if (stage.kind === 'httpStage' || !logsExecution(stage)) return []
  if (stage.kind === 'webSocketStage')
    return [{kind: 'execution', groupName: `/aws/apigateway/${apiId}/${stage.stageName}`}]
  const groupName = `API-Gateway-Execution-Logs_${apiId}/${stage.stageName}`
  return [groupName, `${groupName}/Canary`].map((name) => ({kind: 'execution', groupName: name}))
}

/** The log of a Lambda function, where Lambda writes it unless told otherwise. */
export function functionSource(functionName: string): LogSource {
  return {kind: 'function', groupName: `/aws/lambda/${functionName}`, functionName}
}

function logsExecution(stage: Stage): boolean {
  const settings =
    stage.kind === 'restStage'
      ? Object.values(stage.methodSettings ?? {})
      : [stage.defaultRouteSettings ?? {}, ...Object.values(stage.routeSettings ?? {})]
  return settings.some(({loggingLevel}) => loggingLevel === 'INFO' || loggingLevel === 'ERROR')
}
