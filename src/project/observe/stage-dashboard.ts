import {readDashboard} from '../../aws/read/dashboards.js'
import type {Clients} from '../../aws/clients.js'
import {ApigwError} from '../../errors/apigw-error.js'
import {dashboardBody} from '../../metrics/dashboard-body.js'
import {canonicalJson} from '../../model/json.js'
import type {Json} from '../../model/json.js'
import type {Wanted} from '../edit/make-calls.js'
import {observedStage} from './observed-stage.js'
import type {Watching} from './observed-stage.js'

/** A dashboard as CloudWatch keeps it. */
export type Dashboard = {name: string; body: Json}

/** The call that makes the dashboard of a stage, unless it is so already; without a name it has that of API and stage. */
export async function planDashboard(
  watching: Watching,
  {api, name}: {api?: string | undefined; name?: string | undefined},
): Promise<Wanted> {
  const observed = await observedStage(watching, api)
  const {stageName} = observed.stage.stage
  const chosen = name ?? dashboardName(observed.api.name, stageName)
  const body = dashboardBody({...observed.api, stageName}, await watching.clients.region())
  const live = await readDashboard(watching.clients, chosen)
  if (live !== undefined && canonicalJson(parsed(live)) === canonicalJson(body)) return {names: [chosen], calls: []}
  const input = {DashboardName: chosen, DashboardBody: JSON.stringify(body)}
  return {names: [chosen], calls: [call(chosen, 'PutDashboard', input)]}
}

/** What a dashboard is called that nobody named. CloudWatch takes letters, digits, - and _: a stage may be called $default. */
export function dashboardName(apiName: string, stageName: string): string {
  return `${apiName}-${stageName}`.replaceAll(/\W+/g, '-').slice(0, 255)
}

/** One dashboard. Throws DASHBOARD_NOT_FOUND. */
export async function findDashboard(clients: Clients, name: string): Promise<Dashboard> {
  const body = await readDashboard(clients, name)
  if (body !== undefined) return {name, body: parsed(body)}
  throw new ApigwError({
    code: 'DASHBOARD_NOT_FOUND',
    exit: 'failure',
    what: `There is no dashboard "${name}".`,
    why: 'CloudWatch has none of that name in this account.',
    fix: 'Run "apigw dashboard list" to see their names.',
  })
}

/** The call that deletes a dashboard. */
export function planDashboardDeletion({name}: Dashboard): Wanted {
  return {names: [name], calls: [call(name, 'DeleteDashboards', {DashboardNames: [name]})]}
}

function call(name: string, operation: string, input: {readonly [member: string]: Json}) {
  return {address: `dashboard/${name}`, service: 'cloudwatch' as const, operation, input, ids: [], gives: []}
}

/** CloudWatch takes nothing else than JSON. */
function parsed(body: string): Json {
  return JSON.parse(body) as Json
}
