import {Flags} from '@oclif/core'
import type {Interfaces} from '@oclif/core'
import type {AccountFields, AccountNoun} from '../account/account-noun.js'
import type {Clients} from '../aws/clients.js'
import type {JsonObject} from '../model/json.js'

/** The flag that asks for what is not told otherwise, where a noun has such a thing. */
export function secretFlag<Fields extends AccountFields>({secret}: AccountNoun<Fields>): Interfaces.FlagInput {
  return secret === undefined ? {} : {[secret.flag]: Flags.boolean({description: secret.description})}
}

/** What the flag asks for; nothing without it, or when nothing was made. */
export async function readSecret<Fields extends AccountFields>(
  {secret}: AccountNoun<Fields>,
  flags: Readonly<Record<string, unknown>>,
  {clients, id}: {clients: Clients; id: string | undefined},
): Promise<JsonObject> {
  return secret === undefined || id === undefined || flags[secret.flag] !== true ? {} : secret.read(clients, id)
}
