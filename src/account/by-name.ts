import type {AccountThing} from './account-noun.js'

/** Things by name, and those of one name by id. */
export function byName(one: AccountThing, other: AccountThing): number {
  return one.name.localeCompare(other.name) || one.id.localeCompare(other.id)
}
