import {ApigwError} from '../errors/apigw-error.js'
import {didYouMean} from '../errors/did-you-mean.js'

/** What someone is told who typed a command that does not exist. Ids use colons, as oclif does: `local:strat`. */
export function unknownCommand(id: string, knownIds: readonly string[]): ApigwError {
  const typed = id.replaceAll(':', ' ')
  const known = knownIds.map((knownId) => knownId.replaceAll(':', ' '))
  const [topic = ''] = typed.split(' ')
  const ofTopic = known.filter((command) => command.startsWith(`${topic} `))
  const guess = didYouMean(typed, known)
  return new ApigwError({
    code: 'COMMAND_UNKNOWN',
    exit: 'usage',
    what: `There is no command "apigw ${typed}".`,
    why:
      ofTopic.length > 0
        ? `"apigw ${topic}" has these: ${ofTopic.map((command) => command.slice(topic.length + 1)).join(', ')}.`
        : 'No command or topic has this name.',
    fix: guess === undefined ? 'Run "apigw --help" for the list.' : `Did you mean "apigw ${guess}"?`,
  })
}
