import type {Missing} from '../cli/missing-value.js'
import {ApigwError} from '../errors/apigw-error.js'
import {askChoice, askText} from '../ui/prompt.js'

export type NewName = {
  /** What it is, for help: `name of the model`. */
  nameIs: string
  nameQuestion: string
  /** The words there are to choose from, where it is not free. */
  offered?: (() => readonly string[]) | undefined
  /** Throws an ApigwError for a name that will not do. */
  check: (word: string) => void
}

/** The name of something new, checked while it is typed. */
export function askNewName({nameIs, nameQuestion, offered, check}: NewName): Missing<string> {
  const question = () => {
    const names = offered?.() ?? []
    return names.length === 0
      ? askText(nameQuestion, {validate: (text) => (text.trim() === '' ? 'A name is needed.' : faultOf(check, text))})
      : askChoice(nameQuestion, names.map((name) => ({name, value: name}))) // prettier-ignore
  }
  return {flag: `the ${nameIs}`, what: `The ${nameIs}`, question, said: (word) => ({arg: 'name', word})}
}

function faultOf(check: (word: string) => void, text: string): true | string {
  try {
    check(text)
    return true
  } catch (error) {
    if (error instanceof ApigwError) return error.code === 'RESOURCE_EXISTS' ? error.what : `${error.what} ${error.why}`
    throw error
  }
}
