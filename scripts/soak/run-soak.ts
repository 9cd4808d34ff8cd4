import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import {Agent} from 'undici'
import {connect, createApis} from './apis.js'
import type {SoakedApi, SoakedApis} from './apis.js'
import {startBackend} from './backend.js'
import type {Backend} from './backend.js'
import {growthOf} from './leaks.js'
import type {Growth, Sample} from './leaks.js'
import {scenarios} from './scenarios.js'
import type {Scenario, Traffic} from './scenarios.js'
import {startWatchedGateway} from './watched-process.js'
import type {Held, WatchedGateway} from './watched-process.js'

export type SoakOptions = {
  durationMs: number
  /** Clients that are at work side by side. */
  clients: number
  random: () => number
  onSample?: (sample: Sample, requests: number) => void
}

export type SoakReport = {
  /** Runs of each scenario. */
  counts: Readonly<Record<string, number>>
  requests: number
  deployments: number
  stageChanges: number
  otherApis: number
  /** What was wrong, the first of each scenario and a count. */
  complaints: readonly {where: string; what: string; count: number}[]
  samples: readonly Sample[]
  growth: readonly Growth[]
  /** Before any request, and after the last one was answered. */
  idle: {before: Held; after: Held}
  exitCode: number | null
}

/** Between two requests of a client, on average: the machine is not the thing that is tested. */
const pauseMs = 30
/** The longest that any answer may take. */
const patienceMs = 30_000
const deployEveryMs = 700
const churnEveryMs = 2_500

/** Runs mixed traffic, deployments and a failing backend against a gateway in a process of its own. */
export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  const folder = await mkdtemp(join(tmpdir(), 'apigw-soak-'))
  const backend = await startBackend()
  const gateway = await startWatchedGateway(join(folder, 'local'))
  try {
    return await soak(options, gateway, backend)
  } finally {
    await gateway.stop()
    await backend.close()
    await rm(folder, {recursive: true, force: true})
  }
}

async function soak(options: SoakOptions, gateway: WatchedGateway, backend: Backend): Promise<SoakReport> {
  const clients = connect(gateway.url)
  const apis = await createApis(clients, backend.url)
  const before = await gateway.held()
  const complaints = new Complaints()
  const run = {...options, endMs: performance.now() + options.durationMs, complaints, counts: new Map<string, number>()}
  const dispatcher = new Agent({connections: options.clients})
  const traffic = {port: gateway.port, apis, dispatcher, random: options.random}
  const samples: Sample[] = []
  await Promise.all([
    ...Array.from({length: options.clients}, () => sendTraffic(run, traffic)),
    ...[apis.rest, apis.http, apis.webSocket, apis.rest.rounds].map((api) =>
      repeat(run, 'deploying', deployEveryMs, api.deploy),
    ),
    repeat(run, 'other APIs', churnEveryMs, apis.churn),
    takeSamples(run, gateway, samples),
  ])
  await dispatcher.destroy()
  for (const client of Object.values(clients)) client.destroy()
  await backend.close()
  const after = await heldWhenIdle(gateway, before)
  const exitCode = await gateway.stop()
  if (gateway.defects() !== '') complaints.add("the gateway's own errors", gateway.defects())
  return {
    ...totalsOf(apis, run.counts),
    ...{complaints: complaints.list(), samples, growth: growthOf(samples, options.durationMs)},
    ...{idle: {before, after}, exitCode},
  }
}

type Run = SoakOptions & {endMs: number; complaints: Complaints; counts: Map<string, number>}

function totalsOf({rest, http, webSocket}: SoakedApis, counts: ReadonlyMap<string, number>) {
  const done = ({window}: SoakedApi): number => window.acknowledged
  return {
    counts: Object.fromEntries(counts),
    requests: scenarios.reduce((sum, {name}) => sum + (counts.get(name) ?? 0), 0),
    deployments: done(rest) + done(http) + done(webSocket),
    stageChanges: done(rest.rounds),
    otherApis: 2 * (counts.get('other APIs') ?? 0),
  }
}

/** One client: picks what to do, does it, waits a little. */
async function sendTraffic(run: Run, traffic: Traffic): Promise<void> {
  while (performance.now() < run.endMs) {
    const {name, run: go} = picked(run.random())
    await complainOf(run, name, () => go(traffic))
    await delay(run.random() * 2 * pauseMs)
  }
}

async function repeat(run: Run, name: string, everyMs: number, work: () => Promise<void>): Promise<void> {
  while (performance.now() < run.endMs) {
    await complainOf(run, name, async () => {
      await work()
      return undefined
    })
    await delay(everyMs * (0.5 + run.random()))
  }
}

async function complainOf(run: Run, name: string, work: () => Promise<string | undefined>): Promise<void> {
  run.counts.set(name, (run.counts.get(name) ?? 0) + 1)
  const waiting = new AbortController()
  const what = await Promise.race([work(), tooLong(waiting.signal)]).catch((error: unknown) =>
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  )
  waiting.abort()
  if (what !== undefined) run.complaints.add(name, what)
}

/** Settles in any case: a request that nobody answers is a finding, not the end of the soak. */
function tooLong(signal: AbortSignal): Promise<string> {
  return delay(patienceMs, `no answer within ${patienceMs} ms`, {signal}).catch(() => '')
}

const shares = scenarios.reduce((sum, {share}) => sum + share, 0)

function picked(random: number): Scenario {
  let left = random * shares
  for (const scenario of scenarios) {
    left -= scenario.share
    if (left < 0) return scenario
  }
  throw new Error('A random number is below 1.')
}

async function takeSamples(run: Run, gateway: WatchedGateway, samples: Sample[]): Promise<void> {
  const everyMs = Math.min(5_000, run.durationMs / 20)
  const beganMs = run.endMs - run.durationMs
  while (performance.now() < run.endMs) {
    const sample = {atMs: performance.now() - beganMs, ...(await gateway.held())}
    samples.push(sample)
    run.onSample?.(
      sample,
      [...run.counts.values()].reduce((sum, count) => sum + count, 0),
    )
    await delay(everyMs)
  }
}

/** Connections of clients that went away are closed within seconds: as soon as they are, the rest can be compared. */
async function heldWhenIdle(gateway: WatchedGateway, before: Held): Promise<Held> {
  for (let left = 40; ; left -= 1) {
    const held = await gateway.held()
    if (left === 0 || Number.isNaN(held.sockets) || held.sockets <= before.sockets) return held
    await delay(250)
  }
}

class Complaints {
  readonly #first = new Map<string, {what: string; count: number}>()

  add(where: string, what: string): void {
    const known = this.#first.get(where)
    this.#first.set(where, {what: known?.what ?? what, count: (known?.count ?? 0) + 1})
  }

  list(): {where: string; what: string; count: number}[] {
    return [...this.#first].map(([where, complaint]) => ({where, ...complaint}))
  }
}
