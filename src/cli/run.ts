import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {Config, Plugin, run} from '@oclif/core'
import type {Interfaces} from '@oclif/core'
import {topics} from './command-groups.js'
import {rootHelp} from './help-text.js'
import {jsonWanted} from './json-wanted.js'
import {reportError} from './report-error.js'
import {toApigwError} from './to-apigw-error.js'

/**
 * Where the code comes from: from dist/, which the build made, or from src/ by tsx, whatever an older build left behind.
 * `command` is the file in dist/commands that the first words name, if there is one; `keepCode` is called before a
 * successful end.
 */
export type Origin = {from: 'bundle'; command: string | undefined; keepCode: () => void} | {from: 'sources'}

/** The whole program, after bin/run.js: runs one command line and ends the process with its exit code. */
export async function main(argv: readonly string[], root: URL, origin: Origin): Promise<void> {
  const words = helpWords(argv)
  try {
    const options = await loadOptions(fileURLToPath(root), origin, words)
    if (words.length === 0) process.stdout.write(rootHelp((await Config.load(options)).commands))
    else await run(words, options)
  } catch (error) {
    reportError(toApigwError(error, undefined), {json: jsonWanted(argv), debug: argv.includes('--debug')})
  }
  await written(process.stdout)
  // A failure has run other functions than a success, which deserves the speed.
  if (origin.from === 'bundle' && (process.exitCode ?? 0) === 0) origin.keepCode()
  // A socket that is kept alive or a forgotten timer must not hold the shell's prompt back.
  process.exit()
}

/** Waits until everything that was printed has left: ending the process would cut off what a slow pipe has not taken. */
function written(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()))
}

/** `help deploy` is `deploy --help`; the root help, however asked for, is no words at all. */
function helpWords(argv: readonly string[]): string[] {
  const words = argv[0] === 'help' ? [...argv.slice(1), '--help'] : [...argv]
  return words.every((word) => word === '--help') ? [] : words
}

/** Where the code of commands and hooks is. */
const places = {
  bundle: {commands: './dist/commands', hooks: './dist/hooks'},
  sources: {commands: './src/commands', hooks: './src/cli/hooks'},
}

async function loadOptions(root: string, origin: Origin, words: readonly string[]): Promise<Interfaces.Options> {
  const pjson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Interfaces.PJSON
  const {commands, hooks} = places[origin.from]
  const oclif: Interfaces.PJSON['oclif'] = {
    ...pjson.oclif,
    topics,
    commands: {strategy: 'pattern', target: commands},
    hooks: {command_not_found: `${hooks}/command-not-found`},
  }
  const options = {root, pjson: {...pjson, oclif}}
  if (origin.from === 'sources')
    return withPlugin(options, new Plugin({...options, isRoot: true, ignoreManifest: true}))
  const manifest = origin.command === undefined ? undefined : manifestOf(join(root, commands), origin.command, words)
  if (manifest === undefined) return options
  const plugin = new Plugin({...options, isRoot: true})
  Object.defineProperty(plugin, '_manifest', {value: () => Promise.resolve(manifest)})
  return withPlugin(options, plugin)
}

async function withPlugin(options: Interfaces.Options, plugin: Plugin): Promise<Interfaces.Options> {
  await plugin.load()
  return {...options, plugins: new Map([[plugin.name, plugin]])}
}

/**
 * The part of the manifest that is enough to run this command: oclif would read, copy and sort all of them. Undefined when
 * others may be meant or told about: for help, and for a further word where the command takes none.
 */
function manifestOf(folder: string, command: string, words: readonly string[]): Interfaces.Manifest | undefined {
  if (words.includes('--help')) return undefined
  const manifest = JSON.parse(readFileSync(join(folder, `${command}.json`), 'utf8')) as Interfaces.Manifest
  const [definition] = Object.values(manifest.commands)
  const next = words[command.split('/').length]
  const takesWords = definition?.strict === false || Object.keys(definition?.args ?? {}).length > 0
  return next === undefined || next.startsWith('-') || takesWords ? manifest : undefined
}
