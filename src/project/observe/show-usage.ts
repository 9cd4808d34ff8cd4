import {readUsage} from '../../aws/read/usage.js'
import type {DateSpan, PlanUsage} from '../../aws/read/usage.js'
import {listPlansOfKey} from '../../aws/read/usage-plans.js'
import type {Clients} from '../../aws/clients.js'
import {ApigwError} from '../../errors/apigw-error.js'
import {parseSpan} from './time-span.js'
import type {SpanWords} from './time-span.js'

/** Use of usage plans by their keys, over whole days (UTC), both included. */
export type ShownUsage = DateSpan & {plans: readonly PlanUsage[]}

const dayMs = 86_400_000

/** AWS answers for 90 days at most. Source: GetUsage in the API reference. */
const mostDays = 90

/** Use of one plan, by name or id, or of all. Throws USAGE_PLAN_NOT_FOUND and TIME_SPAN_TOO_LONG. */
export async function showUsage(
  clients: Clients,
  {plan, ...words}: SpanWords & {plan?: string | undefined},
  nowMs: number,
): Promise<ShownUsage> {
  const span = daysOf(words, nowMs)
  const plans = await readUsage(clients, ({id, name}) => plan === undefined || plan === id || plan === name, span)
  if (plan !== undefined && plans.length === 0) throw notFound(plan)
  return {...span, plans}
}

/** Use of one key in the plans that it belongs to. Throws TIME_SPAN_TOO_LONG. */
export async function showKeyUsage(
  clients: Clients,
  keyId: string,
  words: SpanWords,
  nowMs: number,
): Promise<ShownUsage> {
  const span = daysOf(words, nowMs)
  const ids = (await listPlansOfKey(await clients.rest(), keyId)).map(({id}) => id)
  const plans = await readUsage(clients, ({id}) => ids.includes(id), span)
  return {...span, plans: plans.map((plan) => ({...plan, keys: plan.keys.filter((each) => each.keyId === keyId)}))}
}

function daysOf(words: SpanWords, nowMs: number): DateSpan {
  const {fromMs, toMs} = parseSpan(words, nowMs)
  if (toMs - fromMs > mostDays * dayMs) throw tooLong(words.since)
  return {startDate: dateOf(fromMs), endDate: dateOf(toMs - 1)}
}

function dateOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

function tooLong(since: string): ApigwError {
  return new ApigwError({
    code: 'TIME_SPAN_TOO_LONG',
    exit: 'usage',
    what: `--since ${since} is too long ago for --until.`,
    why: `AWS tells the use of a plan for ${mostDays} days at once.`,
    fix: 'Give a later --since, or an earlier --until.',
  })
}

function notFound(plan: string): ApigwError {
  return new ApigwError({
    code: 'USAGE_PLAN_NOT_FOUND',
    exit: 'failure',
    what: `No usage plan has the id or name "${plan}".`,
    why: 'Usage plans belong to one region of one account.',
    fix: 'Run "apigw usage" to see all of them, or check --region and --profile.',
  })
}
