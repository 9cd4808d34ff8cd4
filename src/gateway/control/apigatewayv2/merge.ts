import {nonEmpty} from '../apigateway/present.js'

/**
 * A record with the members of an update. As in AWS, an update names only what changes, and an empty string takes an
 * optional member away.
 */
export function merged<T extends object>(record: T, changes: Readonly<Partial<T>>): T {
  const entries = Object.entries({...record, ...changes}).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(entries) as T
}

/**
 * A map with the entries of an update; an empty value (text or object) takes its key away. Undefined when nothing is
 * left. Terraform's AWS provider removes stage variables and integration parameters this way.
 */
export function mergedMap<V>(
  map: Readonly<Record<string, V>> | undefined,
  changes: Readonly<Record<string, V>> | undefined,
): Record<string, V> | undefined {
  const entries = Object.entries({...map, ...changes}).filter(([, value]) => !isEmpty(value))
  return nonEmpty(Object.fromEntries(entries))
}

function isEmpty(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}
