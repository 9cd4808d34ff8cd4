/**
 * `npm run bench`: ratios beside a peer or floor measured in the same run, as a table and as bench/results/latest.json.
 * `npm run bench -- PART` runs one part: startup, life, throughput, cpu, routes, websocket, memory, templates or plans.
 * `npm run bench -- memory 1000000` sends so many requests.
 * How to read it: docs/performance.md.
 */
import {execFileSync} from 'node:child_process'
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import Table from 'cli-table3'
import {startChildServer} from './child-server.js'
import {benchGatewayLife} from './gateway-life.js'
import {benchMemory} from './memory.js'
import {benchPlans} from './plans.js'
import {benchProcessorTime} from './processor-time.js'
import {benchRouteCount} from './route-count.js'
import {benchStartup} from './startup.js'
import {ratioOf, reached, type Row} from './statistics.js'
import {benchTemplates} from './templates.js'
import {benchThroughput} from './throughput.js'
import {benchWebSocket} from './websocket.js'

const cli = fileURLToPath(new URL('../bin/run.js', import.meta.url))
const results = fileURLToPath(new URL('results', import.meta.url))

/** Places behind the point; units that are not here have none. */
const digits: Readonly<Record<string, number>> = {ms: 1, µs: 1, s: 2}

function render(rows: readonly Row[]): string {
  const table = new Table({
    head: ['what', 'measured', 'peer', 'peer measured', 'ratio', 'goal', ''],
    style: {head: [], border: []},
  })
  for (const row of rows) {
    const goal = row.goal === undefined ? '' : `${row.goal.relation} ${row.goal.ratio}`
    const shown = (value: number): string => `${value.toFixed(digits[row.unit] ?? 0)} ${row.unit}`
    table.push([
      row.what,
      shown(row.value),
      row.peer,
      shown(row.peerValue),
      ratioOf(row).toFixed(2),
      goal,
      reached(row),
    ])
  }
  return table.toString()
}

async function main(): Promise<void> {
  const part = process.argv[2]
  const project = mkdtempSync(join(tmpdir(), 'apigw-bench-'))
  cpSync(fileURLToPath(new URL('fixture', import.meta.url)), project, {recursive: true})
  const backend = await startChildServer('floor-server')
  const proxy = await startChildServer('floor-proxy', backend.url)
  const echo = await startChildServer('floor-websocket')
  const environment = {
    ...process.env,
    BENCH_BACKEND_PORT: new URL(backend.url).port,
    APIGW_STATE: join(project, '.apigw/local'),
  }
  const httpProject = join(project, 'http')
  cpSync(fileURLToPath(new URL('fixture-http', import.meta.url)), httpProject, {recursive: true})
  const run = (cwd: string, argv: readonly string[]): string =>
    execFileSync(process.execPath, [cli, ...argv], {cwd, env: environment, encoding: 'utf8'})
  const apigw = (...argv: string[]): string => run(project, argv)
  try {
    apigw('local', 'start', '--detach', '--port', '0')
    apigw('deploy', '--stage', 'dev', '--yes')
    const gatewayFile = readFileSync(join(project, '.apigw/local/gateway.json'), 'utf8')
    const {url: gatewayUrl, pid} = JSON.parse(gatewayFile) as {url: string; pid: number}
    const apis = JSON.parse(apigw('api', 'list', '--json', '--stage', 'dev')) as {apiId: string}[]
    const base = `${gatewayUrl}/execute-api/${apis[0]?.apiId ?? ''}/dev`
    const deployed = JSON.parse(run(httpProject, ['deploy', '--stage', 'dev', '--yes', '--json'])) as {apiId: string}
    const httpBase = `${gatewayUrl}/execute-api/${deployed.apiId}/dev`
    const rows: Row[] = []
    if (part === undefined || part === 'startup') rows.push(...benchStartup({cli, project, gatewayUrl}))
    const floors = {'bare node:http': backend, 'bare node:http + undici': proxy}
    const routes = [
      {what: 'mock route', url: `${base}/plain`, floor: 'bare node:http'},
      {what: 'validated POST', url: `${base}/plain`, floor: 'bare node:http', post: '{"name": "Rex", "age": 7}'},
      {what: 'cached GET', url: `${base}/cached`, floor: 'bare node:http'},
      {what: 'mock route with a template', url: `${base}/mock/7`, floor: 'bare node:http', goal: 0.55},
      {what: 'Lambda proxy route', url: `${base}/hello`, floor: 'bare node:http', goal: 0.3},
      {what: 'HTTP proxy route', url: `${base}/proxy`, floor: 'bare node:http + undici', goal: 0.8},
      {what: 'Lambda route, HTTP API', url: `${httpBase}/hello`, floor: 'bare node:http', goal: 0.3},
      {what: 'HTTP proxy route, HTTP API', url: `${httpBase}/proxy`, floor: 'bare node:http + undici', goal: 0.8},
    ]
    if (part === undefined || part === 'life') rows.push(...(await benchGatewayLife(cli)))
    if (part === undefined || part === 'throughput') rows.push(...(await benchThroughput(routes, floors)))
    if (part === undefined || part === 'cpu') rows.push(...(await benchProcessorTime(routes, pid, floors)))
    if (part === undefined || part === 'routes') rows.push(...(await benchRouteCount()))
    if (part === undefined || part === 'websocket') {
      rows.push(...(await benchWebSocket({url: gatewayUrl, pid}, echo)))
    }
    if (part === undefined || part === 'memory') {
      rows.push(...(await benchMemory(cli, Number(process.argv[3] ?? 200_000))))
    }
    if (part === undefined || part === 'templates') rows.push(...(await benchTemplates()))
    if (part === undefined || part === 'plans') {
      const plans = benchPlans(cli)
      process.stdout.write(`${plans.table}\n`)
      rows.push(...plans.rows)
    }
    process.stdout.write(`${render(rows)}\n`)
    mkdirSync(results, {recursive: true})
    writeFileSync(join(results, 'latest.json'), `${JSON.stringify(rows, undefined, 2)}\n`)
  } finally {
    apigw('local', 'stop')
    await echo.close()
    await proxy.close()
    await backend.close()
    rmSync(project, {recursive: true, force: true})
  }
}

await main()
