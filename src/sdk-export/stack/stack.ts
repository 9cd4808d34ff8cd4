import type {Api} from '../../model/api.js'
import type {Companions} from '../../model/companion.js'
import type {JsonObject} from '../../model/json.js'
import type {Stage} from '../../model/stage.js'

/** What is exported to another tool: an API, a stage that serves it, and what the project declares beside them. */
export type Stack = {
  api: Api
  /** Absent for an API without stages. */
  stage?: Stage
  companions: Companions
  /** The definition as AWS imports it; empty for a WebSocket API, which has none. */
  document: JsonObject
}

/** Account id that stands for the account of whoever uses the export. */
export const someAccount = '000000000000'

/** Text that stands for a variable of the environment, so that no value of one is ever written. */
export function environmentMark(name: string): string {
  return `__apigw_env_${name}__`
}

/** A text in its parts: as it is, the id of the account, or a variable of the environment. */
export type TextPart = string | {account: true} | {variable: string}

/** Cuts a text at the marks in it. */
export function textParts(text: string): TextPart[] {
  const pieces = text.split(/((?<!\d)000000000000(?!\d)|__apigw_env_[A-Za-z_][A-Za-z0-9_]*?__)/)
  return pieces
    .map((piece): TextPart => {
      if (piece === someAccount) return {account: true}
      const [, variable] = /^__apigw_env_(.*)__$/s.exec(piece) ?? []
      return variable === undefined ? piece : {variable}
    })
    .filter((piece) => piece !== '')
}
