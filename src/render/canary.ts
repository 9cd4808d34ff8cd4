import {renderMoment} from './moment.js'
import {renderTable} from './table.js'
import type {Screen} from './table.js'

/** Requests of one side; `faults` were answered 5xx. */
export type SideTraffic = {requests: number; faults: number; p95LatencyMs?: number}

type Side = {deploymentId: string; contentHash?: string; createdAtMs?: number}

export type CanaryView = {
  stageName: string
  percentTraffic: number
  useStageCache: boolean
  variables: Readonly<Record<string, string>>
  base: Side
  canary: Side
  traffic?: {base: SideTraffic; canary: SideTraffic}
}

/** Both sides of a canary as a table, and below it what is different in the canary. Pure. */
export function renderCanary(view: CanaryView, screen: Screen): string {
  const {base, canary, percentTraffic, traffic} = view
  const table = {
    headings: ['side', 'percent', 'deployment', 'content', 'made', 'requests', '5xx', 'p95'],
    rows: [
      ['base', String(100 - percentTraffic), ...sideCells(base), ...trafficCells(traffic?.base)],
      ['canary', String(percentTraffic), ...sideCells(canary), ...trafficCells(traffic?.canary)],
    ],
    empty: '',
  }
  const variables = Object.entries(view.variables).map(([name, value]) => `${name}=${value}`)
  const facts = [
    ...(variables.length > 0 ? [`Variables of the canary: ${variables.join(', ')}`] : []),
    ...(view.useStageCache ? ["The canary uses the stage's cache."] : []),
    ...(traffic === undefined ? ['The stage writes no access log to CloudWatch: nobody can tell the sides apart.'] : []), // prettier-ignore
  ]
  return [renderTable(table, screen), ...(screen.isTerminal ? facts : [])].join('\n')
}

/** `12 requests, 8.3 % 5xx, p95 40 ms` */
function renderSide({requests, faults, p95LatencyMs}: SideTraffic): string {
  const latency = p95LatencyMs === undefined ? '' : `, p95 ${p95LatencyMs} ms`
  return `${requests} requests, ${renderShare(faults, requests)} 5xx${latency}`
}

function sideCells({deploymentId, contentHash = '', createdAtMs}: Side): string[] {
  return [deploymentId, contentHash.slice(0, 12), renderMoment(createdAtMs)]
}

function trafficCells(traffic: SideTraffic | undefined): string[] {
  if (traffic === undefined) return ['', '', '']
  const {requests, faults, p95LatencyMs} = traffic
  return [String(requests), renderShare(faults, requests), p95LatencyMs === undefined ? '' : `${p95LatencyMs} ms`]
}

function renderShare(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${Number(((part / whole) * 100).toFixed(1))} %`
}

export type LookView = {
  percent: number
  elapsedMs: number
  traffic: {base: SideTraffic; canary: SideTraffic}
  verdict: {verdict: string; why?: string}
  next: string
}

/** `10 % for 40 s: canary 12 requests, 0 % 5xx; base 90 requests, 0 % 5xx: good, wait`. Pure. */
export function renderLook({percent, elapsedMs, traffic, verdict, next}: LookView): string {
  const sides = `canary ${renderSide(traffic.canary)}; base ${renderSide(traffic.base)}`
  const why = verdict.why === undefined ? '' : ` ${verdict.why}`
  return `${percent} % for ${Math.round(elapsedMs / 1000)} s: ${sides}: ${verdict.verdict}, ${next}.${why}`
}
