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
  const stepMs = stepOf(change, clock.nowMs())
  if (stepMs === undefined) clock.reset()
  else clock.advance(stepMs)
  store.transaction(() => store.put('setting', settingKey, {value: String(clock.offsetMs)}))
}

/** Undefined means back to the machine's time. */
function stepOf(change: unknown, nowMs: number): number | undefined {
  const {advanceMs, setMs, reset} = (typeof change === 'object' && change !== null ? change : {}) as Record<
    string,
    unknown
  >
  if (reset === true) return undefined
  const stepMs = typeof setMs === 'number' ? setMs - nowMs : advanceMs
  if (typeof stepMs === 'number' && Number.isInteger(stepMs) && stepMs >= 0 && stepMs <= largestStepMs) return stepMs
  throw new ApigwError({
    code: 'CLOCK_CHANGE_INVALID',
    exit: 'usage',
    what: 'The clock cannot be changed like that.',
    why: 'It only moves forward, by whole milliseconds and at most a century: {"advanceMs": N}, {"setMs": N}, {"reset": true}.',
    fix: 'Use "apigw local clock advance 1h", or "apigw local clock reset" to go back to this machine\'s time.',
  })
}
