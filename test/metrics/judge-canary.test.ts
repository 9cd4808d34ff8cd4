import assert from 'node:assert/strict'
import {test} from 'vitest'
import type {SideTraffic} from '../../src/metrics/canary-traffic.js'
import {judgeCanary} from '../../src/metrics/judge-canary.js'
import type {CanaryLimits} from '../../src/metrics/judge-canary.js'

const limits: CanaryLimits = {faults: {kind: 'absolute', value: 0.01}, minRequests: 100}
const above: CanaryLimits = {...limits, faults: {kind: 'above', value: 0.01}}
const slower: CanaryLimits = {...limits, p95: {kind: 'above', value: 0.2}}
const fine: SideTraffic = {requests: 1000, faults: 0, p95LatencyMs: 100}

const cases: {
  name: string
  base?: SideTraffic
  canary: SideTraffic
  limits?: CanaryLimits
  past?: number
  verdict: string
}[] = [
  {name: 'too few requests', canary: {requests: 99, faults: 0}, verdict: 'unknown'},
  {name: 'too few requests, but more errors than all of them may have', canary: {requests: 3, faults: 2}, verdict: 'bad'}, // prettier-ignore
  {name: 'one error that the missing requests could make up for', canary: {requests: 3, faults: 1}, verdict: 'unknown'},
  {name: 'as many errors as allowed', canary: {requests: 200, faults: 2}, verdict: 'good'},
  {name: 'one more', canary: {requests: 200, faults: 3}, verdict: 'bad'},
  {name: 'a base that fails as often', base: {requests: 100, faults: 5}, canary: {requests: 100, faults: 6}, limits: above, verdict: 'good'}, // prettier-ignore
  {name: 'a little slower', base: fine, canary: {...fine, p95LatencyMs: 120}, limits: slower, verdict: 'good'},
  {name: 'too slow', base: fine, canary: {...fine, p95LatencyMs: 121}, limits: slower, verdict: 'bad'},
  {name: 'slower than the base was', canary: {...fine, p95LatencyMs: 121}, limits: slower, past: 100, verdict: 'bad'},
  {name: 'nothing to compare with', canary: fine, limits: slower, verdict: 'unknown'},
  {name: 'a time of its own', canary: fine, limits: {...limits, p95: {kind: 'absolute', value: 99}}, verdict: 'bad'},
]

for (const {name, base = {requests: 0, faults: 0}, canary, limits: given = limits, past, verdict} of cases) {
  test(`judgeCanary: ${name}`, () => {
    assert.equal(judgeCanary({base, canary}, given, past).verdict, verdict)
  })
}
