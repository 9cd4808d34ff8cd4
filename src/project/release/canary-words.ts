import {ApigwError} from '../../errors/apigw-error.js'
import type {CanaryLimits, Limit} from '../../metrics/judge-canary.js'
import {parseDuration} from '../local/clock-words.js'

/** Flags of `canary watch` as they were typed. */
export type CanaryWords = {
  for: string
  interval: string
  'max-5xx': string
  'max-p95'?: string | undefined
  'min-requests': number
  step: string
}

/** What a canary is measured by, and the shares that it gets one after the other, in percent. */
export type CanaryTrial = {forMs: number; intervalMs: number; limits: CanaryLimits; steps: readonly number[]}

/** Throws DURATION_INVALID and LIMIT_INVALID. */
export function parseTrial(words: CanaryWords): CanaryTrial {
  const p95 = words['max-p95'] === undefined ? undefined : latencyLimit(words['max-p95'])
  return {
    forMs: parseDuration(words.for, '--for'),
    intervalMs: Math.max(1000, parseDuration(words.interval, '--interval')),
    limits: {faults: faultLimit(words['max-5xx']), minRequests: words['min-requests'], ...(p95 && {p95})},
    steps: parseSteps(words.step),
  }
}

/** `1%` of the canary's requests; `+1%`: percentage points above the base. */
function faultLimit(text: string): Limit {
  const [, sign, amount] = /^(\+?)(\d+(?:\.\d+)?)%$/.exec(text) ?? []
  if (amount !== undefined && Number(amount) <= 100) return {kind: kindOf(sign), value: Number(amount) / 100}
  throw invalid('--max-5xx', text, 'It is a share of all requests, or with + one above the base.', '1%, 0.5% or +1%')
}

/** `800ms`, or `+20%` of what the base takes. */
function latencyLimit(text: string): Limit {
  const [, amount] = /^\+(\d+(?:\.\d+)?)%$/.exec(text) ?? []
  if (amount !== undefined) return {kind: 'above', value: Number(amount) / 100}
  if (/^[\d.]+(ms|s)$/.test(text)) return {kind: 'absolute', value: parseDuration(text, '--max-p95')}
  throw invalid('--max-p95', text, 'It is a share above the base, or a time.', '+20% or 800ms')
}

function kindOf(sign: string | undefined): Limit['kind'] {
  return sign === '+' ? 'above' : 'absolute'
}

function parseSteps(text: string): number[] {
  const steps = text.split(',').map((part) => (/^\d+(?:\.\d+)?%?$/.test(part.trim()) ? Number.parseFloat(part) : -1))
  const grows = steps.every((step, index) => step > (steps[index - 1] ?? 0) && step <= 100)
  if (grows) return steps
  throw invalid('--step', text, 'Steps are shares in percent, each larger than the one before.', '10,50,100')
}

function invalid(flag: string, text: string, why: string, examples: string): ApigwError {
  return new ApigwError({
    code: 'LIMIT_INVALID',
    exit: 'usage',
    what: `${JSON.stringify(text)} does not do for ${flag}.`,
    why,
    fix: `For example ${examples}.`,
  })
}
