import {readFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {Interfaces} from '@oclif/core'
import {beginning, expect} from './candidates.js'
import type {Candidate, NameKind, Names} from './candidates.js'
import {cachedNames, keepNames} from './name-cache.js'
import {namesPlace} from './names-place.js'

/** Where the shell is, and what it has set. */
export type ShellSurroundings = {
  cwd: string
  env: Readonly<Record<string, string | undefined>>
  /** The user's home directory. */
  home: string
  nowMs: number
}

/** What PowerShell writes for an empty word: its versions disagree on whether the quotes reach a program. */
const emptyWord = '""'

/** A shell waits for the answer while somebody looks at the cursor. */
const patienceMs = 2000

/**
 * Lines for the shell: a candidate, a tab and a hint each. `typed` are the words after `apigw`, the last of them under the
 * cursor. Never fails: where names cannot be read, there are none.
 */
export async function complete(typed: readonly string[], root: string, at: ShellSurroundings): Promise<string> {
  const words = typed.map((word, index) => (index === typed.length - 1 && word === emptyWord ? '' : word))
  const manifest = JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8')) as Interfaces.Manifest
  const {words: fixed, names: kind} = expect(words, manifest.commands)
  const named = kind === undefined ? [] : await namesOf(kind, words, at)
  const typeable = named.filter((name) => isTypeable(name)).map((word): Candidate => ({word}))
  const candidates = beginning(words.at(-1) ?? '', [...fixed, ...typeable])
  return candidates.map(({word, hint}) => `${word}${hint === undefined ? '' : `\t${lineOf(hint)}`}\n`).join('')
}

async function namesOf(kind: NameKind, words: readonly string[], at: ShellSurroundings): Promise<readonly string[]> {
  const {nowMs} = at
  const file = await cacheFile(at)
  const {flags, key} = namesPlace(words, at)
  const cached = cachedNames(file, key, nowMs)
  if (cached !== undefined) return cached[kind]
  const names = await Promise.race([readNames(flags), nothingAfter(patienceMs)])
  if (names === undefined) return []
  keepNames(file, {key, atMs: nowMs, names})
  return names[kind]
}

/** Names of a live API are worth a few calls; the code that makes them is loaded only for these. */
async function readNames(flags: Readonly<Record<string, string>>): Promise<Names | undefined> {
  const {readCompletionNames} = await import('./read-names.js')
  return readCompletionNames(flags)
}

async function cacheFile({cwd, env, home}: ShellSurroundings): Promise<string> {
  const {findSettings} = await import('../config/load-settings.js')
  const settings = await findSettings(cwd)
  if (settings !== undefined) return join(dirname(settings), '.apigw', 'cache', 'names.json')
  return join(env.XDG_CACHE_HOME || join(home, '.cache'), 'apigw', 'names.json')
}

function nothingAfter(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms, undefined).unref())
}

/**
 * Names come from anywhere. One that begins another line, moves or turns the text at the cursor, or reads as a flag on
 * the line that it completes, is not offered.
 */
function isTypeable(name: string): boolean {
  return !/^-|[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(name)
}

function lineOf(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ')
}
