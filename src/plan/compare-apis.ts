import type {Api} from '../model/api.js'
import type {Change} from './change.js'
import {normalForm} from './normal-form.js'
import {inOrder} from './order.js'
import {addressKinds, diffApi} from './plan-api.js'

/** What turns one definition of a live API into another, exactly, in the order of plans. `name` is the project's. Pure. */
export function compareApis({name, apiId}: {name: string; apiId: string}, before: Api, after: Api): Change[] {
  const place = {api: `${addressKinds[after.kind]}/${name}`, name, scope: 'exact' as const}
  return inOrder(diffApi(place, normalForm(before, apiId), normalForm(after, apiId)))
}
