import type {Change} from '../plan/change.js'
import {renderChanges} from './plan.js'
import type {PlanScreen} from './plan.js'
import {printable} from './printable.js'

/** What a promotion is about. */
export type PromotionView = {
  from: {stageName: string; deploymentId: string; contentHash?: string}
  plan: {target: {name: string}}
  differences: readonly Change[]
}

/** `Promotes dev to prod: deployment a1b2c3 of definition 5ec692c47a65.`, and what callers notice. Pure. */
export function renderPromotion({from, plan, differences}: PromotionView, screen: PlanScreen): string {
  const {stageName, deploymentId, contentHash} = from
  const of = contentHash === undefined ? '' : ` of definition ${contentHash.slice(0, 12)}`
  const target = printable(plan.target.name)
  const head = `Promotes ${printable(stageName)} to ${target}: deployment ${printable(deploymentId)}${of}.`
  if (differences.length === 0) return `${head}\n`
  return [head, '', `For callers of ${target}:`, ...renderChanges(differences, screen), ''].join('\n')
}
