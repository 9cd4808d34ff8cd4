import assert from 'node:assert/strict'
import {readFileSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Command, Interfaces} from '@oclif/core'
import {test} from 'vitest'
import {commandGroups, topics} from '../../src/cli/command-groups.js'
import {rootHelp} from '../../src/cli/help-text.js'
import {assertGolden} from '../support/golden.js'
import {commandOf} from '../support/result-schema.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What the build has written from the sources. */
const {commands: byId} = JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8')) as Interfaces.Manifest
// The manifest has the order in which folders were read.
const commands = Object.values(byId).sort((one, other) => (one.id < other.id ? -1 : 1))

test('the list of commands, arguments and flags is as reviewed', () => {
  const lines = commands.flatMap(({id, args, flags, aliases}) => [
    [
      id.replaceAll(':', ' '),
      ...Object.values(args).map(({name, required}) => (required === true ? name : `[${name}]`)),
    ].join(' '),
    ...aliases.map((alias) => `  alias ${alias}`),
    ...Object.values(flags).map(flagLine).sort(),
  ])
  assertGolden('commands.txt', `${lines.join('\n')}\n`)
})

test('the root help is as reviewed', () => {
  assertGolden('help.txt', rootHelp(commands))
})

test('every command has a summary and examples, and describes each argument and flag', () => {
  const gaps = commands.flatMap(({id, summary, examples, args, flags}) => [
    ...(/^[A-Z].*\.$/.test(summary ?? '') ? [] : [`${id}: summary`]),
    ...((examples ?? []).length > 0 ? [] : [`${id}: examples`]),
    ...[...Object.values(args), ...Object.values(flags)]
      .filter(({description}) => (description ?? '') === '')
      .map(({name}) => `${id}: ${name}`),
  ])
  assert.deepEqual(gaps, [])
})

test('every command and topic has its place in the root help', () => {
  const words = [...new Set(commands.map(({id}) => id.split(':')[0] ?? ''))].sort()
  assert.deepEqual(commandGroups.flatMap((group) => group.words).toSorted(), words)
  const withChildren = [...new Set(commands.filter(({id}) => id.includes(':')).map(({id}) => id.split(':')[0]))].sort()
  assert.deepEqual(Object.keys(topics).sort(), withChildren)
})

test('no command is more than a translation: run has at most 25 lines, and nothing else has a body', () => {
  const folder = join(root, 'src/commands')
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((file) => file.endsWith('.ts'))
  const long = files.filter((file) => {
    const source = readFileSync(join(folder, file), 'utf8')
    // A command made from the table of its noun: imports and one call.
    if (/^export default \w+Command\(/m.test(source)) return source.split('\n').length > 18
    const [, body = ''] = /async run\(\)[^\n]*\{\n([^]*?)\n {2}\}\n/.exec(source) ?? []
    return body === '' || body.split('\n').length > 25 || /^ {2}(private|#)/m.test(source)
  })
  assert.deepEqual(long, [])
})

/** What goes on until it is stopped and prints nothing before. */
const withoutRow = ['dev', 'portal serve']

test('what each command prints with --json has a row: of test/integration/json, session-* or canary.test.ts', () => {
  const golden = join(root, 'test/golden')
  const files = readdirSync(golden).filter((file) => /^json.*\.txt$/.test(file))
  const lines = files.flatMap((file) => readFileSync(join(golden, file), 'utf8').split('\n'))
  const rows = new Set(lines.flatMap((line) => /^\$ apigw (.*) --json$/.exec(line)?.slice(1) ?? []).map(toCommand))
  const names = commands.map(({id}) => id.replaceAll(':', ' '))
  assert.deepEqual(
    names.filter((name) => !rows.has(name)),
    withoutRow,
  )
})

function toCommand(words: string): string {
  return commandOf(words.split(' '))
}

function flagLine(flag: Command.Flag.Cached): string {
  const char = flag.char === undefined ? '' : `, -${flag.char}`
  if (flag.type === 'boolean') return `  --${flag.name}${char}`
  return `  --${flag.name}${char} <${flag.options?.join('|') ?? 'value'}>${flag.multiple === true ? ' ...' : ''}`
}
