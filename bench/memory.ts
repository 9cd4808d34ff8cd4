import {execFileSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import autocannon from 'autocannon'
import {residentKb} from './resident-kb.js'
import type {Row} from './statistics.js'

const routeCount = 1_000
/** After these the heap has its working size: what grows later grows for ever. */
const warmUpCount = 50_000

/** Memory of a gateway of its own with many routes, and whether it grows as requests go through it. */
export async function benchMemory(cli: string, requestCount: number): Promise<Row[]> {
  const project = mkdtempSync(join(tmpdir(), 'apigw-bench-memory-'))
  const apigw = (...argv: string[]): string =>
    execFileSync(process.execPath, [cli, ...argv], {cwd: project, encoding: 'utf8'})
  writeFileSync(join(project, 'openapi.yaml'), JSON.stringify(definition()))
  writeFileSync(join(project, 'apigw.yaml'), 'name: many\ntype: rest\nstages:\n  dev: {target: local}\n')
  try {
    apigw('local', 'start', '--detach', '--port', '0')
    apigw('deploy', '--stage', 'dev', '--yes')
    const gatewayFile = readFileSync(join(project, '.apigw/local/gateway.json'), 'utf8')
    const {url, pid} = JSON.parse(gatewayFile) as {url: string; pid: number}
    const [api] = JSON.parse(apigw('api', 'list', '--json', '--stage', 'dev')) as {apiId: string}[]
    return await measure(`${url}/execute-api/${api?.apiId ?? ''}/dev${pathOf(routeCount - 1)}`, pid, requestCount)
  } finally {
    apigw('local', 'stop')
    rmSync(project, {recursive: true, force: true})
  }
}

async function measure(url: string, pid: number, requestCount: number): Promise<Row[]> {
  await send(url, 1)
  const deployedMb = residentKb(pid) / 1024
  await send(url, warmUpCount)
  const warmMb = residentKb(pid) / 1024
  await send(url, requestCount)
  const endMb = residentKb(pid) / 1024
  return [
    {
      ...{what: `gateway with ${routeCount} routes, deployed`, value: deployedMb, unit: 'MB'},
      ...{peer: 'limit', peerValue: 120, goal: {relation: '<=', ratio: 1}},
    },
    {
      ...{what: `the same after ${requestCount} further requests`, value: endMb, unit: 'MB'},
      ...{peer: `after ${warmUpCount}`, peerValue: warmMb, goal: {relation: '<=', ratio: 1.1}},
    },
  ]
}

async function send(url: string, amount: number): Promise<void> {
  const result = await autocannon({url, connections: Math.min(32, amount), amount})
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} non-2xx, ${result.errors} errors`)
}

function pathOf(index: number): string {
  return `/group${index % 10}/pets${index}`
}

function definition(): object {
  const get = {
    responses: {'200': {description: 'ok'}},
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: {'application/json': '{"statusCode": 200}'},
      responses: {default: {statusCode: '200', responseTemplates: {'application/json': '{"path": "$context.path"}'}}},
    },
  }
  const paths = Object.fromEntries(Array.from({length: routeCount}, (_, index) => [pathOf(index), {get}]))
  return {openapi: '3.0.1', info: {title: 'many', version: '1'}, paths}
}
