import {listApis} from '../../aws/read/api-summary.js'
import {readAlarmStates} from '../../aws/read/alarm-states.js'
import type {AlarmState} from '../../aws/read/alarm-states.js'
import type {Clients} from '../../aws/clients.js'
import {toAlarm} from '../../config/to-alarms.js'
import {didYouMean} from '../../errors/did-you-mean.js'
import {ApigwError} from '../../errors/apigw-error.js'
import {routeDimensions, stageDimensions} from '../../metrics/dimensions.js'
import type {MeasuredStage} from '../../metrics/dimensions.js'
import {alarmMetrics, alarmName, recommendedAlarms} from '../../metrics/recommended-alarms.js'
import type {Alarm} from '../../model/alarm.js'
import {alarmCalls} from '../../plan/calls/alarm.js'
import {alarmAt} from '../../plan/diff/alarms.js'
import {diffThing} from '../../plan/diff/record.js'
import {chooseApi} from '../find-project-api.js'
import type {FoundApi} from '../find-project-api.js'
import type {Wanted} from '../edit/make-calls.js'
import type {ObservedStage, Watching} from './observed-stage.js'

/** One alarm in the words of the command line. */
export type AlarmWords = {
  recommended: boolean
  name?: string | undefined
  metric?: string | undefined
  above?: string | undefined
  below?: string | undefined
  for: string
  statistic?: string | undefined
  route?: string | undefined
  notify?: readonly string[] | undefined
}

/**
 * An alarm of a list. `api` is what its metric names the API by, the name of a REST API or an id, and absent when it
 * names none; `isGone` says that there is no such API any more.
 */
export type ListedAlarm = AlarmState & {api?: string; isGone: boolean}

/**
 * Alarms about an API, or about one stage of it when that was said; outside a project, without an API, those about all
 * of them, and those that APIs have left behind.
 */
export async function listAlarms(watching: Watching, idOrName: string | undefined): Promise<ListedAlarm[]> {
  const {clients, project, stageName} = watching
  const isAll = idOrName === undefined && project === undefined
  const apis: readonly FoundApi[] = isAll ? await listApis(clients) : [await chooseApi(idOrName, watching)]
  const alarms = await readAlarmStates(clients)
  const meant = alarms.filter(({alarm}) => stageName === undefined || alarm.dimensions.Stage === stageName)
  const listed = meant.map((state): ListedAlarm => {
    const {ApiId, ApiName} = state.alarm.dimensions
    const api = ApiId ?? ApiName
    const isThere = apis.some((each) => isAbout(state.alarm, each))
    return {...state, ...(api !== undefined && {api}), isGone: api !== undefined && !isThere}
  })
  return isAll ? listed : listed.filter(({api, isGone}) => api !== undefined && !isGone)
}

/** Whether an alarm is about an API, or would be about a REST API of that name. */
export function isAbout({dimensions}: Alarm, api: Omit<MeasuredStage, 'stageName'>): boolean {
  const {ApiId, ApiName} = stageDimensions({...api, stageName: ''})
  return ApiId === undefined ? dimensions.ApiName === ApiName : dimensions.ApiId === ApiId
}

/** One alarm by its name. Throws ALARM_NOT_FOUND. */
export async function findAlarm(clients: Clients, name: string): Promise<AlarmState> {
  const [found] = await readAlarmStates(clients, [name])
  if (found !== undefined) return found
  const names = (await readAlarmStates(clients)).map((each) => each.name)
  const near = didYouMean(name, names)
  throw new ApigwError({
    code: 'ALARM_NOT_FOUND',
    exit: 'failure',
    what: `There is no alarm "${name}" on metrics of API Gateway.`,
    why: names.length === 0 ? 'There are none in this account and region.' : `${names.length} others exist.`,
    fix: near === undefined ? 'Run "apigw alarm list" to see those of an API.' : `Did you mean "${near}"?`,
  })
}

/** The calls that make the alarms that are meant, where they are not so already. Throws ALARM_INVALID. */
export async function planAlarms(observed: ObservedStage, words: AlarmWords): Promise<Wanted> {
  const stage = {...observed.api, stageName: observed.stage.stage.stageName}
  const wanted = words.recommended ? recommendedAlarms(stage, words.notify ?? []) : oneAlarm(stage, words)
  const names = Object.keys(wanted)
  const live = new Map((await readAlarmStates(observed.clients, names)).map(({name, alarm}) => [name, alarm]))
  const changes = Object.entries(wanted).flatMap(([name, alarm]) => {
    const current = live.get(name)
    // What others have set beside stays: PutMetricAlarm replaces an alarm as a whole.
    return diffThing(alarmAt(name), current, {...current, ...alarm})
  })
  return {names, calls: changes.flatMap(alarmCalls)}
}

/** The call that deletes an alarm. */
export function planAlarmDeletion({name, alarm}: AlarmState): Wanted {
  return {names: [name], calls: diffThing(alarmAt(name), alarm, undefined).flatMap(alarmCalls)}
}

function oneAlarm(stage: MeasuredStage, words: AlarmWords): Readonly<Record<string, Alarm>> {
  const {name, metric, above, below, route, statistic, notify} = words
  const metrics = alarmMetrics(stage.kind)
  if (name === undefined || metric === undefined || (above === undefined) === (below === undefined)) {
    throw invalid(
      'An alarm needs --name, --metric, and one of --above and --below.',
      'Add them, or use --recommended for the set that AWS recommends.',
    )
  }
  if (!metrics.includes(metric)) {
    throw invalid(`APIs of this kind have no metric "${metric}".`, `Use one of ${metrics.join(', ')}.`)
  }
  const amounts = [above, below].flatMap((amount) => amount ?? [])
  if (!amounts.every(isAmount) || !/^\d+[mh]$/.test(words.for)) {
    throw invalid(
      'Limits are numbers, per cents or times, and --for is minutes or hours.',
      'For example --above 1% --for 5m, or --above 2s.',
    )
  }
  const dimensions = route === undefined ? stageDimensions(stage) : routeDimensions(stage, route)
  const settings = {
    metric,
    for: words.for,
    ...limits(above, below),
    ...(statistic !== undefined && {statistic}),
    ...(notify !== undefined && {notify: [...notify]}),
  }
  return {[alarmName(stage, name)]: toAlarm(settings, dimensions)}
}

/** Whether a limit is written as one: `1%`, `2s`, `100`. */
export function isAmount(text: string): boolean {
  return /^\d+(?:\.\d+)?(?:%|ms|s)?$/.test(text)
}

/** Plain numbers are numbers in the short form too. */
function limits(above: string | undefined, below: string | undefined) {
  const toAmount = (amount: string) => (/^[\d.]+$/.test(amount) ? Number(amount) : amount)
  return {...(above !== undefined && {above: toAmount(above)}), ...(below !== undefined && {below: toAmount(below)})}
}

function invalid(why: string, fix: string): ApigwError {
  return new ApigwError({code: 'ALARM_INVALID', exit: 'usage', what: 'This is no alarm.', why, fix})
}
