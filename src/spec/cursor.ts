import {isJsonObject} from '../model/json.js'
import type {Json} from '../model/json.js'
import {fromPointer, memberOf} from './document.js'
import type {Path} from './document.js'

/** A value of a document together with where it stands. */
export type Cursor = {readonly value: Json | undefined; readonly path: Path}

/** The member or item; its value is undefined when there is none. */
export function child(at: Cursor, step: string | number): Cursor {
  return {value: memberOf(at.value, step), path: [...at.path, step]}
}

/** Whether an object does not have a member at all; one of the wrong type is there, and told as such. */
export function isMissing(at: Cursor, key: string): boolean {
  const {value} = child(at, key)
  return value === undefined || value === null
}

/** Key and cursor of each member in document order; none when the value is no object. */
export function members(at: Cursor): [string, Cursor][] {
  if (!isJsonObject(at.value)) return []
  return Object.entries(at.value).map(([key, value]) => [key, {value, path: [...at.path, key]}])
}

/** One cursor per item; none when the value is no list. */
export function items(at: Cursor): Cursor[] {
  if (!Array.isArray(at.value)) return []
  return (at.value as readonly Json[]).map((value, index) => ({value, path: [...at.path, index]}))
}

/** The value at a local reference (`#/components/…`); undefined when the text is no pointer or leads nowhere. */
export function follow(root: Json, pointer: string): Cursor | undefined {
  const path = fromPointer(pointer)
  if (path === undefined) return undefined
  let at: Cursor = {value: root, path: []}
  for (const step of path) at = child(at, Array.isArray(at.value) ? Number(step) : step)
  return at.value === undefined ? undefined : at
}

/** The text of `$ref` when the value is a reference. */
export function refOf(at: Cursor): string | undefined {
  const ref = isJsonObject(at.value) ? memberOf(at.value, '$ref') : undefined
  return typeof ref === 'string' ? ref : undefined
}
