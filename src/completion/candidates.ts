import type {Command} from '@oclif/core'

/** A word that could come next; `hint` says what it is. */
export type Candidate = {word: string; hint?: string}

/** Names that stand in the files or on AWS, by what they are names of. */
export type Names = Readonly<Record<NameKind, readonly string[]>>

/** `projectStage` is a stage of apigw.yaml, `stage` one of the live API. */
export type NameKind = 'api' | 'route' | 'stage' | 'projectStage' | 'authorizer' | 'model' | 'validator'

/** What could stand at the cursor: fixed words, and names that have to be looked up. */
export type Expected = {words: readonly Candidate[]; names?: NameKind}

type Commands = Readonly<Record<string, Command.Cached>>
type Flag = Command.Cached['flags'][string]

/**
 * What could stand in place of the last word, which is begun or empty; `words` are those after `apigw`. Pure.
 *
 * Paths of files are left to the shell: then nothing is expected.
 */
export function expect(words: readonly string[], manifest: Commands): Expected {
  const commands = withAliases(manifest)
  const prefix = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  const command = commandOf(before, commands)
  if (command === undefined) return {words: nextWords(before, commands)}
  const flags = Object.values(command.flags)
  const open = valueFlag(before.at(-1), flags)
  if (open !== undefined) return flagValues(open, command)
  if (prefix.startsWith('-')) return {words: flags.filter(({hidden}) => hidden !== true).map(flagCandidate)}
  const given = before.slice(command.id.split(':').length).filter((word, index, all) => {
    return !word.startsWith('-') && valueFlag(all[index - 1], flags) === undefined
  })
  return {words: [], ...argumentNames(command, given.length)}
}

/** Candidates that begin as the word under the cursor does, whatever the case. */
export function beginning(prefix: string, candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({word}) => word.toLowerCase().startsWith(prefix.toLowerCase()))
}

/** Other words for a command are completed like its name: `route add`. */
function withAliases(commands: Commands): Commands {
  const aliases = Object.values(commands).flatMap((command) =>
    command.aliases.map((id) => [id, {...command, id}] as const),
  )
  return {...commands, ...Object.fromEntries(aliases)}
}

/** The command with the longest name that the words begin with. */
function commandOf(words: readonly string[], commands: Commands): Command.Cached | undefined {
  const ids = words.map((_, index) => words.slice(0, index + 1).join(':'))
  const id = ids.findLast((each) => Object.hasOwn(commands, each))
  return id === undefined ? undefined : commands[id]
}

/** Next words of the commands that begin like this: `local` after nothing, `start` after `local`. */
function nextWords(before: readonly string[], commands: Commands): Candidate[] {
  const topic = before.map((word) => `${word}:`).join('')
  const found = new Map<string, Candidate>()
  for (const {id, summary, hidden} of Object.values(commands)) {
    if (!id.startsWith(topic) || hidden) continue
    const [word = '', ...rest] = id.slice(topic.length).split(':')
    if (!found.has(word) || rest.length === 0) found.set(word, {word, ...(rest.length === 0 && {hint: summary ?? ''})})
  }
  return [...found.values()].sort((one, other) => (one.word < other.word ? -1 : 1))
}

/** The flag that the word before opened and that still wants its value. */
function valueFlag(word: string | undefined, flags: readonly Flag[]): Flag | undefined {
  const flag = flags.find(({name, char}) => word === `--${name}` || (char !== undefined && word === `-${char}`))
  return flag?.type === 'option' ? flag : undefined
}

function flagValues(flag: Flag, {id}: Command.Cached): Expected {
  if (flag.type === 'option' && flag.options !== undefined) return {words: flag.options.map((word) => ({word}))}
  const names = flag.name === 'stage' && id === 'promote' ? 'stage' : namesOfFlag[flag.name]
  return {words: [], ...(names !== undefined && {names})}
}

const namesOfFlag: Readonly<Record<string, NameKind | undefined>> = {
  stage: 'projectStage',
  route: 'route',
  authorizer: 'authorizer',
  validator: 'validator',
}

function flagCandidate({name, description}: Flag): Candidate {
  return {word: `--${name}`, ...(description !== undefined && {hint: description})}
}

/** What the argument at a position may be: one of fixed words, or a name: the API of most commands, the thing that a noun is about. */
function argumentNames({id, args}: Command.Cached, position: number): Partial<Expected> {
  const argument = Object.values(args)[position]
  if (argument === undefined) return {}
  if (argument.options !== undefined) return {words: argument.options.map((word) => ({word}))}
  const [noun = ''] = id.split(':')
  if (argument.name === 'name') return pickNames(namesOfNoun[noun])
  return pickNames(namesOfArgument[argument.name])
}

const namesOfNoun: Readonly<Record<string, NameKind | undefined>> = {
  api: 'api',
  authorizer: 'authorizer',
  // Most parts of the documentation are about a route.
  docs: 'route',
  integration: 'route',
  model: 'model',
  route: 'route',
  stage: 'stage',
  validator: 'validator',
}

const namesOfArgument: Readonly<Record<string, NameKind | undefined>> = {
  api: 'api',
  deployment: 'stage',
  from: 'stage',
  stage: 'stage',
  to: 'stage',
}

function pickNames(names: NameKind | undefined): {names?: NameKind} {
  return names === undefined ? {} : {names}
}
