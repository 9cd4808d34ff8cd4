import {present} from '../../model/present.js'
import type {Stage} from '../../model/stage.js'
import type {Address, Change} from '../change.js'
import {declaredMembers} from './declared.js'
import {diffThing} from './record.js'

/** Settings that are compared one by one, with their depth; all other members are compared as a whole when declared. */
const partly: Readonly<Record<string, number>> = {methodSettings: 2, routeSettings: 2, defaultRouteSettings: 1, tags: 1}

/**
 * Change of one stage: its declared settings, and which definition it serves.
 *
 * `serves` names the definition before and after; absent where AWS deploys by itself.
 */
export function diffStage(
  api: Address,
  live: Stage | undefined,
  desired: Stage,
  serves: {before?: string; after?: string},
): Change[] {
  const {stageName, kind} = desired
  const thing = {kind, address: `${api}/stage/${stageName}`, name: stageName}
  const before = live && present({...declaredMembers(live, desired, partly), serves: serves.before})
  return diffThing(thing, before, present({...desired, serves: serves.after}))
}
