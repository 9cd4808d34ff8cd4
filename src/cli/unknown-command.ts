import {ApigwError} from '../errors/apigw-error.js'
import {didYouMean} from '../errors/did-you-mean.js'

/** A command as oclif lists it: `local:start`, with its flags by name. */
export type KnownCommand = {id: string; flags: Readonly<Record<string, unknown>>}

/** What someone is told who typed a command that does not exist, or a word too many behind one that does. */
export function unknownCommand(id: string, known: readonly KnownCommand[]): ApigwError {
  const words = id.split(':')
  const command = known.find((candidate) => id.startsWith(`${candidate.id}:`))
  if (command !== undefined) return wordTooMany(command, words.slice(command.id.split(':').length))
  const [topic = ''] = words
  const names = known.map((candidate) => candidate.id.replaceAll(':', ' '))
  const ofTopic = names.filter((name) => name.startsWith(`${topic} `))
  const guess = didYouMean(words.join(' '), names)
  return new ApigwError({
    code: 'COMMAND_UNKNOWN',
    exit: 'usage',
    what: `There is no command "apigw ${words.join(' ')}".`,
    why:
      ofTopic.length > 0
        ? `"apigw ${topic}" has these: ${ofTopic.map((name) => name.slice(topic.length + 1)).join(', ')}.`
        : 'No command or topic has this name.',
    fix: guess === undefined ? 'Run "apigw --help" for the list.' : `Did you mean "apigw ${guess}"?`,
  })
}

/** oclif takes `deploy prod` for a command of the topic `deploy`, because `deploy` has no arguments. */
function wordTooMany({id, flags}: KnownCommand, words: readonly string[]): ApigwError {
  const name = id.replaceAll(':', ' ')
  const asStage = words.length === 1 && 'stage' in flags
  return new ApigwError({
    code: 'USAGE',
    exit: 'usage',
    what: `"apigw ${name}" does not know what to do with "${words.join(' ')}".`,
    why: 'It takes flags only.',
    fix: asStage
      ? `Did you mean "apigw ${name} --stage ${words.join(' ')}"?`
      : `Run "apigw ${name} --help" for flags and examples.`,
  })
}
