import type {Clients} from '../../aws/clients.js'
import type {Api} from '../../model/api.js'
import type {LivePermissions} from '../../model/invoke-permission.js'
import type {LiveApi} from '../../model/live-api.js'
import {sortedRecord} from '../../model/sorted-record.js'
import {ownStatements} from '../../plan/diff/permissions.js'
import {authorizerSource, lambdaUses} from '../../plan/lambda-use.js'
import type {LambdaUse} from '../../plan/lambda-use.js'
import {readServedApi} from '../deploy/served-api.js'
import type {Notice} from '../deploy/unknown-policies.js'
import {unlessDenied} from '../unless-denied.js'

/** The stage of permissions that commands give: nobody has said yet which stages will serve an edit. */
export const everyStage = '*'

/** Sources of permissions by function ARN, as `InvokePermission` has them. */
export type Sources = Readonly<Record<string, readonly string[]>>

/** Functions that an API calls, whichever of its stages says by its variables which function that is. */
function usesOnAnyStage({api, stages}: Pick<LiveApi, 'api' | 'stages'>): LambdaUse[] {
  const variables = stages.map(({stage}) => (stage.kind === 'restStage' ? stage.variables : stage.stageVariables) ?? {})
  return [{}, ...variables].flatMap((each) => lambdaUses(api, each))
}

/** Functions that any stage of an API calls, by ARN. */
export function functionsOnAnyStage(live: Pick<LiveApi, 'api' | 'stages'>): string[] {
  return [...new Set(usesOnAnyStage(live).map(({functionArn}) => functionArn))].sort()
}

/** What commands have let the API do that it does no more once it is edited. Pure. */
export function unneededSources({api, stages}: LiveApi, edited: Api): Sources {
  const uses = usesOnAnyStage({api: edited, stages})
  const gone = usesOnAnyStage({api, stages}).filter((use) => !uses.some((other) => isSame(use, other)))
  const arns = [...new Set(gone.map(({functionArn}) => functionArn))]
  return sortedRecord(
    arns.map((arn) => {
      const isOfRoute = ({functionArn, from}: LambdaUse) => functionArn === arn && from !== authorizerSource
      const sources = gone.filter(({functionArn}) => functionArn === arn).map(({from}) => sourceOf(from))
      // A function with many routes has one permission for all of them.
      const whole = uses.some(isOfRoute) || !gone.some(isOfRoute) ? [] : [`${everyStage}/*`]
      return [arn, [...new Set([...sources, ...whole])].sort()] as const
    }),
  )
}

/** What follows the API in the source ARN of a use, on every stage. */
export function sourceOf(from: string): string {
  return from === authorizerSource ? from : `${everyStage}/${from}`
}

function isSame(one: LambdaUse, other: LambdaUse): boolean {
  return one.functionArn === other.functionArn && one.from === other.from
}

/** Stages that may serve what an edit takes away, and go on doing so. What cannot be told counts as served. */
export async function stagesServing(clients: Clients, live: LiveApi, gone: Sources): Promise<string[]> {
  const asked = stagesBehind(live).map(async (stageName) => {
    const served = await readServed(clients, live, stageName)
    return served === 'nothing' || (served !== 'unknown' && !calls(served, live, gone)) ? [] : [stageName]
  })
  return (await Promise.all(asked)).flat()
}

/** Functions that any stage calls by what it serves now, or would call by the live definition; by ARN. */
export async function functionsServed(clients: Clients, live: LiveApi): Promise<string[]> {
  const served = await Promise.all(live.stages.map(({stage}) => readServed(clients, live, stage.stageName)))
  const apis = [live.api, ...served.flatMap((api) => (typeof api === 'string' ? [] : [api]))]
  return [...new Set(apis.flatMap((api) => functionsOnAnyStage({api, stages: live.stages})))].sort()
}

async function readServed(clients: Clients, live: LiveApi, stageName: string): Promise<Api | 'nothing' | 'unknown'> {
  const current = live.stages.find(({stage}) => stage.stageName === stageName)
  if (current?.deploymentId === undefined) return 'nothing'
  // The canary serves another deployment, which no export shows.
  if (current.stage.kind === 'restStage' && current.stage.canarySettings !== undefined) return 'unknown'
  return (await unlessDenied(() => readServedApi(clients, live, {stageName, desired: live.api}))) ?? 'unknown'
}

function calls(api: Api, {stages}: LiveApi, gone: Sources): boolean {
  return usesOnAnyStage({api, stages}).some(({functionArn, from}) => {
    const sources = gone[functionArn] ?? []
    return sources.includes(sourceOf(from)) || (from !== authorizerSource && sources.includes(`${everyStage}/*`))
  })
}

/** Stages that go on serving what they served: those that do not deploy by themselves. */
export function stagesBehind({stages}: Pick<LiveApi, 'stages'>): string[] {
  return stages
    .filter(({stage}) => stage.kind === 'restStage' || stage.autoDeploy !== true)
    .map(({stage}) => stage.stageName)
}

/** Statements that are of no use once the stages serve the edit too, and the commands that remove them. Pure. */
export function permissionsLeft(
  known: Readonly<Record<string, LivePermissions>>,
  {apiId, sources, behind}: {apiId: string; sources: Sources; behind: readonly string[]},
): Notice[] {
  return Object.entries(known).flatMap(([arn, permissions]) => {
    const own = ownStatements(arn, permissions, apiId).filter(({source}) => sources[arn]?.includes(source) === true)
    return own.map(({source, sid = ''}) => ({
      code: 'LEFT_BESIDE',
      what: `The permission of ${source} to call ${arn} stays.`,
      why: `${behind.join(' and ')} may serve what was deleted until a deployment takes it away there.`,
      fix: `Then run "aws lambda remove-permission --function-name ${arn} --statement-id ${sid}".`,
    }))
  })
}
