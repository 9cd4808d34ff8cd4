import {present} from '../../../model/present.js'

export {present}

/** A copy without one member. */
export function without<T extends object, K extends keyof T>(members: T, name: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(members).filter(([key]) => key !== name)) as Omit<T, K>
}

/** The map, or undefined when it has no members: AWS leaves maps out once their last member is removed. */
export function nonEmpty<T extends object>(map: T | undefined): T | undefined {
  return map === undefined || Object.keys(map).length === 0 ? undefined : map
}

/** The map with one key changed or, for undefined, removed; undefined when nothing is left. */
export function withEntry<V>(
  map: Readonly<Record<string, V>> | undefined,
  key: string,
  value: NoInfer<V> | undefined,
): Record<string, V> | undefined {
  return nonEmpty(present({...map, [key]: value}) as Record<string, V>)
}

/** The map's own entry: names come from outside, and `constructor` is a name like any other. */
export function entryOf<V>(map: Readonly<Record<string, V>> | undefined, key: string): V | undefined {
  return map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined
}
