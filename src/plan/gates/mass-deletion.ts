import type {Api} from '../../model/api.js'
import {asCalled} from './breaking-routes.js'
import type {Finding} from './finding.js'
import {routeContracts} from './route-contract.js'

/** Fewer are an ordinary clean-up. */
const fewestRoutes = 5

/** More than half of at least five routes go. */
export function massDeletion(served: Api, desired: Api): Finding[] {
  const before = Object.keys(routeContracts(served))
  const after = new Set(Object.keys(routeContracts(desired)).map(asCalled))
  const gone = before.filter((key) => !after.has(asCalled(key))).length
  if (gone < fewestRoutes || gone * 2 <= before.length) return []
  return [{rule: 'mass-deletion', on: desired.name, what: `${gone} of ${before.length} routes are deleted.`}]
}
