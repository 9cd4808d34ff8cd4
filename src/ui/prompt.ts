import {visible} from '../errors/visible.js'

/** One answer of a list; `hint` is shown while it is highlighted. */
export type Choice<Value extends string> = {name: string; value: Value; hint?: string}

/** Answers true, or what is wrong with the text in a sentence. */
export type Validate = (value: string) => true | string | Promise<true | string>

/** Free text. Throws ExitPromptError on Ctrl-C, as all questions do. */
export async function askText(message: string, options: {default?: string; validate?: Validate}): Promise<string> {
  const prompt = await openPrompt()
  const {answer} = await prompt<{answer: string}>([
    {type: 'input', name: 'answer', message: visible(message), ...options},
  ])
  return answer
}

/** One of several, with the arrow keys; long lists are searched by typing. */
export async function askChoice<Value extends string>(
  message: string,
  choices: readonly Choice<Value>[],
): Promise<Value> {
  const prompt = await openPrompt()
  const listed = choices.map(({name, value, hint}) => ({
    name: visible(name),
    value,
    ...(hint !== undefined && {description: visible(hint)}),
  }))
  const matching = (term = '') => listed.filter(({name}) => name.toLowerCase().includes(term.toLowerCase()))
  const shared = {name: 'answer' as const, message: visible(message)}
  const answers = await prompt<{answer: string}>([
    listed.length > longList
      ? {type: 'search', ...shared, source: matching}
      : {type: 'select', ...shared, choices: listed, pageSize: longList},
  ])
  const chosen = choices.find(({value}) => value === answers.answer)
  if (chosen === undefined)
    throw new Error(`The list answered ${JSON.stringify(answers.answer)}, which it did not offer.`)
  return chosen.value
}

/** Longer lists do not fit on a small terminal. */
const longList = 12

/** Any of several, with the space key; with `isNeeded` one at least. */
export async function askSome(
  message: string,
  choices: readonly Choice<string>[],
  isNeeded: boolean,
): Promise<readonly string[]> {
  const prompt = await openPrompt()
  const listed = choices.map(({name, value}) => ({name: visible(name), value}))
  const {answer} = await prompt<{answer: string[]}>([
    {type: 'checkbox', name: 'answer', message: visible(message), choices: listed, required: isNeeded},
  ])
  return answer
}

/** Lines that help to answer the question after them; to stderr, where the questions are. */
export function showBefore(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** Yes or no; Enter alone is no, because the question guards a change. */
export async function askYes(message: string): Promise<boolean> {
  const prompt = await openPrompt()
  const {answer} = await prompt<{answer: boolean}>([
    {type: 'confirm', name: 'answer', message: visible(message), default: false},
  ])
  return answer
}

/**
 * Questions go to stderr, so that a result on stdout can be piped even after a wizard. inquirer takes some 70 ms to
 * load: it is imported when the first question is asked.
 */
async function openPrompt() {
  const {default: inquirer} = await import('inquirer')
  return inquirer.createPromptModule({output: process.stderr})
}
