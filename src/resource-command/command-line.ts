import {quoteWord} from '../render/quote-word.js'
import {flagName} from '../resource/field.js'
import type {AnyFieldTable} from '../resource/field.js'

export type CommandLine = {
  /** `authorizer:create` */
  id: string
  /** As typed, after the command's name. */
  argv: readonly string[]
  /** Arguments that were asked for, in their order. */
  args: readonly string[]
  /** Answers by field. */
  answers: Readonly<Record<string, string>>
  fields: AnyFieldTable
}

/** The command that would have asked nothing; secrets are left for the reader to fill in. Pure. */
export function commandLine({id, argv, args, answers, fields}: CommandLine): string {
  const flags = Object.entries(answers).flatMap(([name, text]) => flagWords(name, text, fields))
  return ['apigw', ...id.split(':'), ...[...argv, ...args].map(quoteWord), ...flags].join(' ')
}

function flagWords(name: string, text: string, fields: AnyFieldTable): string[] {
  const flag = `--${flagName(name)}`
  const {input, secret} = fields[name] ?? {input: 'text'}
  if (secret === true) return [flag, '***']
  if (input === 'yesNo') return text === 'yes' ? [flag] : [`--no-${flagName(name)}`]
  if (input !== 'list' && input !== 'pairs') return [flag, quoteWord(text)]
  return text.split(',').flatMap((part) => (part.trim() === '' ? [] : [flag, quoteWord(part.trim())]))
}
