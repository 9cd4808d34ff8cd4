import {partitionOf} from '../partition.js'
import type {WebSocketDeployment} from './websocket-deployment.js'

/** `arn:aws:execute-api:{region}:{account}:{apiId}` followed by `suffix`, such as `/prod/$connect`. */
export function executionArn({api}: WebSocketDeployment, suffix: string): string {
  return `arn:${partitionOf(api.region)}:execute-api:${api.region}:${api.accountId}:${api.apiId}${suffix}`
}

/** What authorizer and function policies are asked for: stage and route key. */
export function routeArn(deployment: WebSocketDeployment, routeKey: string): string {
  return executionArn(deployment, `/${deployment.stage.stageName}/${routeKey}`)
}
