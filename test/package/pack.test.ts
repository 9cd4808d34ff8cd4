import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, test} from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'apigw-pack-'))
const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {version: string}

/** npm without scripts: the build has already run, and an installed package must not need any. */
function npm(...argv: string[]): string {
  return execFileSync(
    'npm',
    [...argv, '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--prefix', folder],
    {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
}

function installed(...argv: string[]): string {
  return execFileSync(join(folder, 'node_modules/.bin/apigw'), argv, {cwd: folder, encoding: 'utf8'})
}

type Packed = {filename: string; files: {path: string}[]}
let packed: Packed | undefined

beforeAll(() => {
  packed = (JSON.parse(npm('pack', root, '--json')) as Packed[])[0]
  npm('install', join(folder, packed?.filename ?? ''))
}, 240_000)

afterAll(() => rmSync(folder, {recursive: true, force: true}))

test('the package holds the program, its templates and schema, and no sources or tests', () => {
  const paths = (packed?.files ?? []).map((file) => file.path)
  const program = ['bin/run.js', 'dist/start.cjs', 'dist/run.cjs', 'dist/commands/plan.json', 'oclif.manifest.json']
  for (const needed of [...program, 'schemas/apigw.schema.json', 'dist/portal/portal.js', 'LICENSE']) {
    assert.ok(paths.includes(needed), `${needed} is missing`)
  }
  assert.deepEqual(
    paths.filter((path) => /^(src|test|scripts|bench)\//.test(path)),
    [],
  )
})

test('the installed package tells its version', () => {
  assert.match(installed('--version'), new RegExp(`^apigw/${version.replaceAll('.', '\\.')} `))
})

test('the installed package scaffolds a project and finds it valid', () => {
  installed('init', 'pets', '--template', 'rest', '--yes')
  execFileSync(join(folder, 'node_modules/.bin/apigw'), ['lint'], {cwd: join(folder, 'pets')})
})
