import type {AccountFields, AccountNoun, AccountThing} from '../account/account-noun.js'
import {findAccountThing} from '../account/find-account-thing.js'
import type {Clients} from '../aws/clients.js'
import type {Missing} from '../cli/missing-value.js'
import {askChoice} from '../ui/prompt.js'

type Choice = {clients: Clients; ask: <Value>(missing: Missing<Value>) => Promise<Value>}

/** The thing that was named by its name or id; asked for with those that there are. */
export async function chooseAccountThing<Fields extends AccountFields>(
  noun: AccountNoun<Fields>,
  word: string | undefined,
  {clients, ask}: Choice,
): Promise<AccountThing> {
  const things = await noun.list(clients)
  const choices = things.map(({id, name}) => ({name: name === id ? id : `${name} (${id})`, value: id}))
  const given =
    word ??
    (await ask({
      flag: `the ${noun.nameIs}`,
      what: `The ${noun.nameIs}`,
      question: () => askChoice(`Which ${noun.noun}?`, choices),
    }))
  return findAccountThing(noun, things, given)
}
