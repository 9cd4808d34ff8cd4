import type {Missing} from '../cli/missing-value.js'
import type {Field, FieldTable, FieldValue} from '../resource/field.js'
import {fieldWords, flagName} from '../resource/field.js'
import {askChoice, askText, askYes} from '../ui/prompt.js'
import {answerFault, isHere, readField} from './read-fields.js'
import type {FieldSources, Place} from './read-fields.js'

/** `ask` refuses where nobody can answer. */
export type FillIn<Where extends Place> = FieldSources<Where> & {
  ask: <Value>(missing: Missing<Value>) => Promise<Value>
}

/** All values, and the texts of those that were asked for, by field. */
export type FilledIn = {values: Record<string, FieldValue>; answers: Readonly<Record<string, string>>}

/**
 * Asks for what is missing, in the order of the table. What may stay empty is only asked for once something had to be:
 * then somebody is there, and finds out what else can be said. `asked` says that this is so already.
 */
export async function fillIn<Where extends Place>(
  fields: FieldTable<Where>,
  given: Readonly<Record<string, FieldValue>>,
  {asked, ...means}: FillIn<Where> & {asked: boolean},
): Promise<FilledIn> {
  const values = {...given}
  const answers: Record<string, string> = {}
  for (const [name, field] of Object.entries(fields)) {
    if (values[name] !== undefined || !isHere(field, means.live)) continue
    const isNeeded = field.needed?.(values, means.live) === true
    const isWizard = asked || Object.keys(answers).length > 0
    if (!isNeeded && !(isWizard && field.wanted?.(values, means.live) === true)) continue
    const answer = await means.ask({
      flag: `--${flagName(name)} ${field.helpValue ?? (field.offered?.(means.live) ?? field.choices)?.join('|') ?? 'VALUE'}`,
      what: `The value of --${flagName(name)}`,
      question: () => question(name, field, isNeeded, means),
    })
    if (answer === '') continue
    answers[name] = answer
    values[name] = await readField(name, field, field.input === 'yesNo' ? answer === 'yes' : answer, means)
  }
  return {values, answers}
}

async function question<Where extends Place>(
  name: string,
  field: Field<Where>,
  isNeeded: boolean,
  {live}: FieldSources<Where>,
): Promise<string> {
  const text = field.question ?? `What is the ${fieldWords(name)}?`
  if (field.input === 'yesNo') return (await askYes(text)) ? 'yes' : 'no'
  const words = field.offered?.(live) ?? field.choices
  if (words !== undefined && words.length > 0 && field.input !== 'list') {
    const none = isNeeded ? [] : [{name: '(none)', value: ''}]
    return askChoice(text, [...none, ...words.map((word) => ({name: word, value: word}))])
  }
  return askText(isNeeded ? text : `${text} (Enter for the usual)`, {
    validate: (answer) => (answer === '' ? !isNeeded || 'It is needed.' : (answerFault(field, answer) ?? true)),
  })
}
