import type {RestDeployment} from './rest-deployment.js'

/** What the default rule takes beyond the first request of each second. */
const fixedRate = 0.05

/**
 * X-Ray's default sampling rule: the first request of every second and 5 % of the others, counted per stage. Rules of
 * one's own live in X-Ray and are not known here.
 * Source: https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html
 */
export function samplesTrace({api, stage, memory}: RestDeployment, nowMs: number, random: () => number): boolean {
  const key = `${api.apiId}/${stage.stageName}`
  const second = Math.floor(nowMs / 1000)
  if (memory.traceSeconds.get(key) === second) return random() < fixedRate
  memory.traceSeconds.set(key, second)
  return true
}
