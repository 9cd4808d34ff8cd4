/**
 * `npm run conformance`: how far the gateway answers as AWS is recorded or documented to, by area. Exit 1 when a case
 * fails. Further arguments go to vitest, such as a file or `-t cache`. `npm run gen:conformance` also writes
 * docs/conformance.md.
 */
import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {conformanceTotals, renderTotals, type Report} from './conformance-totals.js'
import {conformancePage} from './docs/conformance-page.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const further = process.argv.slice(2).filter((word) => word !== '--write')
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')

function runCases(reportFile: string): number {
  const reporters = ['--reporter=json', `--outputFile=${reportFile}`]
  const {status, error} = spawnSync(process.execPath, [vitest, 'run', 'test/conformance/', ...reporters, ...further], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (error !== undefined) throw error
  return status ?? 1
}

const directory = mkdtempSync(join(tmpdir(), 'apigw-conformance-'))
try {
  const reportFile = join(directory, 'report.json')
  const status = runCases(reportFile)
  const {areas, failures} = conformanceTotals(JSON.parse(readFileSync(reportFile, 'utf8')) as Report)
  process.stdout.write(`${renderTotals(areas)}\n${failures.map((failure) => `\n${failure}\n`).join('')}`)
  const isWhole = status === 0 && further.length === 0
  if (isWhole && process.argv.includes('--write')) {
    writeFileSync(join(root, 'docs/conformance.md'), await conformancePage(areas))
  }
  process.exitCode = status === 0 ? 0 : 1
} finally {
  rmSync(directory, {recursive: true})
}
