import type {Stage} from '../../model/stage.js'
import type {Finding} from './finding.js'

/**
 * US dollars an hour of a cache by its size in GB, in us-east-1: other regions ask for about the same. Sources: the
 * pricing page for 0.5 and 237 (read 2026-08); the sizes between are figures published for years without a date.
 */
const dollarsPerHour: Readonly<Record<string, number>> = {
  '0.5': 0.02,
  '1.6': 0.038,
  '6.1': 0.2,
  '13.5': 0.25,
  '28.4': 0.5,
  '58.2': 1,
  '118': 1.9,
  '237': 3.8,
}

const hoursPerMonth = 730

/** Dollars a month that need no word; the smallest caches stay below. */
const unremarkable = 50

/** A cache that is switched on or grows, when that costs more than fifty dollars a month. */
export function cacheCost(current: Stage | undefined, desired: Stage | undefined): Finding[] {
  if (desired?.kind !== 'restStage') return []
  const after = monthly({...sizeOf(current), ...sizeOf(desired)})
  const more = after - monthly(sizeOf(current))
  if (more <= unremarkable) return []
  const what = `The cache costs about ${Math.round(more)} US dollars a month more (prices of us-east-1).`
  return [{rule: 'cost-increase', on: `stage ${desired.stageName}`, what}]
}

type Cache = {cacheClusterEnabled?: boolean; cacheClusterSize?: string}

/** Undeclared members keep what the stage has. */
function sizeOf(stage: Stage | undefined): Cache {
  if (stage?.kind !== 'restStage') return {}
  const {cacheClusterEnabled, cacheClusterSize} = stage
  return {
    ...(cacheClusterEnabled !== undefined && {cacheClusterEnabled}),
    ...(cacheClusterSize !== undefined && {cacheClusterSize}),
  }
}

function monthly({cacheClusterEnabled = false, cacheClusterSize = '0.5'}: Cache): number {
  return cacheClusterEnabled ? (dollarsPerHour[cacheClusterSize] ?? 0) * hoursPerMonth : 0
}
