import type {AccountFields, AccountNoun, AccountThing} from '../account/account-noun.js'
import {findAccountThing} from '../account/find-account-thing.js'
import type {Clients} from '../aws/clients.js'
import type {Missing} from '../cli/missing-value.js'
import {ApigwError} from '../errors/apigw-error.js'
import {askChoice} from '../ui/prompt.js'

export type Choice = {clients: Clients; ask: <Value>(missing: Missing<Value>) => Promise<Value>}

/** The thing that was named by its name or id; asked for with those that there are. */
export async function chooseAccountThing<Fields extends AccountFields>(
  noun: AccountNoun<Fields>,
  word: string | undefined,
  {clients, ask}: Choice,
): Promise<AccountThing> {
  const things = await noun.list(clients)
  if (word === undefined && things.length === 0) throw none(noun)
  const choices = things.map(({id, name}) => ({name: name === id ? id : `${name} (${id})`, value: id}))
  const given =
    word ??
    (await ask({
      flag: `the ${noun.nameIs}`,
      what: `The ${noun.nameIs}`,
      question: () => askChoice(`Which ${noun.noun.replaceAll('-', ' ')}?`, choices),
      said: (id) => ({arg: 'name', word: wordFor(things, id)}),
    }))
  return findAccountThing(noun, things, given)
}

/** The name, which people can read in a command, unless another one has it too. */
function wordFor(things: readonly AccountThing[], chosen: string): string {
  const name = things.find(({id}) => id === chosen)?.name ?? chosen
  return things.filter((other) => other.name === name || other.id === name).length === 1 ? name : chosen
}

function none<Fields extends AccountFields>({noun, plural, one}: AccountNoun<Fields>): ApigwError {
  return new ApigwError({
    code: 'NAME_NOT_FOUND',
    exit: 'failure',
    what: `This account has no ${plural} in the region.`,
    why: 'There is nothing to choose from.',
    fix: `Make ${one} first: apigw ${noun} create. Or check --region and --profile.`,
  })
}
