import type {Missing} from '../cli/missing-value.js'
import type {Field, FieldTable, FieldValue} from '../resource/field.js'
import {fieldWords, flagName} from '../resource/field.js'
import {askChoice, askSome, askText, askYes, showBefore} from '../ui/prompt.js'
import type {Choice} from '../ui/prompt.js'
import {flagWords} from './command-line.js'
import type {Answer} from './command-line.js'
import type {Offers} from './read-offers.js'
import {answerFault, isHere, readField} from './read-fields.js'
import type {FieldSources, Place} from './read-fields.js'

/** `ask` refuses where nobody can answer; `offers` reads what there is to choose from. */
export type FillIn<Where extends Place> = FieldSources<Where> & {
  ask: <Value>(missing: Missing<Value>) => Promise<Value>
  offers: Offers
}

/**
 * All values: asks for what is missing, in the order of the table. What may stay empty is only asked for once something
 * had to be: then somebody is there, and finds out what else can be said. `asked` says that this is so already.
 */
export async function fillIn<Where extends Place>(
  fields: FieldTable<Where>,
  given: Readonly<Record<string, FieldValue>>,
  {asked, ...means}: FillIn<Where> & {asked: boolean},
): Promise<Record<string, FieldValue>> {
  const values = {...given}
  let isWizard = asked
  for (const [name, field] of Object.entries(fields)) {
    if (values[name] !== undefined || !isHere(field, means.live)) continue
    const isNeeded = field.needed?.(values, means.live) === true
    if (!isNeeded && !(isWizard && field.wanted?.(values, means.live) === true)) continue
    const answer = await means.ask<Answer>({
      flag: `--${flagName(name)} ${field.helpValue ?? (field.offered?.(means.live) ?? field.choices)?.join('|') ?? 'VALUE'}`,
      what: `The value of --${flagName(name)}`,
      question: () => question(name, field, isNeeded, means),
      said: (said) => flagWords(name, field, said),
    })
    isWizard = true
    if (answer.length === 0) continue
    values[name] = await readField(name, field, field.input === 'yesNo' ? answer === 'yes' : answer, means)
  }
  return values
}

async function question<Where extends Place>(
  name: string,
  field: Field<Where>,
  isNeeded: boolean,
  {live, offers}: FillIn<Where>,
): Promise<Answer> {
  const text = field.question ?? `What is the ${fieldWords(name)}?`
  if (field.input === 'yesNo') return (await askYes(text)) ? 'yes' : 'no'
  const {from} = field
  const read = from === undefined ? undefined : await offers(from)
  if (read !== undefined && 'unreadable' in read) showBefore(read.unreadable)
  const known = read !== undefined && 'choices' in read ? read.choices : []
  const offered = field.offered?.(live) ?? field.choices ?? []
  const words = offered.filter((word) => known.every(({value}) => value !== word))
  const choices = [...known, ...words.map((word) => toChoice(word, field.hints?.[word]))]
  // There is nothing to say where nothing is there to be named.
  if (read !== undefined && 'choices' in read && choices.length === 0 && !isNeeded) return ''
  const typed = () => askTyped(text, field, isNeeded)
  if (choices.length === 0) return typed()
  if (field.input === 'list') return askSome(text, choices, isNeeded)
  const chosen = await askChoice(text, [
    ...(isNeeded ? [] : [none(field)]),
    ...choices,
    ...(known.length > 0 && field.offered === undefined ? [other] : []),
  ])
  return chosen === other.value ? typed() : chosen
}

function toChoice(word: string, hint: string | undefined): Choice<string> {
  return {name: word, value: word, ...(hint !== undefined && {hint})}
}

const other: Choice<string> = {name: 'another one', value: '\0', hint: 'typed, by its name or ARN'}

function none({usual}: Pick<Field, 'usual'>): Choice<string> {
  return {name: usual === undefined ? '(none)' : `(${usual})`, value: ''}
}

function askTyped<Where extends Place>(text: string, field: Field<Where>, isNeeded: boolean): Promise<string> {
  return askText(isNeeded ? text : `${text} (optional)`, {
    validate: (answer) => (answer === '' ? !isNeeded || 'It is needed.' : (answerFault(field, answer) ?? true)),
  })
}
