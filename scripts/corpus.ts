/**
 * `npm run corpus -- DIR`: every API definition of a folder through load → plan → apply → plan → read back → pull, as a table
 * with totals. Exit 1 when a document crashes or hangs. `--json FILE` keeps the results.
 */
import {execFile} from 'node:child_process'
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import Table from 'cli-table3'
import type {Outcome} from './corpus-document.js'

type Result = {
  file: string
  hasExtensions: boolean
  seconds: number
  result: Outcome | {outcome: 'hung'; detail: string}
}

const hangsAfterMs = 30_000
const environment = {...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true'}
const script = fileURLToPath(new URL('corpus-document.ts', import.meta.url))

function runDocument(folder: string, file: string): Promise<Result> {
  const path = join(folder, file)
  const hasExtensions = readFileSync(path, 'utf8').includes('x-amazon-apigateway-')
  const startedAt = performance.now()
  return new Promise((resolve) => {
    const options = {
      timeout: hangsAfterMs,
      maxBuffer: 64 * 1024 * 1024,
      killSignal: 'SIGKILL',
      env: environment,
    } as const
    execFile(process.execPath, ['--import', 'tsx', script, path], options, (error, stdout, stderr) => {
      const seconds = (performance.now() - startedAt) / 1000
      resolve({file, hasExtensions, seconds, result: outcomeOf(stdout, stderr, error?.killed === true)})
    })
  })
}

function outcomeOf(stdout: string, stderr: string, killed: boolean): Result['result'] {
  if (killed) return {outcome: 'hung', detail: `no answer within ${hangsAfterMs / 1000} s`}
  const last = stdout.trimEnd().split('\n').at(-1) ?? ''
  return last.startsWith('{') ? (JSON.parse(last) as Outcome) : {outcome: 'crashed', detail: stderr.slice(-500)}
}

/** As many documents at a time as the machine has cores. */
async function runAll(folder: string, files: readonly string[]): Promise<Result[]> {
  const waiting = [...files]
  const results: Result[] = []
  const worker = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      results.push(await runDocument(folder, file))
      process.stderr.write(`\r${results.length}/${files.length} `)
    }
  }
  await Promise.all(Array.from({length: Math.min(availableParallelism(), files.length)}, worker))
  return results.sort((one, other) => one.file.localeCompare(other.file))
}

function pulledOf({result}: Result): string {
  if (result.outcome !== 'empty') return ''
  const {pulled} = result
  return pulled.outcome === 'empty' ? `empty, ${pulled.stages} st.` : pulled.outcome
}

function detailOf({result}: Result): string {
  if (result.outcome !== 'empty') return result.detail.slice(0, 300)
  if (result.pulled.outcome !== 'empty') return result.pulled.detail.slice(0, 300)
  const standIns = result.standIns > 0 ? `, ${result.standIns} stand-ins` : ''
  return `${result.routes} routes, ${result.way}, ${result.calls} calls${standIns}`
}

function table(results: readonly Result[]): string {
  const rows = new Table({
    head: ['document', 'ext', 'outcome', 'pulled', 's', 'detail'],
    style: {head: [], border: []},
    colWidths: [48, 5, 15, 14, 6, 90],
    wordWrap: true,
    wrapOnWordBoundary: false,
  })
  for (const row of results) {
    const extensions = row.hasExtensions ? 'yes' : ''
    rows.push([row.file, extensions, row.result.outcome, pulledOf(row), row.seconds.toFixed(1), detailOf(row)])
  }
  return rows.toString()
}

function totals(title: string, results: readonly Result[]): string {
  const count = (...outcomes: string[]): number =>
    results.filter(({result}) => outcomes.includes(result.outcome)).length
  const refused = count('refused')
  const empty = count('empty')
  const applied = count('empty', 'not-empty', 'not-read-back')
  const pulls = results.flatMap(({result}) => (result.outcome === 'empty' ? [result.pulled] : []))
  const pulledEmpty = pulls.filter(({outcome}) => outcome === 'empty')
  const withStage = pulledEmpty.filter((pull) => pull.outcome === 'empty' && pull.stages > 0)
  const seconds = results.reduce((sum, row) => sum + row.seconds, 0).toFixed(0)
  const share = ((100 * empty) / Math.max(1, results.length)).toFixed(0)
  return (
    `${title}: ${results.length} documents; loaded ${results.length - refused - count('crashed', 'hung')}, ` +
    `refused with a place ${refused}, applied ${applied}, plan empty afterwards and read back ${empty} (${share} %), ` +
    `pulled ${pulls.length}: plan empty straight after ${pulledEmpty.length} (${withStage.length} with a stage), ` +
    `refused by name ${pulls.filter(({outcome}) => outcome === 'refused').length}; ` +
    `crashed ${count('crashed')}, hung ${count('hung')}; ${seconds} s`
  )
}

async function main(): Promise<void> {
  const [folder, option, output] = process.argv.slice(2)
  if (folder === undefined) {
    process.stderr.write('Usage: npm run corpus -- DIR [--json FILE]\n')
    process.exitCode = 64
    return
  }
  const files = readdirSync(folder).filter((file) => !/\.(vtl|vm|md)$/.test(file))
  const results = await runAll(folder, files)
  const extended = results.filter(({hasExtensions}) => hasExtensions)
  process.stdout.write(`${table(results)}\n${totals('with AWS extensions', extended)}\n${totals('all', results)}\n`)
  if (option === '--json' && output !== undefined) writeFileSync(output, `${JSON.stringify(results, undefined, 2)}\n`)
  if (results.some(({result}) => ['crashed', 'hung'].includes(result.outcome))) process.exitCode = 1
}

await main()
