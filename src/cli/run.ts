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

/** `bundle` runs dist/, which the build made; `sources` runs src/ by tsx, whatever an older build left behind. */
export type Origin = 'bundle' | 'sources'

/** The whole program, after bin/run.js: runs one command line and ends the process with its exit code. */
export async function main(argv: readonly string[], root: URL, origin: Origin = 'bundle'): Promise<void> {
  const words = helpWords(argv)
  try {
    const options = await loadOptions(fileURLToPath(root), origin)
    if (words.length === 0) process.stdout.write(rootHelp((await Config.load(options)).commands))
    else await run(words, options)
  } catch (error) {
    reportError(toApigwError(error, undefined), {json: jsonWanted(argv), debug: argv.includes('--debug')})
  }
  await written(process.stdout)
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

async function loadOptions(root: string, origin: Origin): Promise<Interfaces.Options> {
  const pjson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Interfaces.PJSON
  const {commands, hooks} = places[origin]
  const oclif: Interfaces.PJSON['oclif'] = {
    ...pjson.oclif,
    topics,
    commands: {strategy: 'pattern', target: commands},
    hooks: {command_not_found: `${hooks}/command-not-found`},
  }
  const options = {root, pjson: {...pjson, oclif}}
  if (origin === 'bundle') return options
  const plugin = new Plugin({...options, isRoot: true, ignoreManifest: true})
  await plugin.load()
  return {...options, plugins: new Map([[plugin.name, plugin]])}
}
