import {readAccountId} from '../aws/account-id.js'
import {readAccountSettings} from '../aws/account-settings.js'
import type {Clients} from '../aws/clients.js'
import {findGateway} from '../aws/local-gateway.js'
import {readServiceAccess} from '../aws/read/service-access.js'
import {listApis} from '../aws/read/api-summary.js'
import type {ApiSummary} from '../aws/read/api-summary.js'
import type {Target} from '../config/resolve-target.js'
import {ApigwError} from '../errors/apigw-error.js'

/** One thing that was looked at. `fix` is something to type or edit, absent when all is well. */
export type Examined = {
  check:
    | 'versions'
    | 'localGateway'
    | 'region'
    | 'credentials'
    | 'permissions'
    | 'services'
    | 'loggingRole'
    | 'clock'
    | 'quotas'
  state: 'ok' | 'warning' | 'failed'
  what: string
  fix?: string
}

export type Surgery = {
  target: Target
  clients: () => Promise<Clients>
  stateDirectory: string
  versions: {apigw: string; node: string}
}

/**
 * Looks at what commands need, with reads only: a failure is a line of the result and stops nothing. No secret is part of
 * it: credentials are told by the account that they belong to and by where they come from.
 */
export async function examine({target, clients, stateDirectory, versions}: Surgery): Promise<Examined[]> {
  const local = await attempt('localGateway', () => gatewayLine(stateDirectory, target))
  const isReachable = local.every(({state}) => state !== 'failed')
  const rest = isReachable ? await attempt('region', async () => ofService(target, await clients())) : []
  return [versionLine(versions), ...local, ...rest]
}

/** Independent checks: what one may not read hides nothing of the others. */
async function ofService(target: Target, clients: Clients): Promise<Examined[]> {
  const region: Examined = {
    check: 'region',
    state: 'ok',
    what: `${await clients.region()} (${sourceOf(target, 'region')}).`,
  }
  const lines = await Promise.all([
    attempt('credentials', () => credentialsLine(target, clients)),
    attempt('permissions', () => apiLines(clients)),
    attempt('services', () => serviceLines(clients)),
    attempt('loggingRole', () => accountLines(target, clients)),
  ])
  return [region, ...lines.flat()]
}

/** The error's own words, when a check could not be made. */
async function attempt(check: Examined['check'], look: () => Promise<Examined[]>): Promise<Examined[]> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof ApigwError)) throw error
    return [{check, state: 'failed', what: `${error.what} ${error.why}`, fix: error.fix}]
  }
}

function sourceOf({origins}: Target, name: 'region' | 'profile'): string {
  const origin = origins[name]
  return origin === undefined ? "from the AWS CLI's files" : `from ${origin.name}`
}

async function gatewayLine(stateDirectory: string, {target}: Target): Promise<Examined[]> {
  const running = await findGateway(stateDirectory)
  if (running !== undefined) return [{check: 'localGateway', state: 'ok', what: `It answers on ${running.url}.`}]
  const isNeeded = target === 'local'
  const what = `None runs on ${stateDirectory}.`
  return [isNeeded ? {check: 'localGateway', state: 'failed', what, fix: 'Run "apigw local start --detach".'} : {check: 'localGateway', state: 'ok', what}] // prettier-ignore
}

async function credentialsLine(target: Target, clients: Clients): Promise<Examined[]> {
  const {endpoint, profile} = target
  if (target.target === 'local' || endpoint !== undefined) {
    return [{check: 'credentials', state: 'ok', what: `${endpoint ?? 'The local gateway'} is asked instead of AWS.`}]
  }
  const source = profile === undefined ? 'the standard AWS environment' : `profile ${profile} (${sourceOf(target, 'profile')})` // prettier-ignore
  return [{check: 'credentials', state: 'ok', what: `Account ${await readAccountId(clients)}, by ${source}.`}]
}

/**
 * APIs per account and region.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
const quotas = [
  {name: 'edge-optimized REST APIs', limit: 120, counts: (api: ApiSummary) => api.endpointType === 'EDGE'},
  {name: 'regional REST APIs', limit: 600, counts: (api: ApiSummary) => api.endpointType === 'REGIONAL'},
  {name: 'private REST APIs', limit: 600, counts: (api: ApiSummary) => api.endpointType === 'PRIVATE'},
  {name: 'HTTP and WebSocket APIs', limit: 600, counts: (api: ApiSummary) => api.kind !== 'rest'},
]

/** Listing needs the permission to read both services. */
async function apiLines(clients: Clients): Promise<Examined[]> {
  const apis = await listApis(clients)
  const used = quotas.map((quota) => ({...quota, count: apis.filter(quota.counts).length}))
  const full = used.filter(({count, limit}) => count >= limit * 0.9)
  const told = used.filter(({count}) => count > 0).map(({name, count, limit}) => `${count} of ${limit} ${name}`)
  const what = told.length === 0 ? 'No API exists yet.' : `${told.join(', ')}, unless your quotas were raised.`
  return [
    {check: 'permissions', state: 'ok', what: 'REST, HTTP and WebSocket APIs can be read.'},
    full.length === 0
      ? {check: 'quotas', state: 'ok', what}
      : {check: 'quotas', state: 'warning', what, fix: 'Ask for more in Service Quotas, or delete what nobody uses.'},
  ]
}

/**
 * What stands beside an API. Reading is tried; whether it may be changed is not known before it is, because only IAM could
 * say so, and few may ask it.
 */
async function serviceLines(clients: Clients): Promise<Examined[]> {
  const access = await readServiceAccess(clients)
  const denied = access.filter(({isReadable}) => !isReadable)
  const readable = access.filter(({isReadable}) => isReadable).map(({things}) => things)
  const what = readable.length === 0 ? [] : [`May be read: ${readable.join(', ')}.`]
  if (denied.length === 0) return [{check: 'services', state: 'ok', what: what.join(' ')}]
  const unknown = `Not known, because these credentials may not read them: ${denied.map(({things}) => things).join(', ')}.`
  const fix = `Where apigw.yaml declares them, allow ${denied.map(({action}) => action).join(', ')}.`
  return [{check: 'services', state: 'warning', what: [...what, unknown].join(' '), fix}]
}

/** AWS refuses requests whose time is five minutes off; the header that tells its time counts whole seconds. */
const worryingSeconds = 60

async function accountLines({target}: Target, clients: Clients): Promise<Examined[]> {
  const {loggingRoleArn, clockSkewMs} = await readAccountSettings(clients)
  const seconds = Math.round(Math.abs(clockSkewMs) / 1000)
  const role: Examined =
    loggingRoleArn !== undefined || target === 'local'
      ? {check: 'loggingRole', state: 'ok', what: loggingRoleArn ?? 'The local gateway needs none.'}
      : {
          check: 'loggingRole',
          state: 'warning',
          what: 'This region has none: REST and WebSocket stages cannot write logs.',
          fix: 'Make a role with AmazonAPIGatewayPushToCloudWatchLogs, then: aws apigateway update-account --patch-operations op=replace,path=/cloudwatchRoleArn,value=ROLE-ARN', // prettier-ignore
        }
  const clock: Examined =
    seconds < worryingSeconds
      ? {check: 'clock', state: 'ok', what: 'Less than a minute from the clock of the service.'}
      : {check: 'clock', state: 'warning', what: `${seconds} s off.`, fix: 'Set the clock of this machine: requests are signed with it.'} // prettier-ignore
  return [role, clock]
}

function versionLine({apigw, node}: Surgery['versions']): Examined {
  return {check: 'versions', state: 'ok', what: `apigw ${apigw}, Node.js ${node}.`}
}
