import assert from 'node:assert/strict'
import {test} from 'vitest'
import {growthOf} from '../../scripts/soak/leaks.js'
import {runSoak} from '../../scripts/soak/run-soak.js'
import {VersionWindow} from '../../scripts/soak/version-window.js'

/** SOAK_SECONDS makes it longer; `npm run soak` is the long version, and looks for leaks. */
const seconds = Number(process.env.SOAK_SECONDS ?? 20)

test(`soak: ${seconds} seconds of traffic, faults and deployments leave no answer that may not be`, async () => {
  const report = await runSoak({durationMs: seconds * 1000, clients: 8, random: Math.random})
  assert.deepEqual(report.complaints, [])
  assert.equal(report.exitCode, 0)
  assert.ok(report.requests > seconds * 5, `only ${report.requests} requests`)
  assert.ok(report.deployments > 3, `only ${report.deployments} deployments`)
  const {before, after} = report.idle
  assert.ok(!(after.sockets > before.sockets), `${before.sockets} sockets before, ${after.sockets} after`)
}, 120_000)

const windows = [
  {name: 'what was acknowledged before it began', acknowledged: 3, begun: 3, seen: 3, complains: false},
  {name: 'what is being deployed', acknowledged: 3, begun: 4, seen: 4, complains: false},
  {name: 'stale content', acknowledged: 3, begun: 3, seen: 2, complains: true},
  {name: 'content that nobody has deployed', acknowledged: 3, begun: 3, seen: 4, complains: true},
  {name: 'no version at all', acknowledged: 0, begun: 0, seen: 'x', complains: true},
]

for (const {name, acknowledged, begun, seen, complains} of windows) {
  test(`soak: a request may ${complains ? 'not ' : ''}see ${name}`, () => {
    const window = new VersionWindow()
    for (let version = 1; version <= begun; version += 1) window.begin()
    window.acknowledge(acknowledged)
    assert.equal(window.open()(seen) !== undefined, complains)
  })
}

test('soak: what was acknowledged while a request was under way does not make its answer stale', () => {
  const window = new VersionWindow()
  const judge = window.open()
  window.acknowledge(window.begin())
  assert.equal(judge(0), undefined)
})

test('soak: a leak is a rise of the least that was held, not of the most', () => {
  const held = {heapMb: 20, residentMb: 100, files: 40, sockets: 50, threads: 20}
  const sample = (atMs: number, changed: Partial<typeof held> = {}) => ({...held, ...changed, atMs})
  const peaks = [sample(25), sample(30), sample(85, {sockets: 500}), sample(95)]
  assert.deepEqual(
    growthOf(peaks, 100).filter(({isLeak}) => isLeak),
    [],
  )
  const leaking = [sample(25), sample(85, {heapMb: 60}), sample(95, {heapMb: 70})]
  assert.deepEqual(
    growthOf(leaking, 100).filter(({isLeak}) => isLeak),
    [{what: 'heapMb', before: 20, after: 60, limit: 26, isLeak: true}],
  )
})
