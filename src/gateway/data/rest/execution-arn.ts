import {partitionOf} from '../partition.js'
import type {Matched} from './match-method.js'

/** `arn:aws:execute-api:{region}:{account}:{apiId}` followed by `suffix`. */
export function executionArn({deployment}: Matched, suffix: string): string {
  const {region, accountId, apiId} = deployment.api
  return `arn:${partitionOf(region)}:execute-api:${region}:${accountId}:${apiId}${suffix}`
}

/** What policies are asked for: stage, verb and path of this very request. */
export function methodArn(matched: Matched): string {
  const {request, deployment} = matched
  return executionArn(matched, `/${deployment.stage.stageName}/${request.method}/${request.segments.join('/')}`)
}

/** What function policies are asked for: the path is that of the resource. */
export function integrationArn(matched: Matched): string {
  const {request, deployment, method} = matched
  return executionArn(matched, `/${deployment.stage.stageName}/${request.method}${method.resourcePath}`)
}
