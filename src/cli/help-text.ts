import {commandGroups, topics} from './command-groups.js'

/** A command as the manifest lists it: `local:start`. */
export type ListedCommand = {id: string; summary?: string | undefined; hidden?: boolean | undefined}

type Line = {word: string; text: string}

const head = 'apigw: the command line for Amazon API Gateway, with the whole gateway inside it.'

const usage = `Usage
  apigw COMMAND [flags]         apigw COMMAND --help shows its flags and examples

Two commands to start with
  apigw init pets --template rest
  cd pets && apigw dev`

const foot = `Every command takes --json and --query (JMESPath); results go to stdout, everything else to stderr.
Exit codes: 0 done, 1 failed, 2 changes (--detailed-exitcode), 3 refused by a gate, 4 credentials, 5 applied in part,
            8 still running, 64 wrong usage or invalid file, 130 interrupted.`

/**
 * What `apigw --help` prints. The build writes it to dist/help.txt, so that help needs no command to be loaded.
 *
 * Pure. Commands of a topic are shown as one line, the topic's.
 */
export function rootHelp(commands: readonly ListedCommand[]): string {
  const lines = listLines(commands)
  const width = Math.max(...[...lines.keys()].map((word) => word.length))
  const grouped = new Set(commandGroups.flatMap((group) => group.words))
  const rest = {title: 'More', words: [...lines.keys()].filter((word) => !grouped.has(word))}
  const sections = [...commandGroups, rest].map(({title, words}) => section(title, words, lines, width))
  return `${[head, usage, ...sections.filter((text) => text !== ''), foot].join('\n\n')}\n`
}

function listLines(commands: readonly ListedCommand[]): Map<string, Line> {
  const lines = new Map<string, Line>()
  for (const {id, summary} of commands.filter((command) => command.hidden !== true)) {
    const [word = id] = id.split(':')
    lines.set(word, {word, text: topics[word]?.description ?? summary ?? ''})
  }
  return lines
}

function section(title: string, words: readonly string[], lines: ReadonlyMap<string, Line>, width: number): string {
  const found = words.flatMap((word) => lines.get(word) ?? [])
  if (found.length === 0) return ''
  return [title, ...found.map(({word, text}) => `  ${word.padEnd(width)}  ${text}`)].join('\n')
}
