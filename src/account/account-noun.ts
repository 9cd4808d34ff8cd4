import type {Clients} from '../aws/clients.js'
import type {JsonObject} from '../model/json.js'
import type {Call} from '../plan/call.js'
import type {FieldTable, Values} from '../resource/field.js'

/** Where nouns are that belong to no API. */
export type AccountPlace = {kind: 'account'}

export type AccountFields = FieldTable<AccountPlace>

/** One thing of the account and region, with AWS's id of it; names are not unique on AWS. Values of keys are no part of it. */
export type AccountThing = {id: string; name: string; thing: JsonObject}

/**
 * A noun that stands beside APIs, and how to list and change it: commands follow from this value. Reading asks AWS;
 * a change is a value, the calls that make it.
 */
export type AccountNoun<Fields extends AccountFields = AccountFields> = {
  noun: string
  plural: string
  /** `a usage plan` */
  one: string
  /** What NAME is, for help: `name of the usage plan`. */
  nameIs: string
  /** Asked when NAME is missing. */
  nameQuestion: string
  /** A name as people may type it -> as it is kept; throws for one that cannot be. */
  toName?: (word: string) => string
  fields: Fields
  /** Those that `update` takes; all when absent. */
  updatable?: readonly (keyof Fields & string)[]
  /** All of them, whatever the number of pages, by name. */
  list: (clients: Clients) => Promise<readonly AccountThing[]>
  /** What `show` tells beyond the list. */
  details?: (clients: Clients, found: AccountThing) => Promise<JsonObject>
  /** What is only told when a flag of `show` or `create` asks for it. */
  secret?: {flag: string; description: string; read: (clients: Clients, id: string) => Promise<JsonObject>}
  /** What comes next, said once one is made. */
  next?: (name: string) => string
  columns: readonly string[]
  row: (found: AccountThing) => readonly string[]
  create: (name: string, values: Values<Fields>, clients: Clients) => Promise<readonly Call[]>
  update: (found: AccountThing, values: Values<Fields>, clients: Clients) => Promise<readonly Call[]>
  remove: (found: AccountThing, clients: Clients) => Promise<readonly Call[]>
  /** Words after the command's name, by verb. */
  examples: Readonly<Record<'list' | 'show' | 'create' | 'update' | 'delete', readonly string[]>>
}
