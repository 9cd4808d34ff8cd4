import type {JsonObject} from '../../model/json.js'
import type {Address, Change, Kind} from '../change.js'
import {diffFields} from './fields.js'

/** Where a kind of thing lives: `{kind: 'model', within: 'restApi/pets/model'}`. */
export type Place = {kind: Kind; within: Address}

/** Changes that turn one record of named things into another; ordered by name. */
export function diffRecord(
  {kind, within}: Place,
  before: Readonly<Record<string, JsonObject>>,
  after: Readonly<Record<string, JsonObject>>,
): Change[] {
  const live = new Map(Object.entries(before))
  const desired = new Map(Object.entries(after))
  const names = [...new Set([...live.keys(), ...desired.keys()])].sort()
  return names.flatMap((name) => {
    const thing = {kind, address: `${within}/${name}`, name}
    return diffThing(thing, live.get(name), desired.get(name))
  })
}

/** The change of one thing, or none; an absent side means it is not there. */
export function diffThing(
  thing: {kind: Kind; address: Address; name: string},
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): Change[] {
  if (before === undefined) return after === undefined ? [] : [{...thing, action: 'create', after}]
  if (after === undefined) return [{...thing, action: 'delete', before}]
  const fields = diffFields(before, after)
  return fields.length === 0 ? [] : [{...thing, action: 'update', before, after, fields}]
}
