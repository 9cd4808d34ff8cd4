import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Interfaces} from '@oclif/core'
import {test} from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8')) as Interfaces.Manifest
const commands = Object.fromEntries(
  Object.values(manifest.commands).flatMap((command) => [command.id, ...command.aliases].map((id) => [id, command])),
)

const files = [
  'README.md',
  ...['docs', 'templates'].flatMap((folder) =>
    readdirSync(join(root, folder), {recursive: true, encoding: 'utf8'})
      .filter((file) => /\.(md|yml|yaml)$/.test(file))
      .map((file) => join(folder, file)),
  ),
]

/** Where a shell would begin or end a command. */
const separators = /\s(?:\||\|\||&&|;|>|#|\$\?)(?:\s|$)/

/** Command lines as people copy them: in a fenced block, after a prompt, in a step of a pipeline. */
function commandLines(text: string): string[] {
  const blocks = [...text.matchAll(/```(?:sh|console)\n([^]*?)```/g)].map(([, block]) => block ?? '')
  const steps = [...text.matchAll(/^\s*(?:- |- run: )(npx apigw .*)$/gm)].map(([, step]) => step ?? '')
  return [...blocks.flatMap((block) => block.split('\n')), ...steps].flatMap((line) => {
    const [, words] = /^\s*(?:\$ |- run: |- )?(?:npx )?apigw\s+(.*)$/.exec(line) ?? []
    return words === undefined ? [] : [words.split(separators)[0] ?? '']
  })
}

/** What is wrong with a command line: no such command, no such flag. */
function faultOf(line: string): string | undefined {
  const words = line.trim().split(/\s+/)
  const ids = words.map((_, index) => words.slice(0, index + 1).join(':')).filter((id) => id in commands)
  const command = commands[ids.at(-1) ?? '']
  if (command === undefined) return /^(?:--|COMMAND|TOPIC)/.test(line) ? undefined : `no command: ${line}`
  const flags = Object.values(command.flags)
  const known = new Set(flags.flatMap(({name, char}) => [`--${name}`, `--no-${name}`, ...(char ? [`-${char}`] : [])]))
  const unknown = [...line.matchAll(/(?:^|\s)(--?[a-z][a-z-]*)(?=[\s=]|$)/g)].map(([, flag]) => flag ?? '')
  const wrong = unknown.filter((flag) => !known.has(flag) && flag !== '--help')
  return wrong.length === 0 ? undefined : `${wrong.join(', ')}: ${line}`
}

test('every command line of the documentation is one that the tool takes', () => {
  const lines = files.flatMap((file) =>
    commandLines(readFileSync(join(root, file), 'utf8')).map((line) => ({file, line})),
  )
  assert.ok(lines.length > 100, `only ${String(lines.length)} lines were found`)
  const faults = lines.flatMap(({file, line}) => {
    const fault = faultOf(line)
    return fault === undefined ? [] : [`${file}: ${fault}`]
  })
  assert.deepEqual(faults, [])
})
