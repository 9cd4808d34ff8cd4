/**
 * Calls and wall time of the built tool for the life of one API, as it grows: made, planned without a change, one route
 * changed. Beside each the time that AWS's limits would make the same calls last, which the plan computes.
 */
import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import Table from 'cli-table3'
import type {Row} from './statistics.js'

type Kind = 'rest' | 'http'
type Step = {what: string; calls: number; milliseconds: number; awsSeconds?: number}
type PlanJson = {execution: {way: 'granular' | 'import'}; budget: Record<string, {seconds?: number}>}

const sizes = [20, 100, 300] as const
const rounds = 3
/** Calls and seconds that the project wants for 300 routes. */
const goals: Readonly<Record<string, {calls: number; seconds: number}>> = {
  create: {calls: 12, seconds: 3},
  'plan without a change': {calls: 10, seconds: 2},
  'change one route': {calls: 15, seconds: 2},
}

/** An API of so many routes; `answer` is what the first of them answers with. */
function definitionOf(kind: Kind, count: number, answer: string): string {
  const integration = (index: number) =>
    kind === 'rest'
      ? {
          type: 'mock',
          requestTemplates: {'application/json': '{"statusCode": 200}'},
          responses: {
            default: {statusCode: '200', responseTemplates: {'application/json': index === 0 ? answer : '{}'}},
          },
        }
      : {
          type: 'http_proxy',
          httpMethod: 'GET',
          uri: `http://127.0.0.1:9/${index === 0 ? answer : 'thing'}`,
          payloadFormatVersion: '1.0',
        }
  const paths = Array.from({length: count}, (_, index) => [
    `/area${Math.floor(index / 10)}/thing${index}`,
    {get: {responses: {'200': {description: 'ok'}}, 'x-amazon-apigateway-integration': integration(index)}},
  ])
  return JSON.stringify({
    openapi: '3.0.1',
    info: {title: 'bench', version: '1'},
    paths: Object.fromEntries(paths) as unknown,
  })
}

/** One run of the tool in the project; throws when it fails. `calls` counts what was sent to API Gateway. */
function run(cli: string, project: string, ...argv: string[]): {stdout: string; calls: number; milliseconds: number} {
  const startedAt = performance.now()
  const options = {cwd: project, encoding: 'utf8', timeout: 120_000, maxBuffer: 100_000_000} as const
  const {status, stdout, stderr} = spawnSync(process.execPath, [cli, ...argv, '--debug'], options)
  const milliseconds = performance.now() - startedAt
  if (status !== 0) throw new Error(`apigw ${argv.join(' ')} ended with ${String(status)}: ${stderr}`)
  return {stdout, calls: Number(/^(\d+) calls to API Gateway/m.exec(stderr)?.[1] ?? NaN), milliseconds}
}

function lifeOf(cli: string, kind: Kind, count: number): Step[] {
  const project = mkdtempSync(join(tmpdir(), 'apigw-bench-plans-'))
  const write = (answer: string) => {
    writeFileSync(join(project, 'openapi.json'), definitionOf(kind, count, answer))
  }
  const settings = `name: bench\ntype: ${kind}\ndefinition: openapi.json\ndefaultStage: dev\nstages: {dev: {target: local}}\n`
  writeFileSync(join(project, 'apigw.yaml'), settings)
  try {
    write('one')
    run(cli, project, 'local', 'start', '--detach', '--port', '0')
    const created = deployed(cli, project, 'create')
    const plans: Step[] = []
    const changes: Step[] = []
    for (let round = 0; round < rounds; round += 1) {
      plans.push({what: 'plan without a change', ...run(cli, project, 'plan', '--json')})
      write(`another ${round}`)
      changes.push(deployed(cli, project, 'change one route'))
    }
    return [created, ...[plans, changes].flatMap(middle)]
  } finally {
    run(cli, project, 'local', 'stop')
    rmSync(project, {recursive: true, force: true})
  }
}

/** The round with the median time; an API is only created once. */
function middle(steps: readonly Step[]): Step[] {
  const sorted = [...steps].sort((one, other) => one.milliseconds - other.milliseconds)
  return sorted.slice(Math.floor(sorted.length / 2)).slice(0, 1)
}

/** The plan is made once more beforehand, only to read what AWS's limits would make of it. */
function deployed(cli: string, project: string, what: string): Step {
  const {execution, budget} = JSON.parse(run(cli, project, 'plan', '--json').stdout) as PlanJson
  const {calls, milliseconds} = run(cli, project, 'deploy', '--yes')
  const awsSeconds = budget[execution.way]?.seconds
  return {what, calls, milliseconds, ...(awsSeconds !== undefined && {awsSeconds})}
}

/** The table of both kinds and all sizes, and the largest size as rows beside its goals and beside the smallest. */
export function benchPlans(cli: string): {table: string; rows: Row[]} {
  const table = new Table({
    head: ['API', 'routes', 'what', 'calls', 'wall time', 'its writes under AWS limits'],
    style: {head: [], border: []},
  })
  const rows: Row[] = []
  for (const kind of ['rest', 'http'] as const) {
    const lives = sizes.map((count) => ({count, steps: lifeOf(cli, kind, count)}))
    for (const {count, steps} of lives) {
      for (const {what, calls, milliseconds, awsSeconds} of steps) {
        const limited = awsSeconds === undefined ? '' : `${awsSeconds.toFixed(1)} s`
        table.push([kind, count, what, calls, `${(milliseconds / 1000).toFixed(2)} s`, limited])
      }
    }
    rows.push(...rowsOf(kind, lives.at(-1)?.steps ?? [], lives[0]?.steps ?? []))
  }
  return {table: table.toString(), rows}
}

function rowsOf(kind: Kind, large: readonly Step[], small: readonly Step[]): Row[] {
  const atMost = {relation: '<=', ratio: 1} as const
  return large.flatMap(({what, calls, milliseconds}): Row[] => {
    const goal = goals[what]
    if (goal === undefined) return []
    const row = {what: `${kind.toUpperCase()} API of ${sizes.at(-1) ?? 0} routes: ${what}`, value: calls, unit: 'calls'}
    const fewer = small.find((step) => step.what === what)?.calls ?? NaN
    return [
      {...row, peer: 'limit', peerValue: goal.calls, goal: atMost},
      {...row, peer: `${sizes[0]} routes`, peerValue: fewer, goal: {relation: '<=', ratio: 1.25}},
      {...row, value: milliseconds / 1000, unit: 's', peer: 'limit', peerValue: goal.seconds, goal: atMost},
    ]
  })
}
