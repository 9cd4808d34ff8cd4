import type {Clients} from '../../aws/clients.js'
import {readAlarmStates} from '../../aws/read/alarm-states.js'
import type {AlarmState} from '../../aws/read/alarm-states.js'
import {listDashboards} from '../../aws/read/dashboards.js'
import {isRecommendedAlarm} from '../../metrics/recommended-alarms.js'
import type {CompanionScope, LiveCompanions} from '../../model/companion.js'
import type {LiveApi} from '../../model/live-api.js'
import {mapValues} from '../../plan/normal-values.js'
import {planRemoval} from '../../plan/plan-removal.js'
import {readAllowed} from '../deploy/plan-destroy.js'
import type {Notice} from '../deploy/unknown-policies.js'
import {isAbout} from '../observe/stage-alarms.js'
import {dashboardName} from '../observe/stage-dashboard.js'
import {unlessDenied} from '../unless-denied.js'
import {placeOf} from './edit-api.js'
import type {EditPlace, PlannedEdit} from './edit-api.js'
import {functionsServed} from './unneeded-permissions.js'

/**
 * The plan that deletes an API with its stages and deployments, the permissions to call functions that apigw gave it,
 * and its recommended alarms. What may be somebody else's stays and is told, with the command that deletes it.
 */
export async function planApiRemoval(live: LiveApi, place: EditPlace): Promise<PlannedEdit> {
  const {clients} = place
  const {name, target} = await placeOf(live, place)
  const alarms = await unlessDenied(() => readAlarmStates(clients))
  const {made, others} = await sortAlarms(clients, live, alarms ?? [])
  const scope: CompanionScope = {
    ...{project: name, stageName: target.name, isWholeApi: true},
    functions: await functionsServed(clients, live),
    ...(made.length > 0 && {alarms: {prefix: `${live.api.name}-`, names: made}}),
  }
  const read = await readAllowed(clients, scope, live.apiId)
  const companions = {...read.companions, alarms: ownAlarms(read.companions, made)}
  const removal = {scope: read.scope, isOnly: false, domains: [], keep: []}
  const {plan} = planRemoval({...removal, target, project: name, kind: live.kind, live, companions})
  const denied = [...read.denied.map(({address}) => address), ...(alarms === undefined ? ['alarm'] : [])]
  const notices = [...denied.map(unread), ...others.map(alarmStays), ...(await dashboardsOf(clients, live)).map(dashboardStays)] // prettier-ignore
  return {plan, live: {api: live, companions}, notices}
}

/** Alarms about the API: those that apigw recommended, which are known by what they say, and others. */
async function sortAlarms(
  clients: Clients,
  {kind, apiId, api: {name}, stages}: LiveApi,
  alarms: readonly AlarmState[],
): Promise<{made: string[]; others: string[]}> {
  const api = {kind, apiId, name}
  const about = alarms.filter(({alarm}) => isAbout(alarm, api))
  const isUnique = about.length === 0 || kind !== 'rest' || !(await hasNamesake(clients, name))
  const isMade = (state: AlarmState) =>
    isUnique && stages.some(({stage}) => isRecommendedAlarm({...api, stageName: stage.stageName}, state.name, state.alarm)) // prettier-ignore
  const names = (states: readonly AlarmState[]) => states.map((each) => each.name)
  return {made: names(about.filter(isMade)), others: names(about.filter((state) => !isMade(state)))}
}

/** Metrics of REST APIs go by name, and names are not unique: the alarms may be about the other one. */
async function hasNamesake(clients: Clients, name: string): Promise<boolean> {
  const {listRestApis} = await import('../../aws/read/rest-apis.js')
  return (await listRestApis(clients)).filter((each) => each.name === name).length > 1
}

function ownAlarms({alarms}: LiveCompanions, made: readonly string[]): LiveCompanions['alarms'] {
  const own = Object.entries(alarms).filter(([name]) => made.includes(name))
  return mapValues(Object.fromEntries(own), (alarm) => ({...alarm, isOurs: true}))
}

/** Dashboards that are called like those of the stages: AWS says of none who made it. */
async function dashboardsOf(clients: Clients, {api, stages}: LiveApi): Promise<string[]> {
  const names = stages.map(({stage}) => dashboardName(api.name, stage.stageName))
  if (names.length === 0) return []
  const listed = await unlessDenied(() => listDashboards(clients, dashboardName(api.name, '')))
  return (listed ?? []).flatMap(({name}) => (names.includes(name) ? [name] : []))
}

function alarmStays(name: string): Notice {
  const why = 'It is about this API, but it is none of the recommended ones: somebody may want it for the next API of this name.' // prettier-ignore
  return {code: 'LEFT_BESIDE', what: `The alarm ${name} stays.`, why, fix: `Run "apigw alarm delete ${name}".`}
}

function dashboardStays(name: string): Notice {
  const why = 'It is called like one of this API, and a dashboard may show more than that.'
  return {code: 'LEFT_BESIDE', what: `The dashboard ${name} stays.`, why, fix: `Run "apigw dashboard delete ${name}".`}
}

/** `address` is the kind of what may be left. */
function unread(address: string): Notice {
  const what = `Things of the kind ${address} that were made for this API may stay.`
  const why = 'These credentials may not read them.'
  return {code: 'LEFT_BESIDE', what, why, fix: 'Use credentials that may, or look for them afterwards.'}
}
