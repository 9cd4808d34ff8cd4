import assert from 'node:assert/strict'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {test} from 'vitest'
import {complete} from '../../src/completion/complete.js'
import {keepNames} from '../../src/completion/name-cache.js'
import {namesPlace} from '../../src/completion/names-place.js'
import {shellScript} from '../../src/completion/shell-script.js'
import {temporaryFolder} from '../support/cli.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const noNames = {route: [], stage: [], projectStage: [], authorizer: [], model: [], validator: []}

/** Lines for `apigw api show WORD` in a folder without a project, where the APIs have these names. */
async function offered(word: string, api: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const cwd = temporaryFolder()
  const {key} = namesPlace(['api', 'show', word], {cwd, env})
  keepNames(join(cwd, '.cache', 'apigw', 'names.json'), {key, atMs: 1000, names: {...noNames, api}})
  const text = await complete(['api', 'show', word], root, {cwd, env, home: cwd, nowMs: 2000})
  return text.split('\n').slice(0, -1)
}

test('names that cannot stand on a line as they are, or would read as flags, are not offered', async () => {
  const untypeable = ['--yes', '-s', 'a\nb', 'a\tb', 'a\u001b[2Jb', 'a\u0085b', 'a\u2028b', 'a\u202eb']
  assert.deepEqual(await offered('', ['pets', ...untypeable, 'a b; $(c)', 'ünï👩‍👧']), ['pets', 'a b; $(c)', 'ünï👩‍👧'])
})

test('the quotes of an empty word are no word', async () => {
  assert.deepEqual(await offered('""', ['pets']), ['pets'])
})

test('an empty XDG_CACHE_HOME is none', async () => {
  assert.deepEqual(await offered('', ['pets'], {XDG_CACHE_HOME: ''}), ['pets'])
})

test('in PowerShell only plain words go unquoted', () => {
  const [, pattern = ''] = /-match '(.+?)'/.exec(shellScript('powershell')) ?? []
  const plain = ['--stage', 'dev', 'pets:v1', './a/b.yaml', 'ünï']
  const quoted = ['a b', 'a;b', '$(a)', 'a`b', "a'b", 'a\u2019b', 'a|b', 'a&b', '@a', 'a,b', '{a}', '#a', 'a>b']
  // .NET's \w has the letters and digits of all alphabets.
  const matcher = new RegExp(pattern.replace('\\w', '\\p{L}\\p{N}_'), 'u')
  assert.deepEqual(
    [...plain, ...quoted].filter((word) => matcher.test(word)),
    plain,
  )
  assert.match(shellScript('powershell'), /EscapeSingleQuotedStringContent\(\$candidate\)/)
})
