import type {Api} from '../model/api.js'
import type {InvokePermission} from '../model/invoke-permission.js'
import type {Stage} from '../model/stage.js'
import {authorizerSource, lambdaUses, mostRoutesPerFunction} from './lambda-use.js'
import type {LambdaUse} from './lambda-use.js'

export type PermissionInput = {
  desired: Api
  /** What the API calls now: functions that it no longer calls may have a permission left. */
  live: Api | undefined
  stage: Stage
  /** ARNs without qualifier: the functions whose policies may be read and changed. */
  functions: readonly string[]
}

/**
 * Permissions that a stage needs, by function ARN; an empty list for a function that is no longer called. A function
 * with many routes gets one for the whole stage, because its policy would not hold them all. Pure.
 */
export function neededPermissions({
  desired,
  live,
  stage,
  functions,
}: PermissionInput): Record<string, InvokePermission[]> {
  const variables = (stage.kind === 'restStage' ? stage.variables : stage.stageVariables) ?? {}
  const own = ({functionArn}: LambdaUse) => functions.includes(functionArn.split(':').slice(0, 7).join(':'))
  const uses = lambdaUses(desired, variables).filter(own)
  const before = live === undefined ? [] : lambdaUses(live, variables).filter(own)
  const arns = [...new Set([...uses, ...before].map(({functionArn}) => functionArn))].sort()
  return Object.fromEntries(
    arns.map((functionArn) => {
      const from = uses.filter((use) => use.functionArn === functionArn).map((use) => use.from)
      return [functionArn, sourcesOf(from, stage.stageName).map((source) => ({functionArn, source}))]
    }),
  )
}

function sourcesOf(from: readonly string[], stageName: string): string[] {
  const routes = [...new Set(from.filter((each) => each !== authorizerSource))].sort()
  const sources = routes.length > mostRoutesPerFunction ? ['*'] : routes
  const authorizers = from.includes(authorizerSource) ? [authorizerSource] : []
  return [...sources.map((source) => `${stageName}/${source}`), ...authorizers]
}
