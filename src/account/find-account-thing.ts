import {ApigwError} from '../errors/apigw-error.js'
import {didYouMean} from '../errors/did-you-mean.js'
import {someOf} from '../errors/some-of.js'
import type {AccountFields, AccountNoun, AccountThing} from './account-noun.js'

type Words = Pick<AccountNoun, 'noun' | 'plural' | 'one'>

/** The thing that an id or a name stands for. Throws NAME_NOT_FOUND and RESOURCE_AMBIGUOUS. Pure. */
export function findAccountThing(words: Words, things: readonly AccountThing[], idOrName: string): AccountThing {
  const byId = things.find(({id}) => id === idOrName)
  if (byId !== undefined) return byId
  const named = things.filter(({name}) => name === idOrName)
  const [only] = named
  if (only === undefined) throw notFound(words, things, idOrName)
  if (named.length > 1) throw ambiguous(words, named)
  return only
}

/** Throws RESOURCE_EXISTS for a name that is taken: AWS would take it, and nobody could tell the two apart. Pure. */
export function newName<Fields extends AccountFields>(
  {noun, one, toName}: Pick<AccountNoun<Fields>, 'noun' | 'one' | 'toName'>,
  things: readonly AccountThing[],
  word: string,
): string {
  const name = toName?.(word) ?? word
  const taken = things.find((thing) => thing.name === name)
  if (taken === undefined) return name
  throw new ApigwError({
    code: 'RESOURCE_EXISTS',
    exit: 'failure',
    what: `This account has ${one} "${name}" in the region already (${taken.id}).`,
    why: 'Names are how they are told apart here, though AWS allows some to be given twice. Nothing was changed.',
    fix: `Choose another name, or change it with: apigw ${noun} update "${name}"`,
  })
}

function notFound({noun, plural}: Words, things: readonly AccountThing[], idOrName: string): ApigwError {
  const names = things.map(({name}) => name)
  const near = didYouMean(idOrName, names)
  return new ApigwError({
    code: 'NAME_NOT_FOUND',
    exit: 'failure',
    what: `No ${noun.replaceAll('-', ' ')} has the id or name "${idOrName}".`,
    why: names.length === 0 ? `This account has no ${plural} in the region.` : `There are ${someOf(names)}.`,
    fix: near === undefined ? `Run "apigw ${noun} list", or check --region and --profile.` : `Did you mean "${near}"?`,
  })
}

function ambiguous({noun}: Words, named: readonly AccountThing[]): ApigwError {
  const [{name} = {name: ''}] = named
  return new ApigwError({
    code: 'RESOURCE_AMBIGUOUS',
    exit: 'failure',
    what: `${named.length} things are called ${noun.replaceAll('-', ' ')} "${name}"; nothing was changed.`,
    why: `They have the ids ${named.map(({id}) => id).join(', ')}.`,
    fix: 'Give the id in place of the name.',
  })
}
