import type {Said} from '../cli/missing-value.js'
import {quoteWord} from '../render/quote-word.js'
import {flagName} from '../resource/field.js'
import type {AnyField, AnyFieldTable} from '../resource/field.js'

export type CommandLine = {
  /** `authorizer:create` */
  id: string
  /** As typed, after the command's name. */
  argv: readonly string[]
  /** Arguments that the command takes, in their order. */
  argNames: readonly string[]
  /** What was asked for. */
  said: readonly Said[]
  /** Flags whose values are never printed. */
  secrets?: readonly string[]
  /** Whether it asks before it acts even so. */
  confirms?: boolean
}

/** What an answer was: a text, or some of several words. */
export type Answer = string | readonly string[]

/** The command that asks nothing; undefined when nothing was asked. Secrets are left for the reader to fill in. Pure. */
export function commandLine({id, argv, argNames, said, secrets = [], confirms}: CommandLine): string | undefined {
  if (said.length === 0) return undefined
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length
  const typed = withoutSecrets(argv.slice(0, end), secrets)
  const words = new Map(said.flatMap((each) => ('arg' in each ? [[each.arg, each.word] as const] : [])))
  const args = argNames.flatMap((name) => words.get(name) ?? [])
  const flags = said.flatMap((each) => ('flags' in each ? each.flags : []))
  const yes = confirms === true && !typed.some((word) => word === '--yes' || word === '-y') ? ['--yes'] : []
  // Arguments that look like flags, and what was typed behind "--", come last.
  const isPlain = end === argv.length && args.every((word) => !word.startsWith('-'))
  const ordered = isPlain
    ? [...typed, ...args, ...flags, ...yes]
    : [...typed, ...flags, ...yes, '--', ...argv.slice(end + 1), ...args]
  return ['apigw', ...id.split(':'), ...ordered.map(shellWord)].join(' ')
}

/** How the answer to a field is said. Pure. */
export function flagWords(name: string, {input, secret}: AnyField, answer: Answer): Said {
  const flag = `--${flagName(name)}`
  if (secret === true) return {flags: [flag, hidden]}
  if (typeof answer !== 'string') return {flags: answer.flatMap((word) => flagWith(flag, word))}
  if (input === 'yesNo') return {flags: [answer === 'yes' ? flag : `--no-${flagName(name)}`]}
  if (input !== 'list' && input !== 'pairs') return {flags: answer === '' ? [] : flagWith(flag, answer)}
  const parts = answer.split(',').map((part) => part.trim())
  return {flags: parts.filter((part) => part !== '').flatMap((part) => flagWith(flag, part))}
}

/** Names of the flags whose values are never printed. */
export function secretFlags(fields: AnyFieldTable): string[] {
  return Object.keys(fields).flatMap((name) => (fields[name]?.secret === true ? [`--${flagName(name)}`] : []))
}

const hidden = '***'

/** A value that begins like a flag would be taken for one. */
function flagWith(flag: string, word: string): string[] {
  return word.startsWith('-') ? [`${flag}=${word}`] : [flag, word]
}

/** Names of files, and - for stdin, are not secret. */
function withoutSecrets(argv: readonly string[], secrets: readonly string[]): string[] {
  const isOpen = (word: string) => word.startsWith('@') || word === '-'
  return argv.map((word, index) => {
    const inOne = secrets.find((flag) => word.startsWith(`${flag}=`))
    if (inOne !== undefined) return isOpen(word.slice(inOne.length + 1)) ? word : `${inOne}=${hidden}`
    return secrets.includes(argv[index - 1] ?? '') && !isOpen(word) ? hidden : word
  })
}

/** The stars stand for something else: quotes would say that they are meant. */
function shellWord(word: string): string {
  return word === hidden || word.endsWith(`=${hidden}`) ? word : quoteWord(word)
}
