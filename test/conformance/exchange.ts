import assert from 'node:assert/strict'
import {
  deploy,
  portsOf,
  stageOf,
  type Call,
  type Result,
  type SnapshotParts,
  type TestPorts,
} from '../gateway/data/rest/rest-fixture.js'
import type {StageRecord} from '../../src/gateway/store/rest-records.js'
import {Store} from '../../src/gateway/store/store.js'
import {conformance, type ConformanceCase} from './conformance-case.js'

/** What a client sees; of headers only those named here are compared, undefined says that there is none. */
export type Seen = {status: number; body?: string; headers?: Readonly<Record<string, string | undefined>>}

/** One request to a deployed REST API: what comes back, and what the backend or function was sent. */
export type Exchange = ConformanceCase & {
  api: SnapshotParts
  stage?: Partial<StageRecord>
  /** Which side of a canary serves. */
  side?: 'main' | 'canary'
  ports?: Parameters<typeof portsOf>[0]
  target?: string
  call?: Call
  seen: Seen
  /** Looks at what went out. */
  sent?: (ports: TestPorts) => void
}

/** Makes a test of each exchange. */
export function exchanges(cases: readonly Exchange[]): void {
  conformance(cases, async ({api, stage, side, ports, target = '/', call, seen, sent}) => {
    const outside = portsOf(ports)
    compare(await deploy(api, outside, stageOf(stage), undefined, side).call(target, call), seen)
    sent?.(outside)
  })
}

function compare({status, body, headers}: Result, seen: Seen): void {
  const names = Object.keys(seen.headers ?? {})
  const found = Object.fromEntries(names.map((name) => [name, headers[name.toLowerCase()]]))
  assert.deepEqual(
    {status, ...(seen.body === undefined ? {} : {body}), ...(seen.headers === undefined ? {} : {headers: found})},
    seen,
  )
}

/** Several requests in a row, with steps of the clock between them. */
export type Sequence = Omit<Exchange, 'target' | 'call' | 'seen' | 'sent'> & {
  /** Records outside of the snapshot, such as API keys. */
  fill?: (store: Store) => void
  steps: readonly {advanceMs?: number; target?: string; call?: Call; seen: Seen}[]
}

/** Makes a test of each sequence. */
export function sequences(cases: readonly Sequence[]): void {
  conformance(cases, async ({api, stage, ports, fill, steps}) => {
    let nowMs = Date.parse('2026-01-31T12:00:00Z')
    const store = Store.open()
    if (fill !== undefined) store.transaction(() => fill(store))
    const outside = portsOf({nowMs: () => nowMs, ...ports})
    const {call} = deploy(api, outside, stageOf(stage), store)
    for (const step of steps) {
      nowMs += step.advanceMs ?? 0
      compare(await call(step.target ?? '/', step.call), step.seen)
    }
    // Usage is written at the end of a turn.
    await new Promise((resolve) => setImmediate(resolve))
    store.close()
  })
}

/** The event of the first function call. */
export function eventOf({functionCalls}: TestPorts): Readonly<Record<string, unknown>> {
  return JSON.parse(functionCalls[0]?.payload ?? 'null') as Record<string, unknown>
}

/** Headers of the first backend call by lower-case name, each with its last value. */
export function sentHeaders({backendCalls}: TestPorts): Readonly<Record<string, string>> {
  const {headers = []} = backendCalls[0] ?? {}
  const named: Record<string, string> = {}
  for (let index = 0; index < headers.length; index += 2) {
    named[(headers[index] ?? '').toLowerCase()] = headers[index + 1] ?? ''
  }
  return named
}
