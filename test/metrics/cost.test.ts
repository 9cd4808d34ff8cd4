import assert from 'node:assert/strict'
import {test} from 'vitest'
import {estimateCost, tieredDollars} from '../../src/metrics/cost.js'
import type {Traffic} from '../../src/metrics/cost.js'
import {knownPrices} from '../../src/metrics/prices.js'

const {regions} = knownPrices
const rest = regions['us-east-1']?.restRequests ?? []

const tiers = [
  {quantity: 0, dollars: 0},
  {quantity: 1e6, dollars: 3.5},
  {quantity: 333e6, dollars: 1165.5},
  // 333 M at 3.50, 667 M at 2.80, 1,000 M at 2.38.
  {quantity: 2000e6, dollars: 1165.5 + 1867.6 + 2380},
  {quantity: 21_000e6, dollars: 1165.5 + 1867.6 + 45_220 + 1510},
]

for (const {quantity, dollars} of tiers) {
  test(`${quantity / 1e6} million REST requests`, () => {
    assert.equal(tieredDollars(rest, quantity).toFixed(4), dollars.toFixed(4))
  })
}

const gigabyte = 1024 ** 3
const months: {
  name: string
  traffic: Traffic
  region: string
  lines: readonly (readonly [string, string | undefined])[]
  instead?: string
}[] = [
  {
    name: 'a REST API with a cache, from a week',
    traffic: {kind: 'rest', hours: 73, requests: 1e5, cacheGb: '0.5'},
    region: 'us-east-1',
    lines: [
      ['REST requests', '3.50'],
      ['cache of 0.5 GB', '14.60'],
    ],
    instead: '1.00',
  },
  {
    name: 'a REST API whose answers were said to be large',
    traffic: {kind: 'rest', hours: 730, requests: 1e6, bytes: 200 * gigabyte},
    region: 'us-east-1',
    lines: [
      ['REST requests', '3.50'],
      ['data transfer out', '9.00'],
    ],
    instead: '10.00',
  },
  {
    name: 'an HTTP API of large requests, which count for several',
    traffic: {kind: 'http', hours: 730, requests: 1e6, bytes: 2e6 * 512 * 1024},
    region: 'us-east-1',
    lines: [
      ['HTTP requests', '2.00'],
      ['data transfer out', (876.5625 * 0.09).toFixed(2)],
    ],
    instead: (3.5 + 876.5625 * 0.09).toFixed(2),
  },
  {
    name: 'a WebSocket API',
    traffic: {kind: 'websocket', hours: 730, requests: 2e6},
    region: 'us-east-1',
    lines: [['messages', '2.00']],
  },
  {
    name: 'Frankfurt',
    traffic: {kind: 'rest', hours: 730, requests: 1e6},
    region: 'eu-central-1',
    lines: [['REST requests', '3.70']],
    instead: '1.00',
  },
  {
    name: 'a size of cache that has no price',
    traffic: {kind: 'rest', hours: 730, requests: 0, cacheGb: '7'},
    region: 'us-east-1',
    lines: [
      ['REST requests', '0.00'],
      ['cache of 7 GB', undefined],
    ],
    instead: '0.00',
  },
]

for (const {name, traffic, region, lines, instead} of months) {
  test(`a month of ${name}`, () => {
    const cost = estimateCost(traffic, knownPrices, region)
    assert.deepEqual(
      cost.lines.map(({item, dollars}) => [item, dollars?.toFixed(2)]),
      lines,
    )
    assert.equal(cost.instead?.dollars.toFixed(2), instead)
    const unknown = lines.some(([, dollars]) => dollars === undefined)
    assert.equal(
      cost.assumptions.some((text) => text.startsWith('No price is known')),
      unknown,
    )
  })
}

test('a region without prices says whose stand for them', () => {
  const {assumptions} = estimateCost({kind: 'http', hours: 1, requests: 1}, knownPrices, 'ap-south-2')
  assert.ok(assumptions.some((text) => text.includes('those of us-east-1 stand for restRequests, httpRequests')))
  const known = estimateCost({kind: 'http', hours: 1, requests: 1}, knownPrices, 'us-east-1').assumptions
  assert.ok(known.every((text) => !text.includes('stand for')))
})
