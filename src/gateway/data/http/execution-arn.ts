import {partitionOf} from '../partition.js'
import type {HttpDeployment} from './http-deployment.js'
import type {Selected} from './select-route.js'

/** `arn:aws:execute-api:{region}:{account}:{apiId}` followed by `suffix`. */
export function executionArn({api}: HttpDeployment, suffix: string): string {
  return `arn:${partitionOf(api.region)}:execute-api:${api.region}:${api.accountId}:${api.apiId}${suffix}`
}

/** What authorizer policies are asked for: stage, verb and the path of this request (captured September 2026). */
export function routeArn({request, deployment}: Selected): string {
  const {method, path = '/'} = request
  return executionArn(deployment, `/${deployment.stage.stageName}/${method}${path}`)
}

/** What function policies are asked for: stage, verb and the path of the route. `$default` has no verb. */
export function integrationArn({request, deployment, route}: Selected): string {
  const stage = deployment.stage.stageName
  return executionArn(
    deployment,
    route.path === '$default' ? `/${stage}/$default` : `/${stage}/${request.method}${route.path}`,
  )
}
