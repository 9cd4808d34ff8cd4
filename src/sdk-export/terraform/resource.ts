import {stableName} from '../stack/stable-name.js'
import {expression} from './hcl.js'
import type {Body, Expression, HclValue} from './hcl.js'

/** A resource; `importId` is AWS's id of the one that exists, in the form that the provider imports by. */
export type Resource = Body & {type: string; name: string; importId?: string | undefined}

/** Name of a resource in the configuration, from what it is called. */
export function resourceName(natural: string): string {
  const {words, hash} = stableName(natural)
  const joined = [...words.map((word) => word.toLowerCase()), ...(hash === '' ? [] : [hash])].join('_').slice(0, 120)
  return /^[a-z_]/.test(joined) ? joined : `_${joined}`
}

/** An attribute of another resource: Terraform waits for it. */
export function attribute(type: string, name: string, member = 'id'): Expression {
  return expression(`${type}.${name}.${member}`)
}

/** The attribute, or nothing when the map is empty. */
export function filled(map: Readonly<Record<string, HclValue>>): Readonly<Record<string, HclValue>> | undefined {
  return Object.keys(map).length === 0 ? undefined : map
}

/** The list, or nothing when it is empty. */
export function listed(values: readonly HclValue[]): readonly HclValue[] | undefined {
  return values.length === 0 ? undefined : values
}

/** Parts of an import id with slashes between; undefined when one of them is not known. */
export function importId(...parts: readonly (string | undefined)[]): string | undefined {
  return parts.every((part) => part !== undefined && part !== '') ? parts.join('/') : undefined
}
