import assert from 'node:assert/strict'
import {test} from 'vitest'
import {trafficCounter} from '../../src/metrics/canary-traffic.js'
import type {LogEntry} from '../../src/metrics/log-entry.js'

function entry(status: number, more: Partial<LogEntry> = {}): LogEntry {
  return {timeMs: 0, source: 'access', groupName: 'pets', message: '', status, ...more}
}

const cases: {name: string; entries: LogEntry[]; base: object; canary: object; tellsLatency?: boolean}[] = [
  {name: 'nothing', entries: [], base: {requests: 0, faults: 0}, canary: {requests: 0, faults: 0}},
  {
    name: 'sides by the group of the line',
    entries: [entry(200), entry(404), entry(502, {groupName: 'pets/Canary'})],
    base: {requests: 2, faults: 0},
    canary: {requests: 1, faults: 1},
  },
  {
    name: 'what a line says counts more than its group',
    entries: [entry(500, {fields: {isCanaryRequest: 'true'}}), entry(200, {groupName: 'a/Canary', fields: {isCanaryRequest: 'false'}})], // prettier-ignore
    base: {requests: 1, faults: 0},
    canary: {requests: 1, faults: 1},
  },
  {
    name: 'the latency that 95 of 100 stay below or meet',
    entries: Array.from({length: 100}, (_, index) => entry(200, {latencyMs: index + 1})),
    base: {requests: 100, faults: 0, p95LatencyMs: 95},
    canary: {requests: 0, faults: 0},
    tellsLatency: true,
  },
  {
    name: 'lines that are no answers do not count',
    entries: [{timeMs: 0, source: 'execution', groupName: 'e', message: ''}, {timeMs: 0, source: 'access', groupName: 'a', message: 'x'}], // prettier-ignore
    base: {requests: 0, faults: 0},
    canary: {requests: 0, faults: 0},
  },
]

for (const {name, entries, base, canary, tellsLatency = false} of cases) {
  test(`trafficCounter: ${name}`, () => {
    const counter = trafficCounter()
    for (const each of entries) counter.add(each)
    assert.deepEqual(counter.result(), {base, canary, tellsLatency})
  })
}
