import assert from 'node:assert/strict'
import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterEach, test} from 'vitest'
import {runCli, stopProject, temporaryFolder} from '../support/cli.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const page = join(root, 'docs', 'how-to', 'plan-and-promote.md')
const folder = join(temporaryFolder(), 'pets')

afterEach(() => stopProject(folder))

const settings = `name: pets
defaultStage: dev
stages:
  dev: {target: local}
  prod: {target: local, throttle: {rateLimit: 200, burstLimit: 400}}
`

function definition(name: 'before' | 'after'): void {
  copyFileSync(join(root, 'test', 'fixtures', 'twelve-changes', `${name}.yaml`), join(folder, 'openapi.yaml'))
}

const deployments: string[] = []

/** The first deployment that is seen, the second, and so on. */
function named(id: string): string {
  if (!deployments.includes(id)) deployments.push(id)
  return ['f6g7h8', 'k1m2n3'][deployments.indexOf(id)] ?? id
}

/** What a terminal shows, with the ids, times and ports of this run replaced by ones that stay. */
async function transcript(...words: string[]): Promise<string> {
  const {stdout, stderr} = await runCli(words, {cwd: folder})
  const typed = words.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ')
  return `$ apigw ${typed}\n${stdout}${stderr}`
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:4600')
    .replaceAll(/(?<=execute-api\/)\w{10}/g, 'a1b2c3d4e5')
    .replaceAll(/(?<=deployment[ :])[a-z0-9]{6}\b/g, named)
    .trimEnd()
}

/** The page with its blocks of terminal text, each known by the command that it begins with. */
function withBlocks(text: string, blocks: readonly string[]): string {
  return blocks.reduce((held, block) => {
    const [command = ''] = block.split('\n')
    const start = held.indexOf(`\`\`\`console\n${command}\n`)
    assert.notEqual(start, -1, `The page has no block for ${command}`)
    const end = held.indexOf('\n```', start + 10)
    return `${held.slice(0, start)}\`\`\`console\n${block}${held.slice(end)}`
  }, text)
}

test('the terminal texts of docs/how-to/plan-and-promote.md are what the program prints', async () => {
  mkdirSync(folder, {recursive: true})
  writeFileSync(join(folder, 'apigw.yaml'), settings)
  definition('before')
  await transcript('deploy')
  await transcript('promote', 'dev', 'prod', '--yes')
  definition('after')
  const plan = await transcript('plan')
  await transcript('deploy', '--allow', 'request-narrowed', '--allow', 'route-removed')
  const refusal = await transcript('promote', 'dev', 'prod')
  const promotion = await transcript(
    'promote',
    'dev',
    'prod',
    '--yes',
    '--allow',
    'request-narrowed',
    '--allow',
    'route-removed',
  )
  const rollback = await transcript('rollback', '--stage', 'prod', '--yes')
  const blocks = [plan, refusal, promotion, rollback.replace(/(?<=the run of )\S+ \S+/, '2026-11-21 08:16:51Z')]
  const written = readFileSync(page, 'utf8')
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(page, withBlocks(written, blocks))
  assert.equal(readFileSync(page, 'utf8'), withBlocks(written, blocks))
})
