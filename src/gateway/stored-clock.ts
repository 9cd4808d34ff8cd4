import {ApigwError} from '../errors/apigw-error.js'
import type {GatewayClock} from '../model/gateway-admin.js'
import {Clock} from './clock.js'
import type {Store} from './store/store.js'

const settingKey = ['clockOffsetMs']
/** A century: enough for every TTL and quota, and all dates stay valid. */
const largestStepMs = 100 * 365 * 24 * 3600 * 1000

/** The gateway's clock with the offset it had when the state was last used. */
export function openClock(store: Store): Clock {
  const offsetMs = Number(store.get('setting', settingKey)?.value ?? 0)
  return new Clock(offsetMs)
}

export function clockState(clock: Clock): GatewayClock {
  return {nowMs: clock.nowMs(), offsetMs: clock.offsetMs}
}

/** Carries out a ClockChange that came from outside, and remembers it. Throws CLOCK_CHANGE_INVALID. */
export function changeClock(store: Store, clock: Clock, change: unknown): void {
  const stepMs = stepOf(change)
  if (stepMs === undefined) clock.reset()
  else clock.advance(stepMs)
  store.transaction(() => store.put('setting', settingKey, {value: String(clock.offsetMs)}))
}

/** Undefined means back to the machine's time. */
function stepOf(change: unknown): number | undefined {
  const {advanceMs, reset} = (typeof change === 'object' && change !== null ? change : {}) as Record<string, unknown>
  if (reset === true) return undefined
  if (typeof advanceMs === 'number' && Number.isInteger(advanceMs) && advanceMs >= 0 && advanceMs <= largestStepMs) {
    return advanceMs
  }
  throw new ApigwError({
    code: 'CLOCK_CHANGE_INVALID',
    exit: 'usage',
    what: 'The clock cannot be changed like that.',
    why: 'A change is {"advanceMs": N} with whole milliseconds of at most a century, or {"reset": true}.',
    fix: 'Use "apigw local clock advance 1h" or "apigw local clock reset".',
  })
}
