/**
 * Between bin/run.js and everything else: opens the build with the code that V8 compiled for the same command before.
 * Why: docs/decisions/0022-code-cache.md.
 */
import {createHash} from 'node:crypto'
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {Bundle} from './bundle.js'
import {codeCacheFolder, readCode, writeCode} from './code-cache.js'

/** Hash of the files of this build, put in by scripts/build.ts. */
declare const buildId: string

/** `command` is the file of the command in the folder `commands`, without its ending. */
export type Started = {bundle: Bundle; command: string | undefined; keepCode: () => void}

/** A gateway runs for days: after this time it holds no code that only its start needed. */
const startMs = 10_000

/** `folder` is the build's, absolute. Without a cache that can be read or written the program only starts slower. */
export function start(folder: string, argv: readonly string[]): Started {
  const command = commandFile(folder, argv)
  const cache = unlessUnavailable(() => codeCacheFolder(process.env))
  if (cache === undefined) return {bundle: new Bundle(folder, new Map()), command, keepCode: () => undefined}
  const name = codeFile(command ?? (argv[0] === '__complete' ? '__complete' : 'other'))
  const read = () => unlessUnavailable(() => readCode(join(cache, name))) ?? new Map<string, Uint8Array>()
  const bundle = new Bundle(folder, read())
  setTimeout(() => bundle.releaseKept(), startMs).unref()
  const keepCode = () => {
    // What another run has kept of files that this one has not loaded stays.
    if (bundle.compiled > 0) unlessUnavailable(() => writeCode(cache, name, new Map([...read(), ...bundle.code()])))
  }
  return {bundle, command, keepCode}
}

/** The command that the first words name: `['api', 'list', '--json']` is `api/list`. Aliases and topics are none. */
function commandFile(folder: string, argv: readonly string[]): string | undefined {
  const end = argv.findIndex((word) => !/^[a-z][a-z0-9-]*$/.test(word))
  const words = end === -1 ? argv : argv.slice(0, end)
  const lengths = [3, 2, 1].filter((length) => length <= words.length)
  return lengths
    .map((length) => words.slice(0, length).join('/'))
    .find((name) => existsSync(join(folder, 'commands', `${name}.cjs`)))
}

/** Another build or another Node.js gets a file of its own; V8 itself refuses code that was made with other flags. */
function codeFile(command: string): string {
  const parts = [buildId, process.version, process.arch, process.execPath, command]
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)
}

/** A home that does not exist, a read-only or full disk: no reason to tell, because nothing is missing but time. */
function unlessUnavailable<Value>(work: () => Value): Value | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
