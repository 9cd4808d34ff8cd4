import type {Command} from '@oclif/core'
import {commandGroups, topics} from '../../src/cli/command-groups.js'

/** A page of `docs/reference`: its file name and its Markdown. */
export type Page = {file: string; text: string}

/** The file of schemas/results that describes the result of a command (`api list`). */
export type ResultSchemas = Readonly<Record<string, string>>

/**
 * The reference of all commands: one page for each topic, one for the single commands of each group of the root help,
 * and an index. Pure; from what the build has written about the commands.
 */
export function commandPages(commands: readonly Command.Cached[], schemas: ResultSchemas): Page[] {
  const toText = (command: Command.Cached) => commandText(command, schemas)
  const shown = commands.filter(({hidden}) => !hidden).toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const pages = commandGroups.flatMap(({title, words}) => [
    ...singlePage(
      title,
      shown.filter(({id}) => words.includes(id)),
      toText,
    ),
    ...words.filter((word) => word in topics).map((word) => topicPage(word, shown, toText)),
  ])
  return [...pages, indexPage(shown)]
}

type ToText = (command: Command.Cached) => string

function singlePage(title: string, commands: readonly Command.Cached[], toText: ToText): Page[] {
  if (commands.length === 0) return []
  return [{file: `${slug(title)}.md`, text: [`# ${title}`, ...commands.map(toText)].join('\n\n')}]
}

function topicPage(topic: string, commands: readonly Command.Cached[], toText: ToText): Page {
  const own = commands.filter(({id}) => id.startsWith(`${topic}:`))
  const text = [`# apigw ${topic}`, topics[topic]?.description ?? '', ...own.map(toText)].join('\n\n')
  return {file: `${topic}.md`, text}
}

function indexPage(commands: readonly Command.Cached[]): Page {
  const lists = commandGroups.map(({title, words}) => {
    const own = commands.filter(({id}) => words.includes(id.split(':')[0] ?? ''))
    const rows = own.map(({id, summary}) => `| [${name(id)}](${pageOf(id, title)}#${anchor(id)}) | ${cell(summary)} |`)
    return [`## ${title}`, ['| command | what it does |', '| --- | --- |', ...rows].join('\n')].join('\n\n')
  })
  const shared = uniqueFlags(commands).map((flag) => flagRow(flag))
  return {
    file: 'README.md',
    text: [
      '# Reference',
      '[Codes](codes.md): errors, gates, exit codes, and what API Gateway itself answers.',
      'What each command prints with `--json` is described by a JSON Schema of the package, which its entry links to. One that fails prints [failure.schema.json](../../schemas/results/failure.schema.json). [In a pipeline](../how-to/ci.md#what-to-rely-on) tells what of it stays.',
      ...lists,
      '## Flags that many commands share',
      flagTable(shared),
    ].join('\n\n'),
  }
}

function pageOf(id: string, title: string): string {
  const [word = ''] = id.split(':')
  return id.includes(':') ? `${word}.md` : `${slug(title)}.md`
}

function commandText(command: Command.Cached, schemas: ResultSchemas): string {
  const {id, aliases, summary, description, args, flags, examples} = command
  const own = Object.values(flags).filter((flag) => !isShared(flag))
  const shared = Object.values(flags)
    .filter(isShared)
    .map((flag) => `\`--${flag.name}\``)
  const positional = Object.values(args).map(({name: arg, required}) =>
    required === true ? arg.toUpperCase() : `[${arg.toUpperCase()}]`,
  )
  return [
    `## ${name(id)}`,
    escaped(summary ?? ''),
    ...aliases.map((alias) => `Also: \`apigw ${name(alias)}\`.`),
    ...(description === undefined ? [] : [escaped(description)]),
    fenced([[`apigw ${name(id)}`, ...positional].join(' ')]),
    ...(Object.keys(args).length === 0 ? [] : [argTable(args)]),
    ...(own.length === 0 ? [] : [flagTable(own.map(flagRow))]),
    ...(shared.length === 0
      ? []
      : [`And [shared flags](README.md#flags-that-many-commands-share): ${shared.toSorted().join(', ')}.`]),
    fenced((examples ?? []).map((example) => exampleText(example, id))),
    resultText(schemas[name(id)]),
  ].join('\n\n')
}

function resultText(file: string | undefined): string {
  return file === undefined ? '' : `What \`--json\` prints: [${file}](../../schemas/results/${file}).`
}

function argTable(args: Command.Cached['args']): string {
  const rows = Object.values(args).map(
    ({name: arg, description}) => `| \`${arg.toUpperCase()}\` | ${cell(description)} |`,
  )
  return ['| argument | |', '| --- | --- |', ...rows].join('\n')
}

type Flag = Command.Cached['flags'][string]

function isShared({helpGroup}: Flag): boolean {
  return helpGroup === 'GLOBAL' || helpGroup === 'TARGET'
}

function uniqueFlags(commands: readonly Command.Cached[]): Flag[] {
  const found = new Map(
    commands.flatMap(({flags}) =>
      Object.values(flags)
        .filter(isShared)
        .map((flag) => [flag.name, flag]),
    ),
  )
  return [...found.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

function flagTable(rows: readonly string[]): string {
  return ['| flag | |', '| --- | --- |', ...rows].join('\n')
}

function flagRow(flag: Flag): string {
  const negatable = flag.type === 'boolean' && flag.allowNo ? '[no-]' : ''
  const value =
    flag.type === 'option' ? ` ${flag.helpValue?.toString() ?? flag.options?.join('|') ?? flag.name.toUpperCase()}` : ''
  const short = flag.char === undefined ? '' : `-${flag.char}, `
  const notes = [
    ...(flag.required === true ? ['required'] : []),
    ...(flag.type === 'option' && flag.multiple === true ? ['several times'] : []),
    ...(typeof flag.default === 'string' || typeof flag.default === 'number'
      ? [`default: ${String(flag.default)}`]
      : []),
    ...(flag.env === undefined ? [] : [flag.env]),
  ]
  return `| \`${short}--${negatable}${flag.name}${value.replaceAll('|', '\\|')}\` | ${cell(flag.description)}${notes.length === 0 ? '' : ` (${notes.join('; ')})`} |`
}

function exampleText(example: Command.Example, id: string): string {
  const text = typeof example === 'string' ? example : example.command
  return text.replaceAll('<%= config.bin %>', 'apigw').replaceAll('<%= command.id %>', name(id))
}

function fenced(lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n')
}

function name(id: string): string {
  return id.replaceAll(':', ' ')
}

function anchor(id: string): string {
  return id.replaceAll(':', '-')
}

function slug(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z]+/g, '-')
}

/** Words in capitals between angle brackets would be taken for HTML. */
function escaped(text: string): string {
  return text.replaceAll('<', '\\<')
}

function cell(text = ''): string {
  return escaped(text).replaceAll('|', '\\|').replaceAll('\n', ' ')
}
