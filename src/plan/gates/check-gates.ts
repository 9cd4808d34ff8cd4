import type {Api} from '../../model/api.js'
import type {Stage} from '../../model/stage.js'
import type {Change} from '../change.js'
import {apiFindings} from './breaking-api.js'
import {routeFindings} from './breaking-routes.js'
import {canaryRunning} from './canary-running.js'
import {cacheCost} from './cache-cost.js'
import {unkeyedParameters} from './cache-keys.js'
import {lostEdits} from './console-edits.js'
import type {Finding} from './finding.js'
import {massDeletion} from './mass-deletion.js'
import {wildcardCors} from './wildcard-cors.js'

export type GateInput = {
  /** The definition that the stage serves; undefined when it serves none, or when nobody can say. */
  served: Api | undefined
  /** The live definition, in normal form like all others. */
  live: Api | undefined
  /** Whether apigw made the live definition: then nobody else's work is in it. */
  isOurs: boolean
  /** What the stage will serve; undefined when nobody can say. */
  desired: Api | undefined
  /** As declared, and as it is. */
  stage: Stage | undefined
  current: Stage | undefined
  changes: readonly Change[]
  /** What turns one definition into another. */
  diff: (before: Api | undefined, after: Api) => Change[]
}

/** Everything about a plan that somebody has to allow. A plan without changes has nothing to allow. Pure. */
export function checkGates({served, live, desired, stage, current, isOurs, changes, diff}: GateInput): Finding[] {
  if (changes.length === 0) return []
  if (desired === undefined)
    return [...unknownDefinition(stage), ...canaryRunning(current, changes), ...cacheCost(current, stage)]
  // What no stage serves yet, nobody calls: only deleting most of it is worth a word.
  const basis = served ?? live
  return [
    ...(served === undefined ? [] : [...apiFindings(served, desired), ...routeFindings(served, desired)]),
    ...(basis === undefined ? [] : massDeletion(basis, desired)),
    ...(served === undefined || live === undefined || isOurs ? [] : lostEdits(diff(served, live), changes)),
    ...newly(served, desired, wildcardCors),
    ...unkeyedParameters(desired, stage),
    ...canaryRunning(current, changes),
    ...cacheCost(current, stage),
  ]
}

function unknownDefinition(stage: Stage | undefined): Finding[] {
  const what = 'The definition of the deployment is not known, so nobody can say what it breaks.'
  return [{rule: 'definition-unknown', on: `stage ${stage?.stageName ?? ''}`, what}]
}

/** What is so already was accepted once: only what the plan brings is found. */
function newly(served: Api | undefined, desired: Api, find: (api: Api) => Finding[]): Finding[] {
  const known = new Set((served === undefined ? [] : find(served)).map(({on}) => on))
  return find(desired).filter(({on}) => !known.has(on))
}
