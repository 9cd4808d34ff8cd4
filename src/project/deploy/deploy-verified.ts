import {setTimeout as delay} from 'node:timers/promises'
import {ApigwError} from '../../errors/apigw-error.js'
import type {Plan} from '../../plan/plan.js'
import type {ReadyPlan} from './apply-journalled.js'
import {carryOut} from './carry-out.js'
import type {CarryOutOptions, Outcome} from './carry-out.js'
import {planRollback} from './plan-run.js'
import {parseCall, sendCall} from '../call/route-call.js'
import type {RouteCall} from '../call/route-call.js'

/** `path` below the stage is called after deploying; `expect` is a status, any 2xx when absent. */
export type Verification = {path: string; expect?: number}

/** A new deployment takes AWS some seconds to reach every host of the endpoint; the local gateway none. */
const patienceMs = {aws: 30_000, local: 0}
const betweenMs = 2_000
const timeoutMs = 30_000
/** How likely it may be that a canary answered none of the calls. */
const missedChance = 0.01

/**
 * Carries a plan out and calls the stage; what does not answer as it should is rolled back at once. Nobody can tell by
 * an answer whether a canary gave it, so with one all of many answers have to be as they should.
 * Throws VERIFY_FAILED, exit 3, once the state of before is back, and VERIFY_ROLLBACK_FAILED when it could not be.
 */
export async function deployVerified(
  ready: ReadyPlan,
  options: CarryOutOptions,
  verification: Verification | undefined,
): Promise<Outcome> {
  const call = verification && (await parseVerification(verification, ''))
  const outcome = await carryOut(ready, options)
  if (verification === undefined || call === undefined || outcome.stage === undefined) return outcome
  const {url, canaryPercent} = outcome.stage
  const called = await parseVerification(verification, url)
  const why =
    canaryPercent === undefined
      ? await complaint(called, verification, options)
      : await canaryComplaint(called, verification, {...options, canaryPercent})
  if (why === undefined) return outcome
  if (outcome.calls > 0) await rollBack(options, why)
  throw verifyFailed(endOf(ready.plan, outcome), verification, why)
}

/** A path that cannot be called is refused before anything is deployed. */
function parseVerification({path}: Verification, base: string): Promise<RouteCall> {
  const words = {method: 'GET', path, headers: [], queryParameters: []}
  return parseCall(words, base === '' ? 'http://stage' : base, process.stdin)
}

/** What is wrong with the answers, for as long as something is; undefined once one is as expected. */
async function complaint(
  call: RouteCall,
  {expect}: Verification,
  {project, nowMs, signal}: CarryOutOptions,
): Promise<string | undefined> {
  const endMs = nowMs() + patienceMs[project.target.target]
  for (;;) {
    const found = await answerOf(call, {nowMs, signal})
    if (isExpected(found, expect)) return undefined
    if (nowMs() + betweenMs > endMs) return `GET ${call.url.href} answered ${found}`
    await delay(betweenMs, undefined, {signal})
  }
}

/** The first answer that is not as expected, of so many that the canary is as good as sure to be among them. */
async function canaryComplaint(
  call: RouteCall,
  {expect}: Verification,
  {project, nowMs, signal, canaryPercent}: CarryOutOptions & {canaryPercent: number},
): Promise<string | undefined> {
  const calls = canaryPercent >= 100 ? 1 : Math.ceil(Math.log(missedChance) / Math.log1p(-canaryPercent / 100))
  const pauseMs = patienceMs[project.target.target] / calls
  for (let done = 1; done <= calls; done += 1) {
    // First the pause: a canary takes AWS as long as a deployment to reach every host.
    if (pauseMs > 0) await delay(pauseMs, undefined, {signal})
    const found = await answerOf(call, {nowMs, signal})
    if (!isExpected(found, expect)) return `GET ${call.url.href} answered ${found} in call ${done} of ${calls}`
  }
  return undefined
}

function isExpected(found: string, expect: number | undefined): boolean {
  return expect === undefined ? /^2\d\d$/.test(found) : found === String(expect)
}

/** The status, or what there was in place of an answer. */
async function answerOf(call: RouteCall, {nowMs, signal}: Pick<CarryOutOptions, 'nowMs' | 'signal'>): Promise<string> {
  try {
    const {status} = await sendCall(call, {nowMs, timeoutMs, signal})
    return String(status)
  } catch (error) {
    if (error instanceof ApigwError && error.code === 'CALL_FAILED') return `nothing (${error.why})`
    throw error
  }
}

async function rollBack(options: CarryOutOptions, why: string): Promise<void> {
  try {
    await carryOut(await planRollback(options), options)
  } catch (error) {
    throw new ApigwError(
      {
        code: 'VERIFY_ROLLBACK_FAILED',
        exit: 'partial',
        what: `${why}, and the way back failed too.`,
        why: error instanceof ApigwError ? `${error.what} ${error.why}` : String(error),
        fix: `Run "apigw apply --stage ${options.project.stageName} --resume" to finish the rollback.`,
      },
      {cause: error},
    )
  }
}

/** The state before a first deploy is that there was nothing. */
function endOf({api, target}: Plan, {calls}: Outcome): string {
  if (calls === 0) return 'there was nothing to deploy'
  if (api.apiId !== undefined) return 'everything is what it was before'
  return `this was the first deploy of ${api.name} to ${target.region}, so the API it made was deleted again`
}

function verifyFailed(ended: string, {expect}: Verification, why: string): ApigwError {
  const wanted = expect === undefined ? 'a status of 200 to 299' : `status ${expect}`
  return new ApigwError({
    code: 'VERIFY_FAILED',
    exit: 'refused',
    what: `The stage does not answer as expected; ${ended}.`,
    why: `${why}; expected was ${wanted}.`,
    fix: 'Look at the route with "apigw call GET PATH" on another stage, correct the definition, and deploy again.',
  })
}
