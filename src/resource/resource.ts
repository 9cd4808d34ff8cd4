import type {Api} from '../model/api.js'
import type {JsonObject} from '../model/json.js'
import type {LiveApi} from '../model/live-api.js'
import type {FieldTable, Values} from './field.js'

/** The parts of one noun that an API has, by the names people use. */
export type Things = Readonly<Record<string, JsonObject>>

/**
 * A noun that is part of an API, and how to edit it: commands to list, show, create, update and delete it follow from
 * this value. Everything in it is pure: `put` and `remove` make an edited copy of the live API, and the plan that turns
 * one into the other is what the command prints and carries out.
 */
export type Resource<Fields extends FieldTable = FieldTable> = {
  noun: string
  plural: string
  /** `an authorizer` */
  one: string
  /** Kinds of API that have it. */
  kinds: readonly Api['kind'][]
  /** What NAME is, for help: `name of the authorizer`. */
  nameIs: string
  /** Asked when NAME is missing. */
  nameQuestion: string
  /** A name as people may type it -> as it is kept; throws for one that cannot be. */
  toName?: (word: string, live: LiveApi) => string
  /** The names that a new one can have, where they are not free. */
  newNames?: (live: LiveApi) => readonly string[]
  /** Throws for a name that nothing new can have on this API, for other reasons than that it is taken. */
  requireFit?: (live: LiveApi, name: string) => void
  fields: Fields
  things: (live: LiveApi) => Things
  /** The API with the thing: a new one, or what there is with the values that are given. */
  put: (live: LiveApi, name: string, values: Values<Fields>) => LiveApi
  /** The API without it. Throws where AWS would refuse, naming what still uses it. */
  remove: (live: LiveApi, name: string) => LiveApi
  /** The gate that removing one runs into; the name that was typed allows it. */
  removes?: string
  /** When a new one is seen; absent when that is with the next deployment. */
  effect?: string
  /** What a list shows of each, after its name. */
  columns: readonly string[]
  row: (thing: JsonObject, name: string, live: LiveApi) => readonly string[]
  /** The stage that the edit of this thing is about; absent for parts of the definition. */
  stageOf?: (name: string) => string
  /** Words after the command's name, by verb. */
  examples: Readonly<Record<'list' | 'show' | 'create' | 'update' | 'delete', readonly string[]>>
}
